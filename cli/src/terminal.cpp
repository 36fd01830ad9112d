// Questions to the terminal and the environment.
// SPDX-License-Identifier: EUPL-1.2
#include "terminal.hpp"

#include <charconv>
#include <cstdlib>
#include <optional>
#include <sys/ioctl.h>
#include <unistd.h>

namespace peil::cli {

namespace {

constexpr int width_columns_default = 80;
constexpr int width_columns_max = 10'000;

std::string_view variable_of(const char* name) {
    const auto* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::optional<int> width_from_environment() {
    const auto text = variable_of("COLUMNS");
    int width = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), width);
    const bool is_number = error == std::errc() && end == text.data() + text.size();
    if (!is_number || width <= 0 || width > width_columns_max) { return std::nullopt; }
    return width;
}

std::optional<int> width_from_terminal(int fd) {
    winsize size{};
    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) { return std::nullopt; }
    return size.ws_col;
}

bool wants_colour(std::string_view choice, bool is_terminal) {
    if (choice == "always") { return true; }
    if (choice == "never") { return false; }
    return is_terminal && variable_of("NO_COLOR").empty() && !variable_of("TERM").empty() &&
           variable_of("TERM") != "dumb";
}

}  // namespace

Terminal detect_terminal(int fd, std::string_view colour_choice) {
    Terminal terminal;
    terminal.is_terminal = isatty(fd) == 1;
    terminal.is_coloured = wants_colour(colour_choice, terminal.is_terminal);
    auto width = width_from_environment();
    if (!width && terminal.is_terminal) { width = width_from_terminal(fd); }
    terminal.width_columns = width.value_or(width_columns_default);
    return terminal;
}

}  // namespace peil::cli

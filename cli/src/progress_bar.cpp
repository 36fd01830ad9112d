// Drawing the bar at most ten times a second, and not at all in the first half second.
// SPDX-License-Identifier: EUPL-1.2
#include "progress_bar.hpp"

#include <fmt/format.h>

#include <unistd.h>
#include <utility>

namespace peil::cli {

namespace {

void write_error(std::string_view text) {
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

ProgressBar::ProgressBar(std::string what)
    : what_(std::move(what)),
      is_terminal_(::isatty(STDERR_FILENO) == 1),
      last_(std::chrono::steady_clock::now() + std::chrono::milliseconds(400)) {}

void ProgressBar::show(std::uint64_t done, std::uint64_t total) {
    if (!is_terminal_ || total == 0) { return; }
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds(100)) { return; }
    last_ = now;
    is_shown_ = true;
    write_error(fmt::format("\r{} {:>3} %  {} of {}", what_, done * 100 / total, done, total));
}

void ProgressBar::clear() {
    const std::lock_guard lock(mutex_);
    if (is_shown_) { write_error("\r\x1b[K"); }
    is_shown_ = false;
}

}  // namespace peil::cli

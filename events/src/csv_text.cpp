// Quoting the cells of comma-separated values.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/csv_text.hpp>
#include <peil/events/kind.hpp>

#include <string_view>

namespace peil::events {

namespace {

/// A spreadsheet runs a cell that begins so, whatever it was meant to be.
bool looks_like_formula(std::string_view text) {
    constexpr std::string_view triggers = "=+-@\t\r";
    return !text.empty() && triggers.find(text.front()) != std::string_view::npos &&
           !is_figure_value(text);
}

std::string csv_cell(std::string_view text) {
    auto content = std::string(looks_like_formula(text) ? "'" : "");
    content += text;
    if (content.find_first_of(",\"\r\n") == std::string::npos) { return content; }
    std::string quoted = "\"";
    for (const auto letter : content) {
        if (letter == '"') { quoted += '"'; }
        quoted += letter;
    }
    return quoted += '"';
}

}  // namespace

std::string csv_record(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& each : cells) {
        if (&each != &cells.front()) { line += ','; }
        line += csv_cell(each);
    }
    return line + "\r\n";
}

}  // namespace peil::events

// Splitting a file into checked lines, see text_lines.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "text_lines.hpp"

#include "prose.hpp"
#include <peil/events/error.hpp>

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <optional>

namespace peil::events::reading {

namespace {

constexpr const char* text_expected = "a report as plain text in UTF-8";

bool is_control(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return (value < 0x20 && byte != '\t' && byte != '\f') || value == 0x7F;
}

bool is_utf8(std::string_view text) {
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t value = -1;
        const auto size = utf8proc_iterate(bytes, left, &value);
        if (size <= 0) { return false; }
        bytes += size;
        left -= size;
    }
    return true;
}

std::optional<core::Error> refuse(const SourceLine& line) {
    if (line.text.size() > report_line_bytes_max) {
        return unreadable({line.number, fmt::format("a line of {} bytes", line.text.size()),
                           fmt::format("at most {} bytes", report_line_bytes_max)});
    }
    const auto* const control = std::find_if(line.text.begin(), line.text.end(), is_control);
    if (control != line.text.end()) {
        return unreadable({line.number,
                           fmt::format("the control byte 0x{:02x}",
                                       static_cast<unsigned>(static_cast<unsigned char>(*control))),
                           text_expected});
    }
    if (!is_utf8(line.text)) {
        return unreadable({line.number, "bytes that are not UTF-8", text_expected});
    }
    return std::nullopt;
}

std::string_view without_carriage_return(std::string_view line) {
    if (!line.empty() && line.back() == '\r') { line.remove_suffix(1); }
    return line;
}

}  // namespace

core::Error unreadable(const Refusal& refusal) {
    return {make_error_code(Errc::unreadable_report),
            fmt::format("line {}: found {}; expected {}", refusal.line, refusal.found,
                        refusal.expected)};
}

core::Result<std::vector<SourceLine>> source_lines(std::string_view text) {
    if (text.size() > report_size_bytes_max) {
        return unreadable({1, fmt::format("a file of {} bytes", text.size()),
                           fmt::format("at most {} bytes", report_size_bytes_max)});
    }
    if (text.substr(0, byte_order_mark.size()) == byte_order_mark) {
        text.remove_prefix(byte_order_mark.size());
    }
    if (trimmed(text).empty()) { return unreadable({1, "an empty file", text_expected}); }
    std::vector<SourceLine> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const auto number = static_cast<std::uint32_t>(lines.size() + 1);
        lines.push_back({number, without_carriage_return(text.substr(0, end))});
        if (const auto error = refuse(lines.back())) { return *error; }
        if (lines.size() > report_lines_max) {
            return unreadable(
                {number, "one line too many", fmt::format("at most {} lines", report_lines_max)});
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace peil::events::reading

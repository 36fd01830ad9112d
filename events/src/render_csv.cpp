// The matrix as comma-separated values.
// Format: RFC 4180, UTF-8, lines ended by CR LF.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/render.hpp>

#include <map>
#include <string_view>

namespace peil::events {

namespace {

/// A spreadsheet runs a cell that begins so, whatever it was meant to be.
bool looks_like_formula(std::string_view text) {
    constexpr std::string_view triggers = "=+-@\t\r";
    return !text.empty() && triggers.find(text.front()) != std::string_view::npos;
}

std::string cell(std::string_view text) {
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

std::string record(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& each : cells) {
        if (&each != &cells.front()) { line += ','; }
        line += cell(each);
    }
    return line + "\r\n";
}

}  // namespace

std::string render_csv(const Matrix& matrix) {
    std::map<std::uint32_t, std::string> titles;
    for (const auto& chapter : matrix.chapters) {
        titles[chapter.number] = chapter.title.value_or("");
    }
    auto text = record({"number", "chapter", "chapterTitle", "description", "planning", "status",
                        "progress", "jointWith", "footnotes", "effective", "event"});
    for (const auto& measure : matrix.measures) {
        text += record({measure.number, std::to_string(measure.chapter), titles[measure.chapter],
                        measure.description, measure.planning.value_or(""),
                        measure.status.value_or(""), plain_text(measure.progress),
                        encode_numbers(measure.joint_with), plain_text(measure.footnotes),
                        measure.effective, std::to_string(measure.event)});
    }
    return text;
}

}  // namespace peil::events

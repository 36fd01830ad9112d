// Entry of the report reader: checks the file, recognises its layout, and has it read.
// SPDX-License-Identifier: EUPL-1.2
#include "html_tokens.hpp"
#include "layouts.hpp"
#include "prose.hpp"
#include "report_end.hpp"
#include "text_lines.hpp"
#include <peil/events/report.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

namespace peil::events {

namespace reading {

namespace {

constexpr std::size_t flat_header_bytes_max = 160;

bool is_number_label(std::string_view label) {
    constexpr std::array<std::string_view, 4> labels{"nr", "nr.", "no.", "nummer"};
    const std::string lower = lower_case(label);
    return std::find(labels.begin(), labels.end(), lower) != labels.end();
}

}  // namespace

std::vector<std::string_view> cells_of(std::string_view line) {
    std::vector<std::string_view> cells;
    while (true) {
        const std::size_t end = line.find('\t');
        cells.push_back(line.substr(0, end));
        if (end == std::string_view::npos) { return cells; }
        line.remove_prefix(end + 1);
    }
}

bool is_tabbed_header(std::string_view line) {
    if (line.find('\t') == std::string_view::npos) { return false; }
    const std::vector<std::string_view> cells = cells_of(line);
    if (cells.size() < 3 || !is_number_label(plain_text(cells.front()))) { return false; }
    return std::none_of(cells.begin() + 1, cells.end(),
                        [](std::string_view cell) { return plain_text(cell).empty(); });
}

bool is_flat_header(std::string_view line) {
    line = trimmed(line);
    if (line.size() > flat_header_bytes_max || line.find('\t') != std::string_view::npos) {
        return false;
    }
    const std::vector<std::string_view> labels = words(line);
    return labels.size() >= 3 && is_number_label(labels.front()) && !ends_sentence(line);
}

namespace {

/// The report in `lines`, which are not all empty.
core::Result<Report> read_layout(std::span<const SourceLine> lines, const KnownMeasures& known) {
    for (const SourceLine& line : lines) {
        if (is_tabbed_header(line.text)) { return read_tabbed(lines, known); }
        if (is_flat_header(line.text)) { return read_flat(lines, known); }
    }
    const auto first = std::find_if(lines.begin(), lines.end(), [](const SourceLine& line) {
        return !trimmed(line.text).empty();
    });
    return unreadable({first->number, excerpt(first->text) + " and no table header after it",
                       "a header that begins with \u201cNr\u201d"});
}

/// A joint row whose second part is gone: what joined the parts is all that is left of it.
std::optional<core::Error> refuse_half_joint_row(const Report& report) {
    for (const ReportRow& row : report.rows) {
        const auto* first =
            row.progress.empty() ? nullptr : std::get_if<Paragraph>(&row.progress.front());
        if (first == nullptr || first_word(first->text) != "&") { continue; }
        return unreadable({row.lines.first,
                           fmt::format("measure {} whose progress begins with \u201c&\u201d",
                                       row.measures.back().number),
                           "the other measure of a joint row, with its description"});
    }
    return std::nullopt;
}

}  // namespace

}  // namespace reading

core::Result<Report> read_report(std::string_view text, std::span<const KnownMeasure> known) {
    const core::Result<std::vector<reading::SourceLine>> lines = reading::source_lines(text);
    if (!lines) { return lines.error(); }
    auto report = reading::read_layout(*lines, reading::KnownMeasures{known});
    if (!report) { return report; }
    if (auto error = reading::refuse_half_joint_row(*report)) { return std::move(*error); }
    if (!report->cut && !text.ends_with('\n')) {
        report->cut = reading::cut_in_last_line(*report, *lines);
    }
    if (!report->cut && known.empty()) { report->cut = reading::cut_by_count(*report, *lines); }
    report->open_end = reading::open_end(*report, *lines);
    return report;
}

bool is_grave(const Assumption& assumption) {
    return assumption.code == "report-cut" || assumption.code == "ends-in-mid-sentence" ||
           assumption.code == "measure-not-printed";
}

}  // namespace peil::events

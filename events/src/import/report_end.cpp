// Judging the end of a report, see report_end.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "report_end.hpp"

#include "footnotes.hpp"
#include "html_tokens.hpp"
#include "layouts.hpp"
#include "measure_numbers.hpp"
#include "prose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace peil::events::reading {

namespace {

constexpr std::size_t tail_words = 4;
constexpr std::uint32_t announced_count_max = 9999;
constexpr std::size_t closing_lines_min = 2;

/// Numbers from two to twenty as they are written in running text.
std::optional<std::uint32_t> written_number(std::string_view word) {
    constexpr std::array<std::string_view, 19> numbers{
        "twee",    "drie",      "vier",     "vijf",      "zes",     "zeven",    "acht",
        "negen",   "tien",      "elf",      "twaalf",    "dertien", "veertien", "vijftien",
        "zestien", "zeventien", "achttien", "negentien", "twintig"};
    if (const auto value = parse_decimal(word)) { return value; }
    const auto* const found = std::find(numbers.begin(), numbers.end(), lower_case(word));
    if (found == numbers.end()) { return std::nullopt; }
    return static_cast<std::uint32_t>(found - numbers.begin()) + 2;
}

/// How many measures the text says there are: a number right before the word.
std::optional<std::uint32_t> announced_count(std::string_view text) {
    const auto all = words(text);
    for (std::size_t index = 1; index < all.size(); ++index) {
        if (!lower_case(all[index]).starts_with("maatregelen")) { continue; }
        const auto count = written_number(all[index - 1]);
        if (count && *count <= announced_count_max) { return count; }
    }
    return std::nullopt;
}

/// A line of the introduction and how many measures it speaks of.
struct Announced {
    std::uint32_t line = 0;
    std::uint32_t count = 0;
};

std::vector<Announced> announced_counts(const Report& report, std::span<const SourceLine> lines) {
    std::vector<Announced> all;
    for (const SourceLine& line : lines) {
        if (line.number >= report.rows.front().lines.first) { break; }
        if (const auto count = announced_count(line.text)) { all.push_back({line.number, *count}); }
    }
    return all;
}

std::size_t measure_count(const Report& report) {
    std::size_t count = 0;
    for (const ReportRow& row : report.rows) { count += row.measures.size(); }
    return count;
}

std::string end_behind_last(const Report& report) {
    return fmt::format("the end of the file behind measure {}",
                       report.rows.back().measures.back().number);
}

/// Where the numbers leave one out: the row of it stands there, without its number, or nowhere.
std::optional<ReportCut> gap_in_numbers(const Report& report, const std::string& reason) {
    const ReportRow* before = nullptr;
    for (const ReportRow& row : report.rows) {
        const auto last = before ? number_key(before->measures.back().number) : std::nullopt;
        const auto next = number_key(row.measures.front().number);
        if (last && next && next->value > last->value + 1) {
            return ReportCut{row.lines.first,
                             fmt::format("measure {} behind measure {}, which line {} begins with",
                                         next->value, last->value, before->lines.first),
                             fmt::format("measure {} between them, {}", last->value + 1, reason)};
        }
        before = &row;
    }
    return std::nullopt;
}

std::string last_of(std::string_view text) {
    const auto all = words(text);
    std::string tail;
    for (std::size_t index = all.size() - std::min(tail_words, all.size()); index < all.size();
         ++index) {
        append_piece(tail, all[index]);
    }
    return tail;
}

std::uint32_t last_line_of(const Report& report) {
    return report.rows.back().lines.last - 1;
}

/// Whether the last line is a number behind a whole text, and not that of the next measure.
bool is_page_number(const Report& report, std::span<const SourceLine> lines) {
    const std::string_view text = trimmed(lines.back().text);
    if (!is_digits(text)) { return false; }
    const auto key = number_key(text);
    const auto last = number_key(report.rows.back().measures.back().number);
    if (key && last && key->value == last->value + 1) { return false; }
    for (auto line = lines.rbegin() + 1; line != lines.rend(); ++line) {
        if (!is_blank(line->text)) { return ends_text(plain_text(line->text)); }
    }
    return false;
}

bool is_dashes(std::span<const std::string_view> cells) {
    return std::any_of(cells.begin(), cells.end(), is_filler) &&
           std::all_of(cells.begin(), cells.end(),
                       [](std::string_view cell) { return is_blank(cell) || is_filler(cell); });
}

std::optional<ReportCut> cut_in_row(const SourceLine& line,
                                    const std::vector<std::string_view>& cells) {
    const std::string text = plain_text(cells.back());
    const std::string shown = text.empty() ? plain_text(line.text) : text;
    const bool apart = cells.size() == 1 && leading_mark(trimmed(line.text)).empty();
    if (!apart && ends_text(text) && !has_open_paragraph(cells.back())) { return std::nullopt; }
    return breaks_off(line.number, shown);
}

}  // namespace

ReportCut breaks_off(std::uint32_t line, std::string_view text) {
    const std::string tail = last_of(text);
    return {line,
            tail.empty() ? "a row that breaks off" : "text that breaks off behind " + excerpt(tail),
            "the end of its sentence"};
}

bool has_open_paragraph(std::string_view html) {
    const std::size_t opened = html.rfind("<p");
    return opened != std::string_view::npos && html.find("</", opened) == std::string_view::npos;
}

bool is_unfinished(std::string_view text) {
    constexpr std::array<std::string_view, 15> links{"de",  "het", "een", "en",   "of",
                                                     "van", "met", "dat", "die",  "deze",
                                                     "te",  "om",  "als", "naar", "tot"};
    if (announces_more(text)) { return true; }
    const auto all = words(text);
    return !all.empty() && std::find(links.begin(), links.end(), all.back()) != links.end();
}

std::optional<ReportCut> cut_in_last_line(const Report& report, std::span<const SourceLine> lines) {
    const SourceLine& last = lines.back();
    const std::string_view text = trimmed(last.text);
    const auto cells = cells_of(last.text);
    if ((is_blank(text) && cells.size() == 1) || is_dashes(cells)) { return std::nullopt; }
    if (is_page_number(report, lines)) { return std::nullopt; }
    if (report.layout == Layout::flat) {
        if (ends_text(text)) { return std::nullopt; }
        return breaks_off(last.number, text);
    }
    if (report.title && collapsed(text) == *report.title) { return std::nullopt; }
    return cut_in_row(last, cells);
}

std::optional<ReportCut> cut_by_count(const Report& report, std::span<const SourceLine> lines) {
    for (const Announced& announced : announced_counts(report, lines)) {
        if (announced.count <= measure_count(report)) { continue; }
        const auto all =
            fmt::format("{} measures, which line {} speaks of", announced.count, announced.line);
        if (auto gap = gap_in_numbers(report, "as one of the " + all)) { return gap; }
        return ReportCut{last_line_of(report), end_behind_last(report), all};
    }
    return std::nullopt;
}

std::optional<ReportCut> open_end(const Report& report, std::span<const SourceLine> lines) {
    if (report.layout != Layout::flat) { return std::nullopt; }
    for (const Announced& announced : announced_counts(report, lines)) {
        if (announced.count == measure_count(report)) { return std::nullopt; }
    }
    const auto last = std::find_if(lines.rbegin(), lines.rend(),
                                   [](const SourceLine& line) { return !line.text.empty(); });
    const auto closing = static_cast<std::size_t>(last - lines.rbegin());
    if (closing >= closing_lines_min && is_blank(last->text)) { return std::nullopt; }
    return ReportCut{last_line_of(report),
                     end_behind_last(report) + ", and nothing that tells that it is the last",
                     "an edition before it in the ledger, the number of measures in the "
                     "introduction, or a closing line of one space and two empty lines"};
}

std::optional<ReportCut> cut_by_previous(const Report& report,
                                         std::span<const KnownMeasure> previous,
                                         std::uint32_t edition) {
    const KnownMeasures known{previous};
    std::set<std::string_view> printed;
    for (const ReportRow& row : report.rows) {
        for (const ReportMeasure& measure : row.measures) { printed.insert(measure.number); }
    }
    auto tail = previous.end();
    while (tail != previous.begin() && !printed.contains(std::prev(tail)->number)) { --tail; }
    if (tail == previous.end()) { return std::nullopt; }
    // A report that ends with a measure the previous edition does not have was not cut before it.
    const std::string& last = report.rows.back().measures.back().number;
    if (!known.find(last)) { return std::nullopt; }
    const auto count = previous.end() - tail;
    return ReportCut{last_line_of(report), end_behind_last(report),
                     count == 1
                         ? fmt::format("measure {}, the last of edition {}", tail->number, edition)
                         : fmt::format("measures {} to {}, the last {} of edition {}", tail->number,
                                       previous.back().number, count, edition)};
}

}  // namespace peil::events::reading

// Layout B: the rows of a flat report, divided into description and progress.
// SPDX-License-Identifier: EUPL-1.2
#include "assumptions.hpp"
#include "flat_blocks.hpp"
#include "flat_lines.hpp"
#include "flat_rows.hpp"
#include "flat_split.hpp"
#include "layouts.hpp"
#include "prose.hpp"
#include "report_end.hpp"
#include "wrap_width.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace peil::events::reading {

namespace {

constexpr std::size_t heading_bytes_max = 60;

/// Two parts of a row and the measures it is about.
struct Reading {
    SplitRow split;
    std::vector<std::string> numbers;
    bool by_shape = false;
};

std::vector<std::string> texts_of(std::span<const FlatLine> lines) {
    std::vector<std::string> texts;
    for (const FlatLine& line : lines) { texts.push_back(line.text); }
    return texts;
}

std::string joined(std::span<const FlatLine> lines) {
    std::string text;
    for (const FlatLine& line : lines) { append_piece(text, line.text); }
    return collapsed(text);
}

bool holds_ampersand(std::span<const FlatLine> lines) {
    return std::any_of(lines.begin(), lines.end(), [](const FlatLine& line) {
        const std::vector<std::string_view> all = words(line.text);
        return std::find(all.begin(), all.end(), "&") != all.end();
    });
}

bool is_ampersand(const FlatLine& line) {
    return trimmed(line.text) == "&";
}

/// The lines that show how wide the columns are: those behind the first line of each row.
std::vector<FlatLine> body_lines(const FlatTable& table) {
    std::vector<FlatLine> lines;
    for (const FlatRow& row : table.rows) {
        for (std::size_t index = 1; index < row.lines.size(); ++index) {
            if (!row.lines[index].page_break) { lines.push_back(row.lines[index]); }
        }
    }
    return lines;
}

class FlatReader {
  public:
    FlatReader(FlatTable table, const KnownMeasures& known, Notes notes)
        : table_(std::move(table)),
          known_(known),
          notes_(std::move(notes)),
          wrap_(WrapWidth::of(body_lines(table_))) {
        for (const FlatRow& row : table_.rows) {
            printed_.insert(row.numbers.begin(), row.numbers.end());
        }
    }

    core::Result<Report> run(std::span<const FootnoteText> footnotes) {
        report_.layout = Layout::flat;
        read_columns();
        read_introduction();
        report_.chapters = table_.chapters;
        for (std::size_t index = 0; index < table_.rows.size(); ++index) {
            if (auto error = read_row(index)) { return std::move(*error); }
        }
        note_end();
        attach_footnotes(report_.rows, footnotes, MarkStyle::glued, notes_);
        note_differences(report_, known_, notes_);
        std::stable_sort(notes_.begin(), notes_.end(), [](const auto& left, const auto& right) {
            return left.lines.first < right.lines.first;
        });
        report_.assumptions = std::move(notes_);
        return std::move(report_);
    }

  private:
    /// The header: two words, and the rest is the label of the last column.
    void read_columns() {
        const std::string label = collapsed(table_.header.text);
        const std::size_t second = label.find(' ') + 1;
        const std::size_t third = label.find(' ', second) + 1;
        report_.columns = {{"number", label.substr(0, second - 1)},
                           {"description", label.substr(second, third - 1 - second)},
                           {"progress", label.substr(third)}};
    }

    void read_introduction() {
        std::span<const FlatLine> lines = table_.introduction;
        if (lines.empty()) { return; }
        const FlatLine& first = lines.front();
        if (first.text.size() <= heading_bytes_max && !ends_sentence(first.text)) {
            note(
                notes_, "heading-left-out", first.lines,
                fmt::format("{} is a heading, not part of the introduction.", excerpt(first.text)));
            lines = lines.subspan(1);
        }
        report_.introduction = flat_blocks(lines, WrapWidth::of(lines), notes_);
    }

    std::optional<core::Error> read_row(std::size_t index) {
        const FlatRow& row = table_.rows[index];
        const std::string& number = row.numbers.front();
        if (row.lines.empty()) {
            return unreadable({row.range.first,
                               fmt::format("measure {} without a description", number),
                               "its description and progress"});
        }
        Notes notes;
        const std::optional<Reading> parts = read_parts(index, notes);
        if (!parts) {
            return unreadable(
                {row.range.first,
                 fmt::format("measure {} whose description has no visible end", number),
                 "the known description, narrow lines, or the end of a sentence"});
        }
        const Reading& reading = *parts;
        if (reading.split.progress.empty()) {
            return unreadable({row.range.first, fmt::format("measure {} without progress", number),
                               "text behind its description"});
        }
        ReportRow result;
        result.chapter = row.chapter;
        result.lines = row.range;
        result.measures = measures_of(reading, notes);
        result.progress = flat_blocks(reading.split.progress, wrap_, notes);
        note_split(reading, notes);
        for (Assumption& assumption : notes) { assumption.measure = number; }
        std::move(notes.begin(), notes.end(), std::back_inserter(notes_));
        report_.rows.push_back(std::move(result));
        return std::nullopt;
    }

    /// Nothing if neither a known description nor the shape of the lines divides the row.
    std::optional<Reading> read_parts(std::size_t index, Notes& notes) {
        const FlatRow& row = table_.rows[index];
        const std::vector<std::string> joint = joint_numbers(index);
        const bool may_be_joint = joint.size() > row.numbers.size();
        std::optional<SplitRow> split;
        if (may_be_joint) { split = split_by_known(row.lines, known_description(joint)); }
        if (!split || !holds_ampersand(split->description)) {
            split = split_by_known(row.lines, known_description(row.numbers));
        }
        const bool by_shape = !split;
        if (by_shape) { split = split_by_shape(row.lines, wrap_); }
        if (!split) { return std::nullopt; }
        Reading reading{std::move(*split), row.numbers, by_shape};
        const std::vector<FlatLine>& description = reading.split.description;
        if (may_be_joint && holds_ampersand(description) &&
            joint_descriptions(texts_of(description), joint.size())) {
            note_never_printed(joint, notes, row);
            printed_.insert(joint.begin(), joint.end());
            reading.numbers = joint;
        }
        return reading;
    }

    static void note_never_printed(const std::vector<std::string>& joint, Notes& notes,
                                   const FlatRow& row) {
        for (std::size_t index = row.numbers.size(); index < joint.size(); ++index) {
            note(notes, "number-never-printed", row.range,
                 fmt::format("Measure {} shares the row of measure {} without being printed.",
                             joint[index], joint.front()));
        }
    }

    /// The measures that the row may be about: those printed, and those of its joint row that are
    /// printed nowhere. Without a previous edition a number that is skipped behind "&" counts.
    [[nodiscard]] std::vector<std::string> joint_numbers(std::size_t index) const {
        const FlatRow& row = table_.rows[index];
        std::vector<std::string> numbers = row.numbers;
        if (const KnownMeasure* measure = known_.find(numbers.front())) {
            for (const std::string& other : measure->joint_with) {
                if (!printed_.contains(other)) { numbers.push_back(other); }
            }
            return numbers;
        }
        if (index + 1 == table_.rows.size()) { return numbers; }
        const bool ampersand = std::any_of(row.lines.begin(), row.lines.end(), is_ampersand);
        const auto last = number_key(numbers.back());
        const auto next = number_key(table_.rows[index + 1].numbers.front());
        if (ampersand && next->value == last->value + 2) {
            numbers.push_back(fmt::format("{}", last->value + 1));
        }
        return numbers;
    }

    [[nodiscard]] std::string known_description(const std::vector<std::string>& numbers) const {
        std::string text;
        for (const std::string& number : numbers) {
            const KnownMeasure* measure = known_.find(number);
            if (measure == nullptr) { return {}; }
            text += (text.empty() ? "" : " & ") + measure->description;
        }
        return text;
    }

    static std::vector<ReportMeasure> measures_of(const Reading& reading, Notes& notes) {
        const std::vector<FlatLine>& lines = reading.split.description;
        if (reading.numbers.size() == 1) { return {{reading.numbers.front(), joined(lines)}}; }
        std::optional<std::vector<std::string>> descriptions;
        if (holds_ampersand(lines)) {
            descriptions = joint_descriptions(texts_of(lines), reading.numbers.size());
        }
        if (!descriptions) {
            descriptions.emplace(reading.numbers.size(), joined(lines));
            note(notes, "joint-description-shared", lines.front().lines,
                 "The description could not be divided; each measure of the row has all of it.");
        }
        std::vector<ReportMeasure> measures;
        for (std::size_t index = 0; index < reading.numbers.size(); ++index) {
            measures.push_back({reading.numbers[index], (*descriptions)[index]});
        }
        return measures;
    }

    static void note_split(const Reading& reading, Notes& notes) {
        const std::vector<FlatLine>& description = reading.split.description;
        const LineRange lines{description.front().lines.first, description.back().lines.last};
        note(notes, reading.by_shape ? "split-by-shape" : "split-without-separator", lines,
             fmt::format("The description ends with {}, by {}; the rest is progress.",
                         excerpt(last_words(description.back().text)),
                         reading.by_shape ? "the width of its lines" : "the known description"));
        if (!reading.split.over_page_break) { return; }
        note(notes, "description-over-page-break", description.back().lines,
             fmt::format("The description goes on behind a page break with {}.",
                         excerpt(description.back().text)));
    }

    static std::string last_words(std::string_view text) {
        const std::vector<std::string_view> all = words(text);
        std::string last;
        for (std::size_t index = all.size() - std::min<std::size_t>(3, all.size());
             index < all.size(); ++index) {
            append_piece(last, all[index]);
        }
        return last;
    }

    /// A line that had no room for another word does not end its paragraph without a full stop.
    void note_end() {
        const FlatLine& last = table_.rows.back().lines.back();
        const std::string_view text = trimmed(last.text);
        if (ends_text(text)) { return; }
        constexpr std::string_view long_word = "maatregelen";
        if (is_unfinished(text) || !wrap_.had_room(text, long_word)) {
            report_.cut = breaks_off(last.lines.last - 1, text);
        }
        note(notes_, "ends-in-mid-sentence", last.lines,
             "The last text of the file does not end a sentence.");
        notes_.back().measure = report_.rows.back().measures.front().number;
    }

    FlatTable table_;
    const KnownMeasures& known_;
    Notes notes_;
    WrapWidth wrap_;
    std::set<std::string> printed_;
    Report report_;
};

}  // namespace

core::Result<Report> read_flat(std::span<const SourceLine> lines, const KnownMeasures& known) {
    const FlatText text = flat_text(lines);
    Notes notes;
    core::Result<FlatTable> table = flat_table(text.lines, known, notes);
    if (!table) { return table.error(); }
    return FlatReader{std::move(*table), known, std::move(notes)}.run(text.footnotes);
}

}  // namespace peil::events::reading

// A report as it was read from a text file, before it is compared with the ledger: rows with
// numbers, descriptions, planning, progress, footnotes, and every assumption the reading made.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>
#include <peil/events/block.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// Lines of the source file, one-based, half-open: [first, last).
struct LineRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    friend bool operator==(const LineRange&, const LineRange&) = default;
};

/// Something the reader of the file had to decide that the file does not say.
struct Assumption {
    std::string code;     ///< stable name, such as `join-over-page-break`
    std::string measure;  ///< the measure it concerns, or empty
    LineRange lines;
    std::string text;  ///< one sentence for a person
};

/// Whether the assumption is about text that the report may lack, so that everybody who imports it
/// has to see it.
[[nodiscard]] bool is_grave(const Assumption& assumption);

/// A footnote with the word its mark was glued to; marks are not part of any other text.
struct Footnote {
    std::string mark;    ///< as printed, in plain digits: `1`
    std::string field;   ///< `description`, `planning` or `progress`
    std::string anchor;  ///< the word before the mark
    std::string text;
    friend bool operator==(const Footnote&, const Footnote&) = default;
};

/// One measure of a row. A joint row holds more than one.
struct ReportMeasure {
    std::string number;
    std::string description;
};

struct ReportRow {
    std::vector<ReportMeasure> measures;  ///< in printed order, at least one
    std::uint32_t chapter = 0;
    std::optional<std::string> planning;  ///< nothing if the report has no such column
    Blocks progress;
    std::vector<Footnote> footnotes;  ///< of the marks that stand in this row
    LineRange lines;
};

struct ReportChapter {
    std::uint32_t number = 0;
    std::optional<std::string> title;  ///< nothing where the layout does not print it
    LineRange lines;
};

/// A column of the matrix: the field it shows and the header as printed.
struct ReportColumn {
    std::string field;  ///< `number`, `description`, `planning` or `progress`
    std::string label;
};

enum class Layout { tabbed, flat };

/// Where a report evidently breaks off.
struct ReportCut {
    std::uint32_t line = 0;
    std::string found;
    std::string expected;
};

struct Report {
    Layout layout = Layout::tabbed;
    std::optional<std::string> title;
    Blocks introduction;
    std::vector<ReportColumn> columns;
    std::vector<ReportChapter> chapters;
    std::vector<ReportRow> rows;  ///< in printed order
    std::vector<Assumption> assumptions;
    std::optional<ReportCut> cut;       ///< nothing if the file seems to be whole
    std::optional<ReportCut> open_end;  ///< a cut that only an edition before it can rule out
};

/// What the ledger already knows of a measure: the key to splitting a layout without separators.
struct KnownMeasure {
    std::string number;
    std::string description;
    std::uint32_t chapter = 0;
    std::vector<std::string> joint_with;
};

/// The report in `text`, whose layout is recognised by its table header. `known` are the measures
/// of the previous edition, in its order; without them a flat layout is split by the shape of
/// its lines, which is listed as an assumption.
/// A file that was cut between two sentences cannot be told from a whole one; other cuts are said
/// in `cut`. Without `known`, the number of measures that the introduction speaks of is believed,
/// and a flat layout that neither speaks of it nor closes as such text does has an `open_end`.
/// Errors: unreadable_report names the line and what was expected there; never throws on input.
/// Cost: linear in the size of the text.
[[nodiscard]] core::Result<Report> read_report(std::string_view text,
                                               std::span<const KnownMeasure> known);

}  // namespace peil::events

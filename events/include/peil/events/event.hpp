// The events of a programme of measures: a closed list of kinds, each a plain value.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/log_keys.hpp>
#include <peil/events/block.hpp>
#include <peil/events/partial_date.hpp>
#include <peil/events/report.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace peil::events {

/// Where the content was taken from: a document by its hash, and the lines in it.
struct Source {
    std::string title;   ///< name of the file, without its folder
    std::string sha256;  ///< hexadecimal
    LineRange lines;
    friend bool operator==(const Source&, const Source&) = default;
};

struct ProgrammeDefined {
    std::string title;
    std::string origin;   ///< of the log, so that the log names itself
    std::string log_key;  ///< the log's first public key, a C2SP vkey
};
struct ProgrammeRenamed {
    std::string title;
};
struct ChapterDefined {
    std::uint32_t chapter = 0;
    std::optional<std::string> title;  ///< nothing where a report does not print it
};
struct ChapterRenamed {
    std::uint32_t chapter = 0;
    std::string title;
};
struct MeasureRegistered {
    std::string measure;
    std::uint32_t chapter = 0;
    std::string description;
};
struct SubMeasureRegistered {
    std::string measure;  ///< such as `20b`
    std::string parent;   ///< such as `20`
    std::string description;
};
struct MeasureReworded {
    std::string measure;
    std::string description;
};
struct MeasureMoved {
    std::string measure;
    std::uint32_t chapter = 0;
};
/// From here on these measures share one row: one planning, one status, one progress, those of the
/// first number.
struct MeasuresJoined {
    std::vector<std::string> measures;
};
struct MeasuresSeparated {
    std::vector<std::string> measures;
};
struct MeasureClosed {
    std::string measure;
    std::string ground;               ///< `completed`, `merged`, `transferred` or `withdrawn`
    std::optional<std::string> into;  ///< the measure it was merged into
    std::optional<std::string> reason;
};
struct MeasureReopened {
    std::string measure;
    std::string reason;
};
struct PlanningSet {
    std::string measure;
    std::string planning;  ///< as printed
};
struct StatusSet {
    std::string measure;
    std::string status;
};
struct ProgressReported {
    std::string measure;
    Blocks progress;
};
/// All footnotes of a measure from here on; none removes them.
struct FootnotesSet {
    std::string measure;
    std::vector<Footnote> footnotes;
};

/// A series of figures: what is counted, and how. Its id is the measure's number, a dot, and a name
/// of small letters, digits and hyphens: `9.dossiers`.
struct SeriesRegistered {
    std::string series;
    std::string measure;
    std::string label;
    std::string unit;                       ///< as shown: `personen`, `EUR`
    std::optional<std::string> counts{};    ///< what exactly is counted, and of which population
    std::string counting{};                 ///< `cumulative`, `per-period` or `level`
    std::optional<std::string> currency{};  ///< ISO 4217
    std::uint32_t scale = 0;                ///< decimals of every value
    std::string basis = "stated";           ///< or `suggested`
};
/// From here on the series counts something else: values on both sides do not compare.
struct SeriesRedefined {
    std::string series;
    std::optional<std::string> label{};
    std::optional<std::string> unit{};
    std::optional<std::string> counts{};
    std::optional<std::string> counting{};
    std::optional<std::string> currency{};
    std::optional<std::uint32_t> scale{};
    std::string reason{};
};
/// A value of a series at a date or over a period. A period without an end lasts to the reference
/// date, or else to the day of the report.
struct FigureReported {
    std::string series;
    std::string value;                       ///< `77`, `6.70`; empty: withheld
    std::optional<std::string> qualifier{};  ///< as printed: circa, ten minste
    std::optional<PartialDate> reference_date{};
    std::optional<PartialDate> period_from{};
    std::optional<PartialDate> period_to{};
    std::optional<std::string> quote{};     ///< the exact words of the source
    bool planned = false;                   ///< a target or an estimate, no fact
    std::optional<std::string> revision{};  ///< `revision` or `correction` of an earlier value
    std::optional<std::string> reason{};
    std::string basis = "stated";
};
/// Something is expected at a date; with an owner it is a commitment. Its id is built as that of a
/// series.
struct MilestoneExpected {
    std::string milestone;
    std::string measure;
    std::string text;  ///< words of the source
    PartialDate due;
    std::optional<std::string> owner{};
    std::optional<std::string> paper{};  ///< number of a parliamentary paper
    std::string basis = "stated";
};
struct MilestoneMoved {
    std::string milestone;
    PartialDate due;
    std::optional<std::string> reason{};
    std::optional<std::string> quote{};  ///< the words of the source that say so
};
struct MilestoneReached {
    std::string milestone;
    PartialDate on;
    std::optional<std::string> reason{};
    std::optional<std::string> quote{};
};
struct MilestoneDropped {
    std::string milestone;
    std::string reason;
    std::optional<std::string> quote{};
};
/// All measures that a measure refers to, from here on.
struct ReferencesSet {
    std::string measure;
    std::vector<std::string> to;
    std::string basis = "stated";
};
struct MeasureOwnerSet {
    std::string measure;
    std::string owner;
};
/// How serious a check of the content is in this programme.
struct CheckConfigured {
    std::string check;
    std::string severity;  ///< `error`, `warning`, `note` or `off`
    std::optional<std::uint32_t> limit{};
    std::optional<std::string> reason{};
};

/// Another key of the log signs from here on.
struct KeyRotated {
    core::KeyRotation change;
    std::optional<std::string> reason{};
};
/// Signatures of a key that signs no more do not count, from a size on.
struct KeyRevoked {
    core::KeyRevocation change;
    std::string reason{};
};

/// A chapter as an edition shows it.
struct EditionChapter {
    std::uint32_t chapter = 0;
    bool title_printed = false;
    friend bool operator==(const EditionChapter&, const EditionChapter&) = default;
};
struct EditionColumn {
    std::string field;
    std::string label;
    friend bool operator==(const EditionColumn&, const EditionColumn&) = default;
};
/// The Merkle tree over the cells of an edition; see docs/FORMAT.md.
struct CellTree {
    std::string root;  ///< hexadecimal
    std::uint64_t size = 0;
    friend bool operator==(const CellTree&, const CellTree&) = default;
};
/// Version of the rules by which an edition's rows and cells follow from events.
constexpr std::uint32_t projection_version = 2;

struct EditionPublished {
    std::uint32_t edition = 0;
    std::string date;
    std::optional<std::string> title;
    Blocks introduction;
    std::vector<EditionColumn> columns;
    std::vector<EditionChapter> chapters;
    std::vector<std::vector<std::string>> rows;  ///< numbers of each row, in printed order
    CellTree cells;
    std::uint32_t projection = projection_version;
};

/// An event whose type this version does not know. It is carried and hashed, never dropped.
struct UnknownEvent {
    std::string type;
    bool must_understand = false;
};

struct EventCorrected {
    std::uint64_t sequence = 0;  ///< of the event that is corrected
    std::string type;            ///< its type
    std::string reason;
    /// What it should have said, in the members of its kind; nothing: it should not have been.
    std::optional<std::string> content;  ///< canonical JSON of an object
};

using Event =
    std::variant<ProgrammeDefined, ProgrammeRenamed, ChapterDefined, ChapterRenamed,
                 MeasureRegistered, SubMeasureRegistered, MeasureReworded, MeasureMoved,
                 MeasuresJoined, MeasuresSeparated, MeasureClosed, MeasureReopened, PlanningSet,
                 StatusSet, ProgressReported, FootnotesSet, SeriesRegistered, SeriesRedefined,
                 FigureReported, MilestoneExpected, MilestoneMoved, MilestoneReached,
                 MilestoneDropped, ReferencesSet, MeasureOwnerSet, CheckConfigured, KeyRotated,
                 KeyRevoked, EditionPublished, EventCorrected, UnknownEvent>;

}  // namespace peil::events

// The events of a programme of measures: a closed list of kinds, each a plain value.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/block.hpp>
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

using Event = std::variant<ProgrammeDefined, ProgrammeRenamed, ChapterDefined, ChapterRenamed,
                           MeasureRegistered, SubMeasureRegistered, MeasureReworded, MeasureMoved,
                           MeasuresJoined, MeasuresSeparated, MeasureClosed, MeasureReopened,
                           PlanningSet, StatusSet, ProgressReported, FootnotesSet, EditionPublished,
                           EventCorrected, UnknownEvent>;

}  // namespace peil::events

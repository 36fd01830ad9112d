// The matrix: the state of every measure at a moment, or as an edition printed it. A value that
// carries the date it holds for and the size and root of the ledger it was drawn from.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/hash.hpp>
#include <peil/events/event.hpp>
#include <peil/events/fact.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/milestone.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

struct Closure {
    std::string ground{};
    std::optional<std::string> into{};
    std::optional<std::string> reason{};
};

/// How a measure was closed that a matrix does not show.
struct ClosedMeasure {
    std::string number{};
    Closure closure{};
};

struct MatrixMeasure {
    std::string number{};
    std::uint32_t chapter = 0;
    std::string parent{};  ///< of a sub-measure
    std::string description{};
    std::optional<std::string> planning{};
    std::optional<std::string> status{};
    Blocks progress{};
    std::vector<std::string> joint_with{};  ///< other numbers of its row
    std::vector<Footnote> footnotes{};
    std::optional<Closure> closure{};
    std::vector<Figure> figures{};          ///< current_figures() of each of its series
    std::vector<Figure> past_figures{};     ///< past_figures() of each of its series
    std::vector<Milestone> milestones{};    ///< by date; also those reached or dropped
    std::vector<std::string> references{};  ///< numbers of the measures that it refers to
    std::optional<std::string> owner{};
    std::string effective{};           ///< from when the newest of its facts holds
    std::string progress_effective{};  ///< from when its progress holds; empty without progress
    std::uint64_t event = 0;           ///< number of the newest event that set one of its facts
};

struct MatrixChapter {
    std::uint32_t number = 0;
    std::optional<std::string> title{};
    bool title_printed = true;  ///< false where an edition does not print it
};

/// When an edition was published, and which: the later one is greater.
struct EditionMark {
    std::string date{};
    std::uint32_t number = 0;
    // NOLINTNEXTLINE(modernize-use-nullptr): misfires on a defaulted <=> (LLVM 14)
    friend auto operator<=>(const EditionMark&, const EditionMark&) = default;
};

struct Matrix {
    std::string programme;  ///< title
    std::string as_of;      ///< date or moment
    std::string known_at;   ///< moment of recording up to which the ledger was heard
    std::optional<std::uint32_t> edition;
    std::string edition_date;
    EditionMark last_edition;  ///< of those published up to the moment; itself, if it is one
    bool has_current_planning = true;  ///< false if the last edition prints no planning
    std::optional<std::string> title;  ///< of the edition
    Blocks introduction;               ///< of the edition
    std::vector<EditionColumn> columns;
    std::uint64_t size = 0;  ///< of the ledger that was heard
    core::Hash root;
    std::vector<MatrixChapter> chapters;
    std::vector<MatrixMeasure> measures;         ///< every measure of every row, in order
    std::vector<std::vector<std::string>> rows;  ///< numbers of each printed row, in order
    std::vector<Milestone> other_milestones;     ///< of measures that it does not show
    std::vector<ClosedMeasure> other_closures;   ///< of measures that it does not show
};

/// The closure in a fact of Field::closure; nothing for an open measure.
[[nodiscard]] std::optional<Closure> decode_closure(std::string_view text);

/// The title of the programme at a moment. It is older than its ledger: before its first date it
/// has its first title.
[[nodiscard]] std::optional<StoredFact> programme_title(const FactSource& facts, Moment moment);

/// One measure at a moment; nothing if it is not registered then.
[[nodiscard]] std::optional<MatrixMeasure> draw_measure(const FactSource& facts,
                                                        std::string_view number, Moment moment);

enum class Closed { left_out, shown };

/// The matrix of all open measures at a moment, in the order of chapters and numbers; with
/// Closed::shown those that were closed as well. `as_of`, `known_at`, `size`, `root` are the
/// caller's to fill in. Cost: one lookup a measure and field, whatever the length of history.
[[nodiscard]] Matrix draw_matrix(const FactSource& facts, Moment moment, Closed closed);

/// The record of an edition and the number of the event that published it; nothing if there is no
/// such edition among the events up to `known`.
struct EditionRecord {
    EditionPublished edition;
    std::uint64_t sequence = 0;
};
[[nodiscard]] std::optional<EditionRecord> find_edition(const FactSource& facts,
                                                        std::uint32_t number,
                                                        std::uint64_t known = everything);
/// All editions, by number.
[[nodiscard]] std::vector<EditionRecord> list_editions(const FactSource& facts);

/// What an edition was drawn from: the end of its date, as known by its own event.
[[nodiscard]] Moment moment_of(const EditionRecord& record);

/// A matrix without measures, with all else that the event of an edition says itself.
[[nodiscard]] Matrix frame_of(const EditionPublished& edition);

/// The matrix as an edition printed it: its rows, columns, and titles, and no others.
[[nodiscard]] Matrix draw_edition(const FactSource& facts, const EditionRecord& record);
/// The same rows and columns, on the same date, with what is known after the event `known`. Figures
/// of the date or before that were reported after it count as well.
[[nodiscard]] Matrix draw_edition_as_known(const FactSource& facts, const EditionRecord& record,
                                           std::uint64_t known);

/// The contract of `peil matrix --format json` (DESIGN: the command); additions are free.
[[nodiscard]] boost::json::object to_json(const Matrix& matrix);

}  // namespace peil::events

// A ledger opened for questions: its snapshot, and the facts of exactly that snapshot, from the
// index and, for the last few events, from a fold in memory.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/ledger.hpp>
#include <peil/events/history.hpp>
#include <peil/events/index.hpp>
#include <peil/events/matrix.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace peil::events {

class View {
  public:
    /// Errors: those of read_event() and effect_of(). Throws StorageError.
    /// Cost: constant, but for events that the index has not taken in: a few are folded in memory,
    /// many are taken in first.
    [[nodiscard]] static core::Result<View> open(const core::Ledger& ledger);

    [[nodiscard]] const core::Snapshot& ledger() const { return parts_->ledger; }
    [[nodiscard]] const FactSource& facts() const { return *parts_->facts; }
    /// Everything that this snapshot knows about all that is effective at `as_of`.
    [[nodiscard]] Moment moment(core::UnixMs as_of = always) const {
        return {.as_of = as_of, .known = ledger().head().size};
    }

  private:
    struct Parts {
        explicit Parts(core::Snapshot snapshot) : ledger(std::move(snapshot)) {}
        core::Snapshot ledger;
        std::optional<Index> index;
        std::optional<IndexSnapshot> base;
        History recent;
        std::optional<LayeredFacts> both;
        const FactSource* facts = nullptr;
    };
    [[nodiscard]] static core::Result<View> complete_view(std::unique_ptr<Parts> parts);
    explicit View(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
    std::unique_ptr<Parts> parts_;
};

/// Which matrix is asked for, in the words of the command.
struct Question {
    std::optional<std::string> as_of{};       ///< date or moment
    std::optional<std::string> known_at{};    ///< date or moment of recording
    std::optional<std::uint64_t> at_event{};  ///< number of the last event that counts
    std::optional<std::uint32_t> edition{};
    Closed closed = Closed::left_out;
};

/// The moment that a question is about.
struct ResolvedQuestion {
    Moment moment;
    std::string as_of;                     ///< date or moment, as asked for
    std::optional<EditionRecord> edition;  ///< where the question is about one
};

/// Errors: as answer().
[[nodiscard]] core::Result<ResolvedQuestion> resolve(const View& view, const Question& question,
                                                     core::UnixMs now);

/// The matrix that is asked for; as of `now` unless the question says otherwise.
/// Errors: malformed_date, edition_missing, index_out_of_range, malformed_content for options that
/// exclude each other.
[[nodiscard]] core::Result<Matrix> answer(const View& view, const Question& question,
                                          core::UnixMs now);

/// The last moment that counts as this date (its last millisecond) or this moment.
/// Errors: malformed_date.
[[nodiscard]] core::Result<core::UnixMs> parse_moment(const std::string& text);

}  // namespace peil::events

// What events say, as facts: this field of this subject has this value from this moment on. All
// projections are questions about facts, whichever source answers them.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/time.hpp>
#include <peil/events/codec.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// Fields of subjects. The numbers are stored in the derived index: append, never renumber.
enum class Field : std::uint8_t {
    title = 1,    ///< programme, chapter: text
    chapter,      ///< measure: decimal; its presence says that the measure is registered
    parent,       ///< sub-measure: number
    description,  ///< measure: text
    planning,     ///< measure: text
    status,       ///< measure: a status
    progress,     ///< measure: blocks
    joint,        ///< measure: all numbers of its row, parted by spaces; empty: alone
    footnotes,    ///< measure: footnotes in the compact form
    closure,      ///< measure: canonical JSON with ground, into, reason; empty: open
    edition,      ///< edition: canonical JSON of the event's data
    series,       ///< series: canonical JSON of what one event says of it; see figure.hpp
    figure,       ///< figure: canonical JSON of the event's data
    milestone,    ///< milestone: canonical JSON of what one event says of it; see milestone.hpp
    references,   ///< measure: numbers, parted by spaces
    owner,        ///< measure: text
    check,        ///< check: canonical JSON of the event's data
};

constexpr auto last_field = Field::check;

[[nodiscard]] std::string_view name_of(Field field);

/// A fact as its event states it. `value` is encoded as its field says.
struct Fact {
    std::string subject;
    Field field;
    std::string value;
};

/// What an event does to the facts.
struct Effect {
    core::UnixMs effective = 0;
    std::uint64_t sequence = 0;
    std::uint64_t voids = 0;    ///< the event whose facts no longer count, or 0
    std::vector<Fact> facts{};  ///< at most one for a subject and field
};

/// The effect of a recorded event. Errors: must_understand.
[[nodiscard]] core::Result<Effect> effect_of(const RecordedEvent& event);

/// What an event states: itself, or what a correction says instead. The correction of a correction
/// holds the members of the latter, so what counts is the innermost content; nothing for a
/// retraction. Errors: those of parse_strict() and from_data().
[[nodiscard]] core::Result<std::optional<Event>> stated_by(Event event);

/// The moment from which a date or moment counts; the text is a valid `effective`.
[[nodiscard]] core::UnixMs effective_start(std::string_view effective);
/// A date at midnight is printed as a date, any other moment as a moment.
[[nodiscard]] std::string format_effective(core::UnixMs effective);

/// Facts of one subject and field are ordered by this: later effect wins, then later recording.
struct FactPosition {
    core::UnixMs effective = 0;
    std::uint64_t sequence = 0;
    // NOLINTNEXTLINE(modernize-use-nullptr): misfires on a defaulted <=> (LLVM 14)
    friend auto operator<=>(const FactPosition&, const FactPosition&) = default;
};

struct StoredFact {
    FactPosition position;
    std::string_view value;  ///< dies with the source
};

constexpr std::uint64_t everything = std::numeric_limits<std::uint64_t>::max();
constexpr core::UnixMs always = std::numeric_limits<core::UnixMs>::max();

/// A point on two axes of time: what held then, as the ledger knew it after that event.
struct Moment {
    core::UnixMs as_of = always;
    std::uint64_t known = everything;  ///< number of the last event that counts
};

struct FactKey {
    std::string_view subject;
    Field field;
};

/// All that held of one subject at a moment: at most one fact a field.
class SubjectState {
  public:
    [[nodiscard]] std::optional<StoredFact> find(Field field) const {
        return facts_[static_cast<std::size_t>(field)];
    }
    void set(Field field, std::optional<StoredFact> fact) {
        facts_[static_cast<std::size_t>(field)] = fact;
    }

  private:
    std::array<std::optional<StoredFact>, static_cast<std::size_t>(last_field) + 1> facts_{};
};

/// Answers questions about facts: from memory, from an index, or from both.
class FactSource {
  public:
    FactSource() = default;
    virtual ~FactSource() = default;

    /// The fact with the highest position not above `limit` among those of events up to `known`.
    [[nodiscard]] virtual std::optional<StoredFact> latest(FactKey key, FactPosition limit,
                                                           std::uint64_t known) const = 0;
    /// The number of the first event that voids the facts of this one, or 0.
    [[nodiscard]] virtual std::uint64_t voided_by(std::uint64_t sequence) const = 0;
    /// Subjects that begin with a prefix such as `measure/`, in byte order.
    [[nodiscard]] virtual std::vector<std::string> subjects(std::string_view prefix) const = 0;
    /// What lookup() finds for every field of a subject. A source may know a shorter way.
    [[nodiscard]] virtual SubjectState state_of(std::string_view subject, Moment moment) const;

  protected:
    FactSource(const FactSource&) = default;
    FactSource(FactSource&&) = default;
    FactSource& operator=(const FactSource&) = default;
    FactSource& operator=(FactSource&&) = default;
};

/// What held at a moment: the latest fact that was not voided by an event that is known then.
[[nodiscard]] std::optional<StoredFact> lookup(const FactSource& source, FactKey key,
                                               Moment moment);

/// All that held up to a moment and was not voided then, the earliest first. Cost: one call of
/// latest() a fact.
[[nodiscard]] std::vector<StoredFact> timeline_of(const FactSource& source, FactKey key,
                                                  Moment moment);

/// Blocks and footnotes in the compact form of facts, and back. Decoding trusts nothing: misshapen
/// bytes give what stands before them.
[[nodiscard]] std::string encode_blocks(const Blocks& blocks);
[[nodiscard]] Blocks decode_blocks(std::string_view bytes);
[[nodiscard]] std::string encode_footnotes(const std::vector<Footnote>& footnotes);
[[nodiscard]] std::vector<Footnote> decode_footnotes(std::string_view bytes);
/// The numbers of a joint row: `27 28`.
[[nodiscard]] std::string encode_numbers(const std::vector<std::string>& numbers);
[[nodiscard]] std::vector<std::string> decode_numbers(std::string_view text);

}  // namespace peil::events

// Comparing the index with a replay: along the events for the values, along the rows of facts for
// the links, and along the states for what the facts add up to. None keeps more than one timeline
// in memory.
// SPDX-License-Identifier: EUPL-1.2
#include "index_rows.hpp"
#include <peil/events/index.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace peil::events {

namespace {

/// Walks the rows of one timeline and computes what each should link to.
class TimelineChecker {
  public:
    /// The number of the event of a row whose links are wrong, or 0.
    std::uint64_t check(const core::Row& row) {
        if (row.key.size() < position_size_bytes + 2 || row.value.size() < links_size_bytes) {
            return 1;
        }
        const auto timeline = row.key.substr(0, row.key.size() - position_size_bytes);
        const auto position = read_position(row.key.substr(timeline.size()));
        if (timeline != timeline_) {
            timeline_ = timeline;
            stack_.clear();
            known_.clear();
        }
        // The predecessor is the nearest row before this one that was recorded earlier.
        while (!stack_.empty() && stack_.back().sequence > position.sequence) { stack_.pop_back(); }
        FactLinks expected;
        if (!stack_.empty()) {
            const auto& links = known_.at(stack_.back());
            const auto target = links.depth == 0 ? links : known_.at(links.jump);
            expected = links_after(stack_.back(), links, target);
        }
        stack_.push_back(position);
        known_[position] = expected;
        return read_links(row.value) == expected ? 0 : position.sequence;
    }

  private:
    std::string timeline_;
    std::vector<FactPosition> stack_;
    std::map<FactPosition, FactLinks> known_;
};

std::optional<IndexFault> check_links(const core::ReadTransaction& rows) {
    TimelineChecker checker;
    auto cursor = rows.cursor(index_table::facts);
    for (auto row = cursor.first(); row; row = cursor.next()) {
        if (const auto sequence = checker.check(*row)) {
            return IndexFault{sequence, "a row of the index leads to the wrong place"};
        }
    }
    return std::nullopt;
}

/// True if the index names the first event that voids `effect.voids`: this one, or an earlier one
/// that voids the same.
bool knows_voided(const IndexSnapshot& index, const core::Snapshot& ledger, const Effect& effect) {
    const auto by = index.voided_by(effect.voids);
    if (by == effect.sequence) { return true; }
    if (by == 0 || by > effect.sequence) { return false; }
    const auto earlier = read_event(ledger, by);
    if (!earlier) { return false; }
    const auto* correction = std::get_if<EventCorrected>(&earlier->event);
    return correction != nullptr && correction->sequence == effect.voids;
}

/// Success if the index holds this effect.
std::optional<IndexFault> check_effect(const IndexSnapshot& index, const core::Snapshot& ledger,
                                       const Effect& effect) {
    if (effect.voids != 0 && !knows_voided(index, ledger, effect)) {
        return IndexFault{effect.sequence, "the index does not know what it corrects"};
    }
    for (const auto& fact : effect.facts) {
        auto key = timeline_key({fact.subject, fact.field});
        append_position(key, {effect.effective, effect.sequence});
        const auto row = index.rows().get(index_table::facts, key);
        if (!row || row->size() < links_size_bytes || row->substr(links_size_bytes) != fact.value) {
            return IndexFault{effect.sequence, fmt::format("the index has another {} for {}",
                                                           name_of(fact.field), fact.subject)};
        }
        if (!index.rows().get(index_table::subjects, fact.subject)) {
            return IndexFault{effect.sequence, "the index does not list " + fact.subject};
        }
    }
    return std::nullopt;
}

/// Walks the states of one subject beside the timelines of its fields.
class StateChecker {
  public:
    StateChecker(const IndexSnapshot& index, std::string_view subject)
        : index_(index), subject_(subject) {
        for (auto number = 1; number <= static_cast<int>(last_field); ++number) {
            const auto field = static_cast<Field>(number);
            auto cursor = index.rows().cursor(index_table::facts);
            auto timeline = timeline_key({subject, field});
            const auto row = cursor.at_or_after(timeline);
            timelines_.push_back({field, std::move(timeline), std::move(cursor), {}});
            take(timelines_.back(), row);
        }
    }

    /// The number of the event of a state that is not what the facts add up to, or 0.
    std::uint64_t check(const core::Row& row) {
        const auto position = read_position(row.key.substr(subject_.size() + 1));
        bool is_stated = false;
        for (auto& timeline : timelines_) {
            if (!timeline.next) { continue; }
            // A fact before this state and after the one before it has no state of its own.
            if (timeline.next->position < position) { return timeline.next->position.sequence; }
            if (timeline.next->position > position) { continue; }
            is_stated = true;
            first_ = std::min(first_, position.sequence);
            fields_ |= bit_of(timeline.field);
            if (index_.voided_by(position.sequence) == 0) {
                state_.set(timeline.field, timeline.next);
            }
            take(timeline, timeline.cursor.next());
        }
        expected_.clear();
        append_state(expected_, state_);
        return is_stated && expected_ == row.value ? 0
                                                   : std::max(position.sequence, std::uint64_t{1});
    }

    /// The same at the end of the subject: all its facts have been met, and it is listed so.
    [[nodiscard]] std::uint64_t finish() const {
        for (const auto& timeline : timelines_) {
            if (timeline.next) { return timeline.next->position.sequence; }
        }
        const auto row = index_.rows().get(index_table::subjects, subject_);
        return row && *row == encode_subject({first_, fields_}) ? 0 : first_;
    }

    [[nodiscard]] const std::string& subject() const { return subject_; }

  private:
    struct Timeline {
        Field field;
        std::string key;
        core::Cursor cursor;
        std::optional<StoredFact> next;
    };

    static void take(Timeline& timeline, const std::optional<core::Row>& row) {
        timeline.next.reset();
        if (!row || row->key.size() != timeline.key.size() + position_size_bytes ||
            !row->key.starts_with(timeline.key)) {
            return;
        }
        timeline.next = StoredFact{read_position(row->key.substr(timeline.key.size())),
                                   row->value.substr(links_size_bytes)};
    }

    const IndexSnapshot& index_;
    std::string subject_;
    std::vector<Timeline> timelines_;
    SubjectState state_;
    std::uint64_t first_ = everything;
    std::uint64_t fields_ = 0;
    std::string expected_;
};

/// Comes after check_links(), which refuses rows of facts that are too short.
std::optional<IndexFault> check_states(const IndexSnapshot& index) {
    const auto fault = [](std::uint64_t sequence) {
        return IndexFault{sequence, "a state in the index is not what the facts add up to"};
    };
    std::uint64_t subject_count = 0;
    std::optional<StateChecker> checker;
    auto cursor = index.rows().cursor(index_table::states);
    for (auto row = cursor.first(); row; row = cursor.next()) {
        const auto end = row->key.find('\0');
        if (end == std::string_view::npos || row->key.size() != end + 1 + position_size_bytes) {
            return fault(1);
        }
        const auto subject = row->key.substr(0, end);
        if (!checker || checker->subject() != subject) {
            if (checker) {
                if (const auto sequence = checker->finish()) { return fault(sequence); }
            }
            checker.emplace(index, subject);
            ++subject_count;
        }
        if (const auto sequence = checker->check(*row)) { return fault(sequence); }
    }
    if (checker) {
        if (const auto sequence = checker->finish()) { return fault(sequence); }
    }
    if (subject_count != index.rows().row_count(index_table::subjects)) {
        return IndexFault{index.size(), "a subject in the index has no states"};
    }
    return std::nullopt;
}

}  // namespace

core::Result<std::optional<IndexFault>> compare_index(const IndexSnapshot& index,
                                                      const core::Snapshot& ledger) {
    using Found = std::optional<IndexFault>;
    const auto size = std::min(index.size(), ledger.head().size);
    const auto root = core::tree_root(size, ledger.hashes());
    if (index.size() <= ledger.head().size && size > 0 && (!root || index.root() != *root)) {
        return Found(IndexFault{size, "the index is not one of this ledger"});
    }
    std::uint64_t fact_count = 0;
    std::uint64_t voided_count = 0;
    for (std::uint64_t sequence = 1; sequence <= size; ++sequence) {
        const auto event = read_event(ledger, sequence);
        if (!event) { return event.error(); }
        const auto effect = effect_of(*event);
        if (!effect) { return effect.error(); }
        if (const auto fault = check_effect(index, ledger, *effect)) { return fault; }
        fact_count += effect->facts.size();
        if (effect->voids != 0 && index.voided_by(effect->voids) == sequence) { ++voided_count; }
    }
    if (index.size() <= ledger.head().size &&
        (index.rows().row_count(index_table::facts) != fact_count ||
         index.rows().row_count(index_table::voided) != voided_count)) {
        return Found(IndexFault{size, "the index holds rows that no event states"});
    }
    if (auto fault = check_links(index.rows())) { return fault; }
    return check_states(index);
}

}  // namespace peil::events

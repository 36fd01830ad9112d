// Answering from the index, and building it.
// SPDX-License-Identifier: EUPL-1.2
#include "index_rows.hpp"
#include <peil/core/check.hpp>
#include <peil/core/files.hpp>
#include <peil/events/index.hpp>

#include <algorithm>
#include <utility>

namespace peil::events {

namespace {

constexpr std::uint64_t batch_event_count = 20'000;  // events a transaction of catch_up() takes in

struct IndexHead {
    std::uint64_t size = 0;
    core::Hash root = core::empty_root();
    std::uint64_t fact_count = 0;
};

std::optional<IndexHead> read_head(const core::ReadTransaction& rows) {
    const auto row = rows.get(index_table::head, head_key);
    if (!row || row->size() != 48) { return std::nullopt; }
    return IndexHead{core::read_u64_be(*row),
                     *core::hash_from_bytes(core::as_bytes(row->substr(8, 32))),
                     core::read_u64_be(row->substr(40))};
}

void write_head(core::WriteTransaction& rows, const IndexHead& head) {
    std::string row;
    core::append_u64_be(row, head.size);
    row += core::as_text(core::as_bytes(head.root));
    core::append_u64_be(row, head.fact_count);
    rows.put(index_table::head, head_key, row);
}

/// The row at a position of a timeline, for following links.
std::optional<FactLinks> links_at(const core::ReadTransaction& rows, std::string timeline,
                                  const FactPosition& position) {
    append_position(timeline, position);
    const auto row = rows.get(index_table::facts, timeline);
    if (!row || row->size() < links_size_bytes) { return std::nullopt; }
    return read_links(*row);
}

/// Takes effects in, in the order of events, inside a transaction.
class IndexWriter {
  public:
    IndexWriter(core::WriteTransaction& rows, const core::Snapshot& ledger)
        : rows_(rows),
          ledger_(ledger),
          facts_(rows.cursor(index_table::facts)),
          states_(rows, rows.cursor(index_table::states)) {}

    core::Result<void> write(const Effect& effect) {
        if (effect.voids != 0) {
            auto voided = void_event(effect.voids, effect.sequence);
            if (!voided) { return voided; }
        }
        const FactPosition position{effect.effective, effect.sequence};
        for (const auto& fact : effect.facts) {
            write_fact(fact, position);
            write_subject(fact, position.sequence);
            states_.set(fact.subject, fact.field, {position, fact.value});
        }
        return {};
    }

  private:
    /// The states of subjects, kept in step with their facts.
    class States {
      public:
        States(core::WriteTransaction& rows, core::Cursor cursor)
            : rows_(rows), cursor_(std::move(cursor)) {}

        /// A fact begins to hold: at its own position, and in later states until the next one.
        void set(std::string_view subject, Field field, const StoredFact& fact) {
            const auto prefix = states_key(subject);
            auto key = prefix;
            append_position(key, fact.position);
            const auto before = cursor_.at_or_before(key);
            const bool continues = before && before->key.starts_with(prefix);
            row_ = continues ? before->value : std::string_view{};
            const auto next = before ? cursor_.next() : cursor_.at_or_after(key);
            const bool is_late = next && next->key.starts_with(prefix);
            put(key, field, &fact);
            if (!is_late) { return; }
            patch(prefix, key, field, &fact,
                  [&](const FactPosition& held) { return held < fact.position; });
        }

        /// A fact no longer holds: where it did, `instead` does, or nothing if that is null.
        void replace(std::string_view subject, Field field, const FactPosition& position,
                     const StoredFact* instead) {
            const auto prefix = states_key(subject);
            auto key = prefix;
            append_position(key, position);
            if (const auto row = cursor_.at_or_after(key); row && row->key == key) {
                row_ = row->value;
                if (holds(field, position)) { put(key, field, instead); }
            }
            patch(prefix, key, field, instead,
                  [&](const FactPosition& held) { return held == position; });
        }

      private:
        [[nodiscard]] bool holds(Field field, const FactPosition& position) const {
            const auto held = read_state(row_).find(field);
            return held && held->position == position;
        }

        /// Stores `row_` with another fact, or with none.
        void put(const std::string& key, Field field, const StoredFact* fact) {
            auto state = read_state(row_);
            if (fact != nullptr) {
                state.set(field, *fact);
            } else {
                state.set(field, std::nullopt);
            }
            std::string row;
            append_state(row, state);
            rows_.put(index_table::states, key, row);
        }

        /// Changes the states after `key` as long as the fact they hold is to give way.
        template <class GivesWay>
        void patch(std::string_view prefix, std::string key, Field field, const StoredFact* fact,
                   GivesWay gives_way) {
            while (true) {
                key += '\0';  // the first key after this one
                const auto row = cursor_.at_or_after(key);
                if (!row || !row->key.starts_with(prefix)) { return; }
                key = row->key;
                row_ = row->value;
                const auto held = read_state(row_).find(field);
                if (held && !gives_way(held->position)) { return; }
                put(key, field, fact);
            }
        }

        core::WriteTransaction& rows_;
        core::Cursor cursor_;
        std::string row_;  // a copy: what a cursor shows dies with the next change
    };

    core::Result<void> void_event(std::uint64_t voided, std::uint64_t by) {
        const auto key = core::u64_be(voided);
        if (rows_.get(index_table::voided, key)) { return {}; }  // the first one counts
        rows_.put(index_table::voided, key, core::u64_be(by));
        const auto event = read_event(ledger_, voided);
        if (!event) { return event.error(); }
        const auto effect = effect_of(*event);
        if (!effect) { return effect.error(); }
        const FactPosition position{effect->effective, effect->sequence};
        for (const auto& fact : effect->facts) {
            auto instead = latest_valid({fact.subject, fact.field}, position);
            std::string value;  // a copy: what a cursor shows dies with the next change
            if (instead) {
                value = instead->value;
                instead->value = value;
            }
            states_.replace(fact.subject, fact.field, position, instead ? &*instead : nullptr);
        }
        return {};
    }

    /// The latest fact up to a position whose event no other one voids.
    std::optional<StoredFact> latest_valid(FactKey fact, FactPosition limit) {
        const auto timeline = timeline_key(fact);
        auto key = timeline;
        append_position(key, limit);
        for (auto row = facts_.at_or_before(key);
             row && row->key.size() == key.size() && row->key.starts_with(timeline);
             row = facts_.previous()) {
            const auto position = read_position(row->key.substr(timeline.size()));
            if (!rows_.get(index_table::voided, core::u64_be(position.sequence))) {
                return StoredFact{position, row->value.substr(links_size_bytes)};
            }
        }
        return std::nullopt;
    }

    void write_fact(const Fact& fact, const FactPosition& position) {
        const auto timeline = timeline_key({fact.subject, fact.field});
        auto key = timeline;
        append_position(key, position);
        FactLinks links;
        const auto before = facts_.at_or_before(key);
        if (before && before->key.size() == key.size() && before->key.starts_with(timeline)) {
            const auto predecessor = read_position(before->key.substr(timeline.size()));
            const auto its_links = read_links(before->value);
            const auto target = its_links.depth == 0 ? std::optional<FactLinks>(its_links)
                                                     : links_at(rows_, timeline, its_links.jump);
            core::check(target.has_value(), "a jump leads to a row of its timeline");
            links = links_after(predecessor, its_links, *target);
        }
        std::string value;
        append_links(value, links);
        value += fact.value;
        rows_.put(index_table::facts, key, value);
    }

    void write_subject(const Fact& fact, std::uint64_t sequence) {
        const auto row = rows_.get(index_table::subjects, fact.subject);
        auto subject = row ? read_subject(*row) : SubjectRow{sequence, 0};
        if ((subject.fields & bit_of(fact.field)) != 0) { return; }
        subject.fields |= bit_of(fact.field);
        rows_.put(index_table::subjects, fact.subject, encode_subject(subject));
    }

    core::WriteTransaction& rows_;
    const core::Snapshot& ledger_;
    core::Cursor facts_;
    States states_;
};

/// True if the index is a prefix of the ledger.
bool belongs(const IndexHead& head, const core::Snapshot& ledger) {
    if (head.size > ledger.head().size) { return false; }
    const auto root = core::tree_root(head.size, ledger.hashes());
    return root && *root == head.root;
}

/// Takes in the next events, at most batch_event_count; starts anew if the index is of another
/// ledger. Gives the number of events that it holds now.
core::Result<std::uint64_t> take_in(core::WriteTransaction& rows, const core::Snapshot& ledger) {
    auto head = read_head(rows);
    if (!head || !belongs(*head, ledger)) {
        for (const auto table : {index_table::facts, index_table::subjects, index_table::voided,
                                 index_table::head, index_table::states}) {
            rows.clear(table);
        }
        head = IndexHead{};
    }
    IndexWriter writer(rows, ledger);
    const auto last = std::min(ledger.head().size, head->size + batch_event_count);
    for (auto sequence = head->size + 1; sequence <= last; ++sequence) {
        const auto event = read_event(ledger, sequence);
        if (!event) { return event.error(); }
        const auto effect = effect_of(*event);
        if (!effect) { return effect.error(); }
        const auto written = writer.write(*effect);
        if (!written) { return written.error(); }
        head->fact_count += effect->facts.size();
        head->size = sequence;
    }
    const auto root = core::tree_root(head->size, ledger.hashes());
    if (!root) { return root.error(); }
    head->root = *root;
    write_head(rows, *head);
    return head->size;
}

}  // namespace

std::optional<StoredFact> IndexSnapshot::latest(FactKey key, FactPosition limit,
                                                std::uint64_t known) const {
    if (!cursor_) { cursor_.emplace(rows_.cursor(index_table::facts)); }
    // One buffer holds all keys of a question: the timeline, then the position that is sought.
    auto wanted = timeline_key(key);
    const auto timeline_size = wanted.size();
    append_position(wanted, limit);
    const std::string_view timeline(wanted.data(), timeline_size);
    auto row = cursor_->at_or_before(wanted);
    while (row && row->key.size() == wanted.size() && row->key.starts_with(timeline) &&
           row->value.size() >= links_size_bytes) {
        const auto position = read_position(row->key.substr(timeline_size));
        if (position.sequence <= known) {
            return StoredFact{position, row->value.substr(links_size_bytes)};
        }
        const auto links = read_links(row->value);
        if (links.depth == 0) { return std::nullopt; }
        wanted.resize(timeline_size);
        append_position(wanted, links.jump.sequence > known ? links.jump : links.predecessor);
        row = cursor_->at_or_after(wanted);
    }
    return std::nullopt;
}

std::uint64_t IndexSnapshot::voided_by(std::uint64_t sequence) const {
    if (!has_voided_) { has_voided_ = rows_.row_count(index_table::voided) > 0; }
    if (!*has_voided_) { return 0; }
    if (!voided_cursor_) { voided_cursor_.emplace(rows_.cursor(index_table::voided)); }
    const auto key = core::u64_be(sequence);
    const auto row = voided_cursor_->at_or_after(key);
    return row && row->key == key && row->value.size() == 8 ? core::read_u64_be(row->value) : 0;
}

std::vector<std::string> IndexSnapshot::subjects(std::string_view prefix) const {
    std::vector<std::string> found;
    auto cursor = rows_.cursor(index_table::subjects);
    auto row = prefix.empty() ? cursor.first() : cursor.at_or_after(prefix);
    for (; row && row->key.starts_with(prefix); row = cursor.next()) {
        found.emplace_back(row->key);
    }
    return found;
}

SubjectState IndexSnapshot::state_of(std::string_view subject, Moment moment) const {
    SubjectState state;
    if (moment.known >= size()) {
        if (!state_cursor_) { state_cursor_.emplace(rows_.cursor(index_table::states)); }
        auto key = states_key(subject);
        const auto prefix_size = key.size();
        append_position(key, {moment.as_of, everything});
        const auto row = state_cursor_->at_or_before(key);
        const bool is_of_it = row && row->key.size() == key.size() &&
                              row->key.starts_with(std::string_view(key).substr(0, prefix_size));
        return is_of_it ? read_state(row->value) : state;
    }
    const auto row = rows_.get(index_table::subjects, subject);
    const auto known = row ? read_subject(*row) : SubjectRow{};
    if (known.first > moment.known) { return state; }
    for (auto number = 1; number <= static_cast<int>(last_field); ++number) {
        const auto field = static_cast<Field>(number);
        if ((known.fields & bit_of(field)) == 0) { continue; }
        state.set(field, lookup(*this, {subject, field}, moment));
    }
    return state;
}

std::uint64_t IndexSnapshot::size() const {
    if (!size_) { size_ = read_head(rows_).value_or(IndexHead{}).size; }
    return *size_;
}

std::optional<core::Hash> IndexSnapshot::root() const {
    const auto head = read_head(rows_);
    return head ? std::optional(head->root) : std::nullopt;
}

std::optional<Index> Index::open(const core::LedgerFolder& folder) {
    auto store = core::Store::open(folder.derived(), index_options());
    if (!store) {
        // Whatever is wrong with it: it is derived, so it is made again.
        const auto lock = core::lock_folder(folder.truth());  // the writer holds the root
        if (!lock) { return std::nullopt; }
        std::error_code failed;
        std::filesystem::remove_all(folder.derived(), failed);
        if (failed) { return std::nullopt; }
        try {
            core::Store::create(folder.derived(), index_options());
        } catch (const core::StorageError&) {
            return std::nullopt;  // a folder that cannot be written is read without an index
        }
        store = core::Store::open(folder.derived(), index_options());
        if (!store) { return std::nullopt; }
    }
    return Index(std::move(*store), folder.derived());
}

core::Result<void> Index::catch_up(const core::Snapshot& ledger) {
    const auto lock = core::lock_folder(folder_);
    if (!lock) { return {}; }
    bool is_behind = true;
    while (is_behind) {
        auto taken = store_.update([&](core::WriteTransaction& rows) -> core::Result<void> {
            const auto size = take_in(rows, ledger);
            if (!size) { return size.error(); }
            is_behind = *size < ledger.head().size;
            return {};
        });
        if (!taken) { return taken; }
    }
    return {};
}

}  // namespace peil::events

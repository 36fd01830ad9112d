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

struct State {
    std::uint64_t size = 0;
    core::Hash root = core::empty_root();
    std::uint64_t fact_count = 0;
};

std::optional<State> read_state(const core::ReadTransaction& rows) {
    const auto row = rows.get(index_table::state, state_key);
    if (!row || row->size() != 48) { return std::nullopt; }
    return State{core::read_u64_be(*row),
                 *core::hash_from_bytes(core::as_bytes(row->substr(8, 32))),
                 core::read_u64_be(row->substr(40))};
}

void write_state(core::WriteTransaction& rows, const State& state) {
    std::string row;
    core::append_u64_be(row, state.size);
    row += core::as_text(core::as_bytes(state.root));
    core::append_u64_be(row, state.fact_count);
    rows.put(index_table::state, state_key, row);
}

/// The row at a position of a timeline, for following links.
std::optional<FactLinks> links_at(const core::ReadTransaction& rows, std::string timeline,
                                  const FactPosition& position) {
    append_position(timeline, position);
    const auto row = rows.get(index_table::facts, timeline);
    if (!row || row->size() < links_size_bytes) { return std::nullopt; }
    return read_links(*row);
}

void write_fact(core::WriteTransaction& rows, const Fact& fact, const FactPosition& position) {
    const auto timeline = timeline_key({fact.subject, fact.field});
    auto key = timeline;
    append_position(key, position);
    FactLinks links;
    const auto before = rows.cursor(index_table::facts).at_or_before(key);
    if (before && before->key.size() == key.size() && before->key.starts_with(timeline)) {
        const auto predecessor = read_position(before->key.substr(timeline.size()));
        const auto its_links = read_links(before->value);
        const auto target = its_links.depth == 0 ? std::optional<FactLinks>(its_links)
                                                 : links_at(rows, timeline, its_links.jump);
        core::check(target.has_value(), "a jump leads to a row of its timeline");
        links = links_after(predecessor, its_links, *target);
    }
    std::string value;
    append_links(value, links);
    value += fact.value;
    rows.put(index_table::facts, key, value);
    if (!rows.get(index_table::subjects, fact.subject)) {
        std::string first;
        core::append_u64_be(first, position.sequence);
        rows.put(index_table::subjects, fact.subject, first);
    }
}

void write_effect(core::WriteTransaction& rows, const Effect& effect, State& state) {
    if (effect.voids != 0) {
        std::string key;
        core::append_u64_be(key, effect.voids);
        if (!rows.get(index_table::voided, key)) {
            std::string by;
            core::append_u64_be(by, effect.sequence);
            rows.put(index_table::voided, key, by);
        }
    }
    for (const auto& fact : effect.facts) {
        write_fact(rows, fact, {effect.effective, effect.sequence});
    }
    state.fact_count += effect.facts.size();
    state.size = effect.sequence;
}

/// True if the index is a prefix of the ledger.
bool belongs(const State& state, const core::Snapshot& ledger) {
    if (state.size > ledger.head().size) { return false; }
    const auto root = core::tree_root(state.size, ledger.hashes());
    return root && *root == state.root;
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
    std::string key;
    core::append_u64_be(key, sequence);
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

std::uint64_t IndexSnapshot::size() const {
    const auto state = read_state(rows_);
    return state ? state->size : 0;
}

std::optional<core::Hash> IndexSnapshot::root() const {
    const auto state = read_state(rows_);
    return state ? std::optional(state->root) : std::nullopt;
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
        const auto taken = store_.update([&](core::WriteTransaction& rows) -> core::Result<void> {
            auto state = read_state(rows);
            if (!state || !belongs(*state, ledger)) {
                for (const auto table : {index_table::facts, index_table::subjects,
                                         index_table::voided, index_table::state}) {
                    rows.clear(table);
                }
                state = State{};
            }
            const auto last = std::min(ledger.head().size, state->size + batch_event_count);
            for (auto sequence = state->size + 1; sequence <= last; ++sequence) {
                const auto event = read_event(ledger, sequence);
                if (!event) { return event.error(); }
                const auto effect = effect_of(*event);
                if (!effect) { return effect.error(); }
                write_effect(rows, *effect, *state);
            }
            const auto root = core::tree_root(state->size, ledger.hashes());
            if (!root) { return root.error(); }
            state->root = *root;
            write_state(rows, *state);
            is_behind = state->size < ledger.head().size;
            return {};
        });
        if (!taken) { return taken; }
    }
    return {};
}

}  // namespace peil::events

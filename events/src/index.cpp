// Answering from the index, and building it.
// SPDX-License-Identifier: EUPL-1.2
#include "index_rows.hpp"
#include "index_writer.hpp"
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

/// True if the index is a prefix of the ledger.
bool belongs(const IndexHead& head, const core::Snapshot& ledger) {
    if (head.size > ledger.head().size) { return false; }
    const auto root = core::tree_root(head.size, ledger.hashes());
    return root && *root == head.root;
}

core::Result<Effect> stored_effect(const core::Snapshot& ledger, std::uint64_t sequence) {
    const auto event = read_event(ledger, sequence);
    if (!event) { return event.error(); }
    return effect_of(*event);
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
    IndexWriter writer(rows,
                       [&](std::uint64_t sequence) { return stored_effect(ledger, sequence); });
    const auto last = std::min(ledger.head().size, head->size + batch_event_count);
    for (auto sequence = head->size + 1; sequence <= last; ++sequence) {
        const auto effect = stored_effect(ledger, sequence);
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

// Walking along the states of a subject and changing them.
// SPDX-License-Identifier: EUPL-1.2
#include "state_writer.hpp"

#include "index_rows.hpp"

namespace peil::events {

namespace {

std::string state_key_of(std::string_view subject, const FactPosition& position) {
    auto key = states_key(subject);
    append_position(key, position);
    return key;
}

/// Whether a key is of the same subject as another: both end in a position.
bool is_same_subject(std::string_view key, std::string_view other) {
    return key.size() == other.size() && key.substr(0, key.size() - position_size_bytes) ==
                                             other.substr(0, other.size() - position_size_bytes);
}

}  // namespace

StateWriter::StateWriter(core::WriteTransaction& rows)
    : rows_(rows), cursor_(rows.cursor(index_table::states)) {}

void StateWriter::set(std::string_view subject, Field field, const StoredFact& fact) {
    const auto key = state_key_of(subject, fact.position);
    const auto before = cursor_.at_or_before(key);
    const bool continues = before && is_same_subject(before->key, key);
    row_ = continues ? before->value : std::string_view{};
    const auto next = before ? cursor_.next() : cursor_.at_or_after(key);
    const bool is_late = next && is_same_subject(next->key, key);
    put(key, field, &fact);
    if (!is_late) { return; }
    patch(key, field, &fact, [&](const std::optional<StoredFact>& held) {
        return !held || held->position < fact.position;
    });
}

void StateWriter::replace(std::string_view subject, Field field, const FactPosition& position,
                          const StoredFact* instead) {
    const auto gives_way = [&](const std::optional<StoredFact>& held) {
        return held && held->position == position;
    };
    const auto key = state_key_of(subject, position);
    const auto row = cursor_.at_or_after(key);
    if (!row || row->key != key) { return; }
    row_ = row->value;
    if (!gives_way(read_state(row_).find(field))) { return; }
    put(key, field, instead);
    patch(key, field, instead, gives_way);
}

void StateWriter::put(const std::string& key, Field field, const StoredFact* fact) {
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

void StateWriter::patch(std::string key, Field field, const StoredFact* fact,
                        const GivesWay& gives_way) {
    while (true) {
        // The first key after this one is this one and a zero byte.
        const auto row = cursor_.at_or_after(key + '\0');
        if (!row || !is_same_subject(row->key, key)) { return; }
        key = row->key;
        row_ = row->value;
        if (!gives_way(read_state(row_).find(field))) { return; }
        put(key, field, fact);
    }
}

}  // namespace peil::events

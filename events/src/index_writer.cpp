// Timelines, subjects, and what is voided; the states follow.
// SPDX-License-Identifier: EUPL-1.2
#include "index_writer.hpp"

#include "index_rows.hpp"
#include <peil/core/bytes.hpp>
#include <peil/core/check.hpp>

#include <string>
#include <utility>

namespace peil::events {

namespace {

/// The row at a position of a timeline, for following links.
std::optional<FactLinks> links_at(const core::ReadTransaction& rows, std::string timeline,
                                  const FactPosition& position) {
    append_position(timeline, position);
    const auto row = rows.get(index_table::facts, timeline);
    if (!row || row->size() < links_size_bytes) { return std::nullopt; }
    return read_links(*row);
}

}  // namespace

IndexWriter::IndexWriter(core::WriteTransaction& rows, FindEffect find_effect)
    : rows_(rows),
      find_effect_(std::move(find_effect)),
      facts_(rows.cursor(index_table::facts)),
      states_(rows) {}

core::Result<void> IndexWriter::write(const Effect& effect) {
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

core::Result<void> IndexWriter::void_event(std::uint64_t voided, std::uint64_t by) {
    const auto key = core::u64_be(voided);
    if (rows_.get(index_table::voided, key)) { return {}; }  // the first one counts
    rows_.put(index_table::voided, key, core::u64_be(by));
    const auto effect = find_effect_(voided);
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

std::optional<StoredFact> IndexWriter::latest_valid(FactKey fact, FactPosition limit) {
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

void IndexWriter::write_fact(const Fact& fact, const FactPosition& position) {
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

void IndexWriter::write_subject(const Fact& fact, std::uint64_t sequence) {
    const auto row = rows_.get(index_table::subjects, fact.subject);
    auto subject = row ? read_subject(*row) : SubjectRow{sequence, 0};
    if ((subject.fields & bit_of(fact.field)) != 0) { return; }
    subject.fields |= bit_of(fact.field);
    rows_.put(index_table::subjects, fact.subject, encode_subject(subject));
}

}  // namespace peil::events

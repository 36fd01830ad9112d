// Making the ledger.
// SPDX-License-Identifier: EUPL-1.2
#include "bench_ledger.hpp"

#include "figure.hpp"
#include <peil/core/bytes.hpp>
#include <peil/core/hash.hpp>
#include <peil/events/matrix.hpp>

#include <algorithm>
#include <array>

namespace peil::bench {

namespace {

constexpr const char* origin = "bench.example/peil";
constexpr const char* actor = "bench.example";

core::LedgerSettings make_settings(const core::SigningKey& key) {
    const auto verifier = core::make_verifier_key(origin, key.public_key());
    return {.origin = origin,
            .source = "urn:peil:bench",
            .actor = actor,
            .log_key = core::encode_vkey(take(verifier))};
}

void create(const std::filesystem::path& root, const core::Surroundings& surroundings) {
    const auto key = bench_key();
    const auto settings = make_settings(key);
    const auto populate = [&](core::Ledger& ledger) -> core::Result<void> {
        const events::ProgrammeDefined event{"Peilkadeplan", origin, settings.log_key};
        const auto draft = events::to_draft(event, {.effective = date_of_day(0), .actor = actor});
        const auto appended = ledger.append({&draft, 1}, 0);
        if (!appended) { return appended.error(); }
        return {};
    };
    take(core::create_ledger(root, settings, key.to_pem(std::nullopt), populate, surroundings));
}

}  // namespace

void take(const core::Result<void>& result) {
    if (!result) { throw std::runtime_error(result.error().detail); }
}

core::SigningKey bench_key() {
    const auto seed = core::sha256(core::as_bytes(std::string_view("peil-bench")));
    return take(core::SigningKey::from_seed(core::as_bytes(seed)));
}

BenchLedger::BenchLedger(const std::filesystem::path& root, const Recipe& recipe)
    : recipe_(recipe), now_(recording_time(recipe, 1)), random_(recipe.seed) {
    const core::Surroundings surroundings{.clock = [this] { return now_; }, .random = &random_};
    if (!std::filesystem::exists(root)) { create(root, surroundings); }
    ledger_.emplace(take(core::Ledger::open(root, core::Access::write, surroundings)));
}

void BenchLedger::set_clock(std::uint64_t event_count) {
    now_ = recording_time(recipe_, size() + event_count);
    random_.restart(seed_of(recipe_.seed + 1, size()));
}

void BenchLedger::add_next(events::BatchBuilder& batch, std::uint64_t event_count) const {
    const auto size = batch.expected_size();
    for (auto sequence = size + 1; sequence <= size + event_count; ++sequence) {
        const auto dated = make_event(recipe_, sequence);
        take(batch.add(dated.event, {.effective = dated.effective, .actor = actor}));
    }
}

BatchTimes BenchLedger::append_batch(std::uint64_t event_count) {
    set_clock(event_count);
    std::vector<DatedEvent> events;
    for (std::uint64_t i = 1; i <= event_count; ++i) {
        events.push_back(make_event(recipe_, size() + i));
    }
    BatchTimes times;
    const Stopwatch opening;
    const auto view = take(events::View::open(*ledger_));
    times.view = opening.seconds();
    const Stopwatch validating;
    events::BatchBuilder batch(view, actor, random_);
    for (const auto& dated : events) {
        take(batch.add(dated.event, {.effective = dated.effective, .actor = actor}));
    }
    times.validate = validating.seconds();
    const Stopwatch appending;
    const auto receipts = take(ledger_->append(batch.drafts(), batch.expected_size()));
    times.append = appending.seconds();
    return times;
}

std::vector<core::Draft> BenchLedger::next_drafts(std::uint64_t event_count) {
    set_clock(event_count);
    const auto view = take(events::View::open(*ledger_));
    events::BatchBuilder batch(view, actor, random_);
    add_next(batch, event_count);
    return batch.drafts();
}

void BenchLedger::publish_edition() {
    set_clock(1);
    {
        const auto view = take(events::View::open(*ledger_));
        const auto date = date_of_day(day_count);
        events::BatchBuilder batch(view, actor, random_);
        const auto matrix = take(events::answer(view, {.as_of = date}, 0));
        take(batch.publish(events::edition_of(matrix, 1, date),
                           {.effective = date, .actor = actor}));
        static_cast<void>(take(ledger_->append(batch.drafts(), batch.expected_size())));
    }
    seal();
}

void BenchLedger::seal() {
    static_cast<void>(take(ledger_->seal(bench_key())));
    auto index = events::Index::open(ledger_->folder());
    if (!index) { throw std::runtime_error("the index cannot be opened"); }
    take(index->catch_up(ledger_->snapshot()));
}

std::vector<RawRow> stored_rows(const core::Snapshot& ledger, std::uint64_t first,
                                std::uint64_t last) {
    core::Hasher hasher;
    std::vector<RawRow> rows;
    for (auto sequence = first + 1; sequence <= last; ++sequence) {
        std::string key;
        core::append_u64_be(key, sequence);
        rows.push_back({0, key, std::string(ledger.event(sequence).value_or(""))});
        for (const auto text : ledger.disclosures(sequence)) {
            const auto digest = hasher.hash(core::as_bytes(text));
            rows.push_back(
                {1, key + std::string(core::as_text(core::as_bytes(digest))), std::string(text)});
        }
    }
    return rows;
}

}  // namespace peil::bench

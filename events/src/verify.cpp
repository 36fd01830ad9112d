// The claims that need JSON to be read.
// SPDX-License-Identifier: EUPL-1.2
#include "verify_editions.hpp"
#include <peil/core/count_text.hpp>
#include <peil/events/index.hpp>
#include <peil/events/verify.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace peil::events {

namespace {

using core::Verdict;
using core::VerifiedClaim;

constexpr std::uint64_t progress_step = 4096;

void contradict(VerifiedClaim& claim, std::uint64_t event, std::string text) {
    if (claim.verdict == Verdict::contradicted) { return; }
    claim.verdict = Verdict::contradicted;
    claim.event = event;
    claim.text = fmt::format("event {}: {}", event, text);
}

/// What the first event says of the log must be what the settings say.
void check_settings(const RecordedEvent& event, const core::LedgerSettings& settings,
                    VerifiedClaim& claim) {
    const auto* programme = std::get_if<ProgrammeDefined>(&event.event);
    if (programme == nullptr) { return; }
    if (programme->origin != settings.origin || programme->log_key != settings.log_key) {
        contradict(claim, event.envelope.sequence,
                   "it names another log or another key than the ledger's settings");
    }
}

bool is_about_key(const RecordedEvent& event) {
    return std::holds_alternative<KeyRotated>(event.event) ||
           std::holds_alternative<KeyRevoked>(event.event);
}

/// The ledger's list of events about keys must name all of them, and they must fit together.
void check_key_list(const core::Snapshot& ledger, std::size_t change_count, VerifiedClaim& claim) {
    const auto keys = ledger.log_keys();
    if (!keys) {
        contradict(claim, ledger.head().size, keys.error().detail);
    } else if (keys->change_count() != change_count) {
        contradict(claim, ledger.head().size,
                   fmt::format("there are {} about keys, and the ledger lists {}",
                               core::counted(change_count, "event"), keys->change_count()));
    }
}

/// Reads every event once: `events` and `ids`.
std::pair<VerifiedClaim, VerifiedClaim> read_all(const core::Snapshot& ledger,
                                                 const core::VerifyOptions& options) {
    // A damaged head may promise anything: one event beyond those that have ids is enough to tell.
    const auto size = std::min(ledger.head().size, ledger.id_count() + 1);
    VerifiedClaim readable{"events", Verdict::proven,
                           fmt::format("{} can be read and follow{} the schema of the kind; times "
                                       "never decrease",
                                       core::all_of(size, "event"), size == 1 ? "s" : "")};
    VerifiedClaim ids{"ids", Verdict::proven, "each id leads to its event, and to no other"};
    std::string time;
    std::size_t key_change_count = 0;
    for (std::uint64_t sequence = 1; sequence <= size; ++sequence) {
        const auto event = read_event(ledger, sequence);
        if (!event) {
            contradict(readable, sequence, event.error().detail);
            continue;
        }
        if (event->envelope.time < time) {
            contradict(readable, sequence, "it was recorded before the event before it");
        }
        time = event->envelope.time;
        if (event->envelope.source != ledger.settings().source) {
            contradict(readable, sequence, "its source is not that of this ledger");
        }
        key_change_count += is_about_key(*event) ? 1U : 0U;
        if (sequence == 1) { check_settings(*event, ledger.settings(), readable); }
        if (ledger.find_id(event->envelope.id) != sequence) {
            contradict(ids, sequence, "its id leads elsewhere");
        }
        if (options.progress && sequence % progress_step == 0) { options.progress(sequence, size); }
    }
    check_key_list(ledger, key_change_count, readable);
    if (ledger.id_count() != size) {
        contradict(ids, size, "there are more or fewer ids than events");
    }
    return {std::move(readable), std::move(ids)};
}

/// The index takes in what it lacks first: what it would answer is what is compared.
VerifiedClaim compare_views(const core::Ledger& ledger, const core::Snapshot& snapshot) {
    const auto unproven = [](const std::string& why) {
        return VerifiedClaim{"views", Verdict::not_proven, "they cannot be compared: " + why};
    };
    auto index = Index::open(ledger.folder());
    if (!index) { return unproven("the folder derived/ cannot be written"); }
    const auto taken = index->catch_up(snapshot);
    if (!taken) { return unproven(taken.error().detail); }
    const auto size = index->snapshot().size();
    const auto fault = compare_index(index->snapshot(), snapshot);
    if (!fault) { return unproven(fault.error().detail); }
    if (*fault) {
        return {
            "views", Verdict::contradicted,
            fmt::format("event {}: {}. If all claims above are proven, remove the folder {}; it "
                        "is built again",
                        (*fault)->sequence, (*fault)->text, ledger.folder().derived().string()),
            (*fault)->sequence};
    }
    if (size < snapshot.head().size) {
        return unproven(fmt::format("another process makes the index; it holds {} of {} events",
                                    size, snapshot.head().size));
    }
    return {"views", Verdict::proven,
            fmt::format("the index answers as a replay of {} does", core::counted(size, "event"))};
}

/// The claims about editions, which need the facts of all events.
void add_editions(const core::Ledger& ledger, core::ClaimList& claims) {
    const auto view = View::open(ledger);
    if (!view) {
        for (const auto* name : {"editions", "documents", "completeness"}) {
            claims.add({name, Verdict::not_proven, "they cannot be drawn: " + view.error().detail});
        }
        return;
    }
    claims.add(check_editions(*view));
    claims.add(check_edition_documents(*view));
    claims.add(check_completeness(*view));
}

}  // namespace

std::vector<VerifiedClaim> verify_content(const core::Ledger& ledger,
                                          const core::VerifyOptions& options) {
    core::ClaimList claims(options);
    if (options.is_quick) {
        for (const auto* name : {"events", "ids", "views"}) {
            claims.add({name, Verdict::not_proven, "left out by --quick"});
        }
    } else {
        const auto snapshot = ledger.snapshot();
        auto [readable, ids] = read_all(snapshot, options);
        const bool is_readable = readable.verdict == Verdict::proven;
        claims.add(std::move(readable));
        claims.add(std::move(ids));
        claims.add(is_readable
                       ? compare_views(ledger, snapshot)
                       : VerifiedClaim{"views", Verdict::not_proven, "not all events can be read"});
    }
    add_editions(ledger, claims);
    return claims.finish();
}

}  // namespace peil::events

// Claims about what others signed: witnesses and timestamping authorities.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/count_text.hpp>
#include <peil/core/evidence.hpp>
#include <peil/core/timestamp.hpp>

#include <algorithm>
#include <utility>

namespace peil::core {

namespace {

constexpr std::uint64_t time_max_seconds = 253'402'300'799;  // the end of the year 9999

UnixMs unix_ms(std::uint64_t seconds) {
    return static_cast<UnixMs>(std::min(seconds, time_max_seconds)) * 1000;
}

VerifiedClaim not_asked(std::string name, std::string text) {
    VerifiedClaim claim{std::move(name), Verdict::not_proven, std::move(text)};
    claim.is_asked = false;
    return claim;
}

/// `3 days old`; a clock of a witness may run ahead of ours.
std::string age_text(UnixMs age) {
    constexpr UnixMs hour_ms = 3'600'000;
    if (age < 0) { return "later than the clock here"; }
    if (age < day_ms) {
        return counted(static_cast<std::uint64_t>(age / hour_ms), "hour") + " old";
    }
    return counted(static_cast<std::uint64_t>(age / day_ms), "day") + " old";
}

/// What to type for cosignatures: a witness without a URL gets files.
std::string way_to_witnesses(const TrustPolicy& policy) {
    const bool has_url = std::any_of(policy.witnesses.begin(), policy.witnesses.end(),
                                     [](const auto& witness) { return !witness.url.empty(); });
    return has_url ? "`peil witness ask`"
                   : "`peil witness request`, and `peil witness receive` with what comes back";
}

VerifiedClaim judge_quorum(const WitnessOverview& overview, const TrustPolicy& policy,
                           std::uint64_t size, const OutsideOptions& outside) {
    VerifiedClaim claim{"witnesses", Verdict::not_proven};
    if (!overview.quorum_time_seconds) {
        claim.text = "no checkpoint has the cosignatures that the policy asks for; type " +
                     way_to_witnesses(policy);
        return claim;
    }
    const auto time = unix_ms(*overview.quorum_time_seconds);
    const auto age = outside.now - time;
    const auto what = "size " + std::to_string(overview.quorum_size) + " has the quorum " +
                      policy.quorum + " since " + format_time(time) + ", " + age_text(age);
    if (overview.quorum_size < size) {
        claim.event = overview.quorum_size + 1;
        claim.text = what + "; the last " + counted(size - overview.quorum_size, "event") +
                     (size - overview.quorum_size == 1 ? " has" : " have") + " none; type " +
                     way_to_witnesses(policy);
        return claim;
    }
    if (outside.age_max_ms && age > *outside.age_max_ms) {
        claim.text = what + ", which is older than was asked for; type " + way_to_witnesses(policy);
        return claim;
    }
    claim.verdict = Verdict::proven;
    claim.text = what;
    return claim;
}

VerifiedClaim judge_witnesses(const Ledger& ledger, const Snapshot& snapshot,
                              const OutsideOptions& outside) {
    const auto policy = read_policy(ledger.folder());
    if (!policy) { return {"witnesses", Verdict::not_proven, policy.error().detail}; }
    if (!*policy || !(*policy)->has_quorum()) {
        return not_asked("witnesses", "no witness is configured; `peil witness add` names one");
    }
    const auto overview = survey_witnesses(snapshot, **policy);
    if (!overview.damaged.empty()) {
        const auto size = overview.damaged.front();
        return {"witnesses", Verdict::contradicted,
                "a stored cosignature of size " + std::to_string(size) + " does not hold", size};
    }
    return judge_quorum(overview, **policy, snapshot.head().size, outside);
}

/// The newest checkpoint with timestamps, all of which hold; or the first that does not.
struct StampedState {
    std::uint64_t size = 0;
    std::size_t count = 0;  ///< of checkpoints with timestamps
    TimestampInfo info{};
    std::optional<VerifiedClaim> fault{};
};

StampedState survey_timestamps(const Snapshot& snapshot, const std::string& roots) {
    StampedState state;
    for (const auto& checkpoint : snapshot.checkpoints()) {
        const auto note = parse_note(checkpoint.note);
        std::vector<Bytes> tokens;
        for (const auto& each : snapshot.timestamps(checkpoint.size)) {
            tokens.push_back(each.token);
        }
        if (!note || tokens.empty()) { continue; }
        const auto info = verify_timestamps(tokens, note->text, roots);
        if (!info) {
            state.fault = VerifiedClaim{
                "timestamps", Verdict::contradicted,
                "size " + std::to_string(checkpoint.size) + ": " + info.error().detail,
                checkpoint.size};
            return state;
        }
        state.size = checkpoint.size;
        state.info = *info;
        ++state.count;
    }
    return state;
}

VerifiedClaim judge_timestamps(const Ledger& ledger, const Snapshot& snapshot,
                               const OutsideOptions& outside) {
    const auto authority = read_timestamping(ledger.folder());
    if (!authority) {
        return not_asked("timestamps",
                         "no timestamping authority is configured; see `peil help timestamp`");
    }
    const auto state = survey_timestamps(snapshot, authority->roots);
    if (state.fault) { return *state.fault; }
    VerifiedClaim claim{"timestamps", Verdict::not_proven};
    if (state.count == 0) {
        claim.text = "no checkpoint has a timestamp yet; type `peil timestamp`";
        return claim;
    }
    const bool is_ended = state.info.expires < outside.now;
    const auto what = "size " + std::to_string(state.size) + " existed at " +
                      format_time(state.info.time) + " by " + state.info.authority + ", whose " +
                      "certificate " + (is_ended ? "ended " : "ends ") +
                      format_date(state.info.expires);
    const auto size = snapshot.head().size;
    if (state.size < size) {
        claim.event = state.size + 1;
        claim.text = what + "; the last " + counted(size - state.size, "event") +
                     (size - state.size == 1 ? " has" : " have") + " none; type `peil timestamp`";
        return claim;
    }
    claim.verdict = Verdict::proven;
    claim.text = what;
    return claim;
}

}  // namespace

std::vector<VerifiedClaim> verify_outside(const Ledger& ledger, const VerifyOptions& options,
                                          const OutsideOptions& outside) {
    ClaimList claims(options);
    const auto snapshot = ledger.snapshot();
    claims.add(judge_witnesses(ledger, snapshot, outside));
    claims.add(judge_timestamps(ledger, snapshot, outside));
    return claims.finish();
}

}  // namespace peil::core

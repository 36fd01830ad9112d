// From refusals to verdicts.
// SPDX-License-Identifier: EUPL-1.2
#include "claims.hpp"

#include <algorithm>

namespace peil::audit {

bool claim(Claims& claims, const std::string& name, const std::function<std::string()>& work) {
    auto& made = claims.emplace_back(Claim{.name = name, .verdict = Verdict::proven, .text = {}});
    try {
        made.text = work();
    } catch (const Unproven& missing) {
        made = {name, Verdict::not_proven, missing.what(), missing.is_asked};
    } catch (const Refusal& wrong) { made = {name, Verdict::contradicted, wrong.what()}; }
    return made.verdict == Verdict::proven;
}

int exit_code_for(const Claims& claims) {
    const auto has = [&](Verdict verdict) {
        return std::any_of(claims.begin(), claims.end(), [&](const Claim& each) {
            return each.verdict == verdict && each.is_asked;
        });
    };
    if (has(Verdict::contradicted)) { return 1; }
    return has(Verdict::not_proven) ? 4 : 0;
}

void claim_witnesses(Claims& claims, const std::string& note, const Trust& trust) {
    claim(claims, "witnesses", [&]() -> std::string {
        if (!trust.policy || !trust.policy->has_quorum()) {
            throw Unproven("no policy with a quorum was given", false);
        }
        const auto read = parse_note(note);
        const auto origin = parse_checkpoint(read.text).origin;
        static_cast<void>(open_checkpoint(note, origin, trust.policy->logs));
        const auto time = quorum_time(*trust.policy, read);
        if (!time) { throw Unproven("fewer cosignatures than the quorum of the policy asks for"); }
        return "the quorum of the policy cosigned it, all of them since second " +
               std::to_string(*time) + " of 1970";
    });
}

}  // namespace peil::audit

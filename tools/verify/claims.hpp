// What is claimed about a file, and whose word counts for it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "bytes.hpp"
#include "note.hpp"

#include <functional>

namespace peil::audit {

enum class Verdict { proven, not_proven, contradicted };

struct Claim {
    std::string name;
    Verdict verdict = Verdict::proven;
    std::string text;
    bool is_asked = true;  ///< whether the exit code needs it
};
using Claims = std::vector<Claim>;

/// Thrown where nothing is wrong, but something is missing.
struct Unproven : std::runtime_error {
    explicit Unproven(const std::string& why, bool asked = true)
        : std::runtime_error(why), is_asked(asked) {}
    bool is_asked;
};

/// Proven if `work` returns, with its text; not proven or contradicted if it throws Unproven or
/// Refusal. Returns whether it is proven.
bool claim(Claims& claims, const std::string& name, const std::function<std::string()>& work);

/// 0: all that was asked is proven; 1: something is contradicted; 4: something is not proven.
[[nodiscard]] int exit_code_for(const Claims& claims);

struct Trust {
    std::vector<Key> keys;  ///< of logs
    std::optional<Policy> policy{};
    std::optional<std::string> event{};  ///< bytes that a bare tlog-proof is about
};

/// The claim `witnesses` about a note; nobody asked for it without a policy that has a quorum.
void claim_witnesses(Claims& claims, const std::string& note, const Trust& trust);

}  // namespace peil::audit

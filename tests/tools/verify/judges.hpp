// `peil check` and peil-audit, as functions that end with their exit codes.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "../../../cli/src/checked_file.hpp"
#include "../../../cli/src/claims_text.hpp"
#include "../../../tools/verify/audit.hpp"

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

namespace peil::audit::testing {

/// What a file ends with that is none of Peil.
constexpr int refused = 2;

/// The seed of a test: another one in every run, or the one in PEIL_TEST_SEED.
inline std::uint64_t fresh_seed() {
    const auto* given = std::getenv("PEIL_TEST_SEED");
    return given != nullptr ? std::stoull(given) : std::random_device()();
}

struct Judges {
    explicit Judges(const std::string& vkey) {
        own.log.log_keys = {*core::parse_vkey(vkey)};
        independent.keys = {parse_key(vkey, log_key_type)};
    }
    /// From here on the policy counts, and its keys.
    void use_policy(const std::string& text) {
        own.policy = *core::parse_policy(text);
        independent.policy = parse_policy(text);
    }
    void use_event(const std::string& bytes) {
        own.event = bytes;
        independent.event = bytes;
    }
    [[nodiscard]] int check(const std::string& text) const {
        const auto checked = cli::check_file("file", text, own);
        return checked ? cli::exit_code_for(checked->claims) : refused;
    }
    [[nodiscard]] int audit(const std::string& text) const {
        try {
            return exit_code_for(check_file(text, independent).claims);
        } catch (const Refusal&) { return refused; }
    }
    cli::FileTrust own;
    Trust independent;
};

}  // namespace peil::audit::testing

// Trust policies: which logs and witnesses are known, and how many of the witnesses must have
// cosigned a checkpoint. Format: C2SP tlog-policy (draft of 2026-06), a text that people write.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/checkpoint.hpp>
#include <peil/core/cosignature.hpp>
#include <peil/core/error.hpp>
#include <peil/core/signed_note.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

/// Policies of this size or more, or with more definitions of one sort, are refused; the document
/// asks for at least 32 of each.
constexpr std::size_t policy_size_limit_bytes = std::size_t{1} << 20U;
constexpr std::size_t policy_definition_count_max = 1000;

/// The name of the quorum that needs nobody.
constexpr std::string_view no_quorum = "none";

struct PolicyLog {
    VerifierKey key;  ///< named like the origin of the log
    std::string url{};

    friend bool operator==(const PolicyLog&, const PolicyLog&) = default;
};

struct PolicyWitness {
    std::string name;   ///< within the policy; bytes without white space
    VerifierKey key;    ///< of type key_type_cosignature
    std::string url{};  ///< prefix of its add-checkpoint; empty: it has none

    friend bool operator==(const PolicyWitness&, const PolicyWitness&) = default;
};

struct PolicyGroup {
    std::string name;
    std::size_t threshold = 1;         ///< 1 to the number of members
    std::vector<std::string> members;  ///< witnesses and groups that were defined before

    friend bool operator==(const PolicyGroup&, const PolicyGroup&) = default;
};

/// Made by parse_policy(), so that names are defined before they are used and each is a member of
/// one group at most.
struct TrustPolicy {
    std::vector<PolicyLog> logs;
    std::vector<PolicyWitness> witnesses;
    std::vector<PolicyGroup> groups;
    std::string quorum{no_quorum};

    friend bool operator==(const TrustPolicy&, const TrustPolicy&) = default;

    [[nodiscard]] bool has_quorum() const { return quorum != no_quorum; }
};

/// Reads a policy. Errors: malformed_policy says which line and why.
[[nodiscard]] Result<TrustPolicy> parse_policy(std::string_view text);

/// Whether the witnesses with these names (of the policy) are enough for its quorum.
/// Cost: linear in the size of the policy.
[[nodiscard]] bool holds_quorum(const TrustPolicy& policy, std::span<const std::string> witnesses);

/// What a policy says of a checkpoint that is signed by one of its logs.
struct TrustedCheckpoint {
    Checkpoint checkpoint;
    VerifierKey log_key;
    /// The latest of each witness, in the order of the policy; names are those of their keys.
    std::vector<Cosignature> cosignatures;
    bool holds_quorum = false;
    /// Seconds since 1970: the quorum stands by cosignatures that are all at least this young.
    /// Nothing without a quorum, or if nobody is needed.
    std::optional<std::uint64_t> quorum_time_seconds;
};

/// Judges a note. The log is the one whose key is named like the origin.
/// Errors: malformed_checkpoint; no_known_signature if no log of the policy signed; bad_signature
/// if a line of any key of the policy fails; those of open_checkpoint().
[[nodiscard]] Result<TrustedCheckpoint> open_by_policy(const SignedNote& note,
                                                       const TrustPolicy& policy);

/// The latest time for which the policy's quorum stands by witnesses (names of the policy) at these
/// times or later; nothing if it does not stand, or if nobody is needed.
struct WitnessTime {
    std::string witness;
    std::uint64_t time_seconds = 0;
};
[[nodiscard]] std::optional<std::uint64_t> quorum_time(const TrustPolicy& policy,
                                                       std::vector<WitnessTime> times);

}  // namespace peil::core

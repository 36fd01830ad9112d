// The ledger's trust policy as people write it: a witness is added without touching other lines.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/trust_policy.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace peil::cli {

/// The group that `peil witness add` keeps: all witnesses that it added.
constexpr std::string_view kept_group = "witnesses";

struct NewWitness {
    std::string name;
    std::string vkey;
    std::string url{};                    ///< may be empty
    std::optional<std::string> quorum{};  ///< threshold of the group: a number, `any` or `all`
};

/// The policy with one witness more, in the kept group if there is one; a policy of the log alone
/// is made from an empty text. Comments and other lines stay.
/// Errors: malformed_policy, also for what the new witness would make of it.
[[nodiscard]] core::Result<std::string> add_witness(const std::string& policy,
                                                    std::string_view log_vkey,
                                                    const NewWitness& witness);

/// The policy with one key more of the log, behind those that it has; the same if it is there.
[[nodiscard]] std::string add_log(const std::string& policy, std::string_view log_vkey);

}  // namespace peil::cli

// What a verification found, for people and for programs.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/verify.hpp>
#include <peil/events/render.hpp>

#include <boost/json/object.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace peil::cli {

/// Names of the claims of a verification, in their order; `kept_count` files are compared with it.
[[nodiscard]] std::vector<std::string> claim_names(std::size_t kept_count);

/// A verification as far as it came.
struct Findings {
    std::vector<std::string> names{};  ///< of all claims; see claim_names()
    boost::json::object ledger{};      ///< origin, logKey, size, root; empty if it cannot be opened
    std::vector<core::VerifiedClaim> claims{};
    std::optional<std::string> damage{};  ///< why it could not go on: what is stored is damaged
    std::string interruption{};           ///< why it could not go on, if that is no damage
};

/// Adds the claims that were not reached: the first of them is contradicted by the damage, if that
/// is what ended the verification; the others are not proven.
void complete_claims(Findings& findings);

[[nodiscard]] boost::json::object claim_json(const core::VerifiedClaim& claim);
[[nodiscard]] core::VerifiedClaim claim_from_json(const boost::json::object& object);

/// How many claims hold and what that means for the ledger, in a sentence.
[[nodiscard]] std::string claims_summary(const std::vector<core::VerifiedClaim>& claims);

/// A sentence, the ledger, and each claim with its verdict and what was found.
/// No line is wider than `width_columns`, but at least 60.
[[nodiscard]] std::string findings_text(const Findings& findings, int width_columns);
/// `schema`, `origin`, `logKey`, `size`, `root` (null if the ledger cannot be opened), `summary`,
/// and `claims`.
[[nodiscard]] boost::json::object findings_json(const Findings& findings);

/// A heading and a line for each claim, as wide as the style says.
[[nodiscard]] std::string claims_page(const std::string& heading,
                                      const std::vector<core::VerifiedClaim>& claims,
                                      const events::TableStyle& style);
/// A sentence that counts the claims and says what that means.
[[nodiscard]] std::string claims_verdict(const std::vector<core::VerifiedClaim>& claims);

/// Whether anything but the index is contradicted by the ledger itself, and not by a kept file:
/// that is not mended by building the index again.
[[nodiscard]] bool contradicts_truth(const std::vector<core::VerifiedClaim>& claims);
/// Whether a kept file contradicts the ledger.
[[nodiscard]] bool contradicts_kept(const std::vector<core::VerifiedClaim>& claims);

/// 0 if all is proven that the ledger asks for, 1 if anything is contradicted, else 4.
[[nodiscard]] int exit_code_for(const std::vector<core::VerifiedClaim>& claims);

}  // namespace peil::cli

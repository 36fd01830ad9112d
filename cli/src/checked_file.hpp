// A published file that was recognised and checked.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/bytes.hpp>
#include <peil/core/trust_policy.hpp>
#include <peil/core/verify.hpp>
#include <peil/events/document.hpp>
#include <peil/events/fork.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::cli {

/// Whose word counts.
struct FileTrust {
    events::DocumentTrust log;                ///< keys of --key and of the policy
    std::optional<core::TrustPolicy> policy;  ///< of --policy
    std::optional<std::string> event;         ///< bytes of --event, for a proof without its event
    std::optional<std::string> roots{};       ///< of --ca: certificates (PEM) for timestamps
};

struct CheckedFile {
    std::string name;   ///< as it was given
    std::string title;  ///< what it is: `report.html: an edition as a page`
    std::vector<core::VerifiedClaim> claims{};
    std::optional<events::EditionDocument> document{};  ///< of an edition
    std::vector<core::Bytes> tokens{};  ///< of a timestamp: what it proves, other files decide
    std::vector<std::string> notes{};   ///< checkpoints in it, the one it rests on first
    std::vector<events::SignedCheckpoint> signed_heads{};  ///< by its log; none of a fork
    std::vector<events::HeadLink> links{};                 ///< proven: how its log grew
};

/// Recognises a file by its content and checks it. Errors: malformed_content (of events) if it is
/// nothing that can be checked, or misshapen.
[[nodiscard]] core::Result<CheckedFile> check_file(const std::string& name, std::string_view text,
                                                   const FileTrust& trust);

/// The schema that a JSON text names, or nothing.
[[nodiscard]] std::string schema_of(std::string_view text);

}  // namespace peil::cli

// Checking the proofs of core: of an event, of growth, and a checkpoint by itself.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "checked_file.hpp"

#include <span>

namespace peil::cli {

/// `peil prove event`. Claims: key, checkpoint, event. Errors: those of parse_event_proof().
[[nodiscard]] core::Result<std::vector<core::VerifiedClaim>> check_event_proof(
    std::string_view text, const FileTrust& trust);
/// A bundle without its event. Claims: key, checkpoint, event: not proven without --event.
/// Errors: those of parse_tlog_proof().
[[nodiscard]] core::Result<std::vector<core::VerifiedClaim>> check_tlog_proof(
    std::string_view text, const FileTrust& trust);
/// `peil prove consistency`. Claims: key, growth. Errors: those of parse_consistency().
[[nodiscard]] core::Result<std::vector<core::VerifiedClaim>> check_consistency(
    std::string_view text, const FileTrust& trust);
/// `peil checkpoint`. Claims: key, checkpoint. Errors: those of parse_note().
[[nodiscard]] core::Result<std::vector<core::VerifiedClaim>> check_note(std::string_view text,
                                                                        const FileTrust& trust);

/// The claim `witnesses` about a signed checkpoint; nobody asked for it without a policy that has a
/// quorum. Of several checkpoints of one log, one that holds the quorum will do.
[[nodiscard]] core::VerifiedClaim check_witnesses(const std::string& note, const FileTrust& trust);
[[nodiscard]] core::VerifiedClaim check_witnesses(std::span<const std::string> notes,
                                                  const FileTrust& trust);

}  // namespace peil::cli

// Checking a timestamp against the checkpoints that were given beside it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/bytes.hpp>
#include <peil/core/verify.hpp>
#include <peil/events/document.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::cli {

/// Whether a file is DER: a sequence too long for one byte, which no text in UTF-8 begins like.
[[nodiscard]] bool is_der(std::string_view content);

/// The claim `timestamp`: the tokens, each renewing the one before it, are over the text of one of
/// these notes and hold by the roots (PEM). Not proven without notes or roots; contradicted if they
/// are over another text. Errors: malformed_timestamp, timestamp_rejected if it cannot be read,
/// malformed_key if there is no root.
[[nodiscard]] core::Result<core::VerifiedClaim> check_timestamp(
    std::span<const core::Bytes> tokens, std::span<const std::string> notes,
    const std::optional<std::string>& roots);

/// The same about a timestamp that travels in a document, which nobody asked about without roots.
/// One that cannot be read is contradicted. Errors: malformed_key if there is no root.
[[nodiscard]] core::Result<core::VerifiedClaim> check_timestamp_within(
    const events::OutsideEvidence& evidence, const std::optional<std::string>& roots);

}  // namespace peil::cli

// Comparing a checkpoint with what was typed from paper, or scanned.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/verify.hpp>

#include <span>
#include <string>
#include <string_view>

namespace peil::cli {

/// The claim `code`: what was typed is the code of one of these checkpoints (notes, that of the
/// file itself first), or their three lines as a QR code has them. Not proven, with the groups that
/// are mistyped, if most of it is right; contradicted if it is of none of them.
[[nodiscard]] core::VerifiedClaim check_code(std::string_view typed,
                                             std::span<const std::string> notes);

}  // namespace peil::cli

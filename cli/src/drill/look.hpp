// Looking at the scene of a crime as an auditor does, with what is at hand, with a report that was
// kept, and with a witness.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "crime.hpp"
#include <peil/core/verify.hpp>

#include <optional>
#include <vector>

namespace peil::cli {

using LookClaims = std::vector<core::VerifiedClaim>;

/// Claims by what they were made with.
struct Looks {
    LookClaims alone{};    ///< with nothing else at hand
    LookClaims report{};   ///< what a kept report adds
    LookClaims witness{};  ///< what a witness adds: its last checkpoint, and a policy that names it
};

/// All claims about an exhibit. Throws StorageError.
[[nodiscard]] Looks look_at(const Scene& scene, Exhibit exhibit);

/// Those that catch a crime: they were proven of the honest exhibit, and are not any more.
[[nodiscard]] Looks catching(const Looks& honest, const Looks& now);

/// What it takes to be caught; nothing if it is not caught at all.
[[nodiscard]] std::optional<Need> need_of(const Looks& caught);

}  // namespace peil::cli

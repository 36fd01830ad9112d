// The claims about published editions, each by drawing them again.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/verify.hpp>
#include <peil/events/view.hpp>

namespace peil::events {

/// Every published edition has the cells that it committed to.
[[nodiscard]] core::VerifiedClaim check_editions(const View& view);

/// The document of every published edition, written and read again, proves what it claims, by the
/// code of `peil check` and the log's own keys.
[[nodiscard]] core::VerifiedClaim check_edition_documents(const View& view);

/// Every measure that was registered at an edition's date is printed in it, or left before on a
/// ground, or stands in a joint row of which another number is printed.
[[nodiscard]] core::VerifiedClaim check_completeness(const View& view);

}  // namespace peil::events

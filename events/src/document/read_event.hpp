// The event in a document of an edition.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/document.hpp>

#include <cstddef>
#include <cstdint>

namespace peil::events {

struct EditionEvent {
    EditionPublished edition;
    std::uint64_t sequence = 0;
    std::size_t withheld = 0;  ///< digests without a disclosure
};

/// Errors: those of decode_event() and reveal_data(), malformed_content for another kind of event
/// or another projection.
[[nodiscard]] core::Result<EditionEvent> read_edition_event(const PublishedEvent& published);

}  // namespace peil::events

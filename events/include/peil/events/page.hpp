// The document of an edition as one HTML page: the report, and a program that proves it in a
// browser, offline.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/document.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace peil::events {

/// Stands in every page, and changes with every byte of what surrounds the document and the report.
constexpr unsigned page_format = 1;

/// The page of a document; the same document gives the same bytes. Nothing in it asks a network.
/// Errors: those of draw_document().
[[nodiscard]] core::Result<std::string> render_page(const EditionDocument& document);

/// The document inside a page; nothing if there is none. What surrounds it is not looked at.
[[nodiscard]] std::optional<std::string_view> find_document(std::string_view page);

/// The claim `page`: it is, byte for byte, the page of its document. A page of another format
/// is not proven.
[[nodiscard]] core::VerifiedClaim check_page(std::string_view page,
                                             const EditionDocument& document);

}  // namespace peil::events

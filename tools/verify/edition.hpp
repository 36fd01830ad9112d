// Events as they are hashed, editions of a programme, and the reports drawn from them.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "claims.hpp"
#include "json.hpp"

#include <map>

namespace peil::audit {

/// An event, read strictly, with its disclosed members in their places. Throws Refusal.
struct Event {
    Event(const std::string& bytes, const std::vector<std::string>& disclosures);
    Json json;
    Json data;
    std::uint64_t sequence = 0;
    std::size_t withheld_count = 0;  ///< digests without a disclosure
};

/// Hashes in base64. Throws Refusal.
[[nodiscard]] std::vector<Hash> hashes_at(const Json& object, std::string_view name);

/// A leaf of the tree of an edition. Throws Refusal.
struct Leaf {
    explicit Leaf(const std::string& text);
    std::pair<std::string, std::string> name;  ///< subject and field
    std::string digest;                        ///< empty: `value` is the content
    std::string value;
    /// Nothing if `disclosure` is empty, and there is a digest. Throws Refusal.
    [[nodiscard]] std::optional<Json> content(const std::string& disclosure) const;
};

using Contents = std::map<std::pair<std::string, std::string>, Json>;

/// The document of an edition, or the proof of a cell, and what claims have found in it.
struct Edition {
    /// Throws Refusal if it has another shape.
    explicit Edition(std::string_view text);
    Json document;
    std::optional<Key> key{};
    std::optional<Checkpoint> checkpoint{};
    std::optional<Event> event{};
    Contents contents{};
    [[nodiscard]] bool is_cell_proof() const { return document.text_at("schema") == "peil.cell/1"; }
    [[nodiscard]] TreeHead cells() const;  ///< that the event commits to
};

/// From the key down to the words, or to the one cell.
void claim_edition(Claims& claims, Edition& edition, const Trust& trust);

/// The report as HTML: docs/FORMAT.md, section 17. Throws Refusal.
[[nodiscard]] std::string draw_report(const Edition& edition);
[[nodiscard]] std::string escape_html(std::string_view text);
/// The first line below the title: number, date and title of the edition.
[[nodiscard]] std::string moment_of(const Edition& edition);

/// The document inside a page. Throws Refusal.
[[nodiscard]] std::string_view document_in(std::string_view page);
void claim_page(Claims& claims, std::string_view page, const Edition& edition);

/// Whether the log of one report grew to that of a later one.
void claim_continuity(Claims& claims, const Edition& earlier, const Edition& later);

}  // namespace peil::audit

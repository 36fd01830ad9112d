// What a file is, and what several reports of one log say together.
// SPDX-License-Identifier: EUPL-1.2
#include "files.hpp"

#include <algorithm>

namespace peil::audit {

Checked check_file(std::string_view text, const Trust& trust) {
    const bool is_page = text.starts_with("<!DOCTYPE html>");
    const auto inside = is_page ? document_in(text) : text;
    std::string schema;
    if (inside.find('{') != inside.npos && !text.starts_with("c2sp.org/")) {
        schema = parse_json(inside).text_at("schema");
    }
    const bool is_edition = schema == "peil.edition/1";
    if (!is_edition && schema != "peil.cell/1") { return check_proof(text, schema, trust); }
    Edition edition(inside);
    Checked checked{is_page ? "an edition as a page" : is_edition ? "an edition" : "a cell"};
    claim_edition(checked.claims, edition, trust);
    if (is_page) { claim_page(checked.claims, text, edition); }
    if (is_edition) { checked.edition = std::move(edition); }
    return checked;
}

Claims check_continuity(std::vector<Checked>& files) {
    std::vector<const Edition*> editions;
    for (const auto& file : files) {
        if (file.edition) { editions.push_back(&*file.edition); }
    }
    const auto size = [](const Edition* each) {
        return each->checkpoint ? each->checkpoint->tree.size : 0;
    };
    std::stable_sort(editions.begin(), editions.end(),
                     [&](const auto* a, const auto* b) { return size(a) < size(b); });
    Claims claims;
    for (std::size_t i = 1; i < editions.size(); ++i) {
        claim_continuity(claims, *editions[i - 1], *editions[i]);
    }
    return claims;
}

}  // namespace peil::audit

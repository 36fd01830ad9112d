// Damage to the document of an edition.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "export_samples.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string_view>

namespace peil::audit::testing {

struct DocumentDamage {
    std::string_view name;
    /// Whether the document had something to damage so; then it says something else.
    bool (*apply)(boost::json::object& document, SeededRandom& random);
};

[[nodiscard]] std::span<const DocumentDamage> document_damages();

/// Without what is true of another key or another time: cosignatures, timestamps, and a policy.
[[nodiscard]] boost::json::object judged_part(boost::json::object document);

}  // namespace peil::audit::testing

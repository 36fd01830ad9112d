// What a drill showed, for people and for programs.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "look.hpp"
#include <peil/events/render.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace peil::cli {

/// A crime that was committed, and the claims that caught it.
struct CrimeOutcome {
    const Crime* crime = nullptr;
    Looks caught{};

    /// With what it needs by the table, by the claim that the table names, and not with less.
    [[nodiscard]] bool is_as_documented() const;
};

/// A drill as it went.
struct DrillFindings {
    std::string origin{};
    std::uint64_t size = 0;
    std::uint32_t edition = 0;
    std::vector<CrimeOutcome> outcomes{};
};

/// The crimes of the table, by what the insider has.
[[nodiscard]] std::string crime_list(const events::TableStyle& style);
/// The same as JSON: for each what the table says of it.
[[nodiscard]] boost::json::array crime_list_json();
/// A sentence, the crimes with what shows them, and how many were caught with what.
[[nodiscard]] std::string drill_text(const DrillFindings& findings,
                                     const events::TableStyle& style);
/// Every claim that caught one crime.
[[nodiscard]] std::string outcome_text(const CrimeOutcome& outcome,
                                       const events::TableStyle& style);
/// `peil.drill/1`: see docs/drill.md.
[[nodiscard]] boost::json::object drill_json(const DrillFindings& findings);

}  // namespace peil::cli

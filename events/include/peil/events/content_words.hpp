// Series, figures and milestones as content: figures and milestones in the words of the programme,
// Dutch, as a matrix prints them.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/figure.hpp>
#include <peil/events/milestone.hpp>

#include <string>

namespace peil::events {

/// `kaden, cumulative, counts alle kaden binnen de ring`.
[[nodiscard]] std::string definition_in_words(const SeriesDefinition& definition);

/// A figure whole: `circa 77 kaden (2 mei 2021)`, `€ 6.700.000 (van 2015 tot en met 2016)`.
[[nodiscard]] std::string figure_in_words(const Figure& figure);

/// `eind 2021, verwacht: Het meetplan ligt er`, `2022, bereikt 15 maart 2022: …`, with its owner.
[[nodiscard]] std::string milestone_in_words(const Milestone& milestone);

}  // namespace peil::events

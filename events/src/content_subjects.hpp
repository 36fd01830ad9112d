// The subjects of series, figures and milestones, listed once for all measures of a matrix.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/fact.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/milestone.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

struct ContentSubjects {
    std::vector<std::string> series;
    std::vector<std::string> figures;
    std::vector<std::string> milestones;
};

/// Those of all measures; with a measure, those of it. Cost: three seeks, and a step for each.
[[nodiscard]] ContentSubjects list_content_subjects(const FactSource& facts,
                                                    std::string_view measure = {});

/// Those of the subjects, which are sorted, that begin with a prefix.
[[nodiscard]] std::span<const std::string> with_prefix(const std::vector<std::string>& subjects,
                                                       const std::string& prefix);

/// current_figures() and past_figures() of all series of a measure.
struct MeasureFigures {
    std::vector<Figure> current;
    std::vector<Figure> past;
};
/// What the series of a measure say at a moment.
[[nodiscard]] MeasureFigures figures_of_measure(const FactSource& facts,
                                                const ContentSubjects& subjects,
                                                std::string_view measure, Moment moment);
/// The definition of a series after so many breaks.
[[nodiscard]] const SeriesDefinition& definition_at(const Series& series, std::size_t break_count);

/// A date of which more became known after an event.
struct LaterKnowledge {
    Moment moment;
    std::uint64_t after = 0;
};
/// The values of a series as find_figures() finds them, and those that were recorded after the
/// event and reported after the date, but are of dates or periods up to it. Values that are counted
/// by a definition from after the date are not among them.
[[nodiscard]] std::vector<FigureReference> figures_known_later(const FactSource& facts,
                                                               std::string_view series,
                                                               const LaterKnowledge& later);
/// What the series of a measure say of a date by what became known later.
[[nodiscard]] MeasureFigures figures_of_measure(const FactSource& facts,
                                                const ContentSubjects& subjects,
                                                std::string_view measure,
                                                const LaterKnowledge& later);
[[nodiscard]] std::vector<Milestone> milestones_of_measure(const FactSource& facts,
                                                           const ContentSubjects& subjects,
                                                           std::string_view measure, Moment moment);

}  // namespace peil::events

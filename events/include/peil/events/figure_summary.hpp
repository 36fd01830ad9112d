// Series in one line each: the last value, and how it differs from what an edition printed.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/figure.hpp>
#include <peil/events/figure_comparison.hpp>
#include <peil/events/matrix.hpp>
#include <peil/events/view.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// How a series differs between two moments.
enum class FigureChange : std::uint8_t {
    none,       ///< nothing to compare with
    added,      ///< the series had no value
    same,       ///< the same value
    grown,      ///< a later date, a higher value
    fallen,     ///< a later date, a lower value
    restated,   ///< the same date, another value
    redefined,  ///< the values do not compare: SeriesSummary::difference says why
    unknown,    ///< a value is withheld, or too large
};

/// `grown`, `redefined`, …: stable names.
[[nodiscard]] std::string_view name_of(FigureChange change);

/// How a value differs from an earlier one, or from none.
[[nodiscard]] FigureChange change_between(const Figure* before, const Figure& now);

struct SeriesSummary {
    Series series{};
    std::vector<FigureReference> references{};
    std::optional<Figure> last{};    ///< of the newest date that is no target
    std::optional<Figure> before{};  ///< the same at the baseline
    FigureChange change = FigureChange::none;
    FigureDifference difference{};  ///< since the baseline
};

/// The series of a measure, or of all, at a moment; compared with a baseline if there is one.
[[nodiscard]] std::vector<SeriesSummary> summarise_series(const FactSource& facts, Moment moment,
                                                          const std::optional<Moment>& baseline,
                                                          std::string_view measure = {});

/// The edition that the figures of a question are compared with: the one before the edition that
/// it is about; else the last one, or the last but one where no figure is newer than the last.
[[nodiscard]] std::optional<EditionRecord> baseline_of(const FactSource& facts,
                                                       const ResolvedQuestion& question);

}  // namespace peil::events

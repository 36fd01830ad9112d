// A series of figures as a page: its values over the dates that they are of, and for each date its
// vintages.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/figure.hpp>
#include <peil/events/render.hpp>
#include <peil/events/view.hpp>

#include <string>
#include <vector>

namespace peil::cli {

/// A series with all that was reported in it. References die with the view.
struct SeriesPage {
    const events::View& view;
    const events::Series& series;
    const std::vector<events::FigureReference>& references;
    std::string as_of;
};

/// A line a value; where the terminal is too narrow for why and when it was recorded, these stand
/// under it.
[[nodiscard]] std::string series_table(const SeriesPage& page, const events::TableStyle& style);
/// The contract of `peil figure --format json`; additions are free.
[[nodiscard]] std::string series_json(const SeriesPage& page);
/// A record a vintage.
[[nodiscard]] std::string series_csv(const SeriesPage& page);

}  // namespace peil::cli

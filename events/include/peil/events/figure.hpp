// Series of figures: what is counted, the values by the date or period that they are of, and for
// each of these its vintages, one for every time that a value was reported.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/event.hpp>
#include <peil/events/fact.hpp>
#include <peil/events/partial_date.hpp>

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// What a series counts, and how.
struct SeriesDefinition {
    std::string label{};
    std::string unit{};
    std::optional<std::string> counts{};
    std::string counting{};
    std::optional<std::string> currency{};
    std::uint32_t scale = 0;
    friend bool operator==(const SeriesDefinition&, const SeriesDefinition&) = default;
};

/// From its position on the series counts something else.
struct SeriesBreak {
    FactPosition position;
    std::string reason;
    SeriesDefinition before;
    SeriesDefinition after;
};

struct Series {
    std::string id{};  ///< `9.dossiers`
    std::string measure{};
    SeriesDefinition definition{};  ///< the one that holds
    std::vector<SeriesBreak> breaks{};
    std::string basis{};
    FactPosition registered{};
};

/// A value of a series as it was reported.
struct Figure {
    std::string series{};
    std::string value{};  ///< `77`, `6.70`; empty: withheld
    std::string label{};  ///< of what its series counts
    std::string unit{};
    std::optional<std::string> currency{};
    std::string counting{};  ///< how its series counts
    std::optional<std::string> qualifier{};
    std::optional<PartialDate> reference_date{};
    std::optional<PartialDate> period_from{};
    std::optional<PartialDate> period_to{};
    std::string from{};  ///< first day that it is of; empty: its period has no stated begin;
                         ///< without a date, the day of the report
    std::string to{};    ///< last day that it is of
    std::optional<std::string> quote{};
    bool planned = false;
    std::optional<std::string> revision{};
    std::optional<std::string> reason{};
    std::string basis{};
    std::size_t break_count = 0;  ///< breaks of the series before it
    std::string break_reason{};   ///< of the last of them
    FactPosition position{};      ///< when it was reported, and by which event

    /// Whether the source says of which date or period it is.
    [[nodiscard]] bool is_dated() const { return reference_date || period_from || period_to; }
};

/// All values for one date or period, in the order in which they were reported; never empty.
struct FigureReference {
    std::string from{};  ///< days, both included; without a date, the day of the report
    std::string to{};
    bool is_dated = false;
    bool planned = false;
    std::vector<Figure> vintages{};
    [[nodiscard]] const Figure& last() const { return vintages.back(); }
};

/// The subject of the facts of a figure: that of its series, and the days that it is of. Values of
/// the same date or period share it; a target has another than the fact.
[[nodiscard]] std::string figure_subject(const FigureReported& event, core::UnixMs effective);

/// All series that are registered at a moment, by measure and name; with a measure, those of it.
[[nodiscard]] std::vector<Series> list_series(const FactSource& facts, Moment moment,
                                              std::string_view measure = {});
[[nodiscard]] std::optional<Series> find_series(const FactSource& facts, std::string_view id,
                                                Moment moment);

/// The values of a series as reported up to a moment, by the days that they are of. A value belongs
/// to the definition that held when it was reported; but a later one for the same days to that of
/// the one before it, and one for days that lie before a break to that before the break. A break
/// begins with the values that were reported with it, on the same date, whatever days they are of.
[[nodiscard]] std::vector<FigureReference> find_figures(const FactSource& facts,
                                                        std::string_view series, Moment moment);

/// What a series says now: its newest fact, the targets for later days, and the newest target
/// without a date, unless it was reported before the day of that fact.
[[nodiscard]] std::vector<Figure> current_figures(const std::vector<FigureReference>& references);

/// The last values of all other dates and periods: those before the newest fact, and targets
/// without a date that another one followed.
[[nodiscard]] std::vector<Figure> past_figures(const std::vector<FigureReference>& references);

/// The newest date or period that is no target, or nullptr.
[[nodiscard]] const FigureReference* newest_reference(
    const std::vector<FigureReference>& references);

/// Whole numbers are numbers, others texts; a value that is withheld is null. Dates are days where
/// they name one, else the text as printed, with the days that it may mean beside it; without any
/// date these are null.
[[nodiscard]] boost::json::object to_json(const Figure& figure);
/// The value of a figure alone.
[[nodiscard]] boost::json::value figure_value_to_json(const std::string& value);

}  // namespace peil::events

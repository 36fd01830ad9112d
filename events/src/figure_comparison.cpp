// Periods and values of figures, without floating point.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/time.hpp>
#include <peil/events/figure_comparison.hpp>
#include <peil/events/kind.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace peil::events {

namespace {

struct DecimalParts {
    bool is_negative = false;
    std::string_view whole;
    std::string_view fraction;
};

DecimalParts parts_of(std::string_view text) {
    DecimalParts parts;
    if (text.starts_with('-')) {
        parts.is_negative = true;
        text.remove_prefix(1);
    }
    const auto point = text.find('.');
    parts.whole = text.substr(0, point);
    parts.whole.remove_prefix(std::min(parts.whole.find_first_not_of('0'), parts.whole.size()));
    if (point != std::string_view::npos) { parts.fraction = text.substr(point + 1); }
    parts.fraction = parts.fraction.substr(0, parts.fraction.find_last_not_of('0') + 1);
    return parts;
}

int compare_sizes(const DecimalParts& left, const DecimalParts& right) {
    if (left.whole.size() != right.whole.size()) {
        return left.whole.size() < right.whole.size() ? -1 : 1;
    }
    const auto whole = left.whole.compare(right.whole);
    return whole != 0 ? whole : left.fraction.compare(right.fraction);
}

std::int64_t length_days(const FigureScope& figure) {
    const auto from = core::parse_date(figure.from);
    const auto to = core::parse_date(figure.to);
    return from && to ? (*to - *from) / core::day_ms + 1 : 0;
}

/// `2016-03-01` is the third month of its year.
int month_of(std::string_view day) {
    return day.size() < 7 ? 0 : (day[5] - '0') * 10 + (day[6] - '0');
}

bool is_last_of_month(const std::string& day) {
    const auto time = core::parse_date(day);
    return time && core::format_date(*time + core::day_ms).substr(5, 2) != day.substr(5, 2);
}

/// A whole year, half, quarter, or month: such a period tells of itself and is no running total.
bool is_calendar_unit(const FigureScope& figure) {
    const bool is_whole = figure.from.ends_with("-01") && is_last_of_month(figure.to) &&
                          figure.from.substr(0, 4) == figure.to.substr(0, 4);
    if (!is_whole) { return false; }
    const auto first = month_of(figure.from);
    const auto count = month_of(figure.to) - first + 1;
    const bool is_unit = count == 1 || count == 3 || count == 6 || count == 12;
    return is_unit && (first - 1) % count == 0;
}

bool differ_in_length(const FigureScope& before, const FigureScope& after) {
    const auto left = length_days(before);
    const auto right = length_days(after);
    return 10 * std::abs(left - right) > std::max(left, right);
}

/// Of a series per period: only one of two dated values says over which period it counts. Two that
/// do not are of one kind, and a value without any date is of the time of its report.
bool is_of_known_period_once(const FigureScope& before, const FigureScope& after) {
    const bool is_per_period = before.counting == "per-period" && after.counting == "per-period";
    const bool is_dated = !before.to.empty() && !after.to.empty();
    return is_per_period && is_dated && before.from.empty() != after.from.empty();
}

struct IncomparableWords {
    std::string_view name;
    std::string_view words;
};

/// In the order of the enumeration.
constexpr std::array incomparable_words{
    IncomparableWords{"", ""},
    IncomparableWords{"withheld", "withheld"},
    IncomparableWords{"target-and-fact", "a target"},
    IncomparableWords{"other-definition", "break"},
    IncomparableWords{"other-unit", "other unit"},
    IncomparableWords{"other-period", "other period"},
    IncomparableWords{"too-large", "too large"},
};
static_assert(incomparable_words.size() == static_cast<std::size_t>(Incomparable::too_large) + 1);

/// The whole and the decimals of a value as one number, in units of its last decimal.
struct Scaled {
    std::int64_t units = 0;
    std::size_t scale = 0;
};

std::optional<Scaled> scaled_of(const std::string& value) {
    if (!is_figure_value(value)) { return std::nullopt; }
    const auto dot = value.find('.');
    auto digits = value;
    if (dot != std::string::npos) { digits.erase(dot, 1); }
    Scaled scaled{.units = 0, .scale = dot == std::string::npos ? 0 : value.size() - dot - 1};
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), scaled.units);
    return parsed.ec == std::errc() ? std::optional(scaled) : std::nullopt;
}

/// The same number with more decimals; nothing if it does not fit.
std::optional<std::int64_t> units_at(const Scaled& value, std::size_t scale) {
    auto units = value.units;
    for (auto i = value.scale; i < scale; ++i) {
        if (__builtin_mul_overflow(units, 10, &units)) { return std::nullopt; }
    }
    return units;
}

std::string text_of_units(std::int64_t units, std::size_t scale) {
    auto digits = std::to_string(units < 0 ? -units : units);
    if (digits.size() <= scale) { digits.insert(0, scale + 1 - digits.size(), '0'); }
    if (scale > 0) { digits.insert(digits.size() - scale, 1, '.'); }
    return (units < 0 ? "-" : "") + digits;
}

}  // namespace

int compare_decimals(std::string_view left, std::string_view right) {
    const auto first = parts_of(left);
    const auto second = parts_of(right);
    if (first.is_negative != second.is_negative) { return first.is_negative ? -1 : 1; }
    const auto order = compare_sizes(first, second);
    return first.is_negative ? -order : order;
}

std::string_view name_of(Incomparable why) {
    return incomparable_words[static_cast<std::size_t>(why)].name;
}

std::string_view in_words(Incomparable why) {
    return incomparable_words[static_cast<std::size_t>(why)].words;
}

FigureScope scope_of(const Figure& figure) {
    FigureScope scope{.counting = figure.counting,
                      .is_planned = figure.planned,
                      .unit = figure.currency.value_or(figure.unit),
                      .break_count = figure.break_count};
    scope.is_period = figure.period_from.has_value() || figure.period_to.has_value();
    if (figure.reference_date) { scope.from = scope.to = figure.reference_date->to; }
    const bool is_count_of_time =
        figure.counting == "per-period" || figure.counting == "cumulative";
    if (!scope.is_period && is_count_of_time) {
        scope.is_period = true;
        scope.from.clear();
    }
    if (figure.period_from) { scope.from = figure.period_from->from; }
    if (figure.period_to) { scope.to = figure.period_to->to; }
    return scope;
}

bool has_other_period(const FigureScope& before, const FigureScope& after) {
    if (!before.is_period || !after.is_period) { return false; }
    if (before.from.empty() || after.from.empty()) {
        return is_of_known_period_once(before, after);
    }
    const bool is_since = before.to.empty() || after.to.empty();
    const auto counting = before.counting == after.counting ? before.counting : "";
    if (is_since || counting == "cumulative") { return before.from != after.from; }
    const bool is_running_total =
        before.from == after.from && !is_calendar_unit(before) && !is_calendar_unit(after);
    return !is_running_total && differ_in_length(before, after);
}

Incomparable compare_scopes(const FigureScope& before, const FigureScope& after) {
    if (before.is_planned != after.is_planned) { return Incomparable::target_and_fact; }
    if (before.break_count != after.break_count) { return Incomparable::other_definition; }
    if (before.unit != after.unit) { return Incomparable::other_unit; }
    const bool is_other_kind = before.is_period != after.is_period;
    return is_other_kind || has_other_period(before, after) ? Incomparable::other_period
                                                            : Incomparable::none;
}

FigureDifference difference_of(const Figure& earlier, const Figure& later) {
    const auto why = compare_scopes(scope_of(earlier), scope_of(later));
    if (why != Incomparable::none) { return {.why = why}; }
    if (earlier.value.empty() || later.value.empty()) { return {.why = Incomparable::withheld}; }
    const auto before = scaled_of(earlier.value);
    const auto after = scaled_of(later.value);
    if (!before || !after) { return {.why = Incomparable::too_large}; }
    const auto scale = std::max(before->scale, after->scale);
    const auto from = units_at(*before, scale);
    const auto to = units_at(*after, scale);
    std::int64_t units = 0;
    if (!from || !to || __builtin_sub_overflow(*to, *from, &units)) {
        return {.why = Incomparable::too_large};
    }
    return {.value = text_of_units(units, scale)};
}

}  // namespace peil::events

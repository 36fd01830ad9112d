// Periods and values of figures, without floating point.
// SPDX-License-Identifier: EUPL-1.2
#include "figures.hpp"
#include <peil/core/time.hpp>

#include <algorithm>
#include <cstdint>

namespace peil::events::changes {

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

std::int64_t length_days(const FigureValue& figure) {
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
bool is_calendar_unit(const FigureValue& figure) {
    const bool is_whole = figure.from.ends_with("-01") && is_last_of_month(figure.to) &&
                          figure.from.substr(0, 4) == figure.to.substr(0, 4);
    if (!is_whole) { return false; }
    const auto first = month_of(figure.from);
    const auto count = month_of(figure.to) - first + 1;
    const bool is_unit = count == 1 || count == 3 || count == 6 || count == 12;
    return is_unit && (first - 1) % count == 0;
}

bool differ_in_length(const FigureValue& before, const FigureValue& after) {
    const auto left = length_days(before);
    const auto right = length_days(after);
    return 10 * std::abs(left - right) > std::max(left, right);
}

}  // namespace

int compare_decimals(std::string_view left, std::string_view right) {
    const auto first = parts_of(left);
    const auto second = parts_of(right);
    if (first.is_negative != second.is_negative) { return first.is_negative ? -1 : 1; }
    const auto order = compare_sizes(first, second);
    return first.is_negative ? -order : order;
}

bool has_other_period(const FigureValue& before, const FigureValue& after) {
    if (!before.is_period || !after.is_period) { return false; }
    const bool is_since = before.to.empty() || after.to.empty();
    if (is_since) { return before.from != after.from; }
    const bool is_running_total =
        before.from == after.from && !is_calendar_unit(before) && !is_calendar_unit(after);
    return !is_running_total && differ_in_length(before, after);
}

}  // namespace peil::events::changes

// Setting numbers as text.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/error.hpp>
#include <peil/events/figure_comparison.hpp>
#include <peil/events/kind.hpp>
#include <peil/events/number_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>

namespace peil::events {

namespace {

constexpr std::array<std::string_view, 8> blocks_by_height{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

/// Beyond this a picture shows the same height.
constexpr std::int64_t drawn_max = std::numeric_limits<std::int64_t>::max() / 64;

std::string_view block_of(std::int64_t value, std::int64_t least, std::int64_t most) {
    if (most <= least) { return blocks_by_height[3]; }
    const auto range = most - least;
    const auto place = ((value - least) * 7 + range / 2) / range;
    return blocks_by_height[static_cast<std::size_t>(std::clamp<std::int64_t>(place, 0, 7))];
}

/// The value in hundredths, as far as a picture of it goes.
std::int64_t hundredths(std::string_view value) {
    std::string digits(value.substr(0, value.find('.')));
    const auto decimals = value.find('.') == std::string_view::npos
                              ? std::string_view{}
                              : value.substr(digits.size() + 1);
    for (std::size_t i = 0; i < 2; ++i) { digits += i < decimals.size() ? decimals[i] : '0'; }
    std::int64_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc{}) { number = value.starts_with('-') ? -drawn_max : drawn_max; }
    return std::clamp(number, -drawn_max, drawn_max);
}

/// The last value for each date that is no target and not withheld.
std::vector<const Figure*> values_to_draw(const std::vector<FigureReference>& references,
                                          std::size_t count_max) {
    std::vector<const Figure*> figures;
    for (const auto& reference : references) {
        if (!reference.planned && !reference.last().value.empty()) {
            figures.push_back(&reference.last());
        }
    }
    if (figures.size() > count_max) {
        figures.erase(figures.begin(), figures.end() - static_cast<std::ptrdiff_t>(count_max));
    }
    return figures;
}

constexpr std::string_view unit_arrow = " → ";

/// A code of ISO 4217.
bool is_currency(std::string_view unit) {
    return unit.size() == 3 && std::all_of(unit.begin(), unit.end(), [](char letter) {
               return letter >= 'A' && letter <= 'Z';
           });
}

/// A value behind its qualifier, and its unit or currency.
struct ValueSide {
    std::string_view said;
    std::string_view unit;
};

std::string side_text(const ValueSide& side, Language language) {
    const auto space = side.said.rfind(' ');
    const auto begin = space == std::string_view::npos ? 0 : space + 1;
    const auto currency =
        is_currency(side.unit) ? std::optional(std::string(side.unit)) : std::nullopt;
    auto text = std::string(side.said.substr(0, begin)) +
                amount_text(side.said.substr(begin), currency, language);
    if (!currency && !side.unit.empty()) {
        text += ' ';
        text += side.unit;
    }
    return text;
}

}  // namespace

std::string number_text(std::string_view value, Language language) {
    if (!is_figure_value(value)) { return std::string(value); }
    const bool is_nl = language == Language::nl;
    const auto dot = std::min(value.find('.'), value.size());
    const std::size_t first = value.starts_with('-') ? 1 : 0;
    std::string text(value.substr(0, dot));
    for (auto place = dot; place > first + 3; place -= 3) {
        text.insert(place - 3, is_nl ? "." : ",");
    }
    if (dot < value.size()) {
        text += is_nl ? ',' : '.';
        text += value.substr(dot + 1);
    }
    return text;
}

core::Result<std::string> read_typed_number(std::string_view typed) {
    const auto mark = typed.find_first_of(".,");
    const auto is_one = mark != std::string_view::npos && mark == typed.find_last_of(".,");
    auto value = std::string(typed);
    if (!is_one) { return value; }
    value[mark] = '.';
    const std::size_t first = typed.starts_with('-') ? 1 : 0;
    const bool may_be_thousands =
        typed[mark] == '.' && typed.size() - mark == 4 && mark - first <= 3 && typed[first] != '0';
    if (!may_be_thousands || !is_figure_value(value)) { return value; }
    const auto whole = typed.substr(0, mark);
    const auto decimals = typed.substr(mark + 1);
    return core::Error(make_error_code(Errc::malformed_content),
                       fmt::format("'{}' is {} thousand to one reader and {} with three decimals "
                                   "to another; write {}{} for the thousands, or {},{} for the "
                                   "decimals",
                                   typed, whole, whole, whole, decimals, whole, decimals));
}

std::string amount_text(std::string_view value, const std::optional<std::string>& currency,
                        Language language) {
    auto text = number_text(value, language);
    if (!currency) { return text; }
    return (*currency == "EUR" ? "€" : *currency) + " " + text;
}

std::string figure_text(const Figure& figure) {
    if (figure.value.empty()) { return "withheld"; }
    auto text = amount_text(figure.value, figure.currency);
    if (figure.qualifier) { text = *figure.qualifier + " " + text; }
    return text + (figure.planned ? " (planned)" : "");
}

std::string difference_text(std::string_view difference,
                            const std::optional<std::string>& currency) {
    const bool is_negative = difference.starts_with('-');
    const auto size = is_negative ? difference.substr(1) : difference;
    const bool is_zero = size.find_first_not_of("0.") == std::string_view::npos;
    return (is_zero ? "" : is_negative ? "−" : "+") + amount_text(size, currency);
}

std::string reference_text(const Figure& figure, Language language) {
    const bool is_nl = language == Language::nl;
    const auto& end = figure.period_to ? figure.period_to : figure.reference_date;
    if (figure.period_from) {
        return (is_nl ? "van " : "from ") + figure.period_from->text +
               (is_nl ? " tot en met " : " to ") + (end ? end->text : figure.to);
    }
    if (figure.period_to) { return (is_nl ? "tot en met " : "up to ") + end->text; }
    if (end) { return end->text; }
    return is_nl ? "zonder datum" : "no date";
}

std::string values_text(const ValuePair& values, Language language) {
    const auto arrow = values.unit.find(unit_arrow);
    const auto unit_before = values.unit.substr(0, arrow);
    const auto unit_after = arrow == std::string_view::npos
                                ? unit_before
                                : values.unit.substr(arrow + unit_arrow.size());
    if (values.before.empty()) { return side_text({values.after, unit_after}, language); }
    if (values.after.empty()) { return side_text({values.before, unit_before}, language); }
    const bool is_told_once = unit_before == unit_after && !is_currency(unit_before);
    const auto before = is_told_once ? std::string_view() : unit_before;
    return side_text({values.before, before}, language) + std::string(unit_arrow) +
           side_text({values.after, unit_after}, language);
}

std::string sparkline(const std::vector<FigureReference>& references, std::size_t count_max) {
    const auto figures = values_to_draw(references, count_max);
    std::vector<std::int64_t> values;
    values.reserve(figures.size());
    for (const auto* figure : figures) { values.push_back(hundredths(figure->value)); }
    if (values.empty()) { return ""; }
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    std::string line;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool is_apart = i > 0 && compare_scopes(scope_of(*figures[i - 1]),
                                                      scope_of(*figures[i])) != Incomparable::none;
        if (is_apart) { line += "│"; }
        line += block_of(values[i], *least, *most);
    }
    return line;
}

}  // namespace peil::events

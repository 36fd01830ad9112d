// Setting numbers as text.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/kind.hpp>
#include <peil/events/number_text.hpp>

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

}  // namespace

std::string number_text(std::string_view value) {
    if (!is_figure_value(value)) { return std::string(value); }
    const auto dot = std::min(value.find('.'), value.size());
    const std::size_t first = value.starts_with('-') ? 1 : 0;
    std::string text(value.substr(0, dot));
    for (auto place = dot; place > first + 3; place -= 3) { text.insert(place - 3, "."); }
    if (dot < value.size()) {
        text += ',';
        text += value.substr(dot + 1);
    }
    return text;
}

std::string amount_text(std::string_view value, const std::optional<std::string>& currency) {
    auto text = number_text(value);
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

std::string reference_text(const Figure& figure) {
    const auto& end = figure.period_to ? figure.period_to : figure.reference_date;
    if (figure.period_from) {
        return "from " + figure.period_from->text + " to " + (end ? end->text : figure.to);
    }
    return end ? end->text : "no date";
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
        if (i > 0 && figures[i]->break_count != figures[i - 1]->break_count) { line += "│"; }
        line += block_of(values[i], *least, *most);
    }
    return line;
}

}  // namespace peil::events

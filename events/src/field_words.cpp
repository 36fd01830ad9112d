// Compound fields in words, one function a field.
// SPDX-License-Identifier: EUPL-1.2
#include "field_words.hpp"

#include "json_read.hpp"
#include <peil/events/figure.hpp>
#include <peil/events/number_text.hpp>

#include <fmt/format.h>

#include <initializer_list>
#include <optional>
#include <utility>

namespace peil::events {

namespace {

namespace json = boost::json;

/// The parts that say something, with a mark between them.
std::string joined_parts(std::initializer_list<std::string> parts, std::string_view mark) {
    std::string text;
    for (const auto& part : parts) {
        if (!part.empty()) { text += (text.empty() ? std::string() : std::string(mark)) + part; }
    }
    return text;
}

std::string led(std::string_view before, const std::string& text) {
    return text.empty() ? "" : std::string(before) + text;
}

std::string quoted_words(const std::string& text) {
    return text.empty() ? "" : "“" + text + "”";
}

std::string with_reason(std::string text, const json::object& object) {
    return text += led(": ", read_text(object, "reason"));
}

std::string basis_in_table(const json::object& object) {
    return read_basis(object) == "suggested" ? "suggested, and accepted by a person" : "";
}

std::string date_in(const json::object& object, std::string_view name) {
    const auto date = find_partial_date(object, name);
    return date ? date->text : "";
}

std::string series_in_table(const json::object& series) {
    const auto currency = read_text(series, "currency");
    const auto unit = currency.empty() ? read_text(series, "unit") : currency;
    auto what = joined_parts({read_text(series, "label"), led("unit: ", unit),
                              led("counting: ", read_text(series, "counting"))},
                             "; ");
    return joined_parts(
        {with_reason(std::move(what), series), read_text(series, "counts"), basis_in_table(series)},
        "\n");
}

std::string figure_in_table(const json::object& object) {
    const auto said = read_figure(object);
    const Figure figure{.value = said.value,
                        .qualifier = said.qualifier,
                        .reference_date = said.reference_date,
                        .period_from = said.period_from,
                        .period_to = said.period_to,
                        .planned = said.planned};
    auto value = fmt::format("{} ({})", figure_text(figure), reference_text(figure));
    if (said.revision) { value += ", " + with_reason(*said.revision, object); }
    return joined_parts(
        {std::move(value), quoted_words(said.quote.value_or("")), basis_in_table(object)}, "\n");
}

std::string milestone_in_table(const json::object& milestone) {
    const auto state = read_text(milestone, "state");
    if (state == "moved") {
        return with_reason("moved to " + date_in(milestone, "due"), milestone);
    }
    if (state != "expected") {
        return with_reason(state + led(" on ", date_in(milestone, "on")), milestone);
    }
    const auto owner = led("committed to by ", read_text(milestone, "owner"));
    const auto paper = led("paper ", read_text(milestone, "paper"));
    return joined_parts(
        {"expected " + date_in(milestone, "due"), quoted_words(read_text(milestone, "text")),
         joined_parts({owner, paper}, ", "), basis_in_table(milestone)},
        "\n");
}

std::string check_in_table(const json::object& check) {
    const auto limit = find_number(check, "limit");
    return with_reason(fmt::format("severity {}{}", read_text(check, "severity"),
                                   limit ? fmt::format(", limit {}", *limit) : ""),
                       check);
}

std::string edition_in_table(const json::object& edition) {
    return fmt::format("edition {} of {}", read_number(edition, "edition"),
                       read_text(edition, "date"));
}

}  // namespace

std::string closure_in_words(const Closure& closure) {
    return closure.ground + led(" into ", closure.into.value_or("")) +
           led(": ", closure.reason.value_or(""));
}

std::optional<std::string> compound_in_words(Field field, const json::object& object) {
    switch (field) {
        case Field::closure:
            return closure_in_words({read_text(object, "ground"), find_text(object, "into"),
                                     find_text(object, "reason")});
        case Field::series: return series_in_table(object);
        case Field::figure: return figure_in_table(object);
        case Field::milestone: return milestone_in_table(object);
        case Field::check: return check_in_table(object);
        case Field::edition: return edition_in_table(object);
        case Field::title:
        case Field::chapter:
        case Field::parent:
        case Field::description:
        case Field::planning:
        case Field::status:
        case Field::progress:
        case Field::joint:
        case Field::footnotes:
        case Field::references:
        case Field::owner: break;
    }
    return std::nullopt;
}

}  // namespace peil::events

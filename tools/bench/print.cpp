// A table in columns, and JSON.
// SPDX-License-Identifier: EUPL-1.2
#include "print.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace peil::bench {

namespace {

namespace json = boost::json;

std::string format_number(double number) {
    if (number >= 100) { return fmt::format("{:.0f}", number); }
    return number >= 10 ? fmt::format("{:.1f}", number) : fmt::format("{:.2f}", number);
}

std::string format_aim(const Figure& figure) {
    if (!figure.aim) { return ""; }
    return fmt::format("{} {} {}: {}",
                       figure.aim->subject == Aim::Subject::ratio ? "ratio" : "value",
                       figure.aim->bound == Aim::Bound::at_least ? "≥" : "≤",
                       format_number(figure.aim->limit), *figure.is_met() ? "met" : "MISSED");
}

std::string format_spread(Samples samples) {
    const auto [low, high] = std::minmax_element(samples.begin(), samples.end());
    return fmt::format("{} ({}–{})", format_number(median(samples)), format_number(*low),
                       format_number(*high));
}

std::string format_figure(const Figure& figure) {
    auto text = fmt::format("{:<24} {:>9} {:<11} {}\n", figure.name, format_number(figure.value()),
                            figure.unit, figure.text);
    const auto ratios = figure.ratios();
    if (!ratios.empty()) {
        text += fmt::format("{:<24} {:>9} {:<11} {}\n{:<24} {} ratio\n", "",
                            format_number(median(figure.yardstick_samples)), figure.unit,
                            figure.yardstick, "", format_spread(ratios));
    } else if (figure.samples.size() > 1) {
        text += fmt::format("{:<24} {}\n", "", format_spread(figure.samples));
    }
    if (figure.aim) { text += fmt::format("{:<24} {}\n", "", format_aim(figure)); }
    if (!figure.note.empty()) { text += fmt::format("{:<24} {}\n", "", figure.note); }
    return text;
}

json::object to_json(const Facts& facts) {
    json::object object;
    for (const auto& [name, value] : facts) { object[name] = value; }
    return object;
}

json::array to_json(const Samples& samples) {
    json::array array(samples.begin(), samples.end());  // braces would make it a list of two
    return array;
}

json::object to_json(const Figure& figure) {
    json::object object{{"name", figure.name},
                        {"text", figure.text},
                        {"unit", figure.unit},
                        {"median", figure.value()},
                        {"samples", to_json(figure.samples)}};
    if (!figure.yardstick.empty()) {
        object["yardstick"] = {{"text", figure.yardstick},
                               {"median", median(figure.yardstick_samples)},
                               {"samples", to_json(figure.yardstick_samples)}};
        object["ratio"] = median(figure.ratios());
    }
    if (figure.aim) {
        object["aim"] = {
            {"of", figure.aim->subject == Aim::Subject::ratio ? "ratio" : "median"},
            {"bound", figure.aim->bound == Aim::Bound::at_least ? "at least" : "at most"},
            {"limit", figure.aim->limit},
            {"met", *figure.is_met()}};
    }
    if (!figure.note.empty()) { object["note"] = figure.note; }
    return object;
}

}  // namespace

std::string print_table(const Outcome& outcome) {
    std::string text;
    for (const auto* const facts : {&outcome.machine, &outcome.settings}) {
        for (const auto& [name, value] : *facts) {
            text += fmt::format("{:<24} {}\n", name, value);
        }
    }
    for (const auto& figure : outcome.figures) { text += '\n' + format_figure(figure); }
    return text;
}

std::string print_json(const Outcome& outcome) {
    json::array figures;
    for (const auto& figure : outcome.figures) { figures.push_back(to_json(figure)); }
    return json::serialize(json::object{{"schema", "peil.bench/1"},
                                        {"machine", to_json(outcome.machine)},
                                        {"settings", to_json(outcome.settings)},
                                        {"figures", std::move(figures)}}) +
           '\n';
}

}  // namespace peil::bench

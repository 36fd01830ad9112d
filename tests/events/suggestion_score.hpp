// Counting how much of what a reader marked in two editions the finder of suggestions finds, and
// how much it finds that nobody marked.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "report_samples.hpp"
#include <peil/events/suggestion.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peil::events::testing {

struct Edition {
    int number;
    std::string report;  ///< text of the file
    std::string date;
};

inline std::string text_member(const json::value& object, std::string_view name) {
    const auto* member = object.as_object().if_contains(name);
    if (member == nullptr || !member->is_string()) { return ""; }
    return std::string(member->get_string());
}

/// Each number that a reference names counts for itself.
inline std::vector<std::string> keys_of(const Suggestion& one) {
    switch (one.kind) {
        case SuggestionKind::figure: return {"figure " + one.measure + " " + one.value};
        case SuggestionKind::milestone: return {"milestone " + one.measure + " " + one.due};
        case SuggestionKind::reference: break;
    }
    std::vector<std::string> keys;
    for (const auto& number : one.to) { keys.push_back("reference " + one.measure + " " + number); }
    return keys;
}

inline std::vector<std::string> keys_of(const json::value& listed) {
    const auto kind = text_member(listed, "kind");
    const auto key = kind + " " + text_member(listed, "measure") + " ";
    if (kind == "figure") { return {key + text_member(listed, "value")}; }
    if (kind == "milestone") { return {key + text_member(listed, "due")}; }
    std::vector<std::string> keys;
    for (const auto& number : listed.at("to").as_array()) {
        keys.push_back(key + std::string(number.as_string()));
    }
    return keys;
}

struct Score {
    int hits = 0;
    int missed = 0;
    int wrong = 0;
    [[nodiscard]] double recall() const { return hits / static_cast<double>(hits + missed); }
    [[nodiscard]] double precision() const { return hits / static_cast<double>(hits + wrong); }
};

/// Of what was found rightly, how much of what is said of it is right.
struct Accuracy {
    int right = 0;
    int wrong = 0;
    [[nodiscard]] double share() const { return right / static_cast<double>(right + wrong); }
};

struct Quality {
    std::map<std::string, Score> scores;         ///< by kind
    std::map<std::string, Accuracy> attributes;  ///< by name
};

inline std::string kind_of(const std::string& key) {
    return key.substr(0, key.find(' '));
}

inline std::string or_dash(const std::string& text) {
    return text.empty() ? "-" : text;
}

/// With plain apostrophes.
inline std::string plain(std::string text) {
    const std::string_view mark = "\u2019";
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
        text.replace(at, mark.size(), 1, '\'');
    }
    return text;
}

/// A reader lists `nieuwe aanvragen` where the finder keeps the adjective for the series' name.
inline bool is_same_noun(const std::string& listed, const std::string& found) {
    return listed == found || listed.ends_with(" " + found);
}

/// Counts one attribute, and prints what is wrong.
inline void compare_attribute(Quality& quality, const std::string& name, const std::string& key,
                              const std::pair<std::string, std::string>& listed_and_found) {
    const auto listed = plain(listed_and_found.first);
    const auto found = plain(listed_and_found.second);
    auto& accuracy = quality.attributes[name];
    const bool is_right = name == "unit" ? is_same_noun(listed, found) : listed == found;
    ++(is_right ? accuracy.right : accuracy.wrong);
    if (is_right) { return; }
    BOOST_TEST_MESSAGE(name << " of " << key << ": listed " << or_dash(listed) << ", found "
                            << or_dash(found));
}

inline void compare_attributes(Quality& quality, const std::string& key, const json::value& listed,
                               const Suggestion& found) {
    const auto member = [&](const char* name) { return text_member(listed, name); };
    if (found.kind == SuggestionKind::milestone) {
        compare_attribute(quality, "state", key, {member("state"), found.state});
        return;
    }
    if (found.kind != SuggestionKind::figure) { return; }
    compare_attribute(quality, "unit", key, {member("unit"), found.unit});
    compare_attribute(quality, "qualifier", key,
                      {member("qualifier"), found.qualifier.value_or("")});
    compare_attribute(quality, "reference date", key,
                      {member("referenceDate"), found.reference_date.value_or("")});
    compare_attribute(
        quality, "period", key,
        {or_dash(member("periodFrom")) + ".." + or_dash(member("periodTo")),
         or_dash(found.period_from.value_or("")) + ".." + or_dash(found.period_to.value_or(""))});
    const bool is_planned = listed.at("planned").as_bool();
    compare_attribute(quality, "planned", key,
                      {is_planned ? "planned" : "fact", found.planned ? "planned" : "fact"});
}

/// What a reader listed, by key, in the order of the list.
using Listed = std::map<std::string, std::vector<const json::value*>>;

/// What is listed as no indicator (a sentence of four years, a distance) is neither wanted nor
/// wrong.
inline void score(const json::array& list, const std::vector<Suggestion>& found, Quality& quality) {
    Listed wanted;
    Listed tolerated;
    for (const auto& entry : list) {
        const auto* indicator = entry.as_object().if_contains("indicator");
        const bool counts = indicator == nullptr || indicator->as_bool();
        for (const auto& key : keys_of(entry)) {
            (counts ? wanted : tolerated)[key].push_back(&entry);
        }
    }
    for (const auto& one : found) {
        for (const auto& key : keys_of(one)) {
            auto& result = quality.scores[kind_of(key)];
            auto& open = wanted[key];
            auto& spare = tolerated[key];
            if (!open.empty()) {
                compare_attributes(quality, key, *open.front(), one);
                open.erase(open.begin());
                ++result.hits;
            } else if (!spare.empty()) {
                spare.erase(spare.begin());
            } else {
                ++result.wrong;
                BOOST_TEST_MESSAGE("found, not listed: " << key << ": " << one.quote);
            }
        }
    }
    for (const auto& [key, open] : wanted) {
        quality.scores[kind_of(key)].missed += static_cast<int>(open.size());
        if (!open.empty()) { BOOST_TEST_MESSAGE("listed, not found: " << key); }
    }
}

inline std::vector<Suggestion> found_in(const Report& report, const std::string& date,
                                        const ReportBefore& before) {
    std::vector<Suggestion> found;
    for (const auto& row : report.rows) {
        MatrixMeasure measure{.number = row.measures.front().number};
        for (const auto& other : row.measures) {
            if (other.number != measure.number) { measure.joint_with.push_back(other.number); }
        }
        measure.planning = row.planning;
        measure.progress = row.progress;
        measure.footnotes = row.footnotes;
        for (auto& one : find_suggestions(measure, date, before)) {
            found.push_back(std::move(one));
        }
    }
    return found;
}

struct Aim {
    std::string_view name;
    double share;
};

constexpr std::array<Aim, 3> aims{{{"figure", 0.9}, {"milestone", 0.85}, {"reference", 1.0}}};

/// What holds of the sample and of the published reports alike: no aim, but no less than before.
constexpr std::array<Aim, 6> attribute_bounds{{{"unit", 0.98},
                                               {"qualifier", 0.98},
                                               {"reference date", 0.97},
                                               {"period", 0.95},
                                               {"planned", 0.96},
                                               {"state", 0.97}}};

inline void require_aims(const Quality& quality) {
    for (const auto& [name, aim] : aims) {
        const auto& result = quality.scores.at(std::string(name));
        BOOST_TEST_MESSAGE(name << ": recall " << result.recall() << ", precision "
                                << result.precision() << " (" << result.hits << " found, "
                                << result.missed << " missed, " << result.wrong << " wrong)");
        BOOST_TEST(result.recall() >= aim, name);
        BOOST_TEST(result.precision() >= aim, name);
    }
    for (const auto& [name, bound] : attribute_bounds) {
        const auto& accuracy = quality.attributes.at(std::string(name));
        BOOST_TEST_MESSAGE(name << ": " << accuracy.share() << " right (" << accuracy.right
                                << " of " << accuracy.right + accuracy.wrong << ")");
        BOOST_TEST(accuracy.share() >= bound, name);
    }
}

inline std::string whole_file(const std::string& name) {
    std::ifstream file{name, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Both editions against `FOLDER/suggestions-N.json`, the later one read with the earlier as key.
inline Quality score_editions(const std::vector<Edition>& editions, const std::string& folder) {
    Quality quality;
    std::vector<KnownMeasure> known;
    ReportBefore before;
    for (const auto& edition : editions) {
        const auto report = report_of(edition.report, known);
        known = known_of(report);
        const auto list = json::parse(
            whole_file(folder + "/suggestions-" + std::to_string(edition.number) + ".json"));
        auto found = found_in(report, edition.date, before);
        score(list.as_array(), found, quality);
        before = {edition.date, std::move(found)};
    }
    return quality;
}

}  // namespace peil::events::testing

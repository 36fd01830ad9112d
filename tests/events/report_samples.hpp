// Reading the sample reports and comparing what was read with their transcription, for the tests
// of both layouts.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/report.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace peil::events::testing {

namespace json = boost::json;

inline std::string sample(const std::string& name) {
    std::ifstream file{PEIL_SOURCE_DIR "/tests/data/sample/" + name, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline json::value sample_json(const std::string& name) {
    return json::parse(sample(name));
}

inline Report report_of(std::string_view text, const std::vector<KnownMeasure>& known = {}) {
    auto report = read_report(text, known);
    if (!report) { BOOST_FAIL(report.error().detail); }
    return std::move(*report);
}

inline std::vector<KnownMeasure> known_of(const Report& report) {
    std::vector<KnownMeasure> known;
    for (const ReportRow& row : report.rows) {
        for (const auto& measure : row.measures) {
            known.push_back({measure.number, measure.description, row.chapter, {}});
            for (const auto& other : row.measures) {
                if (other.number != measure.number) {
                    known.back().joint_with.push_back(other.number);
                }
            }
        }
    }
    return known;
}

inline json::value json_of(const Block& block) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
        return {{"type", "paragraph"}, {"text", paragraph->text}};
    }
    const auto& list = std::get<List>(block);
    return {{"type", "list"}, {"ordered", list.ordered}, {"items", json::value_from(list.items)}};
}

inline json::array json_of(const Blocks& blocks) {
    json::array array;
    for (const Block& block : blocks) { array.push_back(json_of(block)); }
    return array;
}

inline json::array json_of_footnotes(const ReportRow& row) {
    json::array array;
    for (const auto& footnote : row.footnotes) {
        array.push_back({{"mark", footnote.mark}, {"text", footnote.text}});
    }
    return array;
}

inline json::array json_of_measures(const Report& report) {
    json::array array;
    for (const ReportRow& row : report.rows) {
        for (const auto& measure : row.measures) {
            json::array others;
            for (const auto& other : row.measures) {
                if (other.number != measure.number) { others.emplace_back(other.number); }
            }
            json::object object;
            object["number"] = measure.number;
            object["chapter"] = row.chapter;
            object["description"] = measure.description;
            object["planning"] = json::value_from(row.planning);
            object["progress"] = json_of(row.progress);
            object["jointWith"] = others;
            object["footnotes"] = json_of_footnotes(row);
            array.push_back(object);
        }
    }
    return array;
}

inline json::value json_of(const Report& report) {
    json::array columns;
    for (const auto& column : report.columns) { columns.emplace_back(column.field); }
    json::array chapters;
    for (const auto& chapter : report.chapters) {
        chapters.push_back(
            {{"number", chapter.number}, {"title", json::value_from(chapter.title)}});
    }
    json::object object;
    object["title"] = json::value_from(report.title);
    object["introduction"] = json_of(report.introduction);
    object["columns"] = columns;
    object["chapters"] = chapters;
    object["measures"] = json_of_measures(report);
    return object;
}

/// Compares piece by piece, so that a failure shows the text that differs.
inline void check_equal(const Report& report, const json::value& expected) {
    const json::value found = json_of(report);
    for (const char* key : {"title", "introduction", "columns", "chapters"}) {
        BOOST_CHECK_EQUAL(json::serialize(found.at(key)), json::serialize(expected.at(key)));
    }
    const json::array& measures = found.at("measures").as_array();
    const json::array& wanted = expected.at("measures").as_array();
    BOOST_TEST_REQUIRE(measures.size() == wanted.size());
    for (std::size_t index = 0; index < measures.size(); ++index) {
        for (const auto& member : wanted[index].as_object()) {
            BOOST_TEST_CONTEXT("measure " << wanted[index].at("number") << " " << member.key()) {
                BOOST_CHECK_EQUAL(json::serialize(measures[index].at(member.key())),
                                  json::serialize(member.value()));
            }
        }
    }
}

inline std::set<std::string> codes(const Report& report) {
    std::set<std::string> found;
    for (const auto& assumption : report.assumptions) { found.insert(assumption.code); }
    return found;
}

inline std::string progress_of(const Report& report, std::size_t row = 0) {
    return json::serialize(json_of(report.rows.at(row).progress));
}

inline std::string blocks(const json::array& array) {
    return json::serialize(array);
}

inline json::object paragraph(std::string_view text) {
    return {{"type", "paragraph"}, {"text", text}};
}

inline json::object list(const std::vector<std::string>& items, bool ordered = false) {
    return {{"type", "list"}, {"ordered", ordered}, {"items", json::value_from(items)}};
}

/// Two measures of an invented programme, for reports without separators.
inline std::vector<KnownMeasure> two_measures() {
    return {{"1", "Bruggen krijgen een nieuwe laag verf.", 1, {}},
            {"2", "Wegen worden elk jaar geveegd.", 1, {}}};
}

/// A published report, where a checkout has both of them beside it; their text is not in this
/// repository. What is printed without them makes CTest count the suite as skipped.
inline std::optional<std::string> published(const std::string& name) {
    const std::string folder = PEIL_SOURCE_DIR "/../shared/reports/";
    for (const auto* report : {"report-7.txt", "report-8.txt"}) {
        if (std::ifstream{folder + report}) { continue; }
        BOOST_TEST_MESSAGE("skipped: " << report << " does not stand beside this checkout");
        return std::nullopt;
    }
    std::ifstream file{folder + name, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace peil::events::testing

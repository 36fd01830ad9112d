// The JSON of a matrix: its members are a contract.
// SPDX-License-Identifier: EUPL-1.2
#include "matrix_samples.hpp"
#include <peil/events/matrix.hpp>

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace peil::events {

namespace {

using testing::sample_edition;
using testing::sample_matrix;

std::vector<std::string> keys_of(const boost::json::object& object) {
    std::vector<std::string> keys;
    for (const auto& member : object) { keys.emplace_back(member.key()); }
    return keys;
}

void check_keys(const boost::json::object& object, const std::vector<std::string>& expected) {
    const auto keys = keys_of(object);
    BOOST_TEST(keys == expected, boost::test_tools::per_element());
}

const boost::json::object& measure_at(const boost::json::object& json, std::size_t index) {
    return json.at("measures").as_array().at(index).as_object();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix_json)

BOOST_AUTO_TEST_CASE(a_matrix_begins_with_its_schema_and_names_its_moment) {
    const auto json = to_json(sample_matrix());
    check_keys(json, {"schema", "programme", "asOf", "knownAt", "edition", "size", "root",
                      "chapters", "rows", "measures"});
    BOOST_TEST(json.at("schema").as_string() == "peil.matrix/1");
    BOOST_TEST(json.at("programme").at("title").as_string() == "Programma Schone Sloten");
    BOOST_TEST(json.at("asOf").as_string() == "2031-04-01");
    BOOST_TEST(json.at("edition").is_null());
    BOOST_TEST(json.at("size").as_int64() == 57);
    BOOST_TEST(json.at("root").as_string().size() == 64U);
    BOOST_TEST(json.at("root").as_string().starts_with("abab"));
}

BOOST_AUTO_TEST_CASE(an_edition_adds_its_date_title_introduction_and_columns) {
    const auto json = to_json(sample_edition());
    check_keys(json, {"schema", "programme", "asOf", "knownAt", "edition", "editionDate", "title",
                      "introduction", "columns", "size", "root", "chapters", "rows", "measures"});
    BOOST_TEST(json.at("edition").as_int64() == 5);
    BOOST_TEST(boost::json::serialize(json.at("introduction")) ==
               R"([{"type":"paragraph","text":"Dit is de stand in het voorjaar."}])");
    BOOST_TEST(boost::json::serialize(json.at("columns").as_array().at(2)) ==
               R"({"field":"planning","label":"Planning"})");
}

BOOST_AUTO_TEST_CASE(an_edition_says_whether_the_title_of_a_chapter_is_printed) {
    auto edition = sample_edition();
    edition.chapters[1].title_printed = false;
    const auto json = to_json(edition);
    BOOST_TEST(boost::json::serialize(json.at("chapters")) ==
               R"([{"number":1,"title":"Water","printed":true},)"
               R"({"number":2,"title":"Oevers","printed":false}])");
}

BOOST_AUTO_TEST_CASE(a_chapter_without_title_has_the_title_null) {
    auto matrix = sample_matrix();
    matrix.chapters[0].title.reset();
    BOOST_TEST(boost::json::serialize(to_json(matrix).at("chapters").as_array().at(0)) ==
               R"({"number":1,"title":null})");
}

BOOST_AUTO_TEST_CASE(rows_list_the_numbers_that_share_one) {
    BOOST_TEST(boost::json::serialize(to_json(sample_matrix()).at("rows")) ==
               R"([["1"],["2"],["3","4"]])");
}

BOOST_AUTO_TEST_CASE(a_measure_has_every_member_of_the_contract) {
    const auto json = to_json(sample_matrix());
    const auto& measure = measure_at(json, 0);
    check_keys(measure,
               {"number", "chapter", "description", "planning", "status", "progress", "jointWith",
                "footnotes", "effective", "event", "figures", "milestones", "references", "owner"});
    BOOST_TEST(measure.at("planning").as_string() == "Doorlopend");
    BOOST_TEST(measure.at("status").as_string() == "ongoing");
    BOOST_TEST(measure.at("event").as_int64() == 12);
    BOOST_TEST(boost::json::serialize(measure.at("progress").as_array().at(1)) ==
               R"({"type":"list","ordered":false,"items":["tien sloten","twee vaarten"]})");
    BOOST_TEST(boost::json::serialize(measure.at("footnotes")) ==
               R"([{"mark":"1","field":"progress","anchor":"maart",)"
               R"("text":"Zie het logboek van de schipper."}])");
    BOOST_TEST(boost::json::serialize(measure_at(json, 2).at("jointWith")) == R"(["4"])");
}

BOOST_AUTO_TEST_CASE(an_absent_and_an_empty_planning_are_both_null) {
    auto matrix = sample_matrix();
    matrix.measures[0].planning.reset();
    const auto json = to_json(matrix);
    BOOST_TEST(measure_at(json, 0).at("planning").is_null());
    BOOST_TEST(measure_at(json, 1).at("planning").is_null());
    BOOST_TEST(measure_at(json, 1).at("status").is_null());
}

BOOST_AUTO_TEST_CASE(a_sub_measure_names_its_parent) {
    auto matrix = sample_matrix();
    matrix.measures[1].parent = "1";
    BOOST_TEST(measure_at(to_json(matrix), 1).at("parent").as_string() == "1");
}

BOOST_AUTO_TEST_CASE(a_closed_measure_says_on_what_ground) {
    auto matrix = sample_matrix();
    matrix.measures[1].closure = Closure{"merged", "1", {}};
    BOOST_TEST(boost::json::serialize(measure_at(to_json(matrix), 1).at("closed")) ==
               R"({"ground":"merged","into":"1","reason":null})");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events

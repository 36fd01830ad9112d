// Differences between matrices: what is compared, in which order, and of which class it is.
// SPDX-License-Identifier: EUPL-1.2
#include "changes_samples.hpp"
#include <peil/core/bytes.hpp>

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace peil::events {

namespace {

using testing::compare_texts;
using testing::differences_of;
using testing::find_change;
using testing::lines_of;
using testing::sample_edition;
using testing::sample_edition_without_planning;
using testing::sample_matrix;
using testing::sample_measure;

using Lines = std::vector<std::string>;

void check_differences(const Comparison& comparison, const Lines& expected) {
    const auto lines = differences_of(comparison);
    BOOST_TEST(lines == expected, boost::test_tools::per_element());
}

std::string read_docs() {
    std::ifstream file{PEIL_SOURCE_DIR "/docs/changes.md"};
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(changes)

BOOST_AUTO_TEST_CASE(plain_text_parts_blocks_and_counts_items) {
    BOOST_TEST(plain_text(Blocks{}).empty());
    BOOST_TEST(plain_text(Blocks{Paragraph{"Eerst."}, List{.items = {"een", "twee"}},
                                 List{.ordered = true, .items = {"drie", "vier"}}}) ==
               "Eerst.\n\n- een\n- twee\n\n1. drie\n2. vier");
}

BOOST_AUTO_TEST_CASE(a_matrix_does_not_differ_from_itself_and_says_which_texts_are_the_same) {
    const auto comparison = compare(sample_matrix(), sample_matrix());
    const Lines same{"1 progress unchanged", "2 progress unchanged", "3 progress unchanged",
                     "4 progress unchanged"};
    BOOST_TEST(lines_of(comparison) == same, boost::test_tools::per_element());
    const Lines expected{"1", "2", "3", "4"};
    BOOST_TEST(unchanged_measures(comparison, sample_matrix(), sample_matrix()) == expected,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(each_field_of_a_measure_is_compared) {
    const auto before = sample_matrix();
    auto after = before;
    auto& measure = after.measures[0];
    measure.chapter = 2;
    measure.description = "Schoonhouden van vaarten";
    measure.joint_with = {"2"};
    measure.planning.reset();
    measure.status = "completed";
    measure.progress = {Paragraph{"Er wordt niet meer gevaren."}};
    measure.footnotes[0].text = "Zie de website van het waterschap.";
    measure.closure = Closure{"merged", "2", {}};
    check_differences(
        compare(before, after),
        {"1 chapter chapter-moved", "1 joint measure-merged", "1 closure measure-merged",
         "1 description reworded", "1 planning planning-changed", "1 status status",
         "1 progress progress", "1 figure figure-disappeared", "1 footnotes footnote-changed"});
}

BOOST_AUTO_TEST_CASE(a_rewritten_text_carries_both_texts_and_what_differs) {
    const auto before = sample_matrix();
    auto after = before;
    after.measures[1].progress = {Paragraph{"Peilstok geplaatst."}};
    const auto comparison = compare(before, after);
    const auto* change = find_change(comparison, "2 progress progress");
    BOOST_TEST_REQUIRE(change != nullptr);
    BOOST_TEST(change->before == "Peilstok besteld.");
    BOOST_TEST(change->after == "Peilstok geplaatst.");
    BOOST_TEST(change->spans.size() == 4U);
    BOOST_TEST(change->same_percent.value_or(0) < 95);
}

BOOST_AUTO_TEST_CASE(absent_and_empty_planning_do_not_differ) {
    auto after = sample_matrix();
    after.measures[1].planning.reset();
    check_differences(compare(sample_matrix(), after), {});
}

BOOST_AUTO_TEST_CASE(measures_that_entered_or_left_stand_where_they_are_printed) {
    auto before = sample_matrix();
    auto after = before;
    before.measures.insert(before.measures.begin(), sample_measure("0", "Vooraf"));
    after.measures.erase(after.measures.begin() + 1);
    after.measures.push_back(sample_measure("5", "Planten van riet"));
    const auto comparison = compare(before, after);
    check_differences(comparison, {"0 measure measure-left", "2 measure measure-left",
                                   "5 measure measure-entered"});
    BOOST_TEST(find_change(comparison, "0 measure measure-left")->before == "Vooraf");
    BOOST_TEST(find_change(comparison, "5 measure measure-entered")->after == "Planten van riet");
    BOOST_TEST(comparison.measure_count == 6U);
}

BOOST_AUTO_TEST_CASE(a_sub_measure_that_enters_is_a_measure_that_was_split) {
    auto after = sample_matrix();
    after.measures.push_back(sample_measure("1a", "Baggeren van greppels"));
    after.measures.back().parent = "1";
    check_differences(compare(sample_matrix(), after), {"1a measure measure-split"});
}

BOOST_AUTO_TEST_CASE(a_row_that_is_shared_no_longer_is_a_split) {
    auto after = sample_matrix();
    after.measures[2].joint_with.clear();
    after.measures[3].joint_with.clear();
    check_differences(compare(sample_matrix(), after),
                      {"3 joint measure-split", "4 joint measure-split"});
}

BOOST_AUTO_TEST_CASE(a_column_that_is_gone_is_one_change_of_the_whole) {
    const auto comparison = compare(sample_edition(), sample_edition_without_planning());
    check_differences(comparison, {"- planning column-dropped"});
    BOOST_TEST(comparison.changes[0].before == "Planning");
    check_differences(compare(sample_edition_without_planning(), sample_edition()),
                      {"- planning column-added"});
}

BOOST_AUTO_TEST_CASE(columns_come_and_go_between_editions_and_not_at_a_moment) {
    check_differences(compare(sample_edition_without_planning(), sample_matrix()), {});
    check_differences(compare(sample_matrix(), sample_edition_without_planning()), {});
}

BOOST_AUTO_TEST_CASE(titles_of_programme_and_chapters_are_compared) {
    auto after = sample_matrix();
    after.programme = "Programma Heldere Sloten";
    after.chapters[1].title = "Kaden";
    after.chapters.push_back({.number = 3, .title = "Bruggen"});
    check_differences(
        compare(sample_matrix(), after),
        {"- programme reworded", "- chapter/2 reworded", "- chapter/3 chapter-entered"});
    check_differences(compare(after, sample_matrix()),
                      {"- programme reworded", "- chapter/2 reworded", "- chapter/3 chapter-left"});
}

BOOST_AUTO_TEST_CASE(a_measure_that_is_not_shown_any_more_left_as_it_was_closed) {
    const auto closed_as = [](const Closure& closure) {
        auto after = sample_matrix();
        after.measures.erase(after.measures.begin() + 1);
        after.other_closures = {{"1", {"withdrawn", {}, {}}}, {"2", closure}};
        return compare(sample_matrix(), after);
    };
    const auto merged = closed_as({"merged", "3", "Zelfde sloot."});
    check_differences(merged, {"2 measure measure-merged"});
    BOOST_TEST_REQUIRE(!differences_of(merged).empty());
    const auto* change = find_change(merged, "2 measure measure-merged");
    BOOST_TEST_REQUIRE(change->closure.has_value());
    BOOST_TEST(change->closure->into.value_or("") == "3");
    BOOST_TEST(change->explanation == "Zelfde sloot.");
    BOOST_TEST(change->before == "Meten van de waterstand");
    check_differences(closed_as({"transferred", {}, {}}), {"2 measure measure-left"});
}

BOOST_AUTO_TEST_CASE(a_footnote_with_another_mark_is_the_same_footnote) {
    auto after = sample_matrix();
    after.measures[0].footnotes[0].mark = "2";
    check_differences(compare(sample_matrix(), after), {});
}

BOOST_AUTO_TEST_CASE(a_footnote_that_ends_something_says_so) {
    auto after = sample_matrix();
    after.measures[1].footnotes = {{"1", "description", "Meten", "Onderdeel 2c is afgesloten."}};
    check_differences(compare(sample_matrix(), after), {"2 footnotes footnote-closing"});
    after.measures[1].footnotes[0].text = "Onderdeel 2c staat in de bijlage.";
    check_differences(compare(sample_matrix(), after), {"2 footnotes footnote-changed"});
    auto gone = after;
    gone.measures[1].footnotes = {};
    check_differences(compare(after, gone), {"2 footnotes footnote-changed"});
}

BOOST_AUTO_TEST_CASE(json_names_both_sides_the_summary_the_changes_and_what_is_unchanged) {
    const auto before = sample_edition();
    auto after = sample_edition_without_planning();
    after.measures[1].description = "Meten van de stand";
    const auto json = to_json(compare(before, after), before, after, Language::en);
    BOOST_TEST(json.at("from").at("edition").as_int64() == 5);
    BOOST_TEST(json.at("to").at("asOf").as_string() == "2031-10-01");
    BOOST_TEST(json.at("to").at("size").as_int64() == 57);
    BOOST_TEST(json.at("summary").as_string().starts_with("4 measures; "));
    const auto& column = json.at("changes").at(0).as_object();
    BOOST_TEST(boost::json::serialize(column.at("measure")) == "null");
    BOOST_TEST(column.at("class").as_string() == "column-dropped");
    BOOST_TEST(column.at("before").as_string() == "Planning");
    BOOST_TEST(boost::json::serialize(column.at("after")) == "null");
    BOOST_TEST(boost::json::serialize(json.at("unchanged")) == R"(["1","3","4"])");
}

BOOST_AUTO_TEST_CASE(the_names_of_classes_are_all_different_and_described) {
    const auto docs = read_docs();
    std::set<std::string_view> names;
    for (const auto change_class : all_change_classes()) {
        const auto name = name_of(change_class);
        BOOST_TEST(names.insert(name).second, name);
        BOOST_TEST(!in_words(change_class, Language::nl).empty(), name);
        BOOST_TEST(!in_words(change_class, Language::en).empty(), name);
        const auto heading = "\n### `" + std::string(name) + "`\n";
        BOOST_TEST(docs.find(heading) != std::string::npos, name);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events

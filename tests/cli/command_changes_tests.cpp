// peil changes as it is typed: measures that were closed between two points, plannings that stay
// beside milestones that move, and points that are given the wrong way round.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::Words;

/// Chapter 1 and measures 1, 2, 7 and 8.
struct Changing : testing::LedgerPlace {
    Changing() { testing::add_measures(*this); }

    void record(Words words, const std::string& day) const {
        words.insert(words.end(), {"--effective", day});
        static_cast<void>(done(words));
    }
    void publish(const std::string& edition, const std::string& day) const {
        static_cast<void>(done({"edition", "publish", edition, "--date", day}));
    }
    /// Editions 3 and 4; between them 2 is merged into 7, and 8 is completed.
    void close_two() const {
        publish("3", "2021-03-01");
        record({"measure", "close", "2", "--ground", "merged", "--into", "7", "--reason",
                "Zelfde wijk."},
               "2021-04-01");
        record({"measure", "close", "8", "--ground", "completed", "--reason", "Het is klaar."},
               "2021-04-01");
        publish("4", "2021-05-01");
    }
    [[nodiscard]] json::value changes(const std::string& from, const std::string& to) const {
        return done({"changes", from, to, "--format", "json"}).json();
    }
    /// `measure class`, one for each difference.
    [[nodiscard]] Words classes(const std::string& from, const std::string& to) const {
        Words found;
        const auto told = changes(from, to);
        for (const auto& change : told.at("changes").as_array()) {
            const auto& measure = change.at("measure");
            found.push_back((measure.is_null() ? "-" : std::string(measure.as_string())) + ' ' +
                            std::string(change.at("class").as_string()));
        }
        return found;
    }
};

const Words two_closed{"2 measure-merged", "8 measure-left"};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command_changes, Changing)

BOOST_AUTO_TEST_CASE(closed_measures_are_told_by_their_ground_between_all_points) {
    const auto before = "@" + std::to_string(size());
    close_two();
    const auto after = "@" + std::to_string(size());
    const std::vector<std::pair<std::string, std::string>> points{
        {"3", "4"}, {"2021-03-01", "2021-05-01"}, {before, after}, {"3", "2021-05-01"}};
    for (const auto& [from, to] : points) {
        const auto told = changes(from, to);
        const auto found = classes(from, to);
        BOOST_TEST_CONTEXT(from << " to " << to) {
            BOOST_TEST(found == two_closed, boost::test_tools::per_element());
            const auto& merged = told.at("changes").at(0);
            BOOST_CHECK_EQUAL(merged.at("field"), json::value("measure"));
            BOOST_CHECK_EQUAL(merged.at("before"), json::value("Wat 2 is."));
            BOOST_CHECK_EQUAL(merged.at("ground"), json::value("merged"));
            BOOST_CHECK_EQUAL(merged.at("into"), json::value("7"));
            BOOST_CHECK_EQUAL(merged.at("explanation"), json::value("Zelfde wijk."));
            const auto& left = told.at("changes").at(1);
            BOOST_CHECK_EQUAL(left.at("ground"), json::value("completed"));
            BOOST_CHECK_EQUAL(left.at("explanation"), json::value("Het is klaar."));
            BOOST_TEST(!left.as_object().contains("into"));
            BOOST_CHECK_EQUAL(told.at("summary"),
                              json::value("4 maatregelen; 1 is vervallen; 1 is samengevoegd"));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_closed_measure_is_told_in_words_in_every_form) {
    close_two();
    for (const auto* format : {"table", "md", "html"}) {
        const auto dutch = done({"changes", "3", "4", "--format", format});
        BOOST_TEST(dutch.says("maatregel samengevoegd (met 7; Zelfde wijk.)"), dutch);
        BOOST_TEST(dutch.says("maatregel vervallen (afgesloten: afgerond; Het is klaar.)"), dutch);
        const auto english = done({"changes", "3", "4", "--format", format, "--lang", "en"});
        BOOST_TEST(english.says("measure merged (into 7; Zelfde wijk.)"), english);
        BOOST_TEST(english.says("measure left (closed: completed; Het is klaar.)"), english);
    }
}

BOOST_AUTO_TEST_CASE(an_edition_knows_only_closings_that_were_known_when_it_was_published) {
    publish("3", "2021-03-01");
    publish("4", "2021-05-01");
    record({"measure", "close", "2", "--ground", "merged", "--into", "7"}, "2021-04-01");
    BOOST_TEST(classes("3", "4").empty());
    const Words merged{"2 measure-merged"};
    const auto found = classes("4", "2021-05-01");
    BOOST_TEST(found == merged, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_milestone_that_moves_is_no_slip_of_a_planning_that_stays) {
    record({"planning", "set", "1", "2021"}, "2021-01-15");
    record({"milestone", "expect", "1.verslag", "Jaarverslag", "--due", "2021-03"}, "2021-01-15");
    publish("3", "2021-02-01");
    record({"milestone", "move", "1.verslag", "--due", "2022-03", "--reason", "Druk."},
           "2021-04-01");
    publish("4", "2021-05-01");
    const Words moved{"1 milestone-moved"};
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"3", "4"}, {"2021-02-01", "2021-05-01"}}) {
        const auto found = classes(from, to);
        BOOST_TEST(found == moved, boost::test_tools::per_element());
        const auto told = done({"changes", from, to});
        BOOST_TEST(!told.says("schuift op"), told);
        BOOST_TEST(!told.says("volgens de gedrukte planning"), told);
    }
}

BOOST_AUTO_TEST_CASE(a_milestone_that_is_dropped_has_the_date_that_it_had_last) {
    record({"milestone", "expect", "1.plan", "Het plan", "--due", "eerste helft 2021"},
           "2021-01-15");
    const auto before = "@" + std::to_string(size());
    record({"milestone", "move", "1.plan", "--due", "eind 2022", "--reason", "Druk."},
           "2021-02-01");
    record({"milestone", "drop", "1.plan", "--reason", "Te duur."}, "2021-03-01");
    const auto told = changes(before, "@" + std::to_string(size()));
    const auto& dropped = told.at("changes").at(0);
    BOOST_CHECK_EQUAL(dropped.at("class"), json::value("milestone-dropped"));
    BOOST_CHECK_EQUAL(dropped.at("before"), json::value("eind 2022"));
    BOOST_TEST(dropped.at("after").is_null());
    const auto table = done({"changes", before, "@" + std::to_string(size())});
    BOOST_TEST(table.says("mijlpaal vervallen: eind 2022 (Te duur.)"), table);
    BOOST_TEST(!table.says("→"), table);
}

BOOST_AUTO_TEST_CASE(a_chapter_that_is_new_is_told_with_its_number) {
    const auto before = "@" + std::to_string(size());
    static_cast<void>(
        done({"append"},
             {.input = testing::offered("chapter.defined", R"({"chapter":2,"title":"Kaden"})")}));
    const auto after = "@" + std::to_string(size());
    const Words entered{"- chapter-entered"};
    const auto found = classes(before, after);
    BOOST_TEST(found == entered, boost::test_tools::per_element());
    BOOST_TEST(done({"changes", before, after}).says("nieuw hoofdstuk 2\n"));
    BOOST_TEST(done({"changes", before, after, "--lang", "en"}).says("new chapter 2\n"));
}

BOOST_AUTO_TEST_CASE(changes_are_told_in_the_order_of_time) {
    publish("1", "2021-01-15");
    record({"planning", "set", "1", "2022"}, "2021-02-01");
    const auto event = size();
    publish("2", "2021-03-01");
    const auto at = [](std::uint64_t sequence) { return "@" + std::to_string(sequence); };
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{"2021-01-31", "2021-02-01"},
                                                          {"1", "2"},
                                                          {"1", "2021-02-01"},
                                                          {at(event - 1), at(event)},
                                                          {at(event - 1), "2"}}) {
        BOOST_TEST_CONTEXT(from << " to " << to) {
            const auto forward = done({"changes", from, to});
            const auto backward = done({"changes", to, from});
            BOOST_TEST(forward.output == backward.output);
            BOOST_TEST(forward.errors.empty());
            BOOST_TEST(backward.errors.find(to + " is later than " + from) != std::string::npos,
                       backward.errors);
        }
    }
    // What was known at an event and what holds on a date have no order.
    BOOST_TEST(done({"changes", "2021-02-01", at(event)}).errors.empty());
}

BOOST_AUTO_TEST_SUITE_END()

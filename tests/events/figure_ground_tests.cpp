// Figures that are told in the same words but of other people, under another condition, or per
// something else. All sentences are invented.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/suggestion.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

namespace events = peil::events;

using events::Suggestion;

std::vector<Suggestion> figures_told(const std::string& text) {
    events::MatrixMeasure measure{.number = "4"};
    measure.progress = {events::Paragraph{text}};
    auto found = events::find_suggestions(measure, "2022-03-15");
    std::erase_if(found,
                  [](const Suggestion& one) { return one.kind != events::SuggestionKind::figure; });
    return found;
}

/// Why the first figure of a later text may not continue the one of an earlier text.
std::string doubt_between(const std::string& before, const std::string& now) {
    auto found = figures_told(now);
    const auto earlier = figures_told(before);
    BOOST_TEST_REQUIRE(!found.empty(), now);
    BOOST_TEST_REQUIRE(!earlier.empty(), before);
    events::match_series(found, earlier);
    BOOST_TEST(found.front().series == earlier.front().series);
    return found.front().doubt.value_or("");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(figure_ground)

BOOST_AUTO_TEST_CASE(a_percentage_of_another_group_is_doubtful) {
    BOOST_TEST(doubt_between("Van de ondervraagde kappers werkt 24 procent op zondag.",
                             "Van de ondervraagde slagers werkt 18 procent op zondag.") ==
               "other population: ondervraagde slagers, before ondervraagde kappers");
    BOOST_TEST(doubt_between("Elke week zwemt 42 procent van de deelnemers in open water.",
                             "Elke week zwemt 35 procent van de scholieren in open water.") ==
               "other population: scholieren, before deelnemers");
    BOOST_TEST(doubt_between("Onder kappers heeft 24 procent een eigen zaak.",
                             "Van de slagers heeft 18 procent een eigen zaak.") ==
               "other population: slagers, before kappers");
}

BOOST_AUTO_TEST_CASE(a_percentage_of_the_same_group_is_not) {
    BOOST_TEST(doubt_between("Van de kappers werkt 24 procent op zondag.",
                             "Op zondag werkt 28 procent van de kappers.") == "");
    BOOST_TEST(doubt_between("Van de kappers werkt 24 procent op zondag.",
                             "Op zondag werkt nu 28 procent.") == "");
    BOOST_TEST(doubt_between("Uit een peiling onder kappers blijkt dat 24% op zondag werkt.",
                             "Uit een nieuwe peiling blijkt dat 28% van de ondervraagde kappers op "
                             "zondag werkt.") == "");
}

BOOST_AUTO_TEST_CASE(another_limit_is_doubtful) {
    BOOST_TEST(doubt_between("Er liggen 12 speeltuinen verder dan 500 meter van een bushalte.",
                             "Er liggen 80 speeltuinen binnen 500 meter van een bushalte.") ==
               "other condition: binnen 500 meter, before verder dan 500 meter");
    BOOST_TEST(doubt_between("Het bad trok 400 zwemmers van 65 jaar of ouder.",
                             "Het bad trok 700 zwemmers van 65 jaar of jonger.") ==
               "other condition: 65 jaar of jonger, before 65 jaar of ouder");
    BOOST_TEST(doubt_between("Er liggen 12 speeltuinen verder dan 500 meter van een bushalte.",
                             "Er liggen 9 speeltuinen op meer dan 500 meter van een bushalte.") ==
               "");
    BOOST_TEST(doubt_between("Er zijn meer dan 40 molens met een bord.",
                             "Er zijn minder dan 60 molens met een bord.") == "");
}

BOOST_AUTO_TEST_CASE(another_ground_is_doubtful_and_why_a_number_rose_is_none) {
    BOOST_TEST(doubt_between("Er zijn 10 vergunningen ingetrokken wegens achterstallige betaling.",
                             "Er zijn 13 vergunningen ingetrokken omdat de houder overleed.") ==
               "other condition: omdat de houder overleed, before wegens achterstallige betaling");
    BOOST_TEST(doubt_between("Er zijn 10 vergunningen geweigerd vanwege achterstallige betaling.",
                             "Er zijn 13 vergunningen geweigerd wegens te late betaling.") == "");
    BOOST_TEST(doubt_between("Er zijn 40 vergunningen: dat is gestegen omdat de markt groter werd.",
                             "Er zijn 30 vergunningen: dat is gedaald wegens gebrek aan kramen.") ==
               "");
}

BOOST_AUTO_TEST_CASE(another_rate_is_another_period) {
    BOOST_TEST(doubt_between("De kosten bedragen 2,5 miljoen euro per jaar.",
                             "De kosten bedragen 2,7 miljoen euro per twee jaar.") ==
               "other period: per twee jaar, before per jaar");
    BOOST_TEST(doubt_between("De kosten bedragen 2,5 miljoen euro per jaar.",
                             "De kosten zijn gestegen tot 2,7 miljoen euro per jaar.") == "");
    BOOST_TEST(doubt_between("Er staan 40 molens per 1 mei 2021.",
                             "Er staan 44 molens per 1 november 2021.") == "");
}

BOOST_AUTO_TEST_SUITE_END()

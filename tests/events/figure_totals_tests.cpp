// Totals whose noun stands elsewhere in the sentence, or in the one before. All sentences are
// invented.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/suggestion.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

namespace events = peil::events;

/// `ca. 40 molens`, for each figure, one a line.
std::string totals_in(const std::string& text) {
    events::MatrixMeasure measure{.number = "4"};
    measure.progress = {events::Paragraph{text}};
    std::string totals;
    for (const auto& one : events::find_suggestions(measure, "2022-03-15")) {
        if (one.kind != events::SuggestionKind::figure) { continue; }
        totals += (totals.empty() ? "" : "\n") + (one.qualifier ? *one.qualifier + ' ' : "") +
                  one.value + ' ' + one.unit;
    }
    return totals;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(figure_totals)

BOOST_AUTO_TEST_CASE(a_total_may_have_a_qualifier_and_a_date) {
    BOOST_TEST(totals_in("Het aantal molens is circa 930.") == "circa 930 molens");
    BOOST_TEST(totals_in("Het aantal molens bedraagt ongeveer 930.") == "ongeveer 930 molens");
    BOOST_TEST(totals_in("Het aantal molens is gestegen tot ruim 500.") == "ruim 500 molens");
    BOOST_TEST(totals_in("Het aantal zwemmers bedroeg in 2020 ruim 12.000.") ==
               "ruim 12000 zwemmers");
    BOOST_TEST(totals_in("Het aantal molens neemt toe in 2020.") == "");
}

BOOST_AUTO_TEST_CASE(some_of_them_are_what_was_told_before) {
    BOOST_TEST(totals_in("Er zijn 212 molens hersteld. Van hen hebben er 37 een bord gekregen.") ==
               "212 molens\n37 molens");
    BOOST_TEST(totals_in("Van hen hebben er 37 een bord gekregen.") == "");
}

BOOST_AUTO_TEST_SUITE_END()

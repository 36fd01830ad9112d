// Suggestions: which noun a number counts, of which time it is, and what a date without a year
// means, seen from the report and from the one before. All sentences are invented.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/suggestion.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

namespace {

namespace events = peil::events;

using events::ReportBefore;
using events::Suggestion;
using events::SuggestionKind;
using Texts = std::vector<std::string>;

constexpr std::string_view read_on = "2022-03-15";

std::vector<Suggestion> read_kind(const std::string& text, SuggestionKind kind,
                                  const ReportBefore& before = {}) {
    events::MatrixMeasure measure{.number = "4"};
    measure.progress = {events::Paragraph{text}};
    std::vector<Suggestion> found;
    for (auto& one : events::find_suggestions(measure, read_on, before)) {
        if (one.kind == kind) { found.push_back(std::move(one)); }
    }
    return found;
}

std::vector<Suggestion> read_figures(const std::string& text, const ReportBefore& before = {}) {
    return read_kind(text, SuggestionKind::figure, before);
}

std::vector<Suggestion> read_milestones(const std::string& text, const ReportBefore& before = {}) {
    return read_kind(text, SuggestionKind::milestone, before);
}

/// `40 leerlingen`, for each figure.
Texts read_counts(const std::string& text) {
    Texts counts;
    for (const auto& figure : read_figures(text)) {
        counts.push_back(figure.value + " " + figure.unit);
    }
    return counts;
}

/// `2023-01-01 expected`, for each milestone; with `?` behind if it is doubtful.
Texts read_dues(const std::string& text, const ReportBefore& before = {}) {
    Texts dues;
    for (const auto& one : read_milestones(text, before)) {
        dues.push_back(one.due + " " + one.state + (one.doubt ? " ?" : ""));
    }
    return dues;
}

/// Period of a figure: `2021-05 - -`, from, to, and the day of reference.
std::string time_of(const Suggestion& figure) {
    return figure.period_from.value_or("-") + " " + figure.period_to.value_or("-") + " " +
           figure.reference_date.value_or("-");
}

void check_same(const Texts& found, const Texts& wanted) {
    BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), wanted.begin(), wanted.end());
}

/// The series of each figure of a later text, matched with those of an earlier one.
Texts series_after(const std::string& before, const std::string& now) {
    auto found = read_figures(now);
    events::match_series(found, read_figures(before));
    Texts series;
    for (const auto& figure : found) { series.push_back(figure.series); }
    return series;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(suggestion_reading)

BOOST_AUTO_TEST_CASE(a_participle_is_no_unit) {
    check_same(read_counts("In circa 9 gevallen overgegaan tot sluiting van de haven."),
               {"9 gevallen"});
    check_same(read_counts("Tot nu toe hebben 14 gemeenten deelgenomen."), {"14 gemeenten"});
    check_same(read_counts("Er zijn 6 gebouwen gesloten."), {"6 gebouwen"});
    check_same(read_counts("Er zijn 6 gesloten gebouwen."), {"6 gebouwen"});
    BOOST_TEST(read_figures("Er zijn 6 gesloten gebouwen.").front().series ==
               "4.gesloten-gebouwen");
    check_same(read_counts("Er werken 12 afgevaardigden mee."), {"12 afgevaardigden"});
}

BOOST_AUTO_TEST_CASE(the_noun_may_stand_in_a_sentence_before) {
    check_same(read_counts("Er zijn 50 sluiswachters. Het streven van 80 is nog niet gehaald."),
               {"50 sluiswachters", "80 sluiswachters"});
    check_same(read_counts("Nu hebben 9 molens een bord. De andere 4 volgen in mei 2022."),
               {"9 molens", "4 molens"});
    check_same(read_counts("Er waren 71 klachten. Een jaar eerder stond de teller op 52."),
               {"71 klachten", "52 klachten"});
    check_same(read_counts("Het regent. Het streven van 80 is nog niet gehaald."), {});
}

BOOST_AUTO_TEST_CASE(what_something_is_for_makes_no_plan) {
    const std::string meeting = "In maart 2022 was er een overleg waar 8 havens aan meededen, ";
    BOOST_TEST(!read_figures(meeting + "met als doel van elkaar te leren.").front().planned);
    BOOST_TEST(read_figures("Het doel is 8 havens.").front().planned);
    BOOST_TEST(read_figures("Voor de kade is nog 2 miljoen euro nodig.").front().planned);
}

BOOST_AUTO_TEST_CASE(a_month_that_has_just_gone_by_can_still_be_planned) {
    BOOST_TEST(read_figures("In februari 2022 worden vier avonden gehouden.").front().planned);
    BOOST_TEST(!read_figures("In februari 2022 zijn vier avonden gehouden.").front().planned);
    BOOST_TEST(!read_figures("In februari 2021 worden vier avonden gehouden.").front().planned);
}

BOOST_AUTO_TEST_CASE(the_period_of_this_report_starts_with_the_one_before) {
    const std::string text = "Er zijn 67 loketten geopend, waarvan 29 in deze verslagperiode.";
    const auto known = read_figures(text, {.date = "2021-09-20"});
    BOOST_TEST_REQUIRE(known.size() == 2U);
    BOOST_TEST(time_of(known[0]) == "- - -");
    BOOST_TEST(time_of(known[1]) == "2021-09-20 2022-03-15 -");
    BOOST_TEST(!known[1].doubt.has_value());
    const auto unknown = read_figures(text);
    BOOST_TEST(time_of(unknown[1]) == "- - -");
    BOOST_TEST(unknown[1].doubt.value_or("") ==
               "no period: the date of the report before this one is not known");
    BOOST_TEST(!unknown[0].doubt.has_value());
    const std::string dated =
        "Er zijn 67 loketten (peildatum 1 maart 2022), waarvan 29 in deze verslagperiode.";
    const auto stated = read_figures(dated, {.date = "2021-09-20"});
    BOOST_TEST(time_of(stated[1]) == "2021-09-20 2022-03-01 2022-03-01");
    // The day of the total is no day of a count over a time of which nothing else is known.
    const auto of_total = read_figures(dated);
    BOOST_TEST(time_of(of_total[0]) == "- - 2022-03-01");
    BOOST_TEST(time_of(of_total[1]) == "- - -");
    BOOST_TEST((of_total[1].doubt == unknown[1].doubt));
}

BOOST_AUTO_TEST_CASE(the_period_of_this_report_may_stand_before_the_number) {
    const ReportBefore before{.date = "2021-09-20"};
    const auto led = read_figures(
        "In deze verslagperiode is besloten om, na overleg, 2 loketten te sluiten.", before);
    BOOST_TEST(time_of(led.front()) == "2021-09-20 2022-03-15 -");
    const auto total =
        read_figures("In deze verslagperiode is gebouwd; in totaal zijn er 40 loketten.", before);
    BOOST_TEST(time_of(total.front()) == "- - -");
}

BOOST_AUTO_TEST_CASE(the_whole_of_a_part_is_of_no_time_since) {
    const auto figures = read_figures("Sinds mei 2019 kregen 22 van de 37 gemalen een dak.");
    BOOST_TEST_REQUIRE(figures.size() == 2U);
    BOOST_TEST(time_of(figures[0]) == "2019-05 - -");
    BOOST_TEST(time_of(figures[1]) == "- - -");
}

BOOST_AUTO_TEST_CASE(a_year_of_comparison_is_that_of_what_is_told_of_it) {
    const auto figures = read_figures("Dat is meer dan in 2020, toen er 52 boten lagen.");
    BOOST_TEST_REQUIRE(figures.size() == 1U);
    BOOST_TEST(time_of(figures.front()) == "2020 2020 -");
    BOOST_TEST(time_of(read_figures("In 2020 lagen er na negen maanden 52 boten.").front()) ==
               "2020-01 2020-09 -");
}

BOOST_AUTO_TEST_CASE(a_month_without_year_just_before_the_report_is_no_year_ahead) {
    const std::string text = "Eind februari zullen ruim 300 leerlingen het museum hebben bezocht.";
    check_same(read_dues(text), {"2022-02 expected ?"});
    const auto figure = read_figures(text).front();
    BOOST_TEST(figure.reference_date.value_or("") == "2022-02");
    BOOST_TEST(figure.doubt.value_or("") ==
               "no year is printed: taken as 2022-02, which has gone by");
    check_same(read_dues("De kade wordt in december opgeleverd."), {"2022-12 expected"});
    check_same(read_dues("De kade wordt in oktober opgeleverd."), {"2022-10 expected"});
    check_same(read_dues("Eind februari is de kade feestelijk geopend."), {});
}

BOOST_AUTO_TEST_CASE(a_month_takes_the_year_with_which_it_was_told_before) {
    const std::string text =
        "De film draait nog tot en met februari 2022. Eind februari zullen 300 leerlingen hem "
        "hebben gezien.";
    BOOST_TEST(read_figures(text).front().reference_date.value_or("") == "2022-02");
    BOOST_TEST(!read_figures(text).front().doubt.has_value());
    BOOST_TEST(read_figures("In mei 2023 komt het feest. In mei worden 40 vlaggen gehesen.")
                   .front()
                   .reference_date.value_or("") == "2023-05");
}

BOOST_AUTO_TEST_CASE(what_was_to_come_when_it_was_written_is_expected) {
    check_same(read_dues("Eind februari 2022 wordt het oordeel verwacht."), {"2022-02 expected"});
    check_same(read_dues("In februari 2022 is het oordeel besproken."), {});
    check_same(read_dues("In februari 2021 wordt het oordeel verwacht."), {});
}

BOOST_AUTO_TEST_CASE(this_month_is_a_date) {
    check_same(read_dues("De brug wordt deze maand geopend."), {"2022-03 expected"});
    check_same(read_dues("De brug gaat volgende maand open."), {"2022-04 expected"});
}

BOOST_AUTO_TEST_CASE(what_was_announced_for_a_day_and_is_told_of_that_day_is_reached) {
    const ReportBefore before{
        .date = "2021-09-20",
        .found = read_milestones("Op 25 mei 2022 wordt het vertrek van de boot geoefend.")};
    auto earlier = before;
    earlier.found.front().due = "2022-02-25";
    check_same(read_dues("Op 25 februari 2022 voeren 60 leden op proef uit.", earlier),
               {"2022-02-25 reached"});
    check_same(read_dues("Op 25 februari 2022 voeren 60 leden op proef uit."), {});
    check_same(read_dues("Op 26 februari 2022 voeren 60 leden op proef uit.", earlier), {});
    check_same(read_dues("Op 25 februari 2022 ging het vertrek niet door.", earlier), {});
}

BOOST_AUTO_TEST_CASE(a_new_date_after_one_that_was_given_up_is_moved) {
    const auto found = read_milestones(
        "De Kadestraat zou deze maand klaar zijn, maar het werk lag stil. De aannemer verwacht nu "
        "dat zij op 15 juni 2022 open kan.");
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found.front().due == "2022-06-15");
    BOOST_TEST(found.front().state == "moved");
    BOOST_TEST(found.front().moved_from.value_or("") == "2022-03");
    check_same(read_dues("De Kadestraat is mooi geworden. De aannemer verwacht nu dat de brug op "
                         "15 juni 2022 open kan."),
               {"2022-06-15 expected"});
}

BOOST_AUTO_TEST_CASE(the_same_unit_alone_makes_no_series) {
    const std::string before =
        "De leden betaalden samen 40 miljoen euro. De bijdrage van de stad bedraagt 2 miljoen "
        "euro.";
    check_same(series_after(before, "Voor de scheepswerf is € 10 miljoen beschikbaar."),
               {"4.eur-3"});
    check_same(series_after(before, "De bijdrage van de stad is gestegen tot 3 miljoen euro."),
               {"4.eur-2"});
}

BOOST_AUTO_TEST_CASE(an_open_period_with_another_start_is_doubtful) {
    auto found = read_figures("Vanaf september 2021 zijn 10 havens geadviseerd over de kade.");
    events::match_series(found, read_figures("In het derde kwartaal van 2021 zijn 6 havens "
                                             "geadviseerd over de kade."));
    BOOST_TEST(found.front().doubt.value_or("") ==
               "other start of the period: 2021-09, before 2021-07");
}

BOOST_AUTO_TEST_CASE(the_only_figures_of_a_measure_are_held_together_in_doubt) {
    auto found = read_figures("In de stad zingen 40 leerlingen.");
    events::match_series(found, read_figures("Op de sluis leren 900 leerlingen vissen."));
    BOOST_TEST(found.front().series == "4.leerlingen");
    BOOST_TEST(found.front().doubt.value_or("") == "told in other words");
}

BOOST_AUTO_TEST_CASE(a_rise_is_no_fall_and_no_level) {
    const std::string before =
        "Er zijn 90 meldingen van stank. Buren melden een toename van 30% vergeleken met 2020.";
    check_same(series_after(before,
                            "Er zijn 70 meldingen van stank. Buren melden een afname van 20% "
                            "vergeleken met 2021."),
               {"4.meldingen", "4.procent-2"});
    check_same(series_after(before,
                            "Er zijn 99 meldingen van stank. Buren melden een toename van 10% "
                            "vergeleken met 2021."),
               {"4.meldingen", "4.procent"});
    const std::string cost =
        "Voor de haven is 2 miljoen euro nodig. Er liggen 8 boten in de haven.";
    check_same(series_after(cost, "Voor de haven is nog eens 1 miljoen euro nodig."), {"4.eur-2"});
    check_same(series_after(cost, "Voor de haven is nu 3 miljoen euro nodig."), {"4.eur"});
    check_same(series_after(cost, "Het geld voor de haven is met 1 miljoen euro aangevuld."),
               {"4.eur-2"});
}

BOOST_AUTO_TEST_CASE(what_a_sentence_refers_back_to_belongs_to_it) {
    const std::string before =
        "Er zijn 58 lessen gegeven met 900 leerlingen op de sluizen. Er kwamen 7 gidsen.";
    check_same(series_after(before,
                            "Er zijn nu 80 lessen gegeven op de sluizen. Hiermee zijn 1200 "
                            "leerlingen bereikt."),
               {"4.lessen", "4.leerlingen"});
    check_same(series_after(before,
                            "Er zijn nu 80 lessen gegeven op de sluizen. In de stad zingen "
                            "40 leerlingen."),
               {"4.lessen", "4.leerlingen-2"});
}

BOOST_AUTO_TEST_SUITE_END()

// Suggestions: what sentences seem to state, and what only looks as if they did. All sentences are
// invented.
// SPDX-License-Identifier: EUPL-1.2
#include "suggestion_samples.hpp"

#include <optional>

namespace {

namespace events = peil::events;

using events::Suggestion;
using events::SuggestionKind;
using peil::events::testing::check_texts;
using peil::events::testing::counts_in;
using peil::events::testing::figures_in;
using peil::events::testing::found_in;
using peil::events::testing::milestones_in;
using peil::events::testing::of_kind;
using peil::events::testing::report_date;
using peil::events::testing::Texts;

/// Date and period of the only figure: `2022-01-31 2021-05 -`.
std::string time_in(const std::string& text) {
    const auto figures = figures_in(text);
    if (figures.size() != 1) { return std::to_string(figures.size()) + " figures"; }
    const auto& one = figures.front();
    return one.reference_date.value_or("-") + " " + one.period_from.value_or("-") + " " +
           one.period_to.value_or("-");
}

Texts references_in(const std::string& text) {
    Texts all;
    for (const auto& one : of_kind(found_in(text), SuggestionKind::reference)) {
        std::string numbers;
        for (const auto& number : one.to) { numbers += (numbers.empty() ? "" : " ") + number; }
        all.push_back(numbers);
    }
    return all;
}

/// The first figure of a later text, matched with those of an earlier one.
Suggestion matched(const std::string& before, const std::string& now) {
    auto found = figures_in(now);
    BOOST_TEST_REQUIRE(!found.empty());
    events::match_series(found, figures_in(before));
    return found.front();
}

bool is_doubted(const Suggestion& figure, std::string_view why) {
    return figure.doubt && figure.doubt->find(why) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(suggestion)

BOOST_AUTO_TEST_CASE(numbers_in_digits_and_in_words_count) {
    check_texts(counts_in("Er zijn 1.250 bomen geplant."), {"1250 bomen"});
    check_texts(counts_in("De werf telt twaalf kranen."), {"12 kranen"});
    check_texts(counts_in("Inmiddels zijn drieëntwintig wijken bezocht."), {"23 wijken"});
    check_texts(counts_in("Op de kade staat een tiental hijskranen."), {"10 hijskranen"});
    check_texts(counts_in("Van het spoor is 4,5 kilometer vernieuwd."), {"4.5 kilometer"});
    check_texts(counts_in("De actie kostte 2,75 miljoen euro."), {"2750000 EUR"});
    check_texts(counts_in("Het rijk legt er 1,2 miljard euro bij."), {"1200000000 EUR"});
    check_texts(counts_in("Het fonds krijgt er € 15 miljoen bij."), {"15000000 EUR"});
    check_texts(counts_in("Van de lampen brandt 87% weer."), {"87 procent"});
    check_texts(counts_in("Bezoekers geven het museum een 7,8 op een schaal van 10."),
                {"7.8 op een schaal van 10"});
}

BOOST_AUTO_TEST_CASE(adjectives_stand_between_number_and_noun) {
    check_texts(counts_in("Er kwamen 34 unieke aanvragen binnen."), {"34 aanvragen"});
    check_texts(counts_in("Er lopen 21 aan wateroverlast gerelateerde claims."), {"21 claims"});
    check_texts(counts_in("Er zijn 60 winkeliers en horecazaken bezocht."),
                {"60 winkeliers en horecazaken"});
    BOOST_TEST(figures_in("Er kwamen 34 unieke aanvragen binnen.").front().series ==
               "4.unieke-aanvragen");
}

BOOST_AUTO_TEST_CASE(a_part_has_the_unit_of_the_whole) {
    check_texts(counts_in("In totaal zijn 80 sluizen nagekeken, waarvan 12 in deze periode."),
                {"80 sluizen", "12 sluizen"});
    check_texts(counts_in("Nu hebben 17 van de 25 musea een lift."), {"17 musea", "25 musea"});
    check_texts(counts_in("Van de 25 musea zijn er 17 toegankelijk."), {"25 musea", "17 musea"});
    check_texts(counts_in("Er waren 90 klachten: 50 over geluid en 40 over stank."),
                {"90 klachten", "50 klachten", "40 klachten"});
    check_texts(counts_in("Het aantal laadpalen is gegroeid tot 44."), {"44 laadpalen"});
}

BOOST_AUTO_TEST_CASE(what_is_said_again_is_one_figure) {
    check_texts(counts_in("Er zijn 52 boten gemeld. Van die 52 boten lagen er 9 stil."),
                {"52 boten", "9 boten"});
}

BOOST_AUTO_TEST_CASE(numbers_that_count_nothing_are_no_figures) {
    for (const std::string text :
         {"De regeling berust op artikel 6, derde lid, van de Kadewet.",
          "Zie maatregel 3 en 9 voor de rest.",
          "Dit volgt aanbeveling 5 en aanbeveling 8 van de raad.",
          "De stukken 41234 (Wet schone kade) zijn verzonden.",
          "Bel 0800 1234567 voor een afspraak.",
          "Het is geregeld in Verordening 45/2019 en in nr. 267.",
          "De Havenwet 1987 en de Kadewet 2001 zijn vervangen.",
          "De 3e ronde begint zodra de 20b van dit plan klaar is.",
          "De cursus duurt vier dagen en 30 minuten.", "Een 19 jarige matroos kreeg begeleiding.",
          "Begeleiders werken 1 op 1 met gezinnen.",
          "Een op de drie boten is ouder dan dertig jaar.", "De twee havens werken samen.",
          "Dat is één aspect van de zaak.", "De boete is opgelegd op grond van 96 Sr.",
          "Meer informatie: www.voorbeeld.example/2020/45 of https://voorbeeld.example/7"}) {
        BOOST_TEST_CONTEXT(text) {
            check_texts(counts_in(text), {});
        }
    }
}

BOOST_AUTO_TEST_CASE(a_year_before_a_count_is_its_period) {
    check_texts(counts_in("In 2020 en 2021 64 deelnemende schippers opgeleid."), {"64 schippers"});
    BOOST_TEST(time_in("In 2020 en 2021 64 deelnemende schippers opgeleid.") == "- 2020 2021");
    BOOST_TEST(time_in("Er zijn in 2021 118 vergunningen verleend.") == "- 2021 2021");
    check_texts(counts_in("Hiermee zijn 1995 bewoners bereikt."), {"1995 bewoners"});
    check_texts(counts_in("Daar kwamen circa 2010 reizigers langs."), {"2010 reizigers"});
}

BOOST_AUTO_TEST_CASE(dates_and_periods_are_read) {
    BOOST_TEST(time_in("Er zijn 7 bruggen dicht (peildatum 2 maart 2022).") == "2022-03-02 - -");
    BOOST_TEST(time_in("Sinds juni 2019 zijn 7 bruggen (peildatum: 2 maart 2022) hersteld.") ==
               "2022-03-02 2019-06 -");
    BOOST_TEST(
        time_in("In de periode februari 2020 tot 1 november 2021 zijn 7 bruggen hersteld.") ==
        "- 2020-02 2021-11-01");
    BOOST_TEST(time_in("Van januari tot en met juni 2021 zijn 7 bruggen hersteld.") ==
               "- 2021-01 2021-06");
    BOOST_TEST(time_in("In 2021 (januari tot en met mei 2021) zijn er 7 bruggen hersteld.") ==
               "- 2021-01 2021-05");
    BOOST_TEST(time_in("In het derde kwartaal van 2021 zijn 7 bruggen hersteld.") ==
               "- 2021-07 2021-09");
    BOOST_TEST(time_in("Vanaf september 2021 zijn 7 bruggen hersteld.") == "- 2021-09 -");
    BOOST_TEST(time_in("Tot en met januari 2022 zijn 7 bruggen hersteld.") == "- - 2022-01");
    BOOST_TEST(time_in("In 2020 tot heden zijn 7 bruggen hersteld.") == "- 2020 -");
    BOOST_TEST(time_in("Sinds de start in juli 2020 zijn 7 bruggen hersteld.") == "- 2020-07 -");
    BOOST_TEST(time_in("Op 4 augustus zijn 7 bruggen hersteld.") == "2021-08-04 - -");
    BOOST_TEST(time_in("Op dit moment zijn 7 bruggen dicht.") == "- - -");
    BOOST_TEST(time_in("Dat is een daling van 9% ten opzichte van 2020.") == "- - -");
}

BOOST_AUTO_TEST_CASE(the_same_period_is_that_of_the_figure_before) {
    const auto figures =
        figures_in("Tot mei 2021 waren er 30 lessen. In dezelfde periode kwamen 200 bezoekers.");
    BOOST_TEST_REQUIRE(figures.size() == 2U);
    BOOST_TEST(figures[1].period_to.value_or("") == "2021-05");
}

BOOST_AUTO_TEST_CASE(a_part_of_this_report_has_no_longer_period) {
    const auto figures = figures_in(
        "Sinds mei 2019 zijn 80 sluizen nagekeken, waarvan 12 in deze rapportageperiode.");
    BOOST_TEST_REQUIRE(figures.size() == 2U);
    BOOST_TEST(figures[0].period_from.value_or("") == "2019-05");
    BOOST_TEST(!figures[1].period_from.has_value());
    BOOST_TEST(figures[1].series == "4.sluizen-deze-periode");
}

BOOST_AUTO_TEST_CASE(qualifiers_are_kept_as_printed) {
    for (const std::string word : {"circa", "ca.", "ongeveer", "ruim", "ten minste", "tenminste",
                                   "meer dan", "bijna", "ten hoogste", "naar schatting"}) {
        const auto figures = figures_in("Er zijn " + word + " 300 stoelen geplaatst.");
        BOOST_TEST_REQUIRE(figures.size() == 1U, word);
        BOOST_TEST(figures.front().qualifier.value_or("") == word);
    }
    BOOST_TEST(!figures_in("Er zijn 300 stoelen.").front().qualifier.has_value());
}

BOOST_AUTO_TEST_CASE(targets_are_planned) {
    BOOST_TEST(figures_in("Het streven is 500 zonnepanelen.").front().planned);
    BOOST_TEST(figures_in("In 2023 worden 40 daken vernieuwd.").front().planned);
    BOOST_TEST(!figures_in("In 2021 zijn 40 daken vernieuwd.").front().planned);
    BOOST_TEST(figures_in("Voor 2023 is 50.000 euro uitgetrokken.").front().planned);
    const auto both =
        figures_in("Er zijn vijf proeven gehouden en zullen ook nog zes plaatsvinden in mei.");
    BOOST_TEST_REQUIRE(both.size() == 2U);
    BOOST_TEST(!both[0].planned);
    BOOST_TEST(both[1].planned);
    BOOST_TEST(both[1].unit == "proeven");
    BOOST_TEST(both[1].reference_date.value_or("") == "2022-05");
}

BOOST_AUTO_TEST_CASE(the_quote_is_the_sentence) {
    const auto figures =
        figures_in("Het regent, o.a. in mei. Er zijn 12 emmers geleverd. Dat hielp.");
    BOOST_TEST_REQUIRE(figures.size() == 1U);
    BOOST_TEST(figures.front().quote == "Er zijn 12 emmers geleverd.");
}

BOOST_AUTO_TEST_CASE(references_name_other_measures) {
    check_texts(references_in("Dit hangt samen (zie ook maatregel 31 en 32)."), {"31 32"});
    check_texts(references_in("Zie maatregelen 5, 6 en 9, en maatregel 12."), {"5 6 9 12"});
    check_texts(references_in("Zie maatregel 7&8 of maatregel 20b."), {"7 8 20b"});
    check_texts(references_in("Zie maatregel 10 t/m 12."), {"10 11 12"});
    check_texts(references_in("Deze maatregel loopt; zie maatregel 4."), {});
    check_texts(references_in("De maatregelen kosten 12 euro."), {});
}

BOOST_AUTO_TEST_CASE(a_joint_row_does_not_refer_to_itself) {
    events::MatrixMeasure measure{.number = "7"};
    measure.joint_with = {"8"};
    measure.progress = {events::Paragraph{"Zie maatregel 7, maatregel 8 en maatregel 9."}};
    const auto found = events::find_suggestions(measure, report_date);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found.front().to == Texts{"9"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(footnotes_and_lists_are_read) {
    events::MatrixMeasure measure{.number = "5"};
    measure.progress = {events::List{false, {"Er zijn 8 vlaggen gehesen;", "Er zijn 9 masten."}}};
    measure.footnotes = {{"1", "progress", "vlaggen", "Maatregel 5a is afgerond."}};
    const auto found = events::find_suggestions(measure, report_date);
    BOOST_TEST(found.size() == 3U);
    BOOST_TEST(found.back().to == Texts{"5a"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_joint_row_is_read_once) {
    events::Matrix matrix;
    matrix.edition_date = report_date;
    for (const std::string number : {"7", "8"}) {
        events::MatrixMeasure measure{.number = number};
        measure.progress = {events::Paragraph{"Er zijn 8 vlaggen gehesen."}};
        matrix.measures.push_back(measure);
    }
    matrix.rows = {{"7", "8"}};
    BOOST_TEST(events::find_suggestions(matrix).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_figure_continues_its_series) {
    const auto figure = matched("Er zijn nu 40 molens met een monumentenbord.",
                                "Er zijn nu 55 molens met een monumentenbord.");
    BOOST_TEST(figure.series == "4.molens");
    BOOST_TEST(!figure.doubt.has_value());
    const auto other = matched("Er zijn 40 molens gerestaureerd, waarvan 3 in deze periode.",
                               "Er zijn 55 molens gerestaureerd, waarvan 4 in deze periode.");
    BOOST_TEST(other.series == "4.molens");
    const auto single = matched("Eerder is aan 1 schipper een boete opgelegd.",
                                "Eerder is aan 3 schippers een boete opgelegd.");
    BOOST_TEST(!single.doubt.has_value(), single.doubt.value_or(""));
}

BOOST_AUTO_TEST_CASE(singular_and_plural_are_one_unit) {
    struct Pair {
        std::string one;
        std::string more;
    };
    for (const auto& [one, more] : std::vector<Pair>{{"gemeente", "gemeenten"},
                                                     {"bedrijf", "bedrijven"},
                                                     {"geval", "gevallen"},
                                                     {"persoon", "personen"},
                                                     {"huis", "huizen"},
                                                     {"kind", "kinderen"},
                                                     {"stad", "steden"},
                                                     {"school", "scholen"},
                                                     {"schip", "schepen"},
                                                     {"proces", "processen"},
                                                     {"organisatie", "organisaties"}}) {
        Suggestion before{.kind = SuggestionKind::figure,
                          .measure = "4",
                          .quote = "Dit betreft 1 " + one + ".",
                          .value = "1",
                          .unit = one,
                          .series = "4." + one};
        std::vector<Suggestion> now{before};
        now.front().quote = "Dit betreft 3 " + more + ".";
        now.front().unit = more;
        now.front().series = "4." + more;
        events::match_series(now, {before});
        BOOST_TEST(now.front().series == "4." + one);
        BOOST_TEST(!now.front().doubt.has_value(), now.front().doubt.value_or(""));
    }
}

BOOST_AUTO_TEST_CASE(money_does_not_go_on_as_a_count) {
    const auto figure = matched("Het kost 5.000 euro.", "Er zijn 12 lantaarns vervangen.");
    BOOST_TEST(figure.series == "4.lantaarns");
    BOOST_TEST(!figure.doubt.has_value());
}

BOOST_AUTO_TEST_CASE(a_name_is_not_cut_inside_a_word) {
    const std::string modifiers =
        "aan wateroverlast gerelateerde bestuursrechtelijke tegemoetkomingsgerechtigde";
    const auto figures = figures_in("Er lopen 21 " + modifiers + " claims.");
    BOOST_TEST_REQUIRE(figures.size() == 1U);
    BOOST_TEST(figures.front().series == "4.aan-wateroverlast-gerelateerde-bestuursrechtelijke");
}

BOOST_AUTO_TEST_CASE(another_unit_is_doubtful) {
    const auto figure = matched("Inmiddels zijn 60 bedrijven en stichtingen aangeschreven.",
                                "De brief is in 140 gevallen verstuurd.");
    BOOST_TEST(figure.series == "4.bedrijven-en-stichtingen");
    BOOST_TEST(is_doubted(figure, "other unit: gevallen, before bedrijven en stichtingen"));
    BOOST_TEST(is_doubted(figure, "other population"));
}

BOOST_AUTO_TEST_CASE(another_length_of_the_period_is_doubtful) {
    const auto figure =
        matched("Van april tot en met december 2020 zijn er 100 meldingen van stank.",
                "In 2021 zijn er 120 meldingen van stank.");
    BOOST_TEST(figure.series == "4.meldingen");
    BOOST_TEST(is_doubted(figure, "other period length: 12 months, before 9 months"));
    const auto longer =
        matched("In de periode mei 2019 tot 1 juni 2020 zijn er 100 meldingen van stank.",
                "In de periode mei 2019 tot 1 juni 2021 zijn er 140 meldingen van stank.");
    BOOST_TEST(!longer.doubt.has_value(), longer.doubt.value_or(""));
}

BOOST_AUTO_TEST_CASE(a_day_and_a_period_are_doubtful_and_one_period_that_went_on_is_not) {
    const auto other = matched("Op 1 mei 2021 zijn er 30 klachten van stank bekend.",
                               "Sinds september 2020 zijn er 40 klachten van stank bekend.");
    BOOST_TEST(is_doubted(other, "other period: since 2020-09, before at 2021-05-01"));
    const auto same = matched("Sinds september 2020 zijn er 30 klachten van stank bekend.",
                              "Van september 2020 tot 1 november 2021 zijn er 40 klachten van "
                              "stank bekend.");
    BOOST_TEST(!same.doubt.has_value(), same.doubt.value_or(""));
}

BOOST_AUTO_TEST_CASE(another_population_is_doubtful) {
    const auto figure = matched("Er zijn 30 volwassen zwemmers geslaagd voor het diploma.",
                                "Er zijn 80 jeugdige zwemmers geslaagd voor het diploma.");
    BOOST_TEST(figure.series == "4.volwassen-zwemmers");
    BOOST_TEST(is_doubted(figure, "other population: jeugdige, before volwassen"));
}

BOOST_AUTO_TEST_CASE(a_target_that_became_a_fact_is_doubtful) {
    const auto figure = matched("In 2023 worden 75 schippers opgeleid voor de binnenvaart.",
                                "Er zijn 65 schippers opgeleid voor de binnenvaart.");
    BOOST_TEST(is_doubted(figure, "a fact now, before planned"));
}

BOOST_AUTO_TEST_CASE(figures_that_share_nothing_are_not_matched) {
    auto now = figures_in("Er zijn 12 lantaarns vervangen. Er kwamen 900 bezoekers.");
    events::match_series(now, figures_in("De kade kreeg 5 bolders. Er liggen 3 veerboten stil."));
    BOOST_TEST(now[0].series == "4.lantaarns");
    BOOST_TEST(now[1].series == "4.bezoekers");
    BOOST_TEST(!now[0].doubt.has_value());
}

BOOST_AUTO_TEST_CASE(a_milestone_is_found_again) {
    auto now = milestones_in("De wet op de havens is op 1 maart 2022 in werking getreden.");
    events::match_series(now,
                         milestones_in("Inwerkingtreding van de wet is op 1 juli 2022 voorzien."));
    BOOST_TEST_REQUIRE(now.size() == 1U);
    BOOST_TEST(now.front().series == "4.inwerkingtreding-voorzien");
    BOOST_TEST(now.front().state == "reached");
}

BOOST_AUTO_TEST_CASE(any_text_is_taken) {
    for (const std::string text : {"",
                                   "1",
                                   "%",
                                   "€",
                                   "waarvan 5",
                                   "van 2",
                                   "1.2.3",
                                   "tot en met",
                                   "(peildatum",
                                   "\xff\xfe 7 ",
                                   "12 van de",
                                   "eind",
                                   "31 februari 2021",
                                   "0,",
                                   "99999999999999999999 miljard euro",
                                   "maatregel",
                                   "maatregel 1 t/m",
                                   "é 5 é",
                                   "1-2-3-4-5",
                                   "2021-02-30",
                                   "- 5",
                                   "en 5 en"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_CHECK_NO_THROW((void)found_in(text));
        }
    }
    events::MatrixMeasure measure{.number = "1"};
    BOOST_TEST(events::find_suggestions(measure, "").empty());
    BOOST_TEST(events::find_suggestions(measure, "gisteren").empty());
}

BOOST_AUTO_TEST_SUITE_END()

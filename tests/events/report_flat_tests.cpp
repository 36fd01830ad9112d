// Reading reports of the flat layout: the sample word for word against its transcription, and one
// small invented case for each irregularity.
// SPDX-License-Identifier: EUPL-1.2
#include "report_samples.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using peil::events::KnownMeasure;
using peil::events::Layout;
using peil::events::Report;
using peil::events::ReportRow;
using peil::events::testing::blocks;
using peil::events::testing::check_equal;
using peil::events::testing::codes;
using peil::events::testing::known_of;
using peil::events::testing::list;
using peil::events::testing::paragraph;
using peil::events::testing::progress_of;
using peil::events::testing::report_of;
using peil::events::testing::sample;
using peil::events::testing::sample_json;
using peil::events::testing::two_measures;

/// A flat report of one chapter, double-spaced like the extraction of a PDF.
std::string flat(const std::vector<std::string>& lines) {
    std::string text = " Inleiding  \n\nDit is het overzicht. \n Nr Omschrijving Voortgang \n\n";
    for (const std::string& line : lines) { text += line + (line.ends_with('\n') ? "" : "\n\n"); }
    return text;
}

const std::vector<KnownMeasure> two_known = two_measures();

}  // namespace

BOOST_AUTO_TEST_SUITE(report_flat)

BOOST_AUTO_TEST_CASE(reads_the_flat_sample_word_for_word) {
    const Report report =
        report_of(sample("report-4.txt"), known_of(report_of(sample("report-3.txt"))));
    BOOST_CHECK(report.layout == Layout::flat);
    check_equal(report, sample_json("report-4.json"));
}

BOOST_AUTO_TEST_CASE(reads_the_flat_sample_without_knowing_a_measure) {
    const Report report = report_of(sample("report-4.txt"));
    check_equal(report, sample_json("report-4.json"));
    BOOST_CHECK(codes(report).contains("split-by-shape"));
    BOOST_CHECK(!codes(report).contains("split-without-separator"));
}

BOOST_AUTO_TEST_CASE(lists_what_it_assumed_in_the_order_of_the_file) {
    const Report report =
        report_of(sample("report-4.txt"), known_of(report_of(sample("report-3.txt"))));
    for (const char* code :
         {"split-without-separator", "description-over-page-break", "description-differs",
          "number-never-printed", "paragraph-without-mark", "join-over-page-break",
          "footnote-inside-row", "closed-in-footnote", "heading-left-out"}) {
        BOOST_TEST_CONTEXT(code) {
            BOOST_CHECK(codes(report).contains(code));
        }
    }
    BOOST_CHECK(std::is_sorted(
        report.assumptions.begin(), report.assumptions.end(),
        [](const auto& left, const auto& right) { return left.lines.first < right.lines.first; }));
    for (const auto& assumption : report.assumptions) {
        BOOST_CHECK(assumption.lines.first < assumption.lines.last);
        BOOST_CHECK(!assumption.text.empty());
    }
}

BOOST_AUTO_TEST_CASE(splits_a_line_that_holds_description_and_progress) {
    const Report report = report_of(
        flat({"1 Bruggen krijgen een nieuwe laag verf. De Maasbrug was dit jaar als eerste ",
              "aan de beurt. ", "2 Wegen worden elk jaar geveegd. ", "Dat gebeurt. "}),
        two_known);
    BOOST_CHECK_EQUAL(report.rows.at(0).measures.at(0).description, two_known[0].description);
    BOOST_CHECK_EQUAL(progress_of(report),
                      blocks({paragraph("De Maasbrug was dit jaar als eerste aan de beurt.")}));
    BOOST_CHECK(codes(report).contains("split-without-separator"));
}

BOOST_AUTO_TEST_CASE(keeps_the_new_wording_of_a_description) {
    const Report report = report_of(flat({"1 Alle bruggen krijgen snel een ", "nieuwe verflaag. ",
                                          "Alle bruggen staan op de lijst. "}),
                                    {{"1", "Bruggen krijgen een nieuwe laag verf.", 1, {}}});
    BOOST_CHECK_EQUAL(report.rows.at(0).measures.at(0).description,
                      "Alle bruggen krijgen snel een nieuwe verflaag.");
    BOOST_CHECK_EQUAL(progress_of(report), blocks({paragraph("Alle bruggen staan op de lijst.")}));
    BOOST_CHECK(codes(report).contains("description-differs"));
}

BOOST_AUTO_TEST_CASE(takes_the_description_out_of_the_line_behind_a_page_break) {
    const Report report = report_of(
        flat({"1 Bruggen krijgen een ", "De Maasbrug was dit jaar de eerste die aan de \n",
              " nieuwe laag verf. beurt kwam. "}),
        two_known);
    BOOST_CHECK_EQUAL(report.rows.at(0).measures.at(0).description, two_known[0].description);
    BOOST_CHECK_EQUAL(progress_of(report),
                      blocks({paragraph("De Maasbrug was dit jaar de eerste die aan de beurt "
                                        "kwam.")}));
    BOOST_CHECK(codes(report).contains("description-over-page-break"));
}

BOOST_AUTO_TEST_CASE(does_not_take_a_number_in_the_text_for_a_row) {
    const Report report = report_of(
        flat({"1 Bruggen krijgen een nieuwe laag verf. ", "De kosten zijn geraamd op bijna ",
              "2 miljoen euro en zij worden betaald uit de pot van ", "2016. Er is al ",
              "6,4 ton besteed. ", "2 Wegen worden elk jaar geveegd. ", "Klaar. "}),
        two_known);
    BOOST_TEST_REQUIRE(report.rows.size() == 2U);
    BOOST_CHECK_EQUAL(progress_of(report),
                      blocks({paragraph("De kosten zijn geraamd op bijna 2 miljoen euro en zij "
                                        "worden betaald uit de pot van 2016. Er is al 6,4 ton "
                                        "besteed.")}));
}

BOOST_AUTO_TEST_CASE(lets_the_space_behind_a_hyphen_decide) {
    const Report report =
        report_of(flat({"1 Bruggen krijgen een nieuwe laag verf. ", "Er is overleg over de her-",
                        "inrichting, met kennis- ", "en leerdagen. "}),
                  two_known);
    BOOST_CHECK_EQUAL(
        progress_of(report),
        blocks({paragraph("Er is overleg over de her-inrichting, met kennis- en leerdagen.")}));
}

BOOST_AUTO_TEST_CASE(ends_paragraphs_with_and_without_a_mark) {
    const Report report = report_of(
        flat({"1 Bruggen krijgen een nieuwe laag verf. ",
              "De Maasbrug was dit jaar als eerste aan de beurt, en dat duurde lang. ", " ",
              "Daarna volgde de brug over de Waal, waar het werk na een week klaar was.  ",
              "Nu ligt het stil. ",
              "Het wachten is op beter weer, want in de regen droogt de verf niet op. Het ",
              "wordt vast nog mei. "}),
        two_known);
    BOOST_CHECK_EQUAL(
        progress_of(report),
        blocks({paragraph("De Maasbrug was dit jaar als eerste aan de beurt, en dat duurde lang."),
                paragraph("Daarna volgde de brug over de Waal, waar het werk na een week klaar "
                          "was."),
                paragraph("Nu ligt het stil."),
                paragraph("Het wachten is op beter weer, want in de regen droogt de verf niet op. "
                          "Het wordt vast nog mei.")}));
    BOOST_CHECK(codes(report).contains("paragraph-without-mark"));
}

BOOST_AUTO_TEST_CASE(does_not_trust_short_lines_that_were_broken_by_hand) {
    const Report report = report_of(
        flat({"1 Bruggen krijgen een nieuwe laag verf. ",
              "De Maasbrug was dit jaar als eerste aan de beurt, en dat duurde heel lang, ",
              "want het weer zat ", "tegen. ", "Nu is hij ", "klaar en gaat de ploeg door. "}),
        two_known);
    BOOST_CHECK_EQUAL(report.rows.at(0).progress.size(), 1U);
    BOOST_CHECK(codes(report).contains("line-broken-by-hand"));
}

BOOST_AUTO_TEST_CASE(reads_bullets_as_a_list_and_closes_it) {
    const Report report = report_of(
        flat({"1 Bruggen krijgen een nieuwe laag verf. ", "Nodig zijn:  ", "• Een kwast;  ",
              "• Verf voor alle ", "leuningen.  ", "Dat is alles. "}),
        two_known);
    BOOST_CHECK_EQUAL(
        progress_of(report),
        blocks({paragraph("Nodig zijn:"), list({"Een kwast;", "Verf voor alle leuningen."}),
                paragraph("Dat is alles.")}));
}

BOOST_AUTO_TEST_CASE(takes_a_footnote_out_of_five_lines_of_another_row) {
    const Report report = report_of(
        flat({"1 Bruggen krijgen een nieuwe laag verf1. ", "Dat ging goed. ",
              "2 Wegen worden elk jaar geveegd. ", "De bezem van 3 m3 veegde op de \n",
              "                              \n", "1\n", " Onderdeel 1b is in de 4\n\ne\n",
              " ronde afgesloten.  \n", " grote weg. "}),
        two_known);
    const ReportRow& row = report.rows.at(0);
    BOOST_CHECK_EQUAL(row.measures.at(0).description, two_known[0].description);
    BOOST_TEST_REQUIRE(row.footnotes.size() == 1U);
    BOOST_CHECK_EQUAL(row.footnotes[0].text, "Onderdeel 1b is in de 4e ronde afgesloten.");
    BOOST_CHECK_EQUAL(row.footnotes[0].anchor, "verf");
    BOOST_CHECK_EQUAL(progress_of(report, 1),
                      blocks({paragraph("De bezem van 3 m3 veegde op de grote weg.")}));
    BOOST_CHECK(codes(report).contains("footnote-inside-row"));
}

BOOST_AUTO_TEST_CASE(takes_a_footnote_of_one_line_from_under_its_rule) {
    const Report report = report_of(
        flat({"1 Bruggen krijgen een nieuwe laag verf. ", "Dat ging goed1, zegt de \n",
              "                              \n", "1 Volgens de krant. \n", " wethouder. "}),
        two_known);
    BOOST_CHECK_EQUAL(progress_of(report),
                      blocks({paragraph("Dat ging goed, zegt de wethouder.")}));
    BOOST_CHECK_EQUAL(report.rows[0].footnotes.at(0).text, "Volgens de krant.");
}

BOOST_AUTO_TEST_CASE(divides_a_flat_row_whose_second_number_is_never_printed) {
    const std::vector<std::string> lines{"1 Bruggen krijgen verf. ",
                                         " ",
                                         "& ",
                                         " ",
                                         "Sluizen krijgen olie. ",
                                         "Dat ging goed, zegt de wethouder. ",
                                         "3 Wegen worden geveegd. ",
                                         "Elke week gaat de bezem erover. "};
    const std::vector<KnownMeasure> known{{"1", "Bruggen krijgen verf.", 1, {"2"}},
                                          {"2", "Sluizen krijgen elk jaar olie.", 1, {"1"}},
                                          {"3", "Wegen worden geveegd.", 1, {}}};
    const Report report = report_of(flat(lines), known);
    BOOST_TEST_REQUIRE(report.rows.at(0).measures.size() == 2U);
    BOOST_CHECK_EQUAL(report.rows[0].measures[0].description, "Bruggen krijgen verf.");
    BOOST_CHECK_EQUAL(report.rows[0].measures[1].description, "Sluizen krijgen olie.");
    BOOST_CHECK_EQUAL(report.rows[0].measures[1].number, "2");
    BOOST_CHECK(codes(report).contains("number-never-printed"));
}

BOOST_AUTO_TEST_CASE(begins_a_chapter_at_each_repeated_header) {
    const Report report = report_of(
        flat({"1 Bruggen krijgen een nieuwe laag verf. ", "Dat gebeurt. ",
              "Nr Omschrijving Voortgang ", "2 Wegen worden elk jaar geveegd. ", "Klaar. "}));
    BOOST_CHECK_EQUAL(report.chapters.size(), 2U);
    BOOST_CHECK(!report.chapters[1].title);
    BOOST_CHECK_EQUAL(report.rows.at(1).chapter, 2U);
}

BOOST_AUTO_TEST_CASE(does_not_begin_a_chapter_where_the_last_one_is_known_to_go_on) {
    const Report report = report_of(
        flat({"1 Bruggen krijgen een nieuwe laag verf. ", "Dat gebeurt. ",
              "Nr Omschrijving Voortgang ", "2 Wegen worden elk jaar geveegd. ", "Klaar. "}),
        two_known);
    BOOST_CHECK_EQUAL(report.chapters.size(), 1U);
    BOOST_CHECK(codes(report).contains("header-repeated"));
}

BOOST_AUTO_TEST_SUITE_END()

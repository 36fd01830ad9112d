// Reading reports of the tabbed layout: the sample word for word against its transcription, and one
// small invented case for each irregularity.
// SPDX-License-Identifier: EUPL-1.2
#include "report_samples.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

using peil::events::KnownMeasure;
using peil::events::Layout;
using peil::events::LineRange;
using peil::events::Report;
using peil::events::ReportRow;
using peil::events::testing::blocks;
using peil::events::testing::check_equal;
using peil::events::testing::codes;
using peil::events::testing::list;
using peil::events::testing::paragraph;
using peil::events::testing::progress_of;
using peil::events::testing::report_of;
using peil::events::testing::sample;
using peil::events::testing::sample_json;
using peil::events::testing::two_measures;

/// A tabbed report of one chapter with `rows` as its lines.
std::string tabbed(const std::string& rows) {
    return "Inleiding\n\nDit is het overzicht.\n\n1. Wegen en bruggen\t\t\t\n"
           "Nr\tOmschrijving\tPlanning\tVoortgang\n" +
           rows;
}

const std::string page_break = "\n\nBijlage 3: Rapport over wegen\n\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(report)

BOOST_AUTO_TEST_CASE(reads_the_tabbed_sample_word_for_word) {
    const Report report = report_of(sample("report-3.txt"));
    BOOST_CHECK(report.layout == Layout::tabbed);
    check_equal(report, sample_json("report-3.json"));
}

BOOST_AUTO_TEST_CASE(keeps_the_anchor_and_field_of_a_footnote) {
    const Report report = report_of(sample("report-3.txt"));
    const auto& footnote = report.rows.at(4).footnotes.at(0);
    BOOST_CHECK_EQUAL(footnote.anchor, "dijken");
    BOOST_CHECK_EQUAL(footnote.field, "description");
    BOOST_CHECK_EQUAL(report.rows.at(1).footnotes.at(0).field, "progress");
}

BOOST_AUTO_TEST_CASE(accepts_a_byte_order_mark_and_carriage_returns) {
    std::string text = "\xEF\xBB\xBF";
    for (const char c : sample("report-3.txt")) { text += c == '\n' ? "\r\n" : std::string{c}; }
    check_equal(report_of(text), sample_json("report-3.json"));
}

BOOST_AUTO_TEST_CASE(gives_the_lines_of_rows_and_chapters) {
    const Report report = report_of(tabbed("1\tVerf\t2020\tEen zin die" + page_break +
                                           "\t\t\tdoorloopt.\n2\tVegen\t2021\tKlaar.\n"));
    BOOST_CHECK((report.chapters.at(0).lines == LineRange{5, 7}));
    BOOST_CHECK((report.rows.at(0).lines == LineRange{7, 12}));
    BOOST_CHECK((report.rows.at(1).lines == LineRange{12, 13}));
}

BOOST_AUTO_TEST_CASE(joins_a_sentence_that_a_page_breaks) {
    const Report report = report_of(tabbed("1\tVerf\t2020\t<p>Klaar.</p> <p>De verf op de</p>" +
                                           page_break + "\t\t\t<p>Maasbrug is droog.</p>\n"));
    BOOST_CHECK_EQUAL(progress_of(report),
                      blocks({paragraph("Klaar."), paragraph("De verf op de Maasbrug is droog.")}));
    BOOST_CHECK(codes(report).contains("join-over-page-break"));
}

BOOST_AUTO_TEST_CASE(joins_a_word_that_a_page_breaks_at_its_hyphen) {
    const Report report =
        report_of(tabbed("1\tVerf\t2020\t<p>De lijst met NAP-</p>" + page_break +
                         "\t\t\tbouten, aan-" + page_break + "\t\t\ten afvoer is klaar.\n"));
    BOOST_CHECK_EQUAL(progress_of(report),
                      blocks({paragraph("De lijst met NAP-bouten, aan- en afvoer is klaar.")}));
}

BOOST_AUTO_TEST_CASE(begins_a_paragraph_behind_a_page_break_after_a_sentence) {
    const Report report = report_of(
        tabbed("1\tVerf\t2020\t<p>Klaar.</p>" + page_break + "\t\t\t<p>De rest volgt.</p>\n"));
    BOOST_CHECK_EQUAL(progress_of(report),
                      blocks({paragraph("Klaar."), paragraph("De rest volgt.")}));
    BOOST_CHECK(codes(report).contains("paragraph-after-page-break"));
}

BOOST_AUTO_TEST_CASE(continues_the_last_column_of_a_row_with_fewer_tabs) {
    const Report report =
        report_of(tabbed("1\tVerf\t2020\tDe verf is\n--\t--\t--\n\n\t\t<p>droog.</p>\n"));
    BOOST_CHECK_EQUAL(progress_of(report), blocks({paragraph("De verf is droog.")}));
    BOOST_CHECK_EQUAL(*report.rows[0].planning, "2020");
    BOOST_CHECK(codes(report).contains("row-with-fewer-tabs"));
}

BOOST_AUTO_TEST_CASE(continues_every_column_over_a_page_break) {
    const Report report = report_of(
        tabbed("1\tVerf voor\t2020\tDe verf" + page_break + "\tbruggen\ten later\tis droog.\n"));
    BOOST_CHECK_EQUAL(report.rows[0].measures[0].description, "Verf voor bruggen");
    BOOST_CHECK_EQUAL(*report.rows[0].planning, "2020 en later");
    BOOST_CHECK_EQUAL(progress_of(report), blocks({paragraph("De verf is droog.")}));
}

BOOST_AUTO_TEST_CASE(takes_the_last_word_of_a_row_from_the_chapter_row) {
    const Report report =
        report_of(tabbed("1\tVerf\t2020\t<p>Er lopen</p>\n\n2. Water\t\t\tproeven.\n"
                         "Nr\tOmschrijving\tPlanning\tVoortgang\n2\tSluis\t2021\tKlaar.\n"));
    BOOST_CHECK_EQUAL(progress_of(report), blocks({paragraph("Er lopen proeven.")}));
    BOOST_CHECK_EQUAL(*report.chapters.at(1).title, "Water");
    BOOST_CHECK_EQUAL(report.rows.at(1).chapter, 2U);
    BOOST_CHECK(codes(report).contains("word-in-chapter-row"));
}

BOOST_AUTO_TEST_CASE(takes_a_row_before_a_table_header_for_a_chapter) {
    const Report report = report_of(
        tabbed("1\tVerf\t2020\tKlaar.\n2\tWater\t\t\nNr\tOmschrijving\tPlanning\tVoortgang\n"
               "2\tSluis\t2021\tKlaar.\n"));
    BOOST_CHECK_EQUAL(*report.chapters.at(1).title, "Water");
    BOOST_CHECK_EQUAL(report.rows.size(), 2U);
}

BOOST_AUTO_TEST_CASE(reads_numbers_and_planning_in_paragraphs) {
    const Report report = report_of(
        tabbed("<p>1</p>\t<p>Verf</p>\t<p>Doorlopend</p> <p>Maasbrug: 2020</p>\t<p>Klaar.</p>\n"));
    BOOST_CHECK_EQUAL(report.rows.at(0).measures.at(0).number, "1");
    BOOST_CHECK_EQUAL(*report.rows[0].planning, "Doorlopend Maasbrug: 2020");
}

BOOST_AUTO_TEST_CASE(divides_an_unclosed_list_at_its_bullets) {
    const Report report = report_of(
        tabbed("1\tVerf\t2020\t<p>Nodig zijn:</p> <ul style=\"x\"> • kwast; • verf <p>Dat "
               "is alles.</p>\n"));
    BOOST_CHECK_EQUAL(
        progress_of(report),
        blocks({paragraph("Nodig zijn:"), list({"kwast;", "verf"}), paragraph("Dat is alles.")}));
    BOOST_CHECK(codes(report).contains("tags-unclosed"));
}

BOOST_AUTO_TEST_CASE(divides_a_list_at_its_numbers) {
    const Report report =
        report_of(tabbed("1\tVerf\t2020\t<ol> 1. Schuren in fase 2 2. Gronden 3. Lakken.</ol>\n"));
    BOOST_CHECK_EQUAL(progress_of(report),
                      blocks({list({"Schuren in fase 2", "Gronden", "Lakken."}, true)}));
}

BOOST_AUTO_TEST_CASE(divides_a_list_without_marks_at_its_sentences) {
    const Report report = report_of(
        tabbed("1\tVerf\t2020\t<ul> Een kwast c.q. roller. Verf van A. Jansen. Tijd.</ul>\n"));
    BOOST_CHECK_EQUAL(progress_of(report),
                      blocks({list({"Een kwast c.q. roller.", "Verf van A. Jansen.", "Tijd."})}));
    BOOST_CHECK(codes(report).contains("list-without-bullets"));
}

BOOST_AUTO_TEST_CASE(reads_list_items_in_tags_with_bullets_within) {
    const Report report = report_of(
        tabbed("1\tVerf\t2020\t<ul> <li>• kwast;</li> <li><p>verf</p></li> </ul> Klaar.\n"));
    BOOST_CHECK_EQUAL(progress_of(report), blocks({list({"kwast;", "verf"}), paragraph("Klaar.")}));
}

BOOST_AUTO_TEST_CASE(continues_an_item_and_its_list_over_a_page_break) {
    const Report report =
        report_of(tabbed("1\tVerf\t2020\t<ul> • kwast; • verf voor de" + page_break +
                         "\t\t\t<p>leuning;</p> <ul>• tijd. <p>Klaar.</p>\n"));
    BOOST_CHECK_EQUAL(
        progress_of(report),
        blocks({list({"kwast;", "verf voor de leuning;", "tijd."}), paragraph("Klaar.")}));
}

BOOST_AUTO_TEST_CASE(gives_a_footnote_to_the_row_of_its_mark) {
    const Report report = report_of(tabbed(
        "1\tVerf ² .\t2020\tDe ‘kwast’¹ van 5 m² is nat.\n2\tVegen\t2021\tOp de" +
        std::string{"\n\n¹ Zie <http://weg.example/a?b=1&c=2>\n² Maatregel 1b is afgerond.\n"} +
        page_break + "\t\t\tbrug.\n"));
    const ReportRow& row = report.rows.at(0);
    BOOST_CHECK_EQUAL(row.measures.at(0).description, "Verf .");
    BOOST_CHECK_EQUAL(progress_of(report), blocks({paragraph("De ‘kwast’ van 5 m² is nat.")}));
    BOOST_TEST_REQUIRE(row.footnotes.size() == 2U);
    BOOST_CHECK_EQUAL(row.footnotes[0].text, "Zie <http://weg.example/a?b=1&c=2>");
    BOOST_CHECK_EQUAL(row.footnotes[0].anchor, "‘kwast’");
    BOOST_CHECK_EQUAL(row.footnotes[1].field, "description");
    BOOST_CHECK_EQUAL(progress_of(report, 1), blocks({paragraph("Op de brug.")}));
    BOOST_CHECK(codes(report).contains("footnote-inside-row"));
    BOOST_CHECK(codes(report).contains("closed-in-footnote"));
}

BOOST_AUTO_TEST_CASE(tells_equal_marks_on_two_pages_apart) {
    const Report report =
        report_of(tabbed("1\tVerf\t2020\tNat¹ is\n\n¹ Eerste noot.\n" + page_break +
                         "\t\t\tnat.\n2\tVegen\t2021\tSchoon¹.\n\n¹ Tweede noot.\n"));
    BOOST_CHECK_EQUAL(report.rows.at(0).footnotes.at(0).text, "Eerste noot.");
    BOOST_CHECK_EQUAL(report.rows.at(1).footnotes.at(0).text, "Tweede noot.");
}

BOOST_AUTO_TEST_CASE(lists_marks_and_footnotes_that_do_not_belong_together) {
    const Report report = report_of(tabbed("1\tVerf\t2020\tNat³ en droog.\n\n¹ Een noot.\n"));
    BOOST_CHECK_EQUAL(progress_of(report), blocks({paragraph("Nat en droog.")}));
    BOOST_CHECK(codes(report).contains("footnote-missing"));
    BOOST_CHECK(codes(report).contains("footnote-without-mark"));
}

BOOST_AUTO_TEST_CASE(divides_a_row_with_two_numbers_at_its_ampersand) {
    for (const char* description :
         {"<p>Verf</p> <p>&</p> <p>Kwast &amp; emmer</p>", "Verf & Kwast&nbsp;&amp;emmer"}) {
        const Report report =
            report_of(tabbed(std::string{"1 2\t"} + description + "\t2020\tKlaar.\n"));
        BOOST_TEST_REQUIRE(report.rows.at(0).measures.size() == 2U);
        BOOST_CHECK_EQUAL(report.rows[0].measures[0].description, "Verf");
        BOOST_CHECK(report.rows[0].measures[1].description.starts_with("Kwast"));
    }
}

BOOST_AUTO_TEST_CASE(finds_the_number_that_a_joint_row_does_not_print) {
    const std::vector<KnownMeasure> known{{"1", "Verf", 1, {"2"}}, {"2", "Kwast", 1, {"1"}}};
    const Report report = report_of(tabbed("1\tVerf & Kwast\t2020\tKlaar.\n"), known);
    BOOST_TEST_REQUIRE(report.rows.at(0).measures.size() == 2U);
    BOOST_CHECK_EQUAL(report.rows[0].measures[1].number, "2");
    BOOST_CHECK(codes(report).contains("number-never-printed"));
}

BOOST_AUTO_TEST_CASE(decodes_entities_and_keeps_what_is_no_tag) {
    const Report report = report_of(
        tabbed("1\tVerf\t2020\t<p>A &amp; B & C&nbsp;&lt;p&gt; <b>x</b> 3 < 5<br/>&#233;&#x20AC; "
               "<5 jaar> &onzin; R&D ;</p>\n"));
    BOOST_CHECK_EQUAL(progress_of(report),
                      blocks({paragraph("A & B & C <p> x 3 < 5 é€ <5 jaar> &onzin; R&D ;")}));
}

BOOST_AUTO_TEST_CASE(reads_a_table_without_planning) {
    const Report report =
        report_of("1. Wegen\t\t\nNr\tOmschrijving\tVoortgang\n1\tVerf\tDe verf\n\n\t\tis droog.\n");
    BOOST_CHECK(!report.rows.at(0).planning);
    BOOST_CHECK_EQUAL(report.columns.size(), 3U);
    BOOST_CHECK_EQUAL(progress_of(report), blocks({paragraph("De verf is droog.")}));
}

BOOST_AUTO_TEST_CASE(lists_descriptions_that_differ) {
    const Report report = report_of(tabbed("1\tVerf\t2020\tKlaar.\n"), two_measures());
    BOOST_CHECK(codes(report).contains("description-differs"));
}

BOOST_AUTO_TEST_SUITE_END()

// Reading reports: the sample in both layouts word for word against its transcription, and one
// small invented case for each irregularity of the two layouts.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/report.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

using peil::events::Block;
using peil::events::Blocks;
using peil::events::KnownMeasure;
using peil::events::Layout;
using peil::events::List;
using peil::events::Paragraph;
using peil::events::read_report;
using peil::events::Report;
using peil::events::ReportRow;

namespace json = boost::json;

std::string sample(const std::string& name) {
    std::ifstream file{PEIL_SOURCE_DIR "/tests/data/sample/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

json::value sample_json(const std::string& name) {
    return json::parse(sample(name));
}

Report report_of(std::string_view text, const std::vector<KnownMeasure>& known = {}) {
    auto report = read_report(text, known);
    if (!report) {
        BOOST_FAIL(report.error().detail);
    }
    return std::move(*report);
}

std::vector<KnownMeasure> known_of(const Report& report) {
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

json::value json_of(const Block& block) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
        return {{"type", "paragraph"}, {"text", paragraph->text}};
    }
    const auto& list = std::get<List>(block);
    return {{"type", "list"}, {"ordered", list.ordered}, {"items", json::value_from(list.items)}};
}

json::array json_of(const Blocks& blocks) {
    json::array array;
    for (const Block& block : blocks) {
        array.push_back(json_of(block));
    }
    return array;
}

json::array json_of_footnotes(const ReportRow& row) {
    json::array array;
    for (const auto& footnote : row.footnotes) {
        array.push_back({{"mark", footnote.mark}, {"text", footnote.text}});
    }
    return array;
}

json::array json_of_measures(const Report& report) {
    json::array array;
    for (const ReportRow& row : report.rows) {
        for (const auto& measure : row.measures) {
            json::array others;
            for (const auto& other : row.measures) {
                if (other.number != measure.number) {
                    others.emplace_back(other.number);
                }
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

json::value json_of(const Report& report) {
    json::array columns;
    for (const auto& column : report.columns) {
        columns.emplace_back(column.field);
    }
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
void check_equal(const Report& report, const json::value& expected) {
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

std::set<std::string> codes(const Report& report) {
    std::set<std::string> found;
    for (const auto& assumption : report.assumptions) {
        found.insert(assumption.code);
    }
    return found;
}

std::string progress_of(const Report& report, std::size_t row = 0) {
    return json::serialize(json_of(report.rows.at(row).progress));
}

std::string blocks(const json::array& array) {
    return json::serialize(array);
}

json::object paragraph(std::string_view text) {
    return {{"type", "paragraph"}, {"text", text}};
}

json::object list(const std::vector<std::string>& items, bool ordered = false) {
    return {{"type", "list"}, {"ordered", ordered}, {"items", json::value_from(items)}};
}

/// A tabbed report of one chapter with `rows` as its lines.
std::string tabbed(const std::string& rows) {
    return "Inleiding\n\nDit is het overzicht.\n\n1. Wegen en bruggen\t\t\t\n"
           "Nr\tOmschrijving\tPlanning\tVoortgang\n" +
           rows;
}

const std::string page_break = "\n\nBijlage 3: Rapport over wegen\n\n";

/// A flat report of one chapter, double-spaced like the extraction of a PDF.
std::string flat(const std::vector<std::string>& lines) {
    std::string text = " Inleiding  \n\nDit is het overzicht. \n Nr Omschrijving Voortgang \n\n";
    for (const std::string& line : lines) {
        text += line + (line.ends_with('\n') ? "" : "\n\n");
    }
    return text;
}

const std::vector<KnownMeasure> two_known{{"1", "Bruggen krijgen een nieuwe laag verf.", 1, {}},
                                          {"2", "Wegen worden elk jaar geveegd.", 1, {}}};

}  // namespace

BOOST_AUTO_TEST_SUITE(report)

BOOST_AUTO_TEST_CASE(reads_the_tabbed_sample_word_for_word) {
    const Report report = report_of(sample("report-3.txt"));
    BOOST_CHECK(report.layout == Layout::tabbed);
    check_equal(report, sample_json("report-3.json"));
}

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

BOOST_AUTO_TEST_CASE(keeps_the_anchor_and_field_of_a_footnote) {
    const Report report = report_of(sample("report-3.txt"));
    const auto& footnote = report.rows.at(4).footnotes.at(0);
    BOOST_CHECK_EQUAL(footnote.anchor, "dijken");
    BOOST_CHECK_EQUAL(footnote.field, "description");
    BOOST_CHECK_EQUAL(report.rows.at(1).footnotes.at(0).field, "progress");
}

BOOST_AUTO_TEST_CASE(accepts_a_byte_order_mark_and_carriage_returns) {
    std::string text = "\xEF\xBB\xBF";
    for (const char c : sample("report-3.txt")) {
        text += c == '\n' ? "\r\n" : std::string{c};
    }
    check_equal(report_of(text), sample_json("report-3.json"));
}

BOOST_AUTO_TEST_CASE(gives_the_lines_of_rows_and_chapters) {
    const Report report = report_of(tabbed("1\tVerf\t2020\tEen zin die" + page_break +
                                           "\t\t\tdoorloopt.\n2\tVegen\t2021\tKlaar.\n"));
    BOOST_CHECK((report.chapters.at(0).lines == peil::events::LineRange{5, 7}));
    BOOST_CHECK((report.rows.at(0).lines == peil::events::LineRange{7, 12}));
    BOOST_CHECK((report.rows.at(1).lines == peil::events::LineRange{12, 13}));
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
        "1\tVerf² .\t2020\tDe ‘kwast’¹ van 5 m² is nat.\n2\tVegen\t2021\tOp de" +
        std::string{"\n\n¹ Zie <http://weg.example/a?b=1&c=2>\n² Maatregel 1b is afgerond.\n"} +
        page_break + "\t\t\tbrug.\n"));
    const ReportRow& row = report.rows.at(0);
    BOOST_CHECK_EQUAL(row.measures.at(0).description, "Verf.");
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

BOOST_AUTO_TEST_CASE(lists_descriptions_that_differ_and_measures_that_are_missing) {
    const Report report = report_of(tabbed("1\tVerf\t2020\tKlaar.\n"), two_known);
    BOOST_CHECK(codes(report).contains("description-differs"));
    BOOST_CHECK(codes(report).contains("measure-not-printed"));
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
                                          {"2", "Sluizen krijgen olie.", 1, {"1"}},
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

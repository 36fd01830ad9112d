// Changes as a summary, on a terminal, in Markdown, and as a page.
// SPDX-License-Identifier: EUPL-1.2
#include "changes_samples.hpp"
#include <peil/events/render.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

namespace {

using testing::report_with;
using testing::sample_edition;
using testing::sample_edition_without_planning;
using testing::sample_matrix;
using testing::sample_measure;

/// Two matrices and what differs.
struct Pair {
    Matrix before;
    Matrix after;
    Comparison comparison = compare(before, after);
    [[nodiscard]] ChangesPage page(Language language) const {
        return {comparison, before, after, language};
    }
    [[nodiscard]] std::string table(Language language = Language::en) const {
        return render_changes(page(language), {.width_columns = 120});
    }
    [[nodiscard]] std::string sentence(Language language) const {
        return summarise(comparison, before, after, language);
    }
};

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

Pair sample_pair() {
    auto after = sample_edition_without_planning();
    after.measures[0].description = "Onderhoud van vaarten";
    after.measures.erase(after.measures.begin() + 1);
    after.measures.push_back(sample_measure("5", "Planten van riet"));
    return {sample_edition(), after};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(changes_render)

BOOST_AUTO_TEST_CASE(the_summary_counts_in_either_language_with_the_right_plurals) {
    const auto pair = sample_pair();
    BOOST_TEST(pair.sentence(Language::en) ==
               "5 measures; 1 entered; 1 left; the column planning is gone; "
               "2 rows are word for word the same");
    BOOST_TEST(pair.sentence(Language::nl) ==
               "5 maatregelen; 1 kwam erbij; 1 is vervallen; de kolom planning is vervallen; "
               "2 rijen zijn woord voor woord gelijk");
}

BOOST_AUTO_TEST_CASE(the_summary_of_nothing_says_so) {
    const Pair pair{sample_matrix(), sample_matrix()};
    BOOST_TEST(pair.sentence(Language::en) ==
               "4 measures; 3 rows are word for word the same; nothing differs");
    const Pair empty{};
    BOOST_TEST(empty.sentence(Language::nl) == "0 maatregelen; er is geen verschil");
}

BOOST_AUTO_TEST_CASE(the_summary_tells_series_slips_and_silence) {
    const Pair pair{
        report_with("Er staan 15 bomen langs de vaart. Het stuwmeer is gepland voor mei 2031.",
                    "2031-04-01"),
        report_with("Er staan 20 bomen langs de vaart.", "2031-10-01")};
    const auto sentence = pair.sentence(Language::nl);
    BOOST_TEST(contains(sentence, "1 van 1 terugkerende reeks heeft een andere waarde"), sentence);
    BOOST_TEST(contains(sentence, "1 aankondiging wordt niet meer genoemd"), sentence);
    BOOST_TEST(contains(pair.sentence(Language::en), "1 of 1 returning series has another value"));
}

BOOST_AUTO_TEST_CASE(the_summary_tells_what_counts_something_else_by_its_number) {
    const std::string period = "In 2030 (januari tot en met september 2030) zijn 15 bomen geplant.";
    const auto pair_with = [&](const std::string& after) {
        return Pair{report_with(period, "2031-04-01"), report_with(after, "2031-10-01")};
    };
    const auto same = pair_with("In 2030 zijn 15 bomen geplant.");
    BOOST_TEST(same.sentence(Language::nl) ==
               "10 maatregelen; 1 reeks telt iets anders onder hetzelfde getal; 9 rijen zijn woord "
               "voor woord gelijk");
    BOOST_TEST(
        same.sentence(Language::en) ==
        "10 measures; 1 series counts something else under the same number; 9 rows are word for "
        "word the same");
    const auto other = pair_with("In 2030 zijn 20 bomen geplant.").sentence(Language::nl);
    BOOST_TEST(contains(other,
                        "1 van 1 terugkerende reeks heeft een andere waarde, 1 daarvan telt "
                        "iets anders"),
               other);
    BOOST_TEST(!contains(other, "onder hetzelfde getal"), other);
}

BOOST_AUTO_TEST_CASE(the_table_begins_with_the_summary_and_both_sides) {
    const auto text = sample_pair().table();
    BOOST_TEST(text.starts_with("5 measures; "), text);
    BOOST_TEST(contains(text, "\nfrom edition 5 (2031-04-01) to edition 6 (2031-10-01)\n"), text);
    BOOST_TEST(contains(text,
                        "\nMeasure 1: Onderhoud van vaarten\n  description: reworded (42 % the "
                        "same)\n    [-Baggeren-]{+Onderhoud+} van [-sloten-]{+vaarten+}\n"),
               text);
    BOOST_TEST(contains(text, "\nMeasure 2\n  measure left\n    [-Meten van de waterstand-]\n"),
               text);
    BOOST_TEST(contains(text, "\nMeasure 5\n  measure entered\n    {+Planten van riet+}\n"), text);
    BOOST_TEST(contains(text, "\nWord for word the same: 1, 3, 4\n"), text);
}

BOOST_AUTO_TEST_CASE(the_table_is_dutch_unless_asked_otherwise) {
    const auto text = sample_pair().table(Language::nl);
    BOOST_TEST(contains(text, "\nvan editie 5 (1 april 2031) naar editie 6 (1 oktober 2031)\n"),
               text);
    BOOST_TEST(contains(text, "\nMaatregel 5\n  maatregel toegevoegd\n"), text);
}

BOOST_AUTO_TEST_CASE(events_that_were_asked_for_head_the_page) {
    auto pair = sample_pair();
    pair.comparison.before_event = 160;
    pair.comparison.after_event = 202;
    BOOST_TEST(contains(pair.table(), "\nfrom event 160 to event 202\n"));
    const auto json = to_json(pair.comparison, pair.before, pair.after, Language::en);
    BOOST_TEST(json.at("from").at("event").as_int64() == 160);
    BOOST_TEST(json.at("to").at("event").as_int64() == 202);
}

BOOST_AUTO_TEST_CASE(a_status_is_told_in_the_language_of_the_page) {
    auto before = sample_matrix();
    auto after = sample_matrix();
    before.measures[0].status = "planned";
    after.measures[0].status = "ongoing";
    const Pair pair{before, after};
    BOOST_TEST(contains(pair.table(), "\n  status changed: planned → ongoing\n"), pair.table());
    BOOST_TEST(contains(pair.table(Language::nl), "\n  status gewijzigd: gepland → doorlopend\n"),
               pair.table(Language::nl));
}

BOOST_AUTO_TEST_CASE(changed_titles_stand_before_the_measures) {
    auto after = sample_matrix();
    after.chapters[1].title = "Kaden";
    const Pair pair{sample_matrix(), after};
    BOOST_TEST(contains(pair.table(),
                        "\nProgramme\n  title of chapter 2: reworded\n    [-Oevers-]{+Kaden+}\n"));
}

BOOST_AUTO_TEST_CASE(a_chapter_that_came_or_went_is_told_with_its_number) {
    auto after = sample_matrix();
    after.chapters.push_back({.number = 3, .title = "Bruggen"});
    const Pair come{sample_matrix(), after};
    BOOST_TEST(contains(come.table(), "\n  new chapter 3\n    {+Bruggen+}\n"), come.table());
    BOOST_TEST(contains(come.table(Language::nl), "\n  nieuw hoofdstuk 3\n"));
    const Pair gone{after, sample_matrix()};
    BOOST_TEST(contains(gone.table(), "\n  dropped chapter 3\n    [-Bruggen-]\n"), gone.table());
    BOOST_TEST(contains(gone.table(Language::nl), "\n  vervallen hoofdstuk 3\n"));
}

BOOST_AUTO_TEST_CASE(changes_of_a_joint_row_are_shown_once) {
    auto after = sample_matrix();
    for (const std::size_t i : {2U, 3U}) { after.measures[i].progress = {Paragraph{"Gereed."}}; }
    const auto text = Pair{sample_matrix(), after}.table();
    BOOST_TEST(count_of(text, "{+Gereed") == 1U);
    BOOST_TEST(contains(text,
                        "\nMeasure 4: Afvoeren van maaisel\n"
                        "  progress rewritten, as with measure 3\n"),
               text);
}

BOOST_AUTO_TEST_CASE(figures_and_dates_are_told_with_their_sentences) {
    const Pair pair{
        report_with("In 2030 (januari tot en met september 2030) zijn 15 bomen geplant.",
                    "2031-04-01"),
        report_with("In 2030 zijn 20 bomen geplant.", "2031-10-01")};
    const auto text = pair.table();
    BOOST_TEST(contains(text,
                        "  figure counts something else: 15 → 20 bomen (another period; found in "
                        "the text)\n    - In 2030 (januari"),
               text);
}

BOOST_AUTO_TEST_CASE(figures_of_one_unit_in_a_text_are_told_apart_by_their_sentences) {
    const auto text_of = [](const std::string& first, const std::string& second) {
        return Pair{
            report_with("Langs de vaart staan 15 bomen. Er waren 4 bomen ziek.", "2031-04-01"),
            report_with(
                "Langs de vaart staan " + first + " bomen. Er waren " + second + " bomen ziek.",
                "2031-10-01")};
    };
    const auto both = text_of("20", "6");
    const std::string line = "  figure grew: 4 → 6 bomen (found in the text)\n";
    BOOST_TEST(contains(both.table(),
                        line + "    - Er waren 4 bomen ziek.\n    + Er waren 6 bomen ziek.\n"),
               both.table());
    BOOST_TEST(contains(render_changes_markdown(both.page(Language::en)),
                        "<br><del>Er waren 4 bomen ziek.</del>"));
    BOOST_TEST(contains(render_changes_html(both.page(Language::en)),
                        "<ins>Er waren 6 bomen ziek.</ins>"));
    // Alone its line is enough.
    const auto one = text_of("15", "6").table();
    BOOST_TEST(contains(one, line), one);
    BOOST_TEST(!contains(one, "    - Er waren"), one);
}

BOOST_AUTO_TEST_CASE(figures_of_one_unit_in_the_ledger_are_told_apart_by_their_labels) {
    const auto matrix_with = [](const std::string& date, const std::vector<Figure>& figures) {
        auto matrix = report_with("Stand van " + date, date);
        matrix.measures[0].figures = figures;
        return matrix;
    };
    const auto figure = [](const std::string& series, const std::string& label,
                           const std::string& value) {
        Figure one{.series = "1." + series, .value = value, .label = label, .unit = "p"};
        one.position.sequence = std::stoull(value);
        one.quote = "Er waren " + value + " p.";
        return one;
    };
    const auto compared = [&](const std::string& classes, const std::string& parents) {
        return Pair{matrix_with("2031-04-01",
                                {figure("a", "klassen", "10"), figure("b", "<ouders>", "11")}),
                    matrix_with("2031-10-01", {figure("a", "klassen", classes),
                                               figure("b", "<ouders>", parents)})};
    };
    const auto both = compared("12", "9");
    const auto text = both.table();
    BOOST_TEST(contains(text, "  figure grew: 10 → 12 p (klassen)\n"), text);
    BOOST_TEST(contains(text, "  figure fell: 11 → 9 p (<ouders>)\n"), text);
    BOOST_TEST(!contains(text, "Er waren"), text);
    BOOST_TEST(contains(render_changes_markdown(both.page(Language::nl)),
                        "| cijfer gestegen (klassen) | 10 → 12 p |"));
    BOOST_TEST(contains(render_changes_html(both.page(Language::nl)),
                        "cijfer gedaald (&lt;ouders&gt;)</th>"),
               render_changes_html(both.page(Language::nl)));
    const auto one = compared("12", "11").table();
    BOOST_TEST(contains(one, "  figure grew: 10 → 12 p\n"), one);
    // A label that says no more than the unit is left out; labels that are the same tell nothing.
    const auto with_label = [&](const std::string& label) {
        return Pair{matrix_with("2031-04-01", {figure("a", "p", "10"), figure("b", label, "11")}),
                    matrix_with("2031-10-01", {figure("a", "p", "12"), figure("b", label, "9")})}
            .table();
    };
    const auto plain = with_label("ouders");
    BOOST_TEST(contains(plain, "10 → 12 p\n"), plain);
    BOOST_TEST(contains(plain, "11 → 9 p (ouders)\n"), plain);
    const auto same = with_label("p");
    BOOST_TEST(contains(same, "10 → 12 p (1.a)\n"), same);
    BOOST_TEST(contains(same, "11 → 9 p (1.b)\n"), same);
}

BOOST_AUTO_TEST_CASE(markdown_is_a_table_that_marks_words_and_escapes_the_rest) {
    auto after = sample_matrix();
    after.measures[0].description = "Baggeren van <b> | vaarten";
    const Pair pair{sample_matrix(), after};
    const auto text = render_changes_markdown(pair.page(Language::en));
    BOOST_TEST(contains(text, "\n| Measure | What | Difference |\n| --- | --- | --- |\n"), text);
    BOOST_TEST(
        contains(text, "| Baggeren van <del>sloten</del><ins>&lt;b&gt; \\| vaarten</ins> |\n"),
        text);
}

BOOST_AUTO_TEST_CASE(the_page_needs_nothing_beside_it_and_escapes_all_content) {
    auto before = sample_edition();
    auto after = sample_edition_without_planning();
    before.programme = after.programme = "Sloten & \"vaarten\" <b>";
    after.measures[0].description = "Baggeren </td><script>alert('x')</script>";
    after.measures[1].progress = {Paragraph{"Peilstok <i>geplaatst</i>."}};
    const Pair pair{before, after};
    const auto html = render_changes_html(pair.page(Language::nl));
    BOOST_TEST(html.starts_with("<!DOCTYPE html>\n<html lang=\"nl\">\n"));
    BOOST_TEST(contains(html, "<h1>Sloten &amp; &quot;vaarten&quot; &lt;b&gt;</h1>"));
    BOOST_TEST(contains(html, "<del>besteld</del><ins>&lt;i&gt;geplaatst&lt;/i&gt;</ins>"), html);
    for (const std::string_view absent :
         {"<script", "<b>", "<i>", " src=", " href=", "@import", "url("}) {
        BOOST_TEST(!contains(html, absent), std::string(absent));
    }
    for (const std::string_view present :
         {"<caption>", "<th scope=\"col\"", "<th scope=\"row\">", "scope=\"rowgroup\"",
          "<meta charset=\"utf-8\">", "@media print", "<title>"}) {
        BOOST_TEST(contains(html, present), std::string(present));
    }
    BOOST_TEST(count_of(html, "<tbody>") == count_of(html, "</tbody>"));
    BOOST_TEST(count_of(html, "<tr") == count_of(html, "</tr>"));
    BOOST_TEST(contains(render_changes_html(pair.page(Language::en)), "<html lang=\"en\">"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events

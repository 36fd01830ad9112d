// Matrices and their differences as text: aligned, escaped, and harmless.
// SPDX-License-Identifier: EUPL-1.2
#include "matrix_samples.hpp"
#include <peil/events/render.hpp>
#include <peil/events/text_width.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace peil::events {

namespace {

using testing::sample_edition;
using testing::sample_edition_without_planning;
using testing::sample_matrix;
using testing::sample_measure;

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) { lines.push_back(line); }
    return lines;
}

int widest_line(const std::string& text) {
    int widest = 0;
    for (const auto& line : lines_of(text)) { widest = std::max(widest, display_width(line)); }
    return widest;
}

/// Sequences of the renderer itself taken out.
std::string uncoloured(std::string text) {
    for (auto begin = text.find("\x1b["); begin != std::string::npos; begin = text.find("\x1b[")) {
        text.erase(begin, text.find('m', begin) - begin + 1);
    }
    return text;
}

/// Every text of the matrix replaced.
Matrix filled_with(const std::string& text) {
    auto matrix = sample_edition();
    matrix.programme = text;
    matrix.title = text;
    matrix.introduction = {Paragraph{text}, List{.ordered = false, .items = {text}}};
    for (auto& column : matrix.columns) { column.label = text; }
    for (auto& chapter : matrix.chapters) { chapter.title = text; }
    for (auto& measure : matrix.measures) {
        measure.description = text;
        measure.planning = text;
        measure.status = text;
        measure.progress = {Paragraph{text}, List{.ordered = true, .items = {text, text}}};
        measure.footnotes = {{text, "progress", text, text}};
        measure.closure = Closure{text, text, text};
    }
    return matrix;
}

Matrix with_long_progress() {
    auto matrix = sample_matrix();
    std::vector<std::string> items;
    for (int i = 1; i <= 18; ++i) { items.push_back("sloot " + std::to_string(i)); }
    matrix.measures[0].progress = {List{.ordered = false, .items = items}};
    matrix.measures[0].footnotes.clear();
    return matrix;
}

std::string changes_text(const Matrix& before, const Matrix& after, const TableStyle& style) {
    const auto comparison = compare(before, after);
    return render_changes({comparison, before, after, Language::en}, style);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(render)

BOOST_AUTO_TEST_CASE(a_table_has_the_headings_of_the_programme_and_one_row_a_measure) {
    const auto text = render_table(sample_edition(), {.width_columns = 110});
    BOOST_TEST(contains(text, "Programma Schone Sloten\n"));
    BOOST_TEST(contains(text, "Editie 5, 1 april 2031: Vijfde voortgangsrapportage\n"));
    BOOST_TEST(contains(text, "Omschrijving"));
    BOOST_TEST(contains(text, "Recente ontwikkelingen en stand van zaken"));
    BOOST_TEST(contains(text, "\n1. Water\n"));
    BOOST_TEST(contains(text, "\n2. Oevers\n"));
    BOOST_TEST(contains(text, "\n3 & 4  3: Maaien van rietkragen"));
    BOOST_TEST(contains(text, "• tien sloten"));
    BOOST_TEST(contains(text, "[1] Zie het logboek van de schipper."));
}

BOOST_AUTO_TEST_CASE(columns_stand_below_their_headings) {
    const auto lines = lines_of(render_table(sample_edition(), {.width_columns = 110}));
    const auto header = std::find_if(
        lines.begin(), lines.end(), [](const std::string& line) { return line.starts_with("Nr"); });
    const auto row = std::find_if(lines.begin(), lines.end(),
                                  [](const std::string& line) { return line.starts_with("1  "); });
    BOOST_TEST_REQUIRE((header != lines.end() && row != lines.end()));
    BOOST_TEST(header->find("Omschrijving") == row->find("Baggeren"));
    BOOST_TEST(header->find("Planning") == row->find("Doorlopend"));
    BOOST_TEST(header->find("Recente") == row->find("De eerste"));
}

BOOST_AUTO_TEST_CASE(no_line_is_wider_than_the_terminal_nor_ends_in_a_space) {
    for (int width = 20; width <= 130; ++width) {
        for (const auto& matrix : {sample_edition(), with_long_progress(), filled_with("水 a")}) {
            const auto text = render_table(matrix, {.width_columns = width, .is_full = true});
            BOOST_TEST(widest_line(text) <= width);
            BOOST_TEST(!contains(text, " \n"));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_narrow_terminal_gets_a_list) {
    const auto text = render_table(sample_matrix(), {.width_columns = 50});
    BOOST_TEST(contains(text, "\n3 & 4\n  3: Maaien van rietkragen\n"));
    BOOST_TEST(contains(text, "\n  Planning: Doorlopend\n"));
    BOOST_TEST(!contains(text, "Omschrijving"));
}

BOOST_AUTO_TEST_CASE(an_edition_without_planning_has_no_such_column) {
    const auto text = render_table(sample_edition_without_planning(), {.width_columns = 110});
    BOOST_TEST(!contains(text, "Planning"));
}

BOOST_AUTO_TEST_CASE(a_chapter_whose_title_is_not_printed_has_its_number) {
    auto edition = sample_edition();
    edition.chapters[1].title_printed = false;
    BOOST_TEST(contains(render_table(edition, {}), "\nHoofdstuk 2\n"));
}

BOOST_AUTO_TEST_CASE(long_progress_is_cut_and_says_how_much_is_left) {
    const auto text = render_table(with_long_progress(), {.width_columns = 120});
    BOOST_TEST(contains(text, "… (nog 12 regels; --full toont alles)"));
    BOOST_TEST(!contains(text, "sloot 7"));
    const auto full = render_table(with_long_progress(), {.width_columns = 120, .is_full = true});
    BOOST_TEST(contains(full, "sloot 18"));
    BOOST_TEST(!contains(full, "nog "));
}

BOOST_AUTO_TEST_CASE(a_status_that_the_planning_does_not_tell_stands_below_it) {
    auto matrix = sample_matrix();
    BOOST_TEST(!contains(render_table(matrix, {.width_columns = 110}), "(doorlopend)"));
    matrix.measures[0].planning = "Eind 2032";
    BOOST_TEST(contains(render_table(matrix, {.width_columns = 110}), "(doorlopend)"));
}

BOOST_AUTO_TEST_CASE(the_footer_names_moment_size_and_root) {
    const auto lines = lines_of(render_table(sample_matrix(), {.width_columns = 120}));
    BOOST_TEST(lines.back() ==
               "4 maatregelen · stand op 2031-04-01 · bekend op 2031-04-01T10:00:00.000Z · "
               "57 gebeurtenissen · wortel abababababab");
}

BOOST_AUTO_TEST_CASE(colours_change_nothing_but_colour) {
    const auto plain = render_table(sample_edition(), {.width_columns = 90});
    const auto coloured =
        render_table(sample_edition(), {.width_columns = 90, .is_coloured = true});
    BOOST_TEST(!contains(plain, "\x1b"));
    BOOST_TEST(contains(coloured, "\x1b[1m"));
    BOOST_TEST(uncoloured(coloured) == plain);
}

BOOST_AUTO_TEST_CASE(no_content_reaches_the_terminal_as_a_command) {
    const auto matrix = filled_with(
        "a\x1b[31mb\x07\xE2\x80\xAE"
        "c\xC2\x9B"
        "d");
    for (const int width : {40, 100}) {
        const auto text = render_table(matrix, {.width_columns = width, .is_full = true}) +
                          changes_text(sample_edition(), matrix, {.width_columns = width});
        for (const auto* const bad : {"\x1b", "\x07", "\xE2\x80\xAE", "\xC2\x9B"}) {
            BOOST_TEST(!contains(text, bad));
        }
    }
}

BOOST_AUTO_TEST_CASE(markdown_has_a_table_a_chapter_and_footnotes_below) {
    const auto text = render_markdown(sample_edition());
    BOOST_TEST(text.starts_with("# Programma Schone Sloten\n\nEditie 5, 1 april 2031: "));
    BOOST_TEST(contains(text, "\n## 1\\. Water\n\n| Nr | Omschrijving | Planning | Recente "));
    BOOST_TEST(contains(text, "\n| --- | --- | --- | --- |\n| 1 | Baggeren van sloten | "));
    BOOST_TEST(contains(text, "maart<sup>1</sup>.<br>• tien sloten<br>• twee vaarten |\n"));
    BOOST_TEST(contains(text, "\n| 3 &amp; 4 | 3: Maaien van rietkragen<br>4: Afvoeren"));
    BOOST_TEST(contains(text, "<sup>1</sup> Maatregel 1, bij ‘maart’: Zie het logboek"));
}

BOOST_AUTO_TEST_CASE(no_text_breaks_a_markdown_table) {
    const auto text = render_markdown(filled_with("a|b\\|c\n- d\n# e <i> `f` *g* _h_ [i](j) 1."));
    for (const auto& line : lines_of(text)) {
        if (!line.starts_with('|')) { continue; }
        std::size_t bars = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '\\') {
                ++i;
            } else if (line[i] == '|') {
                ++bars;
            }
        }
        BOOST_TEST(bars == 5U);
        BOOST_TEST(!contains(line, "<i>"));
    }
    BOOST_TEST(
        contains(text, "a\\|b\\\\\\|c<br>\\- d<br>\\# e &lt;i&gt; \\`f\\` \\*g\\* \\_h\\_ "));
}

BOOST_AUTO_TEST_CASE(csv_has_a_header_and_a_record_a_measure) {
    const auto text = render_csv(sample_matrix());
    BOOST_TEST(
        text.starts_with("number,chapter,chapterTitle,description,planning,status,progress,"
                         "jointWith,footnotes,effective,event\r\n1,1,Water,Baggeren van "
                         "sloten,Doorlopend,ongoing,\"De eerste baggerboot vaart sinds "
                         "maart.\n\n- tien sloten\n- twee vaarten\",,[1] Zie het logboek "
                         "van de schipper.,2031-03-01,12\r\n"));
    BOOST_TEST(count_of(text, "\r\n") == 5U);
    BOOST_TEST(contains(text,
                        "\r\n3,2,Oevers,Maaien van rietkragen,Gereed,completed,Gemaaid in "
                        "het najaar.,4,,2031-03-01,12\r\n"));
}

BOOST_AUTO_TEST_CASE(csv_quotes_commas_quotes_and_line_breaks) {
    auto matrix = sample_matrix();
    matrix.measures[0].description = "Zeg \"sloot\", niet vaart";
    BOOST_TEST(contains(render_csv(matrix), ",\"Zeg \"\"sloot\"\", niet vaart\","));
}

BOOST_AUTO_TEST_CASE(no_spreadsheet_runs_a_cell) {
    for (const std::string trigger : {"=", "+", "-", "@", "\t"}) {
        auto matrix = sample_matrix();
        matrix.measures[0].description = trigger + "1+1";
        BOOST_TEST(contains(render_csv(matrix), ",'" + trigger + "1+1,"));
    }
    // A number with a minus is a number.
    auto matrix = sample_matrix();
    matrix.measures[0].description = "-1";
    BOOST_TEST(contains(render_csv(matrix), ",-1,"));
}

BOOST_AUTO_TEST_CASE(long_unchanged_passages_are_shortened) {
    auto before = sample_matrix();
    auto after = before;
    std::string passage;
    for (int i = 1; i <= 30; ++i) { passage += "woord" + std::to_string(i) + ' '; }
    before.measures[0].progress = {Paragraph{passage + "oud " + passage + "einde"}};
    after.measures[0].progress = {Paragraph{passage + "nieuw " + passage + "slot"}};
    const auto text = changes_text(before, after, {.width_columns = 120});
    BOOST_TEST(contains(text,
                        "    … woord26 woord27 woord28 woord29 woord30 [-oud-]{+nieuw+} "
                        "woord1 woord2 woord3 woord4 woord5 … woord26"));
    BOOST_TEST(contains(text, "[-einde-]{+slot+}"));
}

BOOST_AUTO_TEST_CASE(changes_fit_the_width_and_differ_by_colour_only_in_colour) {
    auto after = sample_matrix();
    after.measures[0].progress = {Paragraph{"De tweede\n\nbaggerboot ligt sinds juni stil."}};
    after.measures[1].description = "Metenvandewaterstandenindezomerenindewinter";
    for (int width = 20; width <= 90; ++width) {
        const TableStyle plain{.width_columns = width};
        const TableStyle coloured{.width_columns = width, .is_coloured = true};
        const auto text = changes_text(sample_matrix(), after, plain);
        BOOST_TEST(widest_line(text) <= width);
        BOOST_TEST(uncoloured(changes_text(sample_matrix(), after, coloured)) == text);
    }
    const auto coloured = changes_text(sample_matrix(), after, {.is_coloured = true});
    BOOST_TEST(contains(coloured, "\x1b[9;31m[-"));
    BOOST_TEST(contains(coloured, "\x1b[32m{+"));
}

BOOST_AUTO_TEST_CASE(changed_white_space_is_visible) {
    auto before = sample_matrix();
    auto after = before;
    before.measures[0].progress = {Paragraph{"een twee"}};
    after.measures[0].progress = {Paragraph{"een"}, Paragraph{"twee"}};
    BOOST_TEST(contains(changes_text(before, after, {}), "een[-·-]{+¶+}twee"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events

// Where the marks of footnotes stand in the text of a matrix.
// SPDX-License-Identifier: EUPL-1.2
#include "footnote_marks.hpp"
#include <peil/events/render.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace peil::events {

namespace {

std::string marked(const std::string& text, const std::vector<Footnote>& footnotes) {
    FootnoteMarks marks(footnotes, "description");
    return with_marks(text, marks, true);
}

Footnote note(const std::string& mark, const std::string& anchor) {
    return {mark, "description", anchor, "Zie boven."};
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(footnote_marks)

BOOST_AUTO_TEST_CASE(a_mark_follows_its_word) {
    BOOST_TEST(marked("De kade wordt gemeten.", {note("1", "kade")}) ==
               "De kade[1] wordt gemeten.");
    BOOST_TEST(marked("De kade.", {note("1", "kade.")}) == "De kade.[1]");
    BOOST_TEST(marked("De kade (oud).", {note("1", "(oud)")}) == "De kade (oud)[1].");
}

BOOST_AUTO_TEST_CASE(a_mark_follows_a_whole_word_only) {
    BOOST_TEST(marked("De kadewand en de kade.", {note("1", "kade")}) ==
               "De kadewand en de kade[1].");
    BOOST_TEST(marked("Geïnd en ïnd", {note("1", "nd")}) == "Geïnd en ïnd[1]");
}

BOOST_AUTO_TEST_CASE(marks_stand_in_the_order_of_the_text) {
    BOOST_TEST(marked("een twee", {note("2", "twee"), note("1", "een"), note("3", "twee")}) ==
               "een[1] twee[2][3]");
}

BOOST_AUTO_TEST_CASE(a_mark_whose_word_is_missing_stands_at_the_end) {
    BOOST_TEST(marked("De kade.", {note("1", "brug")}) == "De kade.[1]");
    BOOST_TEST(marked("De kade.", {note("1", "")}) == "De kade.[1]");
    BOOST_TEST(marked("De kade.", {{"1", "progress", "kade", "x"}}) == "De kade.");
}

BOOST_AUTO_TEST_CASE(a_mark_finds_its_block) {
    const Blocks blocks{Paragraph{"Eerst noord."},
                        List{.ordered = false, .items = {"zand", "klei"}}};
    const auto found = with_marks(blocks, {{"1", "progress", "klei", "x"},
                                           {"2", "progress", "noord.", "y"},
                                           {"3", "progress", "veen", "z"}});
    const Blocks expected{Paragraph{"Eerst noord.[2]"},
                          List{.ordered = false, .items = {"zand", "klei[1][3]"}}};
    BOOST_TEST((found == expected));
}

BOOST_AUTO_TEST_CASE(tables_and_documents_show_the_marks_and_the_notes) {
    Matrix matrix;
    matrix.chapters = {{1, "Dijken"}};
    MatrixMeasure measure{.number = "7", .chapter = 1, .description = "De kade wordt gemeten."};
    measure.progress = {Paragraph{"Er is gemeten bij de brug."}};
    measure.footnotes = {note("1", "kade"), {"2", "progress", "brug", "De oude."}};
    matrix.measures = {measure};
    const auto table = render_table(matrix, {.width_columns = 120, .is_full = true});
    BOOST_TEST(holds(table, "De kade[1] wordt gemeten."), table);
    BOOST_TEST(holds(table, "bij de brug[2]."), table);
    BOOST_TEST(holds(table, "[2] De oude."), table);
    const auto document = render_markdown(matrix);
    BOOST_TEST(holds(document, "De kade<sup>1</sup> wordt gemeten"), document);
    BOOST_TEST(holds(document, "bij de brug<sup>2</sup>"), document);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events

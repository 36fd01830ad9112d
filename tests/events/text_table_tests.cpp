// Tables of wrapped cells.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/text_table.hpp>
#include <peil/events/text_width.hpp>

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace peil::events {

namespace {

std::vector<std::string> lines_of_text(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream all(text);
    for (std::string line; std::getline(all, line);) { lines.push_back(line); }
    return lines;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(text_table)

BOOST_AUTO_TEST_CASE(columns_are_as_wide_as_they_need_to_be) {
    const auto lines = lines_of_text(
        render_text_table({"Nr", "Wat"}, {{"1", "dijk"}, {"12", "kade"}}, {.width_columns = 80}));
    const std::vector<std::string> expected{"Nr  Wat", "────────", "1   dijk", "12  kade"};
    BOOST_TEST(lines == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_widest_column_gives_way) {
    const std::string text =
        "veel woorden die niet op een enkele regel van zestig passen, echt niet";
    const auto lines = lines_of_text(
        render_text_table({"Nr", "Wat"}, {{"maatregel", text}}, {.width_columns = 60}));
    BOOST_TEST_REQUIRE(lines.size() == 4U);
    BOOST_TEST(lines[2].starts_with("maatregel  veel"));
    BOOST_TEST(lines[3].starts_with("           "));
}

BOOST_AUTO_TEST_CASE(long_cells_are_cut_unless_all_is_asked_for) {
    const std::string text = "a\nb\nc\nd\ne\nf";
    BOOST_TEST(lines_of_text(render_text_table({"x", "y"}, {{"1", text}}, {}, 3)).size() == 6U);
    BOOST_TEST(
        lines_of_text(render_text_table({"x", "y"}, {{"1", text}}, {.is_full = true}, 3)).size() ==
        8U);
}

BOOST_AUTO_TEST_CASE(where_there_is_no_room_each_cell_has_lines_of_its_own) {
    const auto lines =
        lines_of_text(render_text_table({"Nr", "Wat"}, {{"1", "dijk"}}, {.width_columns = 40}));
    const std::vector<std::string> expected{"", "1", "  Wat: dijk"};
    BOOST_TEST(lines == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(no_line_is_wider_than_the_terminal) {
    const std::string word(70, 'w');
    for (const int width : {20, 59, 60, 61, 80, 200}) {
        const auto table = render_text_table(
            {"Nummer", "Wat", "Waarom"},
            {{"hoofdstuk " + word}, {"1", word + " " + word, "om " + word}, {word, "", "x"}},
            {.width_columns = width});
        for (const auto& line : lines_of_text(table)) {
            BOOST_TEST(display_width(line) <= width, line);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_a_terminal_would_obey_does_not_reach_it) {
    BOOST_TEST(render_text_table({"a", "b"}, {{"1", "\x1b[31mrood"}}, {}).find('\x1b') ==
               std::string::npos);
    BOOST_TEST(render_paragraph("\x1b[31mrood", {}).find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events

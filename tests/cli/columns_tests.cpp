// Tables in a terminal: what is copied or counted stays whole, whatever the width.
// SPDX-License-Identifier: EUPL-1.2
#include "../../cli/src/columns.hpp"
#include <peil/events/text_width.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace {

using peil::cli::Column;
using peil::cli::column_table;
using peil::cli::ColumnRow;
namespace events = peil::events;

const std::vector<Column>& figure_columns() {
    static const std::vector<Column> columns{
        {.title = "series", .is_name = true},
        {.title = "label", .is_flexible = true, .is_text = true},
        {.title = "value", .is_right = true},
        {.title = "unit", .is_flexible = true},
        {.title = "date", .is_flexible = true},
        {.title = "since edition 7", .is_flexible = true}};
    return columns;
}

std::vector<ColumnRow> figure_rows() {
    return {{.cells = {"1.gemeten-kaden-en-oevers-binnen-de-ring-van-de-stad",
                       "gemeten kaden en oevers binnen de ring van de stad", "ongeveer 300",
                       "kaden en oevers", "from 2013-03-01 to 2016-11-21", "other period: was 29"}},
            {.cells = {"2.gemalen", "gemalen", "7", "gemalen", "2016-11-21", "+2"}}};
}

std::vector<std::string> lines_at(int width_columns) {
    std::istringstream text(
        column_table(figure_columns(), figure_rows(), {.width_columns = width_columns}));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) { lines.push_back(line); }
    return lines;
}

bool has_line_with(const std::vector<std::string>& lines, std::string_view part) {
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
        return line.find(part) != std::string::npos;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(columns)

BOOST_AUTO_TEST_CASE(no_line_is_wider_than_the_terminal_and_nothing_that_counts_is_broken) {
    for (int width = 56; width <= 200; ++width) {
        const auto lines = lines_at(width);
        BOOST_TEST_CONTEXT(width << " columns") {
            for (const auto& line : lines) { BOOST_TEST(events::display_width(line) <= width); }
            for (const auto* whole : {"1.gemeten-kaden-en-oevers-binnen-de-ring-van-de-stad",
                                      "ongeveer 300", "2013-03-01", "2016-11-21", "+2"}) {
                BOOST_TEST(has_line_with(lines, whole), whole);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(in_eighty_columns_a_long_name_has_a_line_of_its_own) {
    const auto lines = lines_at(80);
    BOOST_TEST_REQUIRE(lines.size() > 3U);
    BOOST_TEST(!has_line_with(lines, "\u2026"));
    BOOST_TEST(has_line_with(lines, "since"));
    BOOST_TEST(!has_line_with(lines, "editi "));
    const auto name = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
        return line.starts_with("1.gemeten");
    });
    BOOST_TEST_REQUIRE((name != lines.end()));
    BOOST_TEST(name->find("300") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(where_there_is_room_each_row_is_a_line) {
    BOOST_TEST(lines_at(200).size() == 3U);
    const auto whole =
        column_table(figure_columns(), figure_rows(), {.width_columns = 20, .is_full = true});
    BOOST_TEST(std::count(whole.begin(), whole.end(), '\n') == 3);
}

BOOST_AUTO_TEST_CASE(in_a_very_narrow_terminal_a_row_is_a_list) {
    const auto lines = lines_at(30);
    BOOST_TEST(has_line_with(lines, "value: ongeveer 300"));
    BOOST_TEST(has_line_with(lines, "since edition 7: +2"));
}

BOOST_AUTO_TEST_CASE(notes_stand_between_rows) {
    BOOST_TEST(column_table({{.title = "a"}}, {{.note = "een twee", .indent = 2}, {.cells = {"b"}}},
                            {.width_columns = 7}) == "a\n  een\n  twee\nb\n");
}

BOOST_AUTO_TEST_CASE(a_text_hangs_behind_what_stands_before_it) {
    const std::string start = "edition   7  2016-11-21  38 measures  ";
    const std::string title = "Zevende rapportage over droge voeten in de stad";
    BOOST_TEST(peil::cli::hanging_text(start, title, {.width_columns = 60}) ==
               start + "Zevende rapportage\n" + std::string(start.size(), ' ') +
                   "over droge voeten in\n" + std::string(start.size(), ' ') + "de stad");
    BOOST_TEST(peil::cli::hanging_text(start, title, {.width_columns = 60, .is_full = true}) ==
               start + title);
}

BOOST_AUTO_TEST_SUITE_END()

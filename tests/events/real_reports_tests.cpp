// The two published reports, where a checkout has them beside it: facts about their shape only,
// because their text is not part of this repository.
// SPDX-License-Identifier: EUPL-1.2
#include "report_samples.hpp"
#include <peil/events/report.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

using peil::events::Block;
using peil::events::List;
using peil::events::Paragraph;
using peil::events::Report;
using peil::events::testing::blocks;
using peil::events::testing::known_of;
using peil::events::testing::list;
using peil::events::testing::paragraph;
using peil::events::testing::published;
using peil::events::testing::report_of;

std::vector<std::string> texts_of(const Report& report) {
    std::vector<std::string> texts;
    const auto add = [&](const std::vector<Block>& blocks) {
        for (const Block& block : blocks) {
            if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
                texts.push_back(paragraph->text);
            } else {
                const auto& items = std::get<List>(block).items;
                texts.insert(texts.end(), items.begin(), items.end());
            }
        }
    };
    add(report.introduction);
    for (const auto& row : report.rows) {
        for (const auto& measure : row.measures) { texts.push_back(measure.description); }
        if (row.planning) { texts.push_back(*row.planning); }
        add(row.progress);
    }
    return texts;
}

void check_clean(const Report& report) {
    for (const std::string& text : texts_of(report)) {
        BOOST_TEST_CONTEXT(text.size() << " bytes") {
            BOOST_CHECK(!text.empty());
            for (const std::string_view stray :
                 {"<p", "</", "<ul", "<ol", "<li", "•", "¹", "²", "³", "  ", "\t", "\n", "--"}) {
                BOOST_CHECK(text.find(stray) == std::string::npos);
            }
            BOOST_CHECK(text.front() != ' ' && text.back() != ' ');
        }
    }
}

/// 38 measures in 37 rows and 6 chapters, with 27 and 28 in one row.
void check_measures(const Report& report) {
    BOOST_CHECK_EQUAL(report.chapters.size(), 6U);
    BOOST_TEST_REQUIRE(report.rows.size() == 37U);
    int expected = 1;
    for (const auto& row : report.rows) {
        BOOST_CHECK_EQUAL(row.measures.size(), expected == 27 ? 2U : 1U);
        for (const auto& measure : row.measures) {
            BOOST_CHECK_EQUAL(measure.number, std::to_string(expected++));
        }
    }
    BOOST_CHECK_EQUAL(expected, 39);
}

void check_block_counts(const Report& report, const std::vector<std::size_t>& counts) {
    BOOST_TEST_REQUIRE(report.rows.size() == counts.size());
    for (std::size_t index = 0; index < counts.size(); ++index) {
        BOOST_TEST_CONTEXT("row " << index + 1) {
            BOOST_CHECK_EQUAL(report.rows[index].progress.size(), counts[index]);
        }
    }
}

std::size_t count_of(const Report& report, std::string_view code) {
    std::size_t count = 0;
    for (const auto& assumption : report.assumptions) {
        count += assumption.code == code ? 1U : 0U;
    }
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(real_reports)

BOOST_AUTO_TEST_CASE(reads_the_tabbed_report_into_all_its_measures) {
    const auto text = published("report-7.txt");
    if (!text) { return; }
    const Report report = report_of(*text, {});
    check_measures(report);
    check_clean(report);
    check_block_counts(report, {6, 1, 1, 1, 1, 2, 2, 4, 4, 3, 4, 1, 1, 5, 1, 1, 2, 2, 1,
                                1, 3, 2, 5, 3, 3, 2, 4, 4, 3, 2, 3, 4, 5, 6, 7, 2, 4});
    BOOST_CHECK_EQUAL(report.introduction.size(), 3U);
    BOOST_CHECK_EQUAL(report.rows[1].footnotes.size(), 1U);
    BOOST_CHECK_EQUAL(report.rows[19].footnotes.size(), 1U);
    BOOST_CHECK_EQUAL(count_of(report, "word-in-chapter-row"), 1U);
    BOOST_CHECK_EQUAL(count_of(report, "list-without-bullets"), 1U);
}

BOOST_AUTO_TEST_CASE(reads_the_flat_report_with_the_measures_of_the_tabbed_one) {
    const auto before = published("report-7.txt");
    const auto text = published("report-8.txt");
    if (!before || !text) { return; }
    const Report report = report_of(*text, known_of(report_of(*before, {})));
    check_measures(report);
    check_clean(report);
    check_block_counts(report, {4, 1, 1, 1, 1, 2, 2, 1, 5, 3, 2, 2, 1, 1, 3, 1, 1, 1, 1,
                                1, 2, 1, 2, 2, 3, 2, 3, 1, 2, 2, 1, 4, 2, 2, 7, 3, 1});
    BOOST_CHECK_EQUAL(report.introduction.size(), 4U);
    BOOST_CHECK_EQUAL(report.rows[19].footnotes.size(), 1U);
    BOOST_CHECK_EQUAL(count_of(report, "split-without-separator"), 37U);
    BOOST_CHECK_EQUAL(count_of(report, "description-over-page-break"), 2U);
    BOOST_CHECK_EQUAL(count_of(report, "number-never-printed"), 1U);
    BOOST_CHECK_EQUAL(count_of(report, "description-differs"), 4U);
}

BOOST_AUTO_TEST_CASE(reads_the_flat_report_alike_without_known_measures) {
    const auto before = published("report-7.txt");
    const auto text = published("report-8.txt");
    if (!before || !text) { return; }
    const Report known = report_of(*text, known_of(report_of(*before, {})));
    const Report unknown = report_of(*text, {});
    check_measures(unknown);
    BOOST_CHECK(texts_of(known) == texts_of(unknown));
    BOOST_CHECK_EQUAL(count_of(unknown, "split-by-shape"), 37U);
}

BOOST_AUTO_TEST_SUITE_END()

// The quality of suggestions, measured against a list made by hand of the two published reports,
// where a checkout has them beside it and the environment names the folder of the list.
// SPDX-License-Identifier: EUPL-1.2
#include "suggestion_score.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>

namespace {

using peil::events::testing::published;
using peil::events::testing::require_aims;
using peil::events::testing::score_editions;

}  // namespace

BOOST_AUTO_TEST_SUITE(real_suggestions)

BOOST_AUTO_TEST_CASE(reach_the_aims_where_a_list_of_them_is_named) {
    const auto seventh = published("report-7.txt");
    const auto eighth = published("report-8.txt");
    if (!seventh || !eighth) { return; }
    const char* folder =
        std::getenv("PEIL_SUGGESTION_GOLD");  // NOLINT(concurrency-mt-unsafe): one thread
    if (folder == nullptr) {
        BOOST_TEST_MESSAGE(
            "skipped: PEIL_SUGGESTION_GOLD names no folder with a list made by hand "
            "(suggestions-7.json, suggestions-8.json)");
        return;
    }
    require_aims(score_editions({{7, *seventh, "2016-11-14"}, {8, *eighth, "2017-04-10"}}, folder));
}

BOOST_AUTO_TEST_SUITE_END()

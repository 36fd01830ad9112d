// The quality of suggestions, measured against the list made by hand of the sample programme.
// SPDX-License-Identifier: EUPL-1.2
#include "suggestion_score.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using peil::events::testing::require_aims;
using peil::events::testing::sample;
using peil::events::testing::score_editions;

}  // namespace

BOOST_AUTO_TEST_SUITE(suggestion_quality)

BOOST_AUTO_TEST_CASE(the_sample_programme_reaches_the_aims) {
    require_aims(score_editions(
        {{3, sample("report-3.txt"), "2021-05-17"}, {4, sample("report-4.txt"), "2021-11-22"}},
        PEIL_SOURCE_DIR "/tests/data/sample"));
}

BOOST_AUTO_TEST_SUITE_END()

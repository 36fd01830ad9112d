// Counts in sentences.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/count_text.hpp>

#include <boost/test/unit_test.hpp>

namespace peil::core {

BOOST_AUTO_TEST_SUITE(count_text)

BOOST_AUTO_TEST_CASE(one_is_singular) {
    BOOST_TEST(counted(0, "event") == "0 events");
    BOOST_TEST(counted(1, "event") == "1 event");
    BOOST_TEST(counted(2, "event") == "2 events");
    BOOST_TEST(all_of(1, "event") == "the only event");
    BOOST_TEST(all_of(2, "event") == "all 2 events");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

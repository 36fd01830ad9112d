// Two reports of one log: continuity, and the proof that the log signed two histories.
// SPDX-License-Identifier: EUPL-1.2
#include "document_samples.hpp"
#include <peil/events/fork.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace core = peil::core;
namespace events = peil::events;
using core::Verdict;
using peil::events::testing::check_contradicted;
using peil::events::testing::document_of;
using peil::events::testing::import_sample;
using peil::events::testing::is_all_proven;
using peil::events::testing::PublishedSample;
using peil::events::testing::SampleLedger;

namespace {

/// Another history under the same key: the same sizes, other salts.
struct OtherHistory {
    OtherHistory() {
        ledger.append(events::ProgrammeRenamed{"Natte Voeten"}, "2021-01-02");
        import_sample(ledger, 3);
        ledger.seal();
    }
    SampleLedger ledger;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(log_fork, PublishedSample)

BOOST_AUTO_TEST_CASE(a_later_report_continues_the_one_before) {
    const auto claim = events::check_continuity(document(3), document(4));
    BOOST_TEST((claim.verdict == Verdict::proven), claim.text);
    BOOST_TEST(!events::find_fork(document(3), document(4)).has_value());
}

BOOST_AUTO_TEST_CASE(a_later_report_that_is_silent_about_a_measure_is_contradicted) {
    const auto without_measure_2 = [](events::EditionDocument document) {
        const auto count = std::erase_if(document.cells, [](const auto& cell) {
            return cell.leaf.find("\"measure/2\"") != std::string::npos;
        });
        BOOST_TEST(count > 0U);
        return document;
    };
    const auto claim = events::check_continuity(document(3), without_measure_2(document(4)));
    BOOST_TEST((claim.verdict == Verdict::contradicted));
    BOOST_TEST(claim.text.find("silent") != std::string::npos, claim.text);
    // What comes later may be new; and of two on one checkpoint, the one recorded last is later.
    const auto known = events::check_continuity(without_measure_2(document(3)), document(4));
    BOOST_TEST((known.verdict == Verdict::proven), known.text);
    const auto turned = events::check_continuity(without_measure_2(document(4)), document(3));
    BOOST_TEST((turned.verdict == Verdict::contradicted), turned.text);
}

BOOST_AUTO_TEST_CASE(a_missing_link_is_not_proven) {
    auto later = document(4);
    later.previous.reset();
    BOOST_TEST((events::check_continuity(document(3), later).verdict == Verdict::not_proven));
}

BOOST_AUTO_TEST_CASE(two_histories_of_one_size_are_a_fork_that_anybody_can_check) {
    SampleLedger one;
    one.append(events::ProgrammeRenamed{"Droge Schoenen"}, "2021-01-02");
    import_sample(one, 3);
    one.seal();
    OtherHistory other;
    const auto found = events::find_fork(document_of(one, 3), document_of(other.ledger, 3));
    BOOST_TEST_REQUIRE(found.has_value());
    BOOST_TEST(is_all_proven(events::check_fork(*found, trust())));
    const auto claim = events::check_continuity(document_of(one, 3), document_of(other.ledger, 3));
    BOOST_TEST((claim.verdict == Verdict::contradicted));
    const auto read = events::parse_fork(boost::json::serialize(events::to_json(*found)));
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(is_all_proven(events::check_fork(*read, trust())));
}

BOOST_AUTO_TEST_CASE(one_history_twice_is_no_fork) {
    const auto note = document(3).published.checkpoint;
    const events::Fork same{document(3).published.log_key, note, note};
    check_contradicted(events::check_fork(same, trust()), "fork");
    auto forged = same;
    forged.other[forged.other.find('\n') + 1] = '9';
    check_contradicted(events::check_fork(forged, trust()), "fork");
}

BOOST_AUTO_TEST_SUITE_END()

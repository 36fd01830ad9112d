// What differs between the two published reports, where a checkout has them beside it: classes and
// numbers only, because their text is not part of this repository. No fact was written by hand.
// SPDX-License-Identifier: EUPL-1.2
#include "changes_samples.hpp"
#include "ledger_samples.hpp"
#include "report_samples.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

namespace {

namespace events = peil::events;

using events::ChangeClass;
using events::testing::published;
using events::testing::SampleLedger;

using Numbers = std::set<std::string>;

events::Matrix edition(SampleLedger& ledger, std::uint32_t number) {
    auto matrix = events::answer(ledger.view(), {.edition = number}, ledger.now());
    if (!matrix) { BOOST_FAIL(matrix.error().detail); }
    return std::move(*matrix);
}

void import_report(SampleLedger& ledger, const std::string& text, std::uint32_t number,
                   const std::string& date) {
    const auto plan = events::testing::import_text(
        ledger, {.text = text, .file_title = "report.txt", .edition = number, .date = date});
    if (!plan) { BOOST_FAIL(plan.error().detail); }
}

std::optional<events::Comparison> compare_reports() {
    const auto seventh = published("report-7.txt");
    const auto eighth = published("report-8.txt");
    if (!seventh || !eighth) { return std::nullopt; }
    SampleLedger ledger;
    import_report(ledger, *seventh, 7, "2016-11-14");
    import_report(ledger, *eighth, 8, "2017-04-10");
    return events::compare(edition(ledger, 7), edition(ledger, 8));
}

Numbers measures_of(const events::Comparison& comparison, ChangeClass wanted,
                    const std::string& field = "") {
    Numbers numbers;
    for (const auto& change : comparison.changes) {
        const bool is_field = field.empty() || change.field == field;
        if (change.change_class == wanted && is_field) { numbers.insert(change.measure); }
    }
    return numbers;
}

bool is_redefined(const events::Comparison& comparison, const std::string& measure,
                  events::ChangeReason reason) {
    const auto& all = comparison.changes;
    return std::any_of(all.begin(), all.end(), [&](const events::Change& change) {
        return change.measure == measure && change.reason == reason &&
               change.change_class == ChangeClass::figure_redefined;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(real_changes)

BOOST_AUTO_TEST_CASE(are_of_the_classes_that_a_reader_finds) {
    const auto comparison = compare_reports();
    if (!comparison) { return; }
    BOOST_TEST(comparison->measure_count == 38U);
    const auto& first = comparison->changes.front();
    BOOST_TEST((first.change_class == ChangeClass::column_dropped && first.field == "planning"));
    BOOST_TEST((measures_of(*comparison, ChangeClass::unchanged) == Numbers{"16"}));
    BOOST_TEST((measures_of(*comparison, ChangeClass::wording_only, "progress") ==
                Numbers{"13", "3", "6"}));
    BOOST_TEST(
        (measures_of(*comparison, ChangeClass::planning_slipped) == Numbers{"11", "34", "4"}));
    BOOST_TEST(is_redefined(*comparison, "9", events::ChangeReason::other_population));
    BOOST_TEST(is_redefined(*comparison, "23", events::ChangeReason::other_period));
    BOOST_TEST((measures_of(*comparison, ChangeClass::footnote_closing) == Numbers{"20"}));
}

BOOST_AUTO_TEST_SUITE_END()

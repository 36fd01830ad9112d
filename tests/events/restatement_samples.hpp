// A published edition, and what is recorded of its date later.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ledger_samples.hpp"
#include <peil/events/restatement.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

namespace peil::events::testing {

/// Chapter 1 and measures 7 to 9 (events 2 to 5), plannings of 7 and 8 from 2021-05-17 (6 and 7)
/// and edition 3 of that date (8).
struct EditionPlace : SampleLedger {
    EditionPlace() {
        append({{ChapterDefined{1, "Dijken"}, "2021-01-01"},
                {MeasureRegistered{"7", 1, "Kaden meten."}, "2021-01-01"},
                {MeasureRegistered{"8", 1, "Sluizen verven."}, "2021-01-01"},
                {MeasureRegistered{"9", 1, "Duikers spoelen."}, "2021-01-01"},
                {PlanningSet{"7", "Gereed in 2022"}, "2021-05-17"},
                {PlanningSet{"8", "Doorlopend"}, "2021-05-17"}});
        publish(3, "2021-05-17");
        set_time("2021-09-01T10:00:00Z");
    }

    void publish(std::uint32_t number, const std::string& date) {
        const auto now = view();
        const auto matrix = answer(now, {.as_of = date}, day(date));
        BOOST_TEST_REQUIRE(matrix.has_value());
        BatchBuilder batch(now, "example.nl", random());
        const auto added = batch.publish(edition_of(*matrix, number, date), {date, ""});
        BOOST_TEST_REQUIRE(added.has_value());
        append_drafts(batch.drafts());
    }
    std::uint64_t correct(std::uint64_t event, const std::string& type, const std::string& content,
                          const std::string& effective) {
        EventCorrected correction{event, "nl.peil." + type, "Verkeerd gelezen.", std::nullopt};
        if (!content.empty()) { correction.content = content; }
        const auto now = view();
        BatchBuilder batch(now, "example.nl", random());
        const auto added = batch.add(correction, {effective, ""});
        if (!added) { BOOST_FAIL(added.error().detail); }
        return append_drafts(batch.drafts());
    }
    std::vector<Restatement> restatements(std::uint32_t number = 3,
                                          std::uint64_t known = everything) {
        const auto now = view();
        const auto record = find_edition(now.facts(), number);
        BOOST_TEST_REQUIRE(record.has_value());
        auto found = find_restatements(now, *record, known);
        BOOST_TEST_REQUIRE(found.has_value());
        return std::move(*found);
    }
    /// The only one that there is.
    Restatement the_restatement() {
        auto found = restatements();
        BOOST_TEST_REQUIRE(found.size() == 1U);
        return found.front();
    }
    EditionComparison compared() {
        const auto now = view();
        auto comparison = compare_edition(now, *find_edition(now.facts(), 3));
        BOOST_TEST_REQUIRE(comparison.has_value());
        return std::move(*comparison);
    }
    std::string printed_planning() {
        const auto matrix = answer(view(), {.edition = 3}, now());
        BOOST_TEST_REQUIRE(matrix.has_value());
        return matrix->measures.front().planning.value_or("");
    }
};

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace peil::events::testing

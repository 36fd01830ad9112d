// A programme with series and milestones, for the tests of both.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ledger_samples.hpp"
#include <peil/events/figure.hpp>
#include <peil/events/milestone.hpp>
#include <peil/events/validate.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace peil::events::testing {

inline PartialDate date_of(const std::string& text) {
    auto date = parse_partial_date(text);
    BOOST_TEST_REQUIRE(date.has_value());
    return *date;
}

inline FigureReported figure_at(const std::string& value, const std::string& date) {
    return {.series = "1.kaden", .value = value, .reference_date = date_of(date)};
}

inline FigureReported revised(FigureReported figure) {
    figure.revision = "revision";
    figure.reason = "Er was dubbel geteld.";
    return figure;
}

/// An edition that prints the progress of measures 1 and 2.
inline Dated edition_at(std::uint32_t number, const std::string& date) {
    EditionPublished edition;
    edition.edition = number;
    edition.date = date;
    edition.columns = {{"progress", "Stand"}};
    edition.rows = {{"1"}, {"2"}};
    edition.cells.root = std::string(64, 'a');
    return {edition, date};
}

/// Measures 1 and 2 from 2021; series 1.kaden of whole numbers, 1.kosten of euros with two
/// decimals; milestone 1.plan due at the end of 2021, 1.proef with an owner due in 2022.
struct ContentProgramme {
    ContentProgramme() {
        const std::string begin = "2021-01-01";
        ledger.append(
            {{ChapterDefined{1, "Dijken"}, begin},
             {MeasureRegistered{"1", 1, "Kaden worden gemeten."}, begin},
             {MeasureRegistered{"2", 1, "Gemalen worden getest."}, begin},
             {SeriesRegistered{"1.kaden", "1", "Gemeten kaden", "kaden", {}, "level"}, begin},
             {SeriesRegistered{"1.kosten", "1", "Kosten", "EUR", {}, "cumulative", "EUR", 2},
              begin},
             {MilestoneExpected{"1.plan", "1", "Het meetplan ligt er", date_of("eind 2021")},
              begin},
             {MilestoneExpected{"1.proef", "1", "De proef begint", date_of("2022"), "Dienst Water"},
              begin}});
    }

    /// `rule pointer` of each violation.
    std::vector<std::string> violations(const Event& event, const std::string& effective,
                                        const std::string& actor = "example.nl") {
        const auto view = ledger.view();
        Validator validator(view);
        std::vector<std::string> found;
        for (const auto& violation : validator.admit(event, effective, actor)) {
            BOOST_CHECK(!violation.text.empty());
            found.push_back(violation.rule + " " + violation.pointer);
        }
        return found;
    }
    void check(const Event& event, const std::string& effective,
               const std::vector<std::string>& wanted) {
        const auto found = violations(event, effective);
        BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), wanted.begin(), wanted.end());
    }

    SampleLedger ledger;
};

}  // namespace peil::events::testing

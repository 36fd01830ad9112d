// A programme in which every rule can be broken, for the tests of the rules.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ledger_samples.hpp"
#include <peil/events/validate.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace peil::events::testing {

using Found = std::vector<std::string>;

/// Two chapters from 2021, a third from 2022. Measures 1, 2 and 20 with its part 20b; 7 & 8 share a
/// row; 9 is closed from June 2021; 30 is registered from 2022; 5 has progress of September 2021.
struct RuledProgramme {
    RuledProgramme() {
        const std::string begin = "2021-01-01";
        ledger.append(
            {{events::ChapterDefined{1, "Dijken"}, begin},
             {events::ChapterDefined{2, "Riolen"}, begin},
             {events::ChapterDefined{3, "Koelte"}, "2022-01-01"},
             {events::MeasureRegistered{"1", 1, "Dijken worden versterkt."}, begin},
             {events::MeasureRegistered{"2", 1, "Gemalen worden getest."}, begin},
             {events::MeasureRegistered{"5", 1, "Graafschade wordt hersteld."}, begin},
             {events::MeasureRegistered{"7", 2, "Pleinen worden groen."}, begin},
             {events::MeasureRegistered{"8", 2, "Wijken krijgen schaduw."}, begin},
             {events::MeasureRegistered{"9", 2, "Daken worden groen."}, begin},
             {events::MeasureRegistered{"20", 2, "Kaden worden gemeten."}, begin},
             {events::SubMeasureRegistered{"20b", "20", "De Zwanenkade."}, begin},
             {events::MeasureRegistered{"30", 2, "Tanks worden geleegd."}, "2022-01-01"},
             {events::MeasuresJoined{{"7", "8"}}, begin},
             {events::MeasureClosed{"9", "completed", {}, {}}, "2021-06-01"},
             {events::ProgressReported{"5", {events::Paragraph{"Gedicht."}}}, "2021-09-01"}});
        planning = ledger.append(events::PlanningSet{"1", "2021"}, begin);
        corrected = ledger.append(events::PlanningSet{"2", "2021"}, begin);
        correction = ledger.append(events::EventCorrected{corrected, planning_type, "Typefout.",
                                                          R"({"measure":"2","planning":"2022"})"},
                                   begin);
        edition = ledger.append(edition_with(3, {}), "2021-05-17");
    }

    /// `rule pointer` of each violation.
    Found violations(const events::Event& event, const std::string& effective = "2021-05-01") {
        const auto view = ledger.view();
        events::Validator validator(view);
        Found found;
        for (const auto& violation : validator.admit(event, effective)) {
            BOOST_CHECK(!violation.text.empty());
            found.push_back(violation.rule + " " + violation.pointer);
        }
        BOOST_TEST((validator.next_sequence() == ledger.size() + (found.empty() ? 2 : 1)));
        return found;
    }

    /// The number of the first event of a type.
    std::uint64_t event_of_type(const std::string& type) {
        const auto snapshot = ledger.ledger().snapshot();
        for (std::uint64_t sequence = 1; sequence <= snapshot.head().size; ++sequence) {
            if (snapshot.envelope(sequence)->type == type) { return sequence; }
        }
        BOOST_FAIL("no event of type " + type);
        return 0;
    }
    /// The number of the event that registered a measure.
    std::uint64_t registration_of(const std::string& number) {
        const auto snapshot = ledger.ledger().snapshot();
        for (std::uint64_t sequence = 1; sequence <= snapshot.head().size; ++sequence) {
            const auto envelope = snapshot.envelope(sequence);
            if (envelope->type == "nl.peil.measure.registered" &&
                envelope->subject == "measure/" + number) {
                return sequence;
            }
        }
        BOOST_FAIL("no measure " + number);
        return 0;
    }

    static events::EditionPublished edition_with(std::uint32_t number,
                                                 std::vector<std::vector<std::string>> rows) {
        events::EditionPublished made;
        made.edition = number;
        made.date = "2021-05-17";
        made.rows = std::move(rows);
        made.cells.root = std::string(64, 'a');
        return made;
    }

    /// A correction of an event by one with this content.
    static events::EventCorrected correct(std::uint64_t sequence, std::string content,
                                          std::string type = planning_type) {
        return {sequence, std::move(type), "Typefout.", std::move(content)};
    }

    static inline const std::string planning_type = "nl.peil.planning.set";
    static inline const std::string correction_type = "nl.peil.event.corrected";
    events::testing::SampleLedger ledger;
    std::uint64_t planning = 0;
    std::uint64_t corrected = 0;
    std::uint64_t correction = 0;
    std::uint64_t edition = 0;
};

inline void check_equal(const Found& found, const Found& wanted) {
    BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), wanted.begin(), wanted.end());
}

}  // namespace peil::events::testing

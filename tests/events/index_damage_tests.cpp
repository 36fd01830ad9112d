// Every row of the index is compared with the ledger: whatever is altered, missing or too many in a
// copy of it is found, with the number of the event where that can be told.
// SPDX-License-Identifier: EUPL-1.2
#include "index_rows.hpp"
#include "ledger_samples.hpp"
#include <peil/events/index.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace core = peil::core;
namespace events = peil::events;

using events::Field;
using events::testing::SampleLedger;

/// Twenty facts on the planning of measure 1, recorded out of order, and a correction of the third.
struct TamperedIndex {
    TamperedIndex() {
        std::vector<events::testing::Dated> batch;
        for (int i = 0; i < 20; ++i) {
            const auto day = 1 + i * 7 % 20;
            batch.push_back(
                {events::PlanningSet{"1", "plan " + std::to_string(i)},
                 std::string("2021-05-") + (day < 10 ? "0" : "") + std::to_string(day)});
        }
        batch.push_back({events::EventCorrected{4, "nl.peil.planning.set", "x", {}}, "2021-05-01"});
        batch.push_back({events::EventCorrected{4, "nl.peil.planning.set", "x", {}}, "2021-05-01"});
        ledger.append(batch);
        catch_up();
        BOOST_TEST(!fault().has_value());
    }
    void catch_up() {
        auto index = events::Index::open(ledger.ledger().folder());
        BOOST_TEST_REQUIRE(index.has_value());
        BOOST_TEST_REQUIRE(index->catch_up(ledger.ledger().snapshot()).has_value());
    }
    std::optional<events::IndexFault> fault() {
        const auto index = events::Index::open(ledger.ledger().folder());
        BOOST_TEST_REQUIRE(index.has_value());
        const auto found = events::compare_index(index->snapshot(), ledger.ledger().snapshot());
        BOOST_TEST_REQUIRE(found.has_value());
        return *found;
    }
    void alter(const std::function<void(core::WriteTransaction&)>& change) {
        ledger.alter(ledger.root() / "derived", events::index_options(), change);
    }
    /// The row of the fact that an event states about the planning of measure 1.
    static core::Row row_of(const core::ReadTransaction& rows, std::uint64_t sequence) {
        const auto timeline = events::timeline_key({"measure/1", Field::planning});
        auto cursor = rows.cursor(events::index_table::facts);
        for (auto row = cursor.at_or_after(timeline); row && row->key.starts_with(timeline);
             row = cursor.next()) {
            if (events::read_position(row->key.substr(timeline.size())).sequence == sequence) {
                return *row;
            }
        }
        BOOST_FAIL("no row of event " << sequence);
        return {};
    }
    /// Replaces the value of an event's row by what `change` makes of it.
    void alter_row(std::uint64_t sequence, const std::function<void(std::string&)>& change) {
        alter([&](core::WriteTransaction& rows) {
            const auto row = row_of(rows, sequence);
            const std::string key(row.key);
            std::string value(row.value);
            change(value);
            rows.put(events::index_table::facts, key, value);
        });
    }
    /// Key and value of the state that begins with a fact of this event.
    std::pair<std::string, std::string> state_of(std::uint64_t sequence) {
        std::pair<std::string, std::string> found;
        alter([&](core::WriteTransaction& rows) {
            auto cursor = rows.cursor(events::index_table::states);
            for (auto row = cursor.first(); row; row = cursor.next()) {
                if (row->key.ends_with(core::testing::key_of_number(sequence))) {
                    found = {std::string(row->key), std::string(row->value)};
                }
            }
        });
        BOOST_TEST_REQUIRE(!found.first.empty());
        return found;
    }
    void put_state(const std::string& key, const std::string& value) {
        alter([&](core::WriteTransaction& rows) {
            rows.put(events::index_table::states, key, value);
        });
    }
    void alter_voided(std::uint64_t sequence, std::uint64_t by) {
        alter([&](core::WriteTransaction& rows) {
            rows.put(events::index_table::voided, core::testing::key_of_number(sequence),
                     core::testing::key_of_number(by));
        });
    }

    SampleLedger ledger;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(index_damage)

BOOST_FIXTURE_TEST_CASE(an_altered_value_is_found, TamperedIndex) {
    alter_row(9, [](std::string& value) { value.back() = '!'; });
    BOOST_TEST_REQUIRE(fault().has_value());
    BOOST_TEST(fault()->sequence == 9U);
}

BOOST_FIXTURE_TEST_CASE(an_altered_link_is_found_wherever_it_stands, TamperedIndex) {
    for (std::size_t offset = 0; offset < events::links_size_bytes; offset += 8) {
        BOOST_TEST_CONTEXT("offset " << offset) {
            const auto flip = [&](std::string& value) {
                value[offset + 7] = static_cast<char>(value[offset + 7] ^ 1);
            };
            alter_row(20, flip);
            BOOST_TEST_REQUIRE(fault().has_value());
            BOOST_TEST(fault()->sequence == 20U);
            alter_row(20, flip);
            BOOST_TEST(!fault().has_value());
        }
    }
}

BOOST_FIXTURE_TEST_CASE(a_row_too_many_is_found, TamperedIndex) {
    alter([](core::WriteTransaction& rows) {
        auto key = events::timeline_key({"measure/2", Field::planning});
        events::append_position(key, {0, 3});
        std::string value;
        events::append_links(value, {});
        rows.put(events::index_table::facts, key, value + "verzonnen");
    });
    BOOST_TEST(fault().has_value());
}

BOOST_FIXTURE_TEST_CASE(a_missing_row_is_found, TamperedIndex) {
    alter([](core::WriteTransaction& rows) {
        rows.erase(events::index_table::facts, std::string(row_of(rows, 12).key));
    });
    BOOST_TEST_REQUIRE(fault().has_value());
    BOOST_TEST(fault()->sequence == 12U);
}

BOOST_FIXTURE_TEST_CASE(a_missing_subject_is_found, TamperedIndex) {
    alter([](core::WriteTransaction& rows) {
        rows.erase(events::index_table::subjects, "measure/1");
    });
    BOOST_TEST(fault().has_value());
}

BOOST_FIXTURE_TEST_CASE(a_row_that_says_that_an_event_was_corrected_is_compared, TamperedIndex) {
    alter_voided(4, 23);
    BOOST_TEST(fault().has_value());
    alter_voided(4, 22);
    BOOST_TEST(!fault().has_value());
    alter([](core::WriteTransaction& rows) {
        rows.erase(events::index_table::voided, core::testing::key_of_number(4));
    });
    BOOST_TEST(fault().has_value());
}

BOOST_FIXTURE_TEST_CASE(an_altered_state_is_found_whichever_byte_it_is, TamperedIndex) {
    const auto row = state_of(9);
    for (std::size_t i = 0; i < row.second.size(); i += 3) {
        BOOST_TEST_CONTEXT("byte " << i) {
            auto value = row.second;
            value[i] = static_cast<char>(value[i] ^ 1);
            put_state(row.first, value);
            BOOST_TEST_REQUIRE(fault().has_value());
            BOOST_TEST(fault()->sequence == 9U);
        }
    }
    put_state(row.first, row.second);
    BOOST_TEST(!fault().has_value());
}

BOOST_FIXTURE_TEST_CASE(a_missing_state_is_found, TamperedIndex) {
    const auto row = state_of(9);
    alter(
        [&](core::WriteTransaction& rows) { rows.erase(events::index_table::states, row.first); });
    BOOST_TEST_REQUIRE(fault().has_value());
    BOOST_TEST(fault()->sequence == 9U);
}

BOOST_FIXTURE_TEST_CASE(a_state_too_many_is_found, TamperedIndex) {
    const auto row = state_of(9);
    auto key = events::states_key("measure/1");
    events::append_position(key, {events::testing::day("2022-01-01"), 9});
    put_state(key, row.second);
    BOOST_TEST(fault().has_value());
}

BOOST_FIXTURE_TEST_CASE(states_of_a_subject_that_no_event_names_are_found, TamperedIndex) {
    auto key = events::states_key("measure/99");
    events::append_position(key, {events::testing::day("2022-01-01"), 9});
    put_state(key, state_of(9).second);
    BOOST_TEST(fault().has_value());
}

BOOST_FIXTURE_TEST_CASE(a_subject_without_states_is_found, TamperedIndex) {
    alter([](core::WriteTransaction& rows) {
        rows.put(events::index_table::subjects, "measure/99", events::encode_subject({9, 2}));
    });
    BOOST_TEST(fault().has_value());
}

BOOST_FIXTURE_TEST_CASE(another_set_of_fields_is_found, TamperedIndex) {
    for (const auto& other : {events::SubjectRow{2, 0}, events::SubjectRow{3, 48}}) {
        alter([&](core::WriteTransaction& rows) {
            rows.put(events::index_table::subjects, "measure/1", events::encode_subject(other));
        });
        BOOST_TEST(fault().has_value());
    }
}

// The index used to be believed when it said that an event was corrected earlier than it was.
BOOST_FIXTURE_TEST_CASE(a_correction_that_comes_too_early_is_found, TamperedIndex) {
    alter_voided(4, 5);
    BOOST_TEST(fault().has_value());
}

// One row too many used to hide behind an event that was corrected twice.
BOOST_FIXTURE_TEST_CASE(a_correction_of_an_event_that_was_not_is_found, TamperedIndex) {
    alter_voided(7, 22);
    BOOST_TEST(fault().has_value());
}

BOOST_AUTO_TEST_SUITE_END()

// Opening, looking back, sealing, and the high-water file of a ledger.
// SPDX-License-Identifier: EUPL-1.2
#include "test_ledger.hpp"
#include "tree_oracle.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/files.hpp>
#include <peil/core/ledger.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace peil::core {

namespace {

using testing::append_one;
using testing::at;
using testing::draft_of;
using testing::is_refused;
using testing::key_of;
using testing::key_of_number;
using testing::leaves_of;
using testing::mode_of;
using testing::nothing;
using testing::oracle_root;
using testing::read_whole;
using testing::Stored;
using testing::TemporaryFolder;
using testing::TestLedger;
using testing::write_whole;

/// Flips one bit in the middle of a stored value.
void damage(WriteTransaction& rows, Stored table, const std::string& key) {
    const auto stored = rows.get(at(table), key);
    BOOST_TEST_REQUIRE(stored.has_value());
    std::string value(*stored);
    value[value.size() / 2] = static_cast<char>(value[value.size() / 2] ^ 1);
    rows.put(at(table), key, value);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ledger_sealing)

BOOST_AUTO_TEST_SUITE(opening)

BOOST_AUTO_TEST_CASE(finds_everything_again) {
    TestLedger test(30);
    const auto [size, root, time] = test.open().snapshot().head();
    const auto ledger = test.open();
    const auto snapshot = ledger.snapshot();
    BOOST_TEST(size == 30U);
    BOOST_TEST(snapshot.head().size == size);
    BOOST_TEST((snapshot.head().root == root));
    BOOST_TEST(snapshot.head().time == time);
    BOOST_TEST(ledger.settings().origin == TestLedger::origin);
    BOOST_TEST(ledger.settings().source == "urn:peil:test");
    BOOST_TEST(ledger.settings().actor == "example.nl");
    BOOST_TEST(ledger.settings().log_key == test.settings().log_key);
    BOOST_TEST(snapshot.disclosures(29).size() == 2U);
    BOOST_TEST(snapshot.disclosures(30).empty());
    BOOST_TEST((snapshot.find_id("event-17") == 17U));
}

BOOST_AUTO_TEST_CASE(refuses_a_second_writer_until_the_first_has_gone) {
    TestLedger test(1);
    {
        const auto first = test.open();
        BOOST_TEST(is_refused(test.try_open(Access::write), Errc::ledger_locked));
    }
    BOOST_TEST(test.try_open(Access::write).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_a_folder_without_a_ledger) {
    TestLedger test;
    const TemporaryFolder other;
    for (const auto access : {Access::read, Access::write}) {
        BOOST_TEST(is_refused(Ledger::open(other / "none", access, test.surroundings()),
                              Errc::ledger_missing));
        BOOST_TEST(is_refused(Ledger::open(other.path(), access, test.surroundings()),
                              Errc::ledger_missing));
    }
}

BOOST_AUTO_TEST_CASE(refuses_to_write_where_others_can_reach) {
    TestLedger test(1);
    for (const auto& path :
         {test.root(), test.root() / "ledger", test.root() / "ledger" / "data.mdb"}) {
        const auto mode = mode_of(path);
        for (const unsigned bit : {0040U, 0020U, 0010U, 0004U, 0002U, 0001U}) {
            BOOST_TEST_REQUIRE(::chmod(path.c_str(), mode | bit) == 0);
            BOOST_TEST(is_refused(test.try_open(Access::write), Errc::unsafe_permissions),
                       path.string());
        }
        BOOST_TEST_REQUIRE(::chmod(path.c_str(), mode) == 0);
    }
    BOOST_TEST(test.try_open(Access::write).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_a_key_file_that_others_can_reach) {
    TestLedger test(1);
    const auto file = test.open().folder().log_key();
    BOOST_TEST(SigningKey::open(file, std::nullopt).has_value());
    for (const unsigned mode : {0640U, 0604U, 0660U, 0777U}) {
        BOOST_TEST_REQUIRE(::chmod(file.c_str(), mode) == 0);
        BOOST_TEST(is_refused(SigningKey::open(file, std::nullopt), Errc::unsafe_permissions));
    }
}

BOOST_AUTO_TEST_CASE(says_that_a_head_or_settings_beyond_reading_are_damage) {
    const std::vector<std::function<void(WriteTransaction&)>> damages{
        [](WriteTransaction& rows) { rows.erase(at(Stored::facts), "head"); },
        [](WriteTransaction& rows) { rows.put(at(Stored::facts), "head", "short"); },
        [](WriteTransaction& rows) {
            rows.put(at(Stored::facts), "head", std::string(48, '\xFF'));
        },
        [](WriteTransaction& rows) { rows.erase(at(Stored::facts), "settings"); },
        [](WriteTransaction& rows) { rows.put(at(Stored::facts), "settings", "{"); },
        [](WriteTransaction& rows) { rows.put(at(Stored::facts), "settings", R"({"format":2})"); },
    };
    for (const auto& damage : damages) {
        TestLedger test(2);
        test.alter(damage);
        BOOST_TEST(is_refused(test.try_open(Access::write), Errc::ledger_damaged));
        BOOST_TEST(is_refused(test.try_open(Access::read), Errc::ledger_damaged));
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(looking_back)

BOOST_AUTO_TEST_CASE(does_not_show_in_a_snapshot_what_is_appended_later) {
    TestLedger test(4);
    auto ledger = test.open();
    const auto before = ledger.snapshot();
    append_one(ledger, draft_of(5));
    BOOST_TEST(before.head().size == 4U);
    BOOST_TEST(!before.event(5).has_value());
    BOOST_TEST(!before.find_id("event-5").has_value());
    BOOST_TEST(ledger.snapshot().event(5).has_value());
}

BOOST_AUTO_TEST_CASE(knows_how_many_events_there_were_at_each_moment) {
    TestLedger test;
    auto ledger = test.open();
    std::vector<UnixMs> times;
    for (std::uint64_t number = 1; number <= 23; ++number) {
        test.now += static_cast<UnixMs>(number % 4) * 1000;  // some events share a moment
        append_one(ledger, draft_of(number));
        times.push_back(test.now);
    }
    const auto snapshot = ledger.snapshot();
    for (auto time = TestLedger::start - 1; time <= test.now + 1; time += 499) {
        const auto wanted = static_cast<std::uint64_t>(
            std::count_if(times.begin(), times.end(), [&](UnixMs one) { return one <= time; }));
        BOOST_TEST(snapshot.size_at(time) == wanted);
    }
    for (const auto time : times) {
        BOOST_TEST(snapshot.size_at(time - 1) < snapshot.size_at(time));
    }
}

BOOST_AUTO_TEST_CASE(names_the_event_that_cannot_be_read) {
    TestLedger test(5);
    test.alter([](WriteTransaction& rows) {
        rows.put(at(Stored::events), key_of_number(3), "{}");
        rows.erase(at(Stored::events), key_of_number(4));
        const std::string fifth(*rows.get(at(Stored::events), key_of_number(5)));
        rows.put(at(Stored::events), key_of_number(2), fifth);
    });
    const auto ledger = test.open(Access::read);
    const auto snapshot = ledger.snapshot();
    BOOST_TEST(snapshot.envelope(1).has_value());
    for (const std::uint64_t sequence : {2U, 3U, 4U}) {
        const auto event = snapshot.envelope(sequence);
        BOOST_TEST_REQUIRE(is_refused(event, Errc::ledger_damaged));
        BOOST_TEST(event.error().detail.find("event " + std::to_string(sequence)) == 0U);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(sealing)

BOOST_AUTO_TEST_CASE(signs_the_size_and_root_of_the_head) {
    TestLedger test(5);
    auto ledger = test.open();
    append_one(ledger, draft_of(6));
    const auto sealed = ledger.seal(test.key());
    BOOST_TEST_REQUIRE(sealed.has_value());
    BOOST_TEST(sealed->size == 6U);
    const auto note = parse_note(sealed->note);
    const auto key = parse_vkey(ledger.settings().log_key);
    BOOST_TEST_REQUIRE((note.has_value() && key.has_value()));
    const auto checkpoint = open_checkpoint(*note, TestLedger::origin, {&*key, 1});
    BOOST_TEST_REQUIRE(checkpoint.has_value());
    BOOST_TEST(checkpoint->size == 6U);
    BOOST_TEST((checkpoint->root == oracle_root(leaves_of(ledger.snapshot()))));
    BOOST_TEST(read_whole(test.high_water()).substr(1024, sealed->note.size()) == sealed->note);
    const auto all = ledger.snapshot().checkpoints();
    BOOST_TEST_REQUIRE(all.size() == 2U);
    BOOST_TEST(all[0].size == 5U);
    BOOST_TEST(all[1].note == sealed->note);
    BOOST_TEST(ledger.snapshot().last_checkpoint()->note == sealed->note);
}

BOOST_AUTO_TEST_CASE(gives_the_same_note_when_nothing_was_appended) {
    TestLedger test(5);
    auto ledger = test.open();
    const auto first = ledger.seal(test.key());
    const auto second = ledger.seal(test.key());
    BOOST_TEST_REQUIRE((first.has_value() && second.has_value()));
    BOOST_TEST(first->note == second->note);
    BOOST_TEST(ledger.snapshot().checkpoints().size() == 1U);
}

BOOST_AUTO_TEST_CASE(signs_only_what_continues_what_was_signed) {
    TestLedger test;
    auto ledger = test.open();
    std::vector<Hash> roots;
    for (std::uint64_t number = 1; number <= 20; ++number) {
        roots.push_back(append_one(ledger, draft_of(number)).root);
        if (number % 3 == 0) { BOOST_TEST_REQUIRE(ledger.seal(test.key()).has_value()); }
    }
    const auto snapshot = ledger.snapshot();
    for (const auto& stored : snapshot.checkpoints()) {
        if (stored.size == 0) { continue; }
        const auto note = parse_note(stored.note);
        BOOST_TEST_REQUIRE(note.has_value());
        const auto checkpoint = parse_checkpoint(note->text);
        BOOST_TEST_REQUIRE(checkpoint.has_value());
        BOOST_TEST((checkpoint->root == roots[stored.size - 1]));
        const auto proof = prove_consistency({stored.size, 20}, snapshot.hashes());
        BOOST_TEST_REQUIRE(proof.has_value());
        BOOST_TEST(
            verify_consistency(*proof, {stored.size, 20}, checkpoint->root, snapshot.head().root)
                .has_value());
    }
}

BOOST_AUTO_TEST_CASE(refuses_another_key_than_the_logs) {
    TestLedger test(1);
    auto ledger = test.open();
    append_one(ledger, draft_of(2));
    BOOST_TEST(is_refused(ledger.seal(key_of(1)), Errc::malformed_key));
    BOOST_TEST(ledger.snapshot().checkpoints().size() == 1U);
}

/// Each case: a ledger of 9 events of which 4 are sealed, altered, must not be signed.
BOOST_AUTO_TEST_CASE(refuses_to_sign_when_what_is_stored_was_altered) {
    const auto head_of = [](std::uint64_t size, const Hash& root) {
        auto head = key_of_number(size);
        head += as_text(as_bytes(root));
        append_u64_be(head, static_cast<std::uint64_t>(TestLedger::start));
        return head;
    };
    const std::vector<std::pair<std::string, std::function<void(WriteTransaction&)>>> cases{
        {"an event since the last checkpoint",
         [](WriteTransaction& rows) { damage(rows, Stored::events, key_of_number(7)); }},
        {"the last event",
         [](WriteTransaction& rows) { damage(rows, Stored::events, key_of_number(9)); }},
        {"an event is missing",
         [](WriteTransaction& rows) { rows.erase(at(Stored::events), key_of_number(6)); }},
        {"the last event is missing",
         [](WriteTransaction& rows) { rows.erase(at(Stored::events), key_of_number(9)); }},
        {"the stored root",
         [&](WriteTransaction& rows) {
             rows.put(at(Stored::facts), "head", head_of(9, sha256({})));
         }},
        {"the stored size",
         [&](WriteTransaction& rows) {
             const auto head = rows.get(at(Stored::facts), "head");
             rows.put(at(Stored::facts), "head", key_of_number(8) + std::string(head->substr(8)));
         }},
        {"fewer events than were signed",
         [&](WriteTransaction& rows) {
             rows.put(at(Stored::facts), "head", head_of(3, sha256({})));
         }},
        {"a hash that the last checkpoint rests on",
         [](WriteTransaction& rows) {
             damage(rows, Stored::nodes, key_of_number(stored_index({2, 0})));
         }},
        {"the last checkpoint",
         [](WriteTransaction& rows) { damage(rows, Stored::checkpoints, key_of_number(4)); }},
    };
    for (const auto& [name, change] : cases) {
        TestLedger test(4);
        {
            auto ledger = test.open();
            TestLedger::append(ledger, 5, 10);
        }
        test.alter(change);
        // Opened for reading, since a writer is refused for some of these faults already.
        auto ledger = test.open(Access::read);
        const auto high_water = read_whole(test.high_water());
        BOOST_TEST(is_refused(ledger.seal(test.key()), Errc::inconsistent_head), name);
        BOOST_TEST(ledger.snapshot().checkpoints().size() == 1U, name);
        BOOST_TEST(read_whole(test.high_water()) == high_water, name);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(high_water)

BOOST_AUTO_TEST_CASE(must_be_there_once_something_was_signed) {
    TestLedger test(3);
    std::filesystem::remove(test.high_water());
    BOOST_TEST(is_refused(test.try_open(Access::write), Errc::inconsistent_head));
    BOOST_TEST(is_refused(test.open(Access::read).check_high_water(), Errc::inconsistent_head));
}

BOOST_AUTO_TEST_CASE(need_not_be_there_before_anything_was_signed) {
    TestLedger test;
    const TemporaryFolder other;
    BOOST_TEST_REQUIRE(test.create(other / "new", nothing).has_value());
    BOOST_TEST(!std::filesystem::exists(other / "new" / "high-water"));
    BOOST_TEST(Ledger::open(other / "new", Access::write, test.surroundings()).has_value());
}

BOOST_AUTO_TEST_CASE(is_refused_when_another_key_signed_it) {
    TestLedger test(3);
    const auto root = test.open().snapshot().head().root;
    const Checkpoint checkpoint{.origin = TestLedger::origin, .size = 3, .root = root};
    const auto forged = sign_note(encode_checkpoint(checkpoint), TestLedger::origin, key_of(1));
    write_whole(test.high_water(), encode_note(forged));
    BOOST_TEST(is_refused(test.try_open(Access::write), Errc::inconsistent_head));
}

BOOST_AUTO_TEST_CASE(is_refused_with_any_byte_changed) {
    TestLedger test(3);
    const auto note = read_whole(test.high_water());
    for (std::size_t i = 0; i < note.size(); ++i) {
        auto changed = note;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        write_whole(test.high_water(), changed);
        BOOST_TEST(is_refused(test.try_open(Access::write), Errc::inconsistent_head), "byte " << i);
    }
    write_whole(test.high_water(), note);
    BOOST_TEST(test.try_open(Access::write).has_value());
}

BOOST_AUTO_TEST_CASE(keeps_the_last_two_marks_in_turn) {
    TestLedger test(3);
    std::vector<std::string> notes{test.open().snapshot().last_checkpoint()->note};
    for (std::uint64_t event = 4; event <= 6; ++event) {
        auto ledger = test.open();
        append_one(ledger, draft_of(event));
        notes.push_back(ledger.seal(test.key())->note);
        const auto marks = read_whole(test.high_water());
        BOOST_TEST_REQUIRE(marks.size() == 2048U);
        BOOST_TEST(marks.find(notes[notes.size() - 2]) != std::string::npos);
        BOOST_TEST(marks.find(notes.back()) != std::string::npos);
    }
    // The furthest of the two is the one that counts, whichever slot it stands in.
    const auto marks = read_whole(test.high_water());
    for (const std::size_t place : {marks.find(notes.back()), std::size_t{0}, std::size_t{1024}}) {
        auto torn = marks;
        torn[place + 20] = '\0';
        write_whole(test.high_water(), torn);
        BOOST_TEST(is_refused(test.try_open(Access::write), Errc::inconsistent_head));
    }
    write_whole(test.high_water(), marks);
    BOOST_TEST(test.try_open(Access::write).has_value());
}

BOOST_AUTO_TEST_CASE(is_refused_when_it_shows_more_than_the_ledger) {
    TestLedger test(3);
    const auto folder = test.root() / "ledger";
    const auto before = read_whole(folder / "data.mdb");
    {
        auto ledger = test.open();
        append_one(ledger, draft_of(4));
        BOOST_TEST_REQUIRE(ledger.seal(test.key()).has_value());
    }
    write_whole(folder / "data.mdb", before);  // a backup is put back
    BOOST_TEST(is_refused(test.try_open(Access::write), Errc::inconsistent_head));
    {
        auto ledger = test.open(Access::read);
        ledger.renew_high_water();
    }
    auto ledger = test.open();
    BOOST_TEST(append_one(ledger, draft_of(5)).sequence == 4U);
    BOOST_TEST(ledger.seal(test.key()).has_value());
}

BOOST_AUTO_TEST_CASE(is_refused_when_it_shows_another_history) {
    TestLedger test(3);
    const auto folder = test.root() / "ledger";
    const auto before = read_whole(folder / "data.mdb");
    {
        auto ledger = test.open();
        append_one(ledger, draft_of(4));
        BOOST_TEST_REQUIRE(ledger.seal(test.key()).has_value());
    }
    const auto high_water = read_whole(test.high_water());
    write_whole(folder / "data.mdb", before);
    {
        auto ledger = test.open(Access::read);
        ledger.renew_high_water();
    }
    {
        auto ledger = test.open();
        TestLedger::append(ledger, 5, 9);
    }
    write_whole(test.high_water(), high_water);
    BOOST_TEST(is_refused(test.try_open(Access::write), Errc::inconsistent_head));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

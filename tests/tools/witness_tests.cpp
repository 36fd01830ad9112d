// The judgement of a witness, and that what it promised survives: without HTTP.
// SPDX-License-Identifier: EUPL-1.2
#include "folder.hpp"
#include "options.hpp"
#include "witness_samples.hpp"
#include <peil/core/cosignature.hpp>
#include <peil/core/files.hpp>

#include <boost/test/unit_test.hpp>

namespace peil::witness {

using testing::GrowingLog;
using testing::VectorWitness;

BOOST_AUTO_TEST_SUITE(witness)

BOOST_AUTO_TEST_CASE(follows_a_log_from_any_size_to_any_larger_one) {
    const GrowingLog log(40);
    for (std::uint64_t first = 0; first <= 40; first += 3) {
        VectorWitness place;
        auto witness = place.open();
        BOOST_TEST(witness.add_checkpoint(log.request(0, first)).status == 200U);
        for (std::uint64_t next = first; next <= 40; next += 7) {
            const auto old = witness.size_of(testing::vector_origin);
            BOOST_TEST(witness.add_checkpoint(log.request(old, next)).status == 200U);
            BOOST_TEST(witness.size_of(testing::vector_origin) == next);
        }
    }
}

BOOST_AUTO_TEST_CASE(never_goes_from_one_history_to_another) {
    const GrowingLog log(64);
    const GrowingLog fork(64, 'b');
    VectorWitness place;
    auto witness = place.open();
    BOOST_TEST(witness.add_checkpoint(log.request(0, 20)).status == 200U);
    for (std::uint64_t size = 20; size <= 64; ++size) {
        BOOST_TEST(witness.add_checkpoint(fork.request(20, size)).status == 422U);
    }
    BOOST_TEST(witness.size_of(testing::vector_origin) == 20U);
    BOOST_TEST(witness.add_checkpoint(log.request(20, 64)).status == 200U);
}

BOOST_AUTO_TEST_CASE(knows_after_a_restart_what_it_cosigned) {
    const GrowingLog log(9);
    VectorWitness place;
    std::string note;
    {
        auto witness = place.open();
        BOOST_TEST(witness.add_checkpoint(log.request(0, 5)).status == 200U);
        note = *witness.latest(testing::vector_origin);
    }
    auto witness = place.open();
    BOOST_TEST(*witness.latest(testing::vector_origin) == note);
    BOOST_TEST(witness.add_checkpoint(log.request(0, 9)).status == 409U);
    BOOST_TEST(witness.add_checkpoint(log.request(5, 9)).status == 200U);
}

BOOST_AUTO_TEST_CASE(keeps_and_signs_what_it_verified_and_drops_other_lines) {
    const GrowingLog log(3);
    VectorWitness place;
    auto witness = place.open();
    auto note = log.checkpoint(3);
    // A line that pretends to be the witness's own.
    auto forged =
        core::cosign_text(note.text, witness.identity().name, 7, core::testing::key_from(99));
    forged.key_id = core::parse_cosigner_vkey(
                        "witness1.example/w1+5bfa6b06+"
                        "BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X")
                        ->key_id;
    note.signatures.push_back(forged);
    const auto outcome = witness.cosign({.old_size = 0, .proof = {}, .checkpoint = note});
    BOOST_TEST_REQUIRE(outcome.cosigned.has_value());
    BOOST_TEST(outcome.cosigned->is_first);
    const auto kept = core::parse_note(*witness.latest(testing::vector_origin));
    BOOST_TEST_REQUIRE(kept.has_value());
    BOOST_TEST(kept->signatures.size() == 2U);
    BOOST_TEST((kept->signatures.front() == note.signatures.front()));
    BOOST_TEST((kept->signatures.back() != forged));
}

BOOST_AUTO_TEST_CASE(never_emits_the_time_zero) {
    VectorWitness place;
    place.now = 999;
    auto witness = place.open();
    BOOST_TEST(witness.add_checkpoint(GrowingLog(1).request(0, 1)).status == 500U);
    BOOST_TEST(witness.size_of(testing::vector_origin) == 0U);
}

BOOST_AUTO_TEST_CASE(stops_rather_than_begin_again_when_its_state_is_damaged) {
    VectorWitness place;
    auto witness = place.open();
    BOOST_TEST(witness.add_checkpoint(GrowingLog(2).request(0, 1)).status == 200U);
    {
        // A second environment in one process is not allowed, so the first is closed.
        auto closed = std::move(witness);
    }
    auto store = core::Store::open(place.folder / "state", state_options());
    const auto stored = store->update([](core::WriteTransaction& rows) -> core::Result<void> {
        rows.put(0, testing::vector_origin, "nothing");
        return {};
    });
    BOOST_TEST(stored.has_value());
    { const auto closed = *std::move(store); }
    auto damaged = place.open();
    BOOST_CHECK_THROW(static_cast<void>(damaged.add_checkpoint(GrowingLog(2).request(0, 1))),
                      core::StorageError);
    BOOST_CHECK_THROW(static_cast<void>(damaged.size_of(testing::vector_origin)),
                      core::StorageError);
}

BOOST_AUTO_TEST_CASE(takes_one_of_many_that_race_from_the_same_size) {
    const GrowingLog log(60);
    VectorWitness place;
    auto witness = place.open();
    BOOST_TEST(witness.add_checkpoint(log.request(0, 10)).status == 200U);
    std::atomic<int> accepted{0};
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;
    for (std::uint64_t i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            const auto answer = witness.add_checkpoint(log.request(10, 20 + 5 * i));
            (answer.status == 200 ? accepted : refused) += 1;
        });
    }
    for (auto& thread : threads) { thread.join(); }
    BOOST_TEST(accepted == 1);
    BOOST_TEST(refused == 7);
    BOOST_TEST(witness.size_of(testing::vector_origin) >= 20U);
}

BOOST_AUTO_TEST_CASE(accepts_a_second_key_of_the_same_log) {
    VectorWitness place;
    core::Store::create(place.folder / "second", state_options());
    auto store = core::Store::open(place.folder / "second", state_options());
    const auto old_key = core::testing::key_from(0);
    const auto new_key = core::testing::key_from(64);
    const auto& origin = testing::vector_origin;
    Witness witness(*std::move(store), core::testing::key_from(128),
                    {.name = "w.example",
                     .logs = {*core::make_verifier_key(origin, old_key.public_key()),
                              *core::make_verifier_key(origin, new_key.public_key())}},
                    [] { return 1'760'000'000'000; });
    const GrowingLog log(4);
    BOOST_TEST(witness.add_checkpoint(log.request(0, 2)).status == 200U);
    auto note = log.checkpoint(4);
    note.signatures = {core::sign_text(note.text, origin, new_key)};
    const auto proof = *core::prove_consistency({.old_size = 2, .current = 4}, log);
    BOOST_TEST(
        witness.cosign({.old_size = 2, .proof = proof, .checkpoint = note}).cosigned.has_value());
}

BOOST_AUTO_TEST_CASE(has_a_folder_that_is_private_and_made_once) {
    const core::testing::TemporaryFolder place;
    const WitnessFolder folder{place / "w"};
    const auto vkey = create_folder(folder, "w.example/1", "secret");
    BOOST_TEST_REQUIRE(vkey.has_value());
    BOOST_TEST(core::parse_cosigner_vkey(*vkey)->name == "w.example/1");
    BOOST_TEST(core::require_private(folder.root).has_value());
    BOOST_TEST(core::require_private(folder.key()).has_value());
    BOOST_TEST(create_folder(folder, "w.example/1", "secret").has_error());
    const auto log_vkey = core::encode_vkey(
        *core::make_verifier_key(testing::vector_origin, core::testing::key_from(0).public_key()));
    BOOST_TEST(trust_log(folder, log_vkey).has_value());
    BOOST_TEST(trust_log(folder, log_vkey).has_error());
    BOOST_TEST(trust_log(folder, *vkey).has_error());
    const auto clock = [] { return core::UnixMs{1'760'000'000'000}; };
    BOOST_TEST(open_folder(folder, std::nullopt, clock).has_error());
    auto opened = open_folder(folder, "secret", clock);
    BOOST_TEST_REQUIRE(opened.has_value());
    BOOST_TEST(opened->add_checkpoint(GrowingLog(2).request(0, 2)).status == 200U);
}

BOOST_AUTO_TEST_CASE(is_told_only_what_its_table_of_options_knows) {
    const auto parse = [](std::vector<std::string> words) {
        std::vector<char*> pointers;
        for (auto& word : words) { pointers.push_back(word.data()); }
        return parse_options(pointers);
    };
    BOOST_TEST(parse({"serve", "dir", "--listen", "[::1]:0"})->find("--listen").value_or("") ==
               "[::1]:0");
    BOOST_TEST(*parse({"serve", "d", "--threads", "9"})->number("--threads", {1, 10, 4}) == 9U);
    BOOST_TEST(
        parse({"serve", "d", "--threads", "0"})->number("--threads", {1, 10, 4}).has_error());
    BOOST_TEST(*parse({"serve", "d"})->number("--threads", {1, 10, 4}) == 4U);
    for (const auto& words : std::vector<std::vector<std::string>>{{},
                                                                   {"run"},
                                                                   {"serve"},
                                                                   {"serve", "a", "b"},
                                                                   {"serve", "a", "--name", "x"},
                                                                   {"serve", "a", "--listen"},
                                                                   {"trust", "a"},
                                                                   {"init", "--name", "x"}}) {
        BOOST_TEST(parse(words).has_error());
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::witness

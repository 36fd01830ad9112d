// `peil tiles` killed at any moment: what is published stays whole, and the next run does the rest.
// SPDX-License-Identifier: EUPL-1.2
#include "child_process.hpp"
#include "published_folder.hpp"
#include "test_ledger.hpp"
#include <peil/core/ledger.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace peil::core {

namespace {

using testing::ChildLimits;
using testing::ChildResult;
using testing::content_of;
using testing::run_child;
using testing::SeededRandom;
using testing::TemporaryFolder;
using testing::TestLedger;
using testing::text_of;

constexpr std::uint64_t kill_seed = 20'161'114;
constexpr const char* peil_program = PEIL_BINARY_DIR "/bin/peil";

/// A ledger that grows, published by the program itself.
class Press {
  public:
    Press() : ledger_(1) { BOOST_TEST_MESSAGE("seed " << kill_seed); }

    void grow_by(std::uint64_t count) {
        auto opened = ledger_.open();
        const auto size = opened.snapshot().head().size;
        TestLedger::append(opened, size + 1, size + count + 1);
        BOOST_TEST_REQUIRE(opened.seal(ledger_.key()).has_value());
        size_ = size + count;
    }
    ChildResult publish(const std::filesystem::path& folder, const ChildLimits& limits = {}) {
        return run_child(
            {peil_program, "tiles", folder.string(), "--ledger", ledger_.root().string()},
            scratch_.path(), limits);
    }
    /// How long publishing to a copy of the folder takes.
    std::chrono::microseconds measure() {
        std::filesystem::remove_all(scratch_ / "measured");
        if (std::filesystem::exists(folder())) {
            std::filesystem::copy(folder(), scratch_ / "measured",
                                  std::filesystem::copy_options::recursive);
        }
        const auto whole = publish(scratch_ / "measured");
        BOOST_TEST_REQUIRE(whole.exit_code == 0, whole.err);
        std::filesystem::remove_all(scratch_ / "measured");
        return whole.lasted;
    }
    /// The folder's checkpoint, old or new, has all its files; 0 if there is none yet.
    std::uint64_t require_sound() {
        if (!std::filesystem::exists(folder() / "checkpoint")) { return 0; }
        const auto key = *parse_vkey(ledger_.settings().log_key);
        const auto found = check_tiles(folder(), {&key, 1});
        BOOST_TEST(!found.bad.has_value(), text_of(found));
        BOOST_TEST(found.is_signed);
        return found.checkpoint.size;
    }
    /// The next run makes the folder what it is at once, but for partial files of killed runs.
    void require_finished() {
        const auto again = publish(folder());
        BOOST_TEST_REQUIRE(again.exit_code == 0, again.err);
        BOOST_TEST(require_sound() == size_);
        BOOST_TEST(!std::filesystem::exists(folder() / ".staging"));
        const auto at_once = scratch_ / "at-once";
        BOOST_TEST_REQUIRE(publish(at_once).exit_code == 0);
        const auto content = content_of(folder());
        for (const auto& [name, bytes] : content_of(at_once)) {
            BOOST_TEST_REQUIRE(content.contains(name), name);
            BOOST_TEST((content.at(name) == bytes), name);
        }
        std::filesystem::remove_all(at_once);
    }
    [[nodiscard]] std::filesystem::path folder() const { return scratch_ / "tiles"; }
    [[nodiscard]] std::uint64_t size() const { return size_; }

  private:
    TestLedger ledger_;
    TemporaryFolder scratch_;
    std::uint64_t size_ = 1;
};

ChildLimits kill_during(std::chrono::microseconds duration, SeededRandom& random) {
    const auto limit = static_cast<std::uint64_t>(duration.count()) * 5 / 4 + 1;
    return {.kill_after = std::chrono::microseconds(random.below(limit))};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tiles_kill, *boost::unit_test::label("slow"))

BOOST_AUTO_TEST_CASE(while_it_publishes_for_the_first_time) {
    Press press;
    press.grow_by(3'000);
    const auto duration = press.measure();
    SeededRandom random(kill_seed);
    int unfinished = 0;
    for (int round = 1; round <= 60; ++round) {
        std::filesystem::remove_all(press.folder());
        press.publish(press.folder(), kill_during(duration, random));
        const auto size = press.require_sound();
        BOOST_TEST((size == 0 || size == press.size()), "round " << round << ": " << size);
        unfinished += size == 0 ? 1 : 0;
        if (round % 6 == 0) { press.require_finished(); }
    }
    BOOST_TEST_MESSAGE(unfinished << " of 60 were killed before the checkpoint");
    BOOST_TEST(unfinished > 10);
}

BOOST_AUTO_TEST_CASE(while_it_grows_keeps_the_old_checkpoint_whole) {
    Press press;
    press.grow_by(700);
    press.require_finished();
    SeededRandom random(kill_seed + 1);
    int unfinished = 0;
    for (int round = 1; round <= 60; ++round) {
        const auto old_size = press.require_sound();
        press.grow_by(1 + random.below(300));
        const auto duration = press.measure();
        for (int kill = 0; kill < 3; ++kill) {
            press.publish(press.folder(), kill_during(duration, random));
            const auto size = press.require_sound();
            // It need not be the one before: a run that was not killed leaves its own.
            BOOST_TEST((size >= old_size && size <= press.size()), "round " << round);
            unfinished += size == old_size ? 1 : 0;
        }
        if (round % 4 == 0) { press.require_finished(); }
    }
    BOOST_TEST_MESSAGE(unfinished << " of 180 were killed before the checkpoint");
    BOOST_TEST(unfinished > 20);
    press.require_finished();
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

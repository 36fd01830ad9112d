// `peil key rotate` killed at any moment: the ledger has a key that signs, the old one or the new
// one, and nothing but a file that nobody needs is left behind.
// SPDX-License-Identifier: EUPL-1.2
#include "child_process.hpp"
#include "test_ledger.hpp"
#include <peil/core/ledger.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace peil::core {

namespace {

using testing::ChildLimits;
using testing::ChildResult;
using testing::run_child;
using testing::SeededRandom;
using testing::TemporaryFolder;

constexpr std::uint64_t rotation_seed = 20'161'114;
constexpr const char* rotating_program = PEIL_BINARY_DIR "/bin/peil";

/// A ledger with one event, and a sound copy of it.
class Locksmith {
  public:
    Locksmith() {
        BOOST_TEST_MESSAGE("seed " << rotation_seed);
        const auto made = run({"init", "--origin", "example.nl/keys", "--title", "Droge Voeten"});
        BOOST_TEST_REQUIRE(made.exit_code == 0, made.err);
        std::filesystem::copy(ledger(), folder_ / "template",
                              std::filesystem::copy_options::recursive);
    }
    ChildResult run(std::vector<std::string> words, const ChildLimits& limits = {}) {
        words.insert(words.begin(), rotating_program);
        words.insert(words.end(), {"--ledger", ledger().string()});
        return run_child(std::move(words), folder_.path(), limits);
    }
    ChildResult rotate(const ChildLimits& limits = {}) {
        return run({"key", "rotate", "--destroy-old"}, limits);
    }
    void restore() {
        std::filesystem::remove_all(ledger());
        std::filesystem::copy(folder_ / "template", ledger(),
                              std::filesystem::copy_options::recursive);
    }
    /// How many keys the log has had. The one that signs now is there and signs.
    std::size_t require_usable() {
        std::size_t count = 0;
        {
            SeededRandom random(1);
            const auto opened = Ledger::open(ledger(), Access::read,
                                             {.clock = [] { return 0; }, .random = &random});
            BOOST_TEST_REQUIRE(opened.has_value(), opened.error().detail);
            const auto keys = opened->snapshot().log_keys();
            BOOST_TEST_REQUIRE(keys.has_value(), keys.error().detail);
            count = keys->all().size();
            BOOST_TEST(std::filesystem::exists(opened->folder().log_key(keys->current())));
        }
        const auto sealed = run({"checkpoint"});
        BOOST_TEST_REQUIRE(sealed.exit_code == 0, sealed.err);
        const auto appended = run({"programme", "rename", "Natte Voeten"});
        BOOST_TEST_REQUIRE(appended.exit_code == 0, appended.err);
        const auto verified = run({"verify"});
        BOOST_TEST_REQUIRE(verified.exit_code == 0, verified.out);
        return count;
    }

  private:
    [[nodiscard]] std::filesystem::path ledger() const { return folder_ / "ledger"; }
    TemporaryFolder folder_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(key_rotation_kill, *boost::unit_test::label("slow"))

BOOST_AUTO_TEST_CASE(leaves_the_old_key_or_the_new_one) {
    Locksmith locksmith;
    const auto whole = locksmith.rotate();
    BOOST_TEST_REQUIRE(whole.exit_code == 0, whole.err);
    BOOST_TEST(locksmith.require_usable() == 2U);
    SeededRandom random(rotation_seed);
    int old_count = 0;
    int new_count = 0;
    constexpr int round_count = 40;
    for (int round = 1; round <= round_count; ++round) {
        locksmith.restore();
        const auto limit = static_cast<std::uint64_t>(whole.lasted.count()) * 5 / 4 + 1;
        locksmith.rotate({.kill_after = std::chrono::microseconds(random.below(limit))});
        BOOST_TEST_CONTEXT("round " << round) {
            const auto count = locksmith.require_usable();
            (count == 1 ? old_count : new_count) += 1;
            BOOST_TEST((count == 1 || count == 2));
        }
    }
    BOOST_TEST_MESSAGE(old_count << " with the old key, " << new_count << " with the new one");
    BOOST_TEST(old_count > 0);
    BOOST_TEST(new_count > 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

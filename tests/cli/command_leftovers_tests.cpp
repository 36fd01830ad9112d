// What a killed init leaves behind, and who removes it.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"
#include <peil/core/files.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>

namespace {

namespace fs = std::filesystem;
namespace testing = peil::cli::testing;

/// The number of a process that has ended.
std::string ended_process() {
    const auto child = ::fork();
    if (child == 0) { ::_exit(0); }
    int status = 0;
    static_cast<void>(::waitpid(child, &status, 0));
    return std::to_string(child);
}

struct Leftovers : testing::Workplace {
    fs::path leave(const std::string& suffix) const {
        auto folder = *this / (".x.new-" + suffix);
        fs::create_directory(folder);
        fs::permissions(folder, fs::perms::owner_all);
        fs::create_directory(folder / "keys");
        return folder;
    }
    void init_x() const {
        static_cast<void>(
            done({"init", "--ledger", "x", "--origin", "example.nl/x", "--title", "Droge Voeten"}));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command_leftovers, Leftovers)

BOOST_AUTO_TEST_CASE(the_next_init_removes_what_a_killed_one_left) {
    const auto left = leave(ended_process());
    init_x();
    BOOST_TEST(!fs::exists(left));
    BOOST_TEST(done({"doctor", "--ledger", "x"}).says("no unfinished ledger"));
}

BOOST_AUTO_TEST_CASE(what_may_be_in_use_is_left_alone) {
    const auto running = leave(std::to_string(::getpid()));
    const auto strange = leave("1x");
    const auto locked = leave(ended_process());
    const auto lock = peil::core::lock_folder(locked);
    BOOST_TEST_REQUIRE(lock.has_value());
    const auto other = *this / (".y.new-" + ended_process());
    fs::create_directory(other);
    init_x();
    for (const auto& folder : {running, strange, locked, other}) { BOOST_TEST(fs::exists(folder)); }
}

BOOST_AUTO_TEST_CASE(a_link_is_not_followed) {
    const auto target = *this / "target";
    fs::create_directory(target);
    const auto link = *this / (".x.new-" + ended_process());
    fs::create_directory_symlink(target, link);
    init_x();
    BOOST_TEST(fs::exists(target));
    BOOST_TEST(fs::is_symlink(link));
}

BOOST_AUTO_TEST_CASE(doctor_names_what_lies_beside_the_ledger) {
    init_x();
    const auto left = leave(ended_process());
    const auto told = run({"doctor", "--ledger", "x"});
    BOOST_TEST(told.exit_code == 1);
    BOOST_TEST(told.says("rm -r"), told);
    BOOST_TEST(told.says(left.filename().string()), told);
}

BOOST_AUTO_TEST_SUITE_END()

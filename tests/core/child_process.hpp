// Runs a program to its end, to a time limit, or until it is killed; what it printed is kept in
// files, so that a killed child's last line is seen too.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace peil::core::testing {

struct ChildResult {
    int exit_code = -1;                  ///< -1 if it ended by a signal
    int signal = 0;                      ///< that ended it, or 0
    bool timed_out = false;              ///< and was killed for it
    std::chrono::microseconds lasted{};  ///< from when its program was loaded
    std::string out{};
    std::string err{};

    [[nodiscard]] bool exited_with(std::initializer_list<int> codes) const {
        return std::find(codes.begin(), codes.end(), exit_code) != codes.end();
    }
};

struct ChildLimits {
    std::chrono::milliseconds timeout{60'000};
    std::optional<std::chrono::microseconds> kill_after{};  ///< SIGKILL, unless it ended before
};

/// A child process whose output goes to files in a folder.
class Child {
  public:
    Child(std::vector<std::string> words, const std::filesystem::path& folder)
        : out_(folder / "child.out"), err_(folder / "child.err") {
        // Boost.Test takes a child's exit code other than 0 for a failure of the test.
        std::signal(SIGCHLD, SIG_DFL);
        posix_spawn_file_actions_t actions{};
        posix_spawn_file_actions_init(&actions);
        constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC;
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out_.c_str(), flags, 0600);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err_.c_str(), flags, 0600);
        std::vector<char*> arguments;
        for (auto& word : words) { arguments.push_back(word.data()); }
        arguments.push_back(nullptr);
        const int failed = ::posix_spawn(&id_, words.front().c_str(), &actions, nullptr,
                                         arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        BOOST_TEST_REQUIRE(failed == 0, "cannot start " << words.front());
        started_ = std::chrono::steady_clock::now();
    }

    ChildResult wait(const ChildLimits& limits) {
        ChildResult result;
        if (limits.kill_after) {
            ::usleep(static_cast<useconds_t>(limits.kill_after->count()));
            ::kill(id_, SIGKILL);  // its number is not given away before it is waited for
        } else if (!ends_within(limits.timeout)) {
            result.timed_out = true;
            ::kill(id_, SIGKILL);
        }
        int status = 0;
        BOOST_TEST_REQUIRE(::waitpid(id_, &status, 0) == id_);
        result.lasted = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - started_);
        if (WIFEXITED(status)) { result.exit_code = WEXITSTATUS(status); }
        if (WIFSIGNALED(status)) { result.signal = WTERMSIG(status); }
        result.out = read_whole(out_);
        result.err = read_whole(err_);
        return result;
    }

  private:
    [[nodiscard]] bool ends_within(std::chrono::milliseconds timeout) const {
        const auto handle = static_cast<int>(::syscall(SYS_pidfd_open, id_, 0));
        BOOST_TEST_REQUIRE(handle >= 0);
        pollfd waited{.fd = handle, .events = POLLIN, .revents = 0};
        const int count = ::poll(&waited, 1, static_cast<int>(timeout.count()));
        ::close(handle);
        return count == 1;
    }

    pid_t id_ = 0;
    std::chrono::steady_clock::time_point started_;
    std::filesystem::path out_;
    std::filesystem::path err_;
};

/// Runs a program by its path, with the folder for what it prints.
inline ChildResult run_child(std::vector<std::string> words, const std::filesystem::path& folder,
                             const ChildLimits& limits = {}) {
    return Child(std::move(words), folder).wait(limits);
}

}  // namespace peil::core::testing

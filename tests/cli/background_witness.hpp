// The real peil-witness in the background, and servers that answer badly or never.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "command_runner.hpp"

#include <array>
#include <csignal>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace peil::cli::testing {

/// Runs a program to its end with what it prints in a file; the value is its exit code.
inline int run_program(Words words, const std::filesystem::path& output) {
    const auto child = ::fork();
    BOOST_TEST_REQUIRE(child >= 0);
    if (child == 0) {
        const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (file < 0 || ::dup2(file, STDOUT_FILENO) < 0 || ::dup2(file, STDERR_FILENO) < 0) {
            ::_exit(126);
        }
        std::vector<char*> arguments;
        for (auto& word : words) { arguments.push_back(word.data()); }
        arguments.push_back(nullptr);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    int status = 0;
    BOOST_TEST_REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// A witness with a folder and a key of its own; it serves from start() until it is destroyed.
class BackgroundWitness {
  public:
    explicit BackgroundWitness(const std::string& name) {
        BOOST_TEST_REQUIRE(run({"init", folder(), "--name", name}) == 0);
        vkey_ = output();
        vkey_.pop_back();
    }
    ~BackgroundWitness() { stop(); }
    BackgroundWitness(const BackgroundWitness&) = delete;
    BackgroundWitness& operator=(const BackgroundWitness&) = delete;

    [[nodiscard]] int run(Words words) const {
        words.insert(words.begin(), PEIL_BINARY_DIR "/bin/peil-witness");
        return run_program(words, place_ / "output");
    }
    [[nodiscard]] std::string output() const {
        return core::testing::read_whole(place_ / "output");
    }
    [[nodiscard]] std::string folder() const { return (place_ / "w").string(); }
    [[nodiscard]] const std::string& vkey() const { return vkey_; }
    [[nodiscard]] const std::string& url() const { return url_; }

    void trust(const std::string& log_vkey) const {
        BOOST_TEST_REQUIRE(run({"trust", folder(), log_vkey}) == 0, output());
    }
    void start() {
        std::array<int, 2> ends{};
        BOOST_TEST_REQUIRE(::pipe(ends.data()) == 0);
        child_ = ::fork();
        BOOST_TEST_REQUIRE(child_ >= 0);
        if (child_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            const int quiet = ::open("/dev/null", O_WRONLY);
            ::dup2(quiet, STDERR_FILENO);
            const auto at = folder();
            ::execl(PEIL_BINARY_DIR "/bin/peil-witness", "peil-witness", "serve", at.c_str(),
                    "--listen", "127.0.0.1:0", nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        url_.clear();
        for (char letter = 0; ::read(ends[0], &letter, 1) == 1 && letter != '\n';) {
            url_ += letter;
        }
        ::close(ends[0]);
        BOOST_TEST_REQUIRE(url_.starts_with("http://127.0.0.1:"));
    }
    /// The exit code, after SIGTERM.
    int stop() {
        if (child_ <= 0) { return 0; }
        ::kill(child_, SIGTERM);
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

  private:
    core::testing::TemporaryFolder place_;
    std::string vkey_;
    std::string url_;
    pid_t child_ = -1;
};

}  // namespace peil::cli::testing

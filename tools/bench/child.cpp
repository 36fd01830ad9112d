// posix_spawn and waitpid.
// SPDX-License-Identifier: EUPL-1.2
#include "child.hpp"

#include "figure.hpp"

#include <array>
#include <fcntl.h>
#include <fstream>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace peil::bench {

namespace {

/// What the child's standard output is connected to.
class Pipe {
  public:
    Pipe() {
        if (::pipe2(ends_.data(), O_CLOEXEC) != 0) { throw std::runtime_error("pipe2 failed"); }
    }
    ~Pipe() {
        close_writing();
        ::close(ends_[0]);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    [[nodiscard]] int writing() const { return ends_[1]; }
    void close_writing() {
        if (ends_[1] >= 0) { ::close(ends_[1]); }
        ends_[1] = -1;
    }
    [[nodiscard]] std::string read_all() const {
        std::string text;
        std::array<char, 4096> buffer{};
        for (auto count = ::read(ends_[0], buffer.data(), buffer.size()); count > 0;
             count = ::read(ends_[0], buffer.data(), buffer.size())) {
            text.append(buffer.data(), static_cast<std::size_t>(count));
        }
        return text;
    }

  private:
    std::array<int, 2> ends_{};
};

::pid_t start(std::vector<std::string> words, const Pipe& pipe) {
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (auto& word : words) { arguments.push_back(word.data()); }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe.writing(), STDOUT_FILENO);
    ::pid_t child = 0;
    const int failed =
        posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) { throw std::runtime_error("cannot start " + words.front()); }
    return child;
}

}  // namespace

ChildRun run_child(const std::vector<std::string>& words, int exit_code_also) {
    Pipe pipe;
    const Stopwatch watch;
    const auto child = start(words, pipe);
    pipe.close_writing();
    ChildRun run{.output = pipe.read_all()};
    int status = 0;
    if (::waitpid(child, &status, 0) != child) { throw std::runtime_error("waitpid failed"); }
    run.seconds = watch.seconds();
    if (!WIFEXITED(status) || (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != exit_code_also)) {
        throw std::runtime_error(words.front() + " failed: " + run.output);
    }
    return run;
}

std::filesystem::path own_program() {
    return std::filesystem::read_symlink("/proc/self/exe");
}

std::uint64_t own_memory_kib(const std::string& name) {
    std::ifstream stream("/proc/self/status");
    std::string line;
    while (std::getline(stream, line)) {
        if (!line.starts_with(name + ':')) { continue; }
        std::istringstream numbers(line.substr(name.size() + 1));
        std::uint64_t kib = 0;
        numbers >> kib;
        return kib;
    }
    return 0;
}

}  // namespace peil::bench

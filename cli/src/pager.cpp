// A pager is a shell command that reads a pipe. Started with posix_spawn, so that no code of ours
// runs between fork and exec.
// SPDX-License-Identifier: EUPL-1.2
#include "pager.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <optional>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace peil::cli {

namespace {

/// While the pager runs, the keys that interrupt belong to it, and that it ends early is no reason
/// for us to.
class IgnoredSignals {
  public:
    IgnoredSignals() {
        struct sigaction ignore {};
        ignore.sa_handler = SIG_IGN;
        sigemptyset(&ignore.sa_mask);
        for (std::size_t i = 0; i < signals.size(); ++i) {
            sigaction(signals[i], &ignore, &before_[i]);
        }
    }
    ~IgnoredSignals() {
        for (std::size_t i = 0; i < signals.size(); ++i) {
            sigaction(signals[i], &before_[i], nullptr);
        }
    }
    IgnoredSignals(const IgnoredSignals&) = delete;
    IgnoredSignals& operator=(const IgnoredSignals&) = delete;

    /// Those that the pager shall not ignore: the ones that we did not ignore before.
    [[nodiscard]] sigset_t to_restore() const {
        sigset_t set;
        sigemptyset(&set);
        for (std::size_t i = 0; i < signals.size(); ++i) {
            if (before_[i].sa_handler != SIG_IGN) { sigaddset(&set, signals[i]); }
        }
        return set;
    }

  private:
    static constexpr std::array<int, 3> signals{SIGPIPE, SIGINT, SIGQUIT};
    std::array<struct sigaction, 3> before_{};
};

/// A file descriptor that is closed at the end.
class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { close_now(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return fd_; }
    void close_now() {
        if (fd_ >= 0) { close(fd_); }
        fd_ = -1;
    }

  private:
    int fd_;
};

/// 0, or the errno of the write that failed.
int write_page(int fd, std::string_view text) {
    while (!text.empty()) {
        const auto count = write(fd, text.data(), text.size());
        if (count < 0 && errno == EINTR) { continue; }
        if (count < 0) { return errno; }
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return 0;
}

/// The command, or nothing if there shall be no pager.
std::optional<std::string> choose_pager() {
    const auto* command = std::getenv("PEIL_PAGER");
    if (command == nullptr) { command = std::getenv("PAGER"); }
    std::string pager = command == nullptr ? "less -FRX" : command;
    if (pager.find_first_not_of(' ') == std::string::npos || pager == "cat") {
        return std::nullopt;
    }
    return pager;
}

/// Our environment, and what less needs to know: leave if it fits, show colours, do not clear.
std::vector<std::string> pager_environment() {
    std::vector<std::string> variables;
    bool has_less = false;
    for (char** each = environ; each != nullptr && *each != nullptr; ++each) {
        variables.emplace_back(*each);
        has_less = has_less || variables.back().starts_with("LESS=");
    }
    if (!has_less) { variables.emplace_back("LESS=FRX"); }
    return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) { pointers.push_back(text.data()); }
    pointers.push_back(nullptr);
    return pointers;
}

/// The process of the pager, which reads `fd`; nothing if it cannot be started.
std::optional<pid_t> start_pager(const std::string& command, int fd, const sigset_t& signals) {
    std::vector<std::string> arguments{"sh", "-c", command};
    auto environment = pager_environment();
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fd, STDIN_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    pid_t process = -1;
    const auto error = posix_spawn(&process, "/bin/sh", &actions, &attributes,
                                   pointers_to(arguments).data(), pointers_to(environment).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error == 0 ? std::optional<pid_t>(process) : std::nullopt;
}

/// The exit code of the process, or -1 if it ended otherwise.
int wait_for(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0) {
        if (errno != EINTR) { return -1; }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// True if the pager showed the text, or as much of it as its reader wanted.
bool page(const std::string& command, std::string_view text, const IgnoredSignals& signals) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) { return false; }
    Descriptor reading(ends[0]);
    Descriptor writing(ends[1]);
    const auto process = start_pager(command, reading.get(), signals.to_restore());
    if (!process) { return false; }
    reading.close_now();
    static_cast<void>(write_page(writing.get(), text));  // fails if the reader has seen enough
    writing.close_now();
    constexpr int not_executable = 126;  // of the shell, as is the next
    constexpr int not_found = 127;
    const auto code = wait_for(*process);
    return code != not_executable && code != not_found;
}

}  // namespace

void write_output(std::string_view bytes) {
    const auto error = write_page(STDOUT_FILENO, bytes);
    if (error != 0 && error != EPIPE) {
        throw OutputError("standard output: " + std::generic_category().message(error));
    }
}

void print_paged(const std::string& text, bool use_pager) {
    const IgnoredSignals signals;
    const auto pager = use_pager && isatty(STDOUT_FILENO) == 1 ? choose_pager() : std::nullopt;
    if (!pager || !page(*pager, text, signals)) { write_output(text); }
}

}  // namespace peil::cli

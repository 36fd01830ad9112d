// The command `peil`: from the words typed to a command of the table, and from what happened to an
// exit code. The clock and randomness of the world enter here and nowhere below.
// SPDX-License-Identifier: EUPL-1.2
#include "context.hpp"
#include "pager.hpp"
#include "parse.hpp"
#include <peil/core/files.hpp>
#include <peil/core/random.hpp>

#include <chrono>
#include <csignal>
#include <exception>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

// The sanitizer reports signals itself, and tests want to see what it says.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

/// A damaged store can end in a signal inside the library that maps it; say so instead of dying
/// without a word. Only calls that are safe in a signal handler.
void report_signal(int) {
    constexpr std::string_view message =
        "peil: stopped while reading the ledger: its file is damaged, or this program has a "
        "fault. Nothing was changed; run `peil verify`\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, message.data(), message.size());
    ::_exit(peil::cli::exit_code::cannot_open);
}

void install_signal_handlers() {
    struct sigaction action {};
    action.sa_handler = report_signal;
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT}) { ::sigaction(signal, &action, nullptr); }
}

peil::core::UnixMs read_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

int run(const std::vector<std::string>& words) {
    peil::core::SystemRandom random;
    peil::cli::Context context;
    context.clock = read_clock;
    context.random = &random;
    const auto code = peil::cli::run_words(words, context);
    if (code) { return *code; }
    const bool is_damaged = code.error().code == make_error_code(peil::core::Errc::ledger_damaged);
    context.warn(code.error().detail + (is_damaged ? "; `peil verify` lists what is damaged" : ""));
    return peil::cli::exit_code_of(code.error());
}

int fail(std::string_view text, int code) {
    const auto line = "peil: " + std::string(text) + "\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        peil::core::occupy_standard_descriptors();
        if (!is_sanitized) { install_signal_handlers(); }
        return run({argv + 1, argv + argc});
    } catch (const peil::core::UnknownOutcome& error) {
        return fail(std::string("whether the events were stored is not known (") + error.what() +
                        "); append them again with the same ids to find out",
                    peil::cli::exit_code::unknown_outcome);
    } catch (const peil::cli::OutputError& error) {
        return fail(std::string(error.what()) +
                        "; what was printed is not complete. A command that appends had appended "
                        "before: `peil log --last 5` shows it",
                    peil::cli::exit_code::cannot_open);
    } catch (const std::exception& error) {
        return fail(std::string(error.what()) +
                        "; nothing was appended. `peil doctor` looks at "
                        "the disk, the locks, and the keys",
                    peil::cli::exit_code::cannot_open);
    }
}

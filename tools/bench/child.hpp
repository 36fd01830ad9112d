// Other programs, timed and measured from outside.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace peil::bench {

struct ChildRun {
    double seconds = 0;    ///< from before the start to after the end
    std::string output{};  ///< of standard output
};

/// Runs a program, found by PATH. Throws std::runtime_error unless it ends with 0, or with
/// `exit_code_also`.
[[nodiscard]] ChildRun run_child(const std::vector<std::string>& words, int exit_code_also = 0);

/// This program's own file.
[[nodiscard]] std::filesystem::path own_program();

/// A number of kibibytes in /proc/self/status, such as `VmHWM` or `RssAnon`; 0 if there is none.
[[nodiscard]] std::uint64_t own_memory_kib(const std::string& name);

}  // namespace peil::bench

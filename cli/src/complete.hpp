// Completion of what is being typed; the scripts of the shells ask `peil __complete WORDS…`.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace peil::cli {

/// What may stand in place of the last word, given those before it.
[[nodiscard]] std::vector<std::string> complete(const std::vector<std::string>& words);

/// The completion script of a shell, `bash` or `zsh`; empty for any other.
[[nodiscard]] std::string completion_script(std::string_view shell);

}  // namespace peil::cli

// Reads the files of a checkout, and the real reports that may lie beside it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "phrase_index.hpp"
#include "source_file.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace peil::tidy {

/// Every text file below `root`, sorted by path. Left out: what is built, what git and ledgers
/// keep for themselves, and files that hold a zero byte. Throws std::runtime_error or
/// std::filesystem::filesystem_error where something cannot be read.
[[nodiscard]] std::vector<SourceFile> read_tree(const std::filesystem::path& root);

/// The phrases of the files in `folder`; nothing if there is no such folder.
[[nodiscard]] std::optional<PhraseIndex> read_reports(const std::filesystem::path& folder);

}  // namespace peil::tidy

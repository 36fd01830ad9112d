// The machine and the programs that the figures belong to.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace peil::bench {

using Facts = std::vector<std::pair<std::string, std::string>>;

/// Processor, its SHA and vector instructions, memory, kernel, file system of `folder`, and the
/// versions of compiler, LMDB, and OpenSSL.
[[nodiscard]] Facts describe_machine(const std::filesystem::path& folder);

}  // namespace peil::bench

// Files that a command writes where somebody says: a wrong place is a wrong use of the command, and
// nothing that somebody may want to keep is written over.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>

#include <string>
#include <string_view>

namespace peil::cli {

/// Errors: wrong use if it is a folder, or there is no folder that it could be written into.
[[nodiscard]] core::Result<void> require_output_place(const std::string& file);

/// As above, and wrong use names `option` if anything is there already: for what takes long.
[[nodiscard]] core::Result<void> require_new_output(const std::string& file,
                                                    std::string_view option);

/// Writes a file that others may read, unless one with other content is there.
/// Errors: as require_output_place(), and wrong use names `option`, which named the file.
[[nodiscard]] core::Result<void> write_new_output(const std::string& file, std::string_view text,
                                                  std::string_view option);

}  // namespace peil::cli

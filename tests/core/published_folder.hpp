// What the tests of published folders share: all files of one, and a folder to publish to.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "temporary_folder.hpp"
#include <peil/core/tiles_folder.hpp>

#include <filesystem>
#include <map>
#include <string>

namespace peil::core::testing {

using PublishedContent = std::map<std::string, std::string>;

/// Every file below a folder, by its path there.
inline PublishedContent content_of(const std::filesystem::path& folder) {
    PublishedContent content;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) { continue; }
        content[entry.path().lexically_relative(folder).string()] = read_whole(entry.path());
    }
    return content;
}

inline std::string text_of(const TilesCheck& found) {
    return found.bad ? found.bad->file + ": " + found.bad->text
                     : std::to_string(found.file_count) + " files are good";
}

}  // namespace peil::core::testing

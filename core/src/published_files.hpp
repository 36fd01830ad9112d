// Reading a folder of tiles that somebody else may have written: only regular files, none larger
// than the format allows, links not followed.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/tile.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace peil::core {

/// The bytes of a file, or why there are none.
struct PublishedFile {
    std::optional<std::string> bytes{};
    std::string text{};
    bool is_missing = false;  ///< nothing is there
};

class PublishedFiles {
  public:
    explicit PublishedFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// A tile or an entry bundle. Where a partial one is missing, the begin of a wider or the full
    /// one, which readers may cut. Throws StorageError if the disk fails.
    [[nodiscard]] PublishedFile read(const TileId& id) const;
    [[nodiscard]] PublishedFile read_checkpoint() const;
    /// Paths in the folder of all that is no folder, sorted, but what a run left behind.
    [[nodiscard]] std::vector<std::string> names() const;

  private:
    [[nodiscard]] PublishedFile read_as_it_is(const TileId& id) const;
    [[nodiscard]] PublishedFile read_regular(const std::string& name,
                                             std::size_t size_bytes_max) const;
    std::filesystem::path folder_;
};

}  // namespace peil::core

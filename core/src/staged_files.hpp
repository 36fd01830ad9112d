// Files that appear in a folder whole or not at all: written apart, synced, then renamed to their
// places, many at a time, since a sync costs more than the file. A thread of its own does that, so
// that the next files can be made meanwhile.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/files.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <future>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

/// Where files lie until they are whole; no web server needs it.
constexpr std::string_view staging_name = ".staging";

/// Files are readable for all, as the user's umask allows: what is staged is to be published.
class StagedFiles {
  public:
    /// Removes what an earlier run left in the staging folder. Throws StorageError.
    explicit StagedFiles(std::filesystem::path folder);
    /// Removes what was not committed.
    ~StagedFiles();
    StagedFiles(const StagedFiles&) = delete;
    StagedFiles& operator=(const StagedFiles&) = delete;

    /// Takes a file for `path`, below the folder. When enough wait, they are put in their places.
    /// Throws StorageError, also for files that were taken before.
    void stage(const std::string& path, std::string content);
    /// Puts all staged files in their places, in the order in which they were staged, durably.
    /// Throws StorageError.
    void commit();

    [[nodiscard]] std::uint64_t file_count() const { return file_count_; }
    [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }

  private:
    struct Staged {
        std::string path;
        std::string content;
    };
    /// Waits for the files that are being written, and begins with those that were staged since.
    void hand_over();
    void publish(const std::vector<Staged>& files);
    /// Returns the folders that got another one in them.
    std::vector<std::filesystem::path> make_folders(const std::filesystem::path& path);

    std::filesystem::path folder_;
    std::filesystem::path staging_;
    std::vector<Staged> staged_;  ///< not handed over yet
    std::size_t staged_size_bytes_ = 0;
    std::uint64_t file_count_ = 0;
    std::uint64_t size_bytes_ = 0;
    std::set<std::filesystem::path> known_folders_;  ///< of publish() alone
    std::future<void> publishing_;
};

}  // namespace peil::core

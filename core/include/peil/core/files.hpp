// Files and folders as a ledger needs them: private modes, durable replacement, an own lock.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace peil::core {

/// Owns a file descriptor.
class FileDescriptor {
  public:
    explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
    ~FileDescriptor();
    FileDescriptor(FileDescriptor&& other) noexcept;
    FileDescriptor& operator=(FileDescriptor&& other) noexcept;
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;

    [[nodiscard]] int get() const { return descriptor_; }
    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

  private:
    int descriptor_;
};

/// Gives standard input, output and error something to be where they are closed, so that no file
/// that is opened later takes their place and what is printed: whoever reads or writes them fails.
/// For the begin of main().
void occupy_standard_descriptors();

/// Throws StorageError with what could not be done, to which file, and why: the meaning of errno.
[[noreturn]] void fail_on_file(const std::string& what, const std::filesystem::path& file);

/// Makes a folder with mode 0700. Throws StorageError, also if it exists.
void make_private_folder(const std::filesystem::path& folder);

/// Who may read a file: its owner, or whom the umask lets.
enum class FileMode : unsigned { own = 0600, published = 0666 };

/// Replaces a file durably: written beside it, synced, renamed, folder synced.
/// Throws StorageError.
void replace_file(const std::filesystem::path& file, std::string_view content,
                  FileMode mode = FileMode::own);

/// Writes over the bytes from `offset` on of a file that exists, and waits until they are on the
/// disk. Throws StorageError.
void overwrite_file(const std::filesystem::path& file, std::uint64_t offset,
                    std::string_view content);

/// The content of a regular file of at most `size_max_bytes`; nothing if it does not exist.
/// Throws StorageError.
[[nodiscard]] std::optional<std::string> read_file(const std::filesystem::path& file,
                                                   std::uint64_t size_max_bytes);

/// Makes the names in a folder durable. Throws StorageError.
void sync_folder(const std::filesystem::path& folder);

/// Renames a folder to a name that must not exist yet. Errors: ledger_exists.
[[nodiscard]] Result<void> rename_new(const std::filesystem::path& from,
                                      const std::filesystem::path& to);

/// An exclusive lock on a folder itself, so that no lock file can be removed under it; freed when
/// destroyed or when the process ends. Errors: ledger_locked, ledger_missing.
[[nodiscard]] Result<FileDescriptor> lock_folder(const std::filesystem::path& folder);

/// The name of the network file system with this `statfs` type, or nothing if it is local.
[[nodiscard]] std::optional<std::string_view> network_file_system(std::uint64_t type);
/// Errors: network_file_system, with what to do, if the folder lies on one.
[[nodiscard]] Result<void> require_local_file_system(const std::filesystem::path& folder);

/// Errors: unsafe_permissions if the file or folder belongs to somebody else, is a link, or can be
/// reached by group or others; ledger_missing if it does not exist.
[[nodiscard]] Result<void> require_private(const std::filesystem::path& path);

}  // namespace peil::core

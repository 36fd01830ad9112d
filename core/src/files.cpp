// Files and folders through plain system calls, so that fault tools can watch every one.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/files.hpp>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace peil::core {

namespace {

void write_all(int descriptor, std::string_view content, const std::filesystem::path& path) {
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) { continue; }
        if (written <= 0) { fail_on_file("cannot write", path); }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// `FILE.new` beside a file; removed unless it was renamed.
class TemporaryFile {
  public:
    explicit TemporaryFile(std::filesystem::path file) : path_(std::move(file)) { path_ += ".new"; }
    ~TemporaryFile() {
        if (!is_kept_) { ::unlink(path_.c_str()); }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    TemporaryFile(TemporaryFile&&) = delete;
    TemporaryFile& operator=(TemporaryFile&&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    void keep() { is_kept_ = true; }

  private:
    std::filesystem::path path_;
    bool is_kept_ = false;
};

struct NetworkFileSystem {
    std::uint64_t type;
    std::string_view name;
};

// Types from statfs(2) and linux/magic.h. FUSE is listed because its locks and maps are not ours.
constexpr std::array network_file_systems{
    NetworkFileSystem{0x6969, "NFS"},      NetworkFileSystem{0x517B, "SMB"},
    NetworkFileSystem{0xFF534D42, "CIFS"}, NetworkFileSystem{0xFE534D42, "SMB2"},
    NetworkFileSystem{0x65735546, "FUSE"}, NetworkFileSystem{0x01021997, "9p"},
    NetworkFileSystem{0x5346414F, "AFS"},  NetworkFileSystem{0x73757245, "Coda"},
    NetworkFileSystem{0x00C36400, "Ceph"}, NetworkFileSystem{0x0BD00BD0, "Lustre"},
    NetworkFileSystem{0x01161970, "GFS2"}, NetworkFileSystem{0x7461636F, "OCFS2"},
    NetworkFileSystem{0x47504653, "GPFS"}, NetworkFileSystem{0x19830326, "BeeGFS"},
};

}  // namespace

void occupy_standard_descriptors() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) >= 0) { continue; }
        // The lowest that is free, which is this one: it can only do what nobody asks of it.
        const int mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        if (::open("/dev/null", mode) < 0) { fail_on_file("cannot open", "/dev/null"); }
    }
}

void fail_on_file(const std::string& what, const std::filesystem::path& file) {
    throw StorageError(what + " " + file.string() + ": " + std::generic_category().message(errno));
}

FileDescriptor::~FileDescriptor() {
    if (descriptor_ >= 0) { ::close(descriptor_); }
}
FileDescriptor::FileDescriptor(FileDescriptor&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}
FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

void make_private_folder(const std::filesystem::path& folder) {
    if (::mkdir(folder.c_str(), 0700) != 0) { fail_on_file("cannot make folder", folder); }
}

void sync_folder(const std::filesystem::path& folder) {
    const FileDescriptor descriptor(
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.is_open()) { fail_on_file("cannot open folder", folder); }
    if (::fsync(descriptor.get()) != 0) { fail_on_file("cannot sync folder", folder); }
}

void replace_file(const std::filesystem::path& file, std::string_view content, FileMode mode) {
    TemporaryFile made(file);
    const auto& temporary = made.path();
    {
        const FileDescriptor descriptor(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                   static_cast<mode_t>(mode)));
        if (!descriptor.is_open()) { fail_on_file("cannot create", temporary); }
        write_all(descriptor.get(), content, temporary);
        if (::fsync(descriptor.get()) != 0) { fail_on_file("cannot sync", temporary); }
    }
    if (::rename(temporary.c_str(), file.c_str()) != 0) { fail_on_file("cannot replace", file); }
    made.keep();
    sync_folder(file.has_parent_path() ? file.parent_path() : std::filesystem::path("."));
}

void overwrite_file(const std::filesystem::path& file, std::uint64_t offset,
                    std::string_view content) {
    const FileDescriptor descriptor(::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!descriptor.is_open()) { fail_on_file("cannot open", file); }
    if (::lseek(descriptor.get(), static_cast<off_t>(offset), SEEK_SET) < 0) {
        fail_on_file("cannot write", file);
    }
    write_all(descriptor.get(), content, file);
    if (::fdatasync(descriptor.get()) != 0) { fail_on_file("cannot sync", file); }
}

std::optional<std::string> read_file(const std::filesystem::path& file,
                                     std::uint64_t size_max_bytes) {
    const FileDescriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.is_open()) {
        if (errno == ENOENT) { return std::nullopt; }
        fail_on_file("cannot open", file);
    }
    std::string content;
    std::array<char, 1U << 16U> buffer{};
    while (true) {
        const auto count = ::read(descriptor.get(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) { continue; }
        if (count < 0) { fail_on_file("cannot read", file); }
        if (count == 0) { return content; }
        content.append(buffer.data(), static_cast<std::size_t>(count));
        if (content.size() > size_max_bytes) {
            throw StorageError(file.string() + " is larger than " + std::to_string(size_max_bytes) +
                               " bytes");
        }
    }
}

Result<void> rename_new(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) !=
        0) {
        if (errno == EEXIST) { return Error(Errc::ledger_exists, to.string() + " exists already"); }
        fail_on_file("cannot rename to", to);
    }
    sync_folder(to.parent_path());
    return {};
}

Result<FileDescriptor> lock_folder(const std::filesystem::path& folder) {
    FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.is_open()) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return Error(Errc::ledger_missing, "there is no folder " + folder.string());
        }
        fail_on_file("cannot open", folder);
    }
    if (::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            return Error(Errc::ledger_locked,
                         "another process is writing to " + folder.string() +
                             "; wait until it has finished and try again (`fuser -v " +
                             folder.string() + "` shows which one)");
        }
        fail_on_file("cannot lock", folder);
    }
    return descriptor;
}

std::optional<std::string_view> network_file_system(std::uint64_t type) {
    for (const auto& entry : network_file_systems) {
        if (entry.type == type) { return entry.name; }
    }
    return std::nullopt;
}

Result<void> require_local_file_system(const std::filesystem::path& folder) {
    struct statfs status {};
    if (::statfs(folder.c_str(), &status) != 0) { fail_on_file("cannot examine", folder); }
    const auto name = network_file_system(static_cast<std::uint32_t>(status.f_type));
    if (!name) { return {}; }
    return Error(Errc::network_file_system,
                 folder.string() + " lies on a network file system (" + std::string(*name) +
                     "), where locks and memory maps cannot be trusted; put the ledger on a "
                     "local disk");
}

Result<void> require_private(const std::filesystem::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
        if (errno == ENOENT) { return Error(Errc::ledger_missing, path.string() + " is missing"); }
        fail_on_file("cannot examine", path);
    }
    if (S_ISLNK(status.st_mode)) {
        return Error(Errc::unsafe_permissions,
                     path.string() + " is a symbolic link; put the real file there");
    }
    if (status.st_uid != ::geteuid()) {
        return Error(Errc::unsafe_permissions,
                     path.string() + " belongs to another user; `chown` it to the ledger's user");
    }
    if ((status.st_mode & 077U) != 0) {
        return Error(
            Errc::unsafe_permissions,
            path.string() + " can be reached by others; type `chmod go= " + path.string() + "`");
    }
    return {};
}

}  // namespace peil::core

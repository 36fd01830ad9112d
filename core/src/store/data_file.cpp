// Reads the two meta pages of an LMDB 0.9 data file without mapping it.
// SPDX-License-Identifier: EUPL-1.2
#include "store/data_file.hpp"

#include <peil/core/files.hpp>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace peil::core {

namespace {

// Offsets in a meta page, after the page header of 16 bytes.
constexpr std::size_t magic_offset = 16;
constexpr std::size_t page_size_offset = 40;
constexpr std::size_t last_page_offset = 136;
constexpr std::size_t transaction_offset = 144;
constexpr std::uint32_t magic = 0xBEEFC0DE;
constexpr std::uint32_t page_size_min = 512;
constexpr std::uint32_t page_size_max = 65536;

struct Meta {
    std::uint64_t transaction = 0;
    std::uint64_t size_bytes = 0;
    std::uint32_t page_size = 0;
};

template <class T>
T read_native(const std::array<char, 152>& page, std::size_t offset) {
    T value{};
    std::memcpy(&value, page.data() + offset, sizeof value);
    return value;
}

std::optional<Meta> read_meta(int descriptor, std::uint64_t offset) {
    std::array<char, 152> page{};
    const auto count = ::pread(descriptor, page.data(), page.size(), static_cast<off_t>(offset));
    if (count != static_cast<ssize_t>(page.size())) { return std::nullopt; }
    if (read_native<std::uint32_t>(page, magic_offset) != magic) { return std::nullopt; }
    Meta meta;
    meta.page_size = read_native<std::uint32_t>(page, page_size_offset);
    if (meta.page_size < page_size_min || meta.page_size > page_size_max) { return std::nullopt; }
    meta.transaction = read_native<std::uint64_t>(page, transaction_offset);
    meta.size_bytes =
        (read_native<std::uint64_t>(page, last_page_offset) + 1) * std::uint64_t{meta.page_size};
    return meta;
}

Error damaged(const std::filesystem::path& file, const std::string& what) {
    return {Errc::ledger_damaged, file.string() + " " + what + "; restore it from a backup"};
}

}  // namespace

Result<std::uint64_t> promised_size_bytes(const std::filesystem::path& data_file) {
    const FileDescriptor descriptor(::open(data_file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.is_open()) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return Error(Errc::ledger_missing, "there is no file " + data_file.string());
        }
        return Error(Errc::unsafe_permissions,
                     data_file.string() + " cannot be opened: " + std::strerror(errno) +
                         "; give the user who runs peil access to it, or a copy");
    }
    const auto first = read_meta(descriptor.get(), 0);
    const auto page_size = first ? first->page_size : static_cast<std::uint32_t>(::getpagesize());
    const auto second = read_meta(descriptor.get(), page_size);
    if (!first || !second) { return damaged(data_file, "does not begin as a store does"); }
    return (first->transaction >= second->transaction ? first : second)->size_bytes;
}

Result<void> check_data_file(const std::filesystem::path& data_file) {
    const auto promised = promised_size_bytes(data_file);
    if (!promised) { return promised.error(); }
    struct stat status {};
    if (::stat(data_file.c_str(), &status) != 0) {
        return damaged(data_file, "cannot be examined");
    }
    const auto actual = static_cast<std::uint64_t>(status.st_size);
    if (actual < *promised) {
        return damaged(data_file, "is cut off: it has " + std::to_string(actual) + " of " +
                                      std::to_string(*promised) + " bytes");
    }
    return {};
}

}  // namespace peil::core

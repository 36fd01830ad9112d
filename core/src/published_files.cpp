// Reading published files through plain system calls.
// SPDX-License-Identifier: EUPL-1.2
#include "published_files.hpp"

#include "staged_files.hpp"
#include <peil/core/files.hpp>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace peil::core {

namespace {

constexpr std::size_t published_checkpoint_size_max = std::size_t{1} << 20U;
constexpr std::size_t tile_size_bytes_max = tile_width_max * sizeof(Hash::bytes);

/// Reads `size` bytes, or fewer if the file was cut off meanwhile.
std::string read_bytes(int descriptor, std::size_t size, const std::filesystem::path& file) {
    std::string bytes(size, '\0');
    std::size_t done = 0;
    while (done < size) {
        const auto count = ::read(descriptor, bytes.data() + done, size - done);
        if (count < 0 && errno == EINTR) { continue; }
        if (count < 0) { fail_on_file("cannot read", file); }
        if (count == 0) { break; }
        done += static_cast<std::size_t>(count);
    }
    bytes.resize(done);
    return bytes;
}

/// How long the first `width` entries or hashes are; nothing if there are not so many.
std::optional<std::size_t> size_of_first(std::string_view bytes, const TileId& id) {
    constexpr std::size_t length_size_bytes = 2;
    std::size_t size = 0;
    for (std::uint32_t i = 0; i < id.width; ++i) {
        if (id.kind == TileKind::hashes) {
            size += sizeof(Hash::bytes);
        } else if (size + length_size_bytes <= bytes.size()) {
            const auto high = static_cast<unsigned char>(bytes[size]);
            const auto low = static_cast<unsigned char>(bytes[size + 1]);
            size += length_size_bytes + (std::size_t{high} << 8U | low);
        } else {
            return std::nullopt;
        }
    }
    return size <= bytes.size() ? std::optional(size) : std::nullopt;
}

}  // namespace

PublishedFile PublishedFiles::read(const TileId& id) const {
    auto found = read_as_it_is(id);
    if (!found.is_missing) { return found; }
    for (auto wider = id; wider.width < tile_width_max;) {
        ++wider.width;
        auto other = read_as_it_is(wider);
        if (other.is_missing) { continue; }
        const auto size = other.bytes ? size_of_first(*other.bytes, id) : std::nullopt;
        if (!size) { return {.text = "it is missing, and cannot be cut from " + tile_path(wider)}; }
        other.bytes->resize(*size);
        return other;
    }
    return found;
}

PublishedFile PublishedFiles::read_as_it_is(const TileId& id) const {
    return read_regular(tile_path(id),
                        id.kind == TileKind::entries ? bundle_size_bytes_max : tile_size_bytes_max);
}

PublishedFile PublishedFiles::read_checkpoint() const {
    return read_regular("checkpoint", published_checkpoint_size_max);
}

PublishedFile PublishedFiles::read_regular(const std::string& name,
                                           std::size_t size_bytes_max) const {
    const auto path = folder_ / name;
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!file.is_open()) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return {.text = "it is missing", .is_missing = true};
        }
        if (errno == ELOOP) { return {.text = "it is a link"}; }
        fail_on_file("cannot open", path);
    }
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) { fail_on_file("cannot examine", path); }
    if (!S_ISREG(status.st_mode)) { return {.text = "it is not a file"}; }
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size > size_bytes_max) { return {.text = "it is larger than it can be"}; }
    return {.bytes = read_bytes(file.get(), size, path)};
}

std::vector<std::string> PublishedFiles::names() const {
    std::vector<std::string> names;
    auto entry = std::filesystem::recursive_directory_iterator(folder_);
    for (; entry != std::filesystem::recursive_directory_iterator(); ++entry) {
        const auto name = entry->path().lexically_relative(folder_);
        if (entry->is_directory() && !entry->is_symlink()) {
            if (name == staging_name) { entry.disable_recursion_pending(); }
            continue;
        }
        names.push_back(name.generic_string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace peil::core

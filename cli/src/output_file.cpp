// Looking at a place before anything is written to it.
// SPDX-License-Identifier: EUPL-1.2
#include "output_file.hpp"

#include "context.hpp"
#include <peil/core/files.hpp>

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace peil::cli {

namespace {

/// Whether a file is there with exactly this content.
bool has_content(const std::string& file, std::string_view text) {
    try {
        const auto there = core::read_file(file, text.size());
        return there && *there == text;
    } catch (const core::StorageError&) { return false; }
}

}  // namespace

core::Result<void> require_output_place(const std::string& file) {
    const std::filesystem::path path(file);
    std::error_code ignored;  // what cannot be looked at is not there
    if (std::filesystem::is_directory(path, ignored) || !path.has_filename()) {
        return wrong_use(file + " is a folder; name a file in it");
    }
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder, ignored)) {
        return wrong_use("there is no folder " + folder.string());
    }
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        return wrong_use(fmt::format("nothing can be written into the folder {}: {}",
                                     folder.string(), std::strerror(errno)));
    }
    return {};
}

core::Result<void> require_new_output(const std::string& file, std::string_view option) {
    if (auto fits = require_output_place(file); !fits) { return fits; }
    if (!std::filesystem::exists(std::filesystem::symlink_status(file))) { return {}; }
    return wrong_use(fmt::format("{} exists; remove it, or give {} another name", file, option));
}

core::Result<void> write_new_output(const std::string& file, std::string_view text,
                                    std::string_view option) {
    if (auto fits = require_output_place(file); !fits) { return fits; }
    if (has_content(file, text)) { return {}; }
    if (std::filesystem::exists(std::filesystem::symlink_status(file))) {
        return wrong_use(fmt::format(
            "{} exists with other content; remove it, or give {} another name", file, option));
    }
    core::replace_file(file, text, core::FileMode::published);
    return {};
}

}  // namespace peil::cli

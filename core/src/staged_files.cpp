// Staging through plain system calls.
// SPDX-License-Identifier: EUPL-1.2
#include "staged_files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace peil::core {

namespace {

constexpr std::size_t staged_count_max = 200;
constexpr std::size_t staged_size_bytes_max = std::size_t{64} << 20U;

/// Makes a folder that others may read; true if it was not there.
bool make_public_folder(const std::filesystem::path& folder) {
    if (::mkdir(folder.c_str(), 0755) == 0) { return true; }
    if (errno != EEXIST || !std::filesystem::is_directory(folder)) {
        fail_on_file("cannot make folder", folder);
    }
    return false;
}

void write_staged(int descriptor, std::string_view content, const std::filesystem::path& file) {
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) { continue; }
        if (written <= 0) { fail_on_file("cannot write", file); }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

StagedFiles::StagedFiles(std::filesystem::path folder)
    : folder_(std::move(folder)), staging_(folder_ / staging_name) {
    std::filesystem::remove_all(staging_);
    make_public_folder(staging_);
    known_folders_.insert(folder_);
}

StagedFiles::~StagedFiles() {
    if (publishing_.valid()) { publishing_.wait(); }
    std::error_code ignored;
    std::filesystem::remove_all(staging_, ignored);
}

void StagedFiles::stage(const std::string& path, std::string content) {
    staged_size_bytes_ += content.size();
    size_bytes_ += content.size();
    ++file_count_;
    staged_.push_back({path, std::move(content)});
    if (staged_.size() == staged_count_max || staged_size_bytes_ > staged_size_bytes_max) {
        hand_over();
    }
}

void StagedFiles::commit() {
    hand_over();
    publishing_.get();
}

void StagedFiles::hand_over() {
    if (publishing_.valid()) { publishing_.get(); }
    staged_size_bytes_ = 0;
    publishing_ = std::async(std::launch::async,
                             [this, files = std::exchange(staged_, {})] { publish(files); });
}

void StagedFiles::publish(const std::vector<Staged>& files) {
    struct Written {
        FileDescriptor file;  // open until it is synced, so that no error of the disk is missed
        std::filesystem::path source;
        std::filesystem::path target;
    };
    std::vector<Written> all;
    for (const auto& [path, content] : files) {
        const auto source = staging_ / std::to_string(all.size());
        FileDescriptor file(
            ::open(source.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644));
        if (!file.is_open()) { fail_on_file("cannot create", source); }
        write_staged(file.get(), content, source);
        all.push_back({std::move(file), source, folder_ / path});
    }
    // The first sync takes the others' names along, so that they cost little.
    for (const auto& each : all) {
        if (::fsync(each.file.get()) != 0) { fail_on_file("cannot sync", each.source); }
    }
    std::set<std::filesystem::path> changed_folders;
    for (const auto& each : all) {
        const auto folder = each.target.parent_path();
        for (auto& changed : make_folders(folder)) { changed_folders.insert(std::move(changed)); }
        if (::rename(each.source.c_str(), each.target.c_str()) != 0) {
            fail_on_file("cannot replace", each.target);
        }
        changed_folders.insert(folder);
    }
    for (const auto& folder : changed_folders) { sync_folder(folder); }
}

std::vector<std::filesystem::path> StagedFiles::make_folders(const std::filesystem::path& path) {
    std::vector<std::filesystem::path> missing;
    for (auto folder = path; !known_folders_.contains(folder); folder = folder.parent_path()) {
        missing.push_back(folder);
    }
    std::reverse(missing.begin(), missing.end());
    std::vector<std::filesystem::path> changed;
    for (const auto& folder : missing) {
        if (make_public_folder(folder)) { changed.push_back(folder.parent_path()); }
        known_folders_.insert(folder);
    }
    return changed;
}

}  // namespace peil::core

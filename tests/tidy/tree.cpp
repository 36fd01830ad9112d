// Walks a checkout.
// SPDX-License-Identifier: EUPL-1.2
#include "tree.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace peil::tidy {

namespace {

namespace fs = std::filesystem;

bool is_left_out(const fs::path& relative) {
    constexpr std::array<std::string_view, 4> anywhere{".git", ".cache", ".peil", "node_modules"};
    const auto name = relative.filename().string();
    return relative == "build" ||
           std::find(anywhere.begin(), anywhere.end(), name) != anywhere.end();
}

std::string read_file(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::string content(fs::file_size(path), '\0');
    stream.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (!stream) { throw std::runtime_error("cannot read " + path.string()); }
    return content;
}

bool is_binary(const std::string& content) {
    return content.find('\0') != std::string::npos;
}

}  // namespace

std::vector<SourceFile> read_tree(const fs::path& root) {
    std::vector<SourceFile> files;
    for (fs::recursive_directory_iterator entry(root), end; entry != end; ++entry) {
        const auto relative = entry->path().lexically_relative(root);
        if (is_left_out(relative)) {
            entry.disable_recursion_pending();
            continue;
        }
        if (!entry->is_regular_file()) { continue; }
        auto content = read_file(entry->path());
        if (is_binary(content)) { continue; }
        files.push_back(make_source_file({relative.generic_string(), std::move(content)}));
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

std::optional<PhraseIndex> read_reports(const fs::path& folder) {
    if (!fs::is_directory(folder)) { return std::nullopt; }
    PhraseIndex phrases;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file()) { phrases.add(read_file(entry.path())); }
    }
    return phrases;
}

}  // namespace peil::tidy

// Reads /proc and asks programs for their versions.
// SPDX-License-Identifier: EUPL-1.2
#include "machine.hpp"

#include "child.hpp"
#include "raw_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>
#include <sys/utsname.h>
#include <thread>

namespace peil::bench {

namespace {

/// The text behind `name :` in a file of /proc.
std::string find_line(const char* file, std::string_view name) {
    std::ifstream stream(file);
    std::string line;
    while (std::getline(stream, line)) {
        if (!line.starts_with(name)) { continue; }
        const auto value = line.find_first_not_of(" \t", line.find(':') + 1);
        return value == std::string::npos ? "" : line.substr(value);
    }
    return "unknown";
}

/// Which of the instructions that hashing profits from there are.
std::string instructions() {
    std::istringstream flags(find_line("/proc/cpuinfo", "flags"));
    const std::vector<std::string> all{std::istream_iterator<std::string>(flags), {}};
    std::string text;
    for (const auto* const wanted : {"sha_ni", "avx2", "avx512f", "aes"}) {
        const bool is_there = std::find(all.begin(), all.end(), wanted) != all.end();
        text += fmt::format("{}{}{}", text.empty() ? "" : ", ", is_there ? "" : "no ", wanted);
    }
    return text;
}

std::string kernel() {
    struct utsname name {};
    return ::uname(&name) == 0 ? fmt::format("{} {} {}", name.sysname, name.release, name.machine)
                               : "unknown";
}

/// The type and device of the mount that holds a folder: the longest one that it begins with.
std::string file_system(const std::filesystem::path& folder) {
    std::ifstream mounts("/proc/self/mounts");
    std::string line;
    std::string found;
    std::size_t found_size = 0;
    while (std::getline(mounts, line)) {
        std::istringstream words(line);
        std::string device;
        std::string mount;
        std::string type;
        words >> device >> mount >> type;
        if (folder.string().starts_with(mount) && mount.size() >= found_size) {
            found = type;
            found += " on ";
            found += device;
            found_size = mount.size();
        }
    }
    return found;
}

std::string first_line(const std::vector<std::string>& words) {
    const auto output = run_child(words).output;
    return output.substr(0, output.find('\n'));
}

}  // namespace

Facts describe_machine(const std::filesystem::path& folder) {
    return {{"processor", fmt::format("{} × {}", std::thread::hardware_concurrency(),
                                      find_line("/proc/cpuinfo", "model name"))},
            {"instructions", instructions()},
            {"memory", find_line("/proc/meminfo", "MemTotal")},
            {"kernel", kernel()},
            {"file system", file_system(folder)},
            {"compiler", "GCC " __VERSION__},
            {"LMDB", RawStore::version()},
            {"openssl", first_line({"openssl", "version"})},
            {"git", first_line({"git", "--version"})}};
}

}  // namespace peil::bench

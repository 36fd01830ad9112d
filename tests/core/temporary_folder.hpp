// A folder of its own for a test, removed with what is in it; and files in it, whole and in part.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace peil::core::testing {

/// A private folder (0700) below the system's folder for temporary files.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "peil-test-XXXXXX").string();
        BOOST_TEST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
        return path_ / name;
    }

  private:
    std::filesystem::path path_;
};

inline std::string read_whole(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    BOOST_TEST_REQUIRE(stream.good(), "cannot read " << file.string());
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write_whole(const std::filesystem::path& file, std::string_view content) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(content.data(), static_cast<std::streamsize>(content.size()));
    stream.close();
    BOOST_TEST_REQUIRE(!stream.fail(), "cannot write " << file.string());
}

/// The permission bits of a file or folder itself, not of what it links to.
inline unsigned mode_of(const std::filesystem::path& path) {
    struct stat status {};
    BOOST_TEST_REQUIRE(::lstat(path.c_str(), &status) == 0, "cannot examine " << path.string());
    return status.st_mode & 07777U;
}

}  // namespace peil::core::testing

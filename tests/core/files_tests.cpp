// Files and folders: who may reach them, how they are replaced, and who holds the lock.
// SPDX-License-Identifier: EUPL-1.2
#include "test_ledger.hpp"
#include <peil/core/files.hpp>

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace peil::core {

namespace {

using testing::is_refused;
using testing::mode_of;
using testing::read_whole;
using testing::TemporaryFolder;
using testing::write_whole;

/// Makes files as open as they can be made, so that a mode that is not asked for shows.
class OpenUmask {
  public:
    OpenUmask() : before_(::umask(0)) {}
    ~OpenUmask() { ::umask(before_); }
    OpenUmask(const OpenUmask&) = delete;
    OpenUmask& operator=(const OpenUmask&) = delete;

  private:
    mode_t before_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(files)

BOOST_AUTO_TEST_CASE(a_private_folder_is_closed_to_others_and_new) {
    const OpenUmask open;
    const TemporaryFolder folder;
    make_private_folder(folder / "a");
    BOOST_TEST(mode_of(folder / "a") == 0700U);
    BOOST_CHECK_THROW(make_private_folder(folder / "a"), StorageError);
    BOOST_CHECK_THROW(make_private_folder(folder / "none" / "b"), StorageError);
}

BOOST_AUTO_TEST_CASE(a_replaced_file_is_closed_to_others_and_whole) {
    const OpenUmask open;
    const TemporaryFolder folder;
    const std::string bytes("a\0b\nc", 5);
    replace_file(folder / "file", bytes);
    BOOST_TEST(mode_of(folder / "file") == 0600U);
    BOOST_TEST(read_whole(folder / "file") == bytes);
    replace_file(folder / "file", "shorter");
    BOOST_TEST(read_whole(folder / "file") == "shorter");
    replace_file(folder / "file", "");
    BOOST_TEST(read_whole(folder / "file").empty());
    BOOST_TEST(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

BOOST_AUTO_TEST_CASE(a_file_in_the_folder_that_one_stands_in_can_be_replaced) {
    const TemporaryFolder folder;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    replace_file("file", "here");
    std::filesystem::current_path(before);
    BOOST_TEST(read_whole(folder / "file") == "here");
}

BOOST_AUTO_TEST_CASE(replacing_takes_the_place_of_what_an_interrupted_one_left) {
    const TemporaryFolder folder;
    write_whole(folder / "file", "old");
    write_whole(folder / "file.new", std::string(10'000, 'x'));
    replace_file(folder / "file", "new");
    BOOST_TEST(read_whole(folder / "file") == "new");
    BOOST_TEST(!std::filesystem::exists(folder / "file.new"));
}

BOOST_AUTO_TEST_CASE(replacing_does_not_follow_a_link) {
    const TemporaryFolder folder;
    write_whole(folder / "victim", "victim");
    std::filesystem::create_symlink("victim", folder / "file.new");
    BOOST_CHECK_THROW(replace_file(folder / "file", "new"), StorageError);
    BOOST_TEST(read_whole(folder / "victim") == "victim");
    std::filesystem::remove(folder / "file.new");
    std::filesystem::create_symlink("victim", folder / "file");
    replace_file(folder / "file", "new");  // replaces the link, not what it leads to
    BOOST_TEST(read_whole(folder / "victim") == "victim");
    BOOST_TEST(!std::filesystem::is_symlink(folder / "file"));
}

BOOST_AUTO_TEST_CASE(replacing_keeps_the_old_file_when_it_cannot_write) {
    const TemporaryFolder folder;
    BOOST_CHECK_THROW(replace_file(folder / "none" / "file", "new"), StorageError);
    std::filesystem::create_directories(folder / "file" / "inside");
    BOOST_CHECK_THROW(replace_file(folder / "file", "new"), StorageError);
    BOOST_TEST(std::filesystem::exists(folder / "file" / "inside"));
}

BOOST_AUTO_TEST_CASE(reading_gives_the_content_up_to_a_limit) {
    const TemporaryFolder folder;
    for (const std::size_t size : {0U, 1U, 65'535U, 65'536U, 65'537U, 200'000U}) {
        write_whole(folder / "file", std::string(size, 'x'));
        BOOST_TEST((read_file(folder / "file", size) == std::string(size, 'x')));
        if (size == 0) { continue; }
        BOOST_CHECK_THROW(static_cast<void>(read_file(folder / "file", size - 1)), StorageError);
    }
    BOOST_TEST(!read_file(folder / "none", 10).has_value());
    BOOST_CHECK_THROW(static_cast<void>(read_file(folder.path(), 10)), StorageError);
}

BOOST_AUTO_TEST_CASE(renaming_never_replaces) {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "from");
    std::filesystem::create_directory(folder / "empty");
    write_whole(folder / "file", "kept");
    std::filesystem::create_symlink("nowhere", folder / "link");
    for (const auto* to : {"empty", "file", "link"}) {
        BOOST_TEST(is_refused(rename_new(folder / "from", folder / to), Errc::ledger_exists), to);
    }
    BOOST_TEST(read_whole(folder / "file") == "kept");
    BOOST_TEST(rename_new(folder / "from", folder / "to").has_value());
    BOOST_TEST(std::filesystem::is_directory(folder / "to"));
    BOOST_TEST(!std::filesystem::exists(folder / "from"));
    BOOST_CHECK_THROW(static_cast<void>(rename_new(folder / "from", folder / "other")),
                      StorageError);
}

BOOST_AUTO_TEST_CASE(a_lock_has_one_holder) {
    const TemporaryFolder folder;
    {
        const auto first = lock_folder(folder.path());
        BOOST_TEST_REQUIRE(first.has_value());
        BOOST_TEST(is_refused(lock_folder(folder.path()), Errc::ledger_locked));
        // By another way to the same folder, too.
        std::filesystem::create_directory_symlink(folder.path(), folder / "link");
        BOOST_TEST(is_refused(lock_folder(folder / "link"), Errc::ledger_locked));
    }
    BOOST_TEST(lock_folder(folder.path()).has_value());
    BOOST_TEST(is_refused(lock_folder(folder / "none"), Errc::ledger_missing));
    write_whole(folder / "file", "");
    BOOST_TEST(is_refused(lock_folder(folder / "file"), Errc::ledger_missing));
}

BOOST_AUTO_TEST_CASE(a_lock_needs_no_file_that_could_be_removed) {
    const TemporaryFolder folder;
    const auto lock = lock_folder(folder.path());
    BOOST_TEST_REQUIRE(lock.has_value());
    BOOST_TEST(std::filesystem::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(a_descriptor_is_closed_once_by_its_last_owner) {
    const int raw = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    BOOST_TEST_REQUIRE(raw >= 0);
    {
        FileDescriptor first(raw);
        FileDescriptor second(std::move(first));
        BOOST_TEST(second.get() == raw);
        FileDescriptor third(-1);
        BOOST_TEST(!third.is_open());
        third = std::move(second);
        BOOST_TEST(third.get() == raw);
        BOOST_TEST(::fcntl(raw, F_GETFD) >= 0);
    }
    BOOST_TEST(::fcntl(raw, F_GETFD) == -1);
}

// Magic numbers of statfs(2), which differ from kernel to kernel in none of these.
BOOST_AUTO_TEST_CASE(network_file_systems_are_known_by_their_type) {
    const std::vector<std::pair<std::uint64_t, std::string_view>> remote{
        {0x6969, "NFS"},      {0x517B, "SMB"},        {0xFF534D42, "CIFS"}, {0xFE534D42, "SMB2"},
        {0x65735546, "FUSE"}, {0x01021997, "9p"},     {0x5346414F, "AFS"},  {0x73757245, "Coda"},
        {0x00C36400, "Ceph"}, {0x0BD00BD0, "Lustre"}, {0x01161970, "GFS2"}, {0x7461636F, "OCFS2"},
        {0x47504653, "GPFS"}, {0x19830326, "BeeGFS"}};
    for (const auto& [type, name] : remote) { BOOST_TEST((network_file_system(type) == name)); }
    // ext4, xfs, btrfs, tmpfs, zfs, overlay, f2fs, and nothing.
    for (const std::uint64_t type : {0xEF53U, 0x58465342U, 0x9123683EU, 0x01021994U, 0x2FC12FC1U,
                                     0x794C7630U, 0xF2F52010U, 0U}) {
        BOOST_TEST(!network_file_system(type).has_value());
    }
}

BOOST_AUTO_TEST_CASE(a_local_folder_may_hold_a_ledger) {
    const TemporaryFolder folder;
    BOOST_TEST(require_local_file_system(folder.path()).has_value());
    BOOST_CHECK_THROW(static_cast<void>(require_local_file_system(folder / "none")), StorageError);
}

BOOST_AUTO_TEST_CASE(private_means_that_nobody_else_can_reach_it) {
    const TemporaryFolder folder;
    write_whole(folder / "file", "");
    std::filesystem::create_directory(folder / "folder");
    for (const auto* name : {"file", "folder"}) {
        for (unsigned mode = 0; mode < 0100U; ++mode) {
            BOOST_TEST_REQUIRE(::chmod((folder / name).c_str(), 0700U | mode) == 0);
            const auto checked = require_private(folder / name);
            BOOST_TEST(checked.has_value() == (mode == 0), name << " " << mode);
            if (!checked) { BOOST_TEST(is_refused(checked, Errc::unsafe_permissions)); }
        }
        BOOST_TEST_REQUIRE(::chmod((folder / name).c_str(), 0700U) == 0);
    }
    std::filesystem::create_symlink("file", folder / "link");
    BOOST_TEST(is_refused(require_private(folder / "link"), Errc::unsafe_permissions));
    BOOST_TEST(is_refused(require_private(folder / "none"), Errc::ledger_missing));
    const auto foreign = ::geteuid() == 0 ? folder / "file" : std::filesystem::path("/");
    if (::geteuid() == 0) { BOOST_TEST_REQUIRE(::chown(foreign.c_str(), 65'534, 65'534) == 0); }
    BOOST_TEST(is_refused(require_private(foreign), Errc::unsafe_permissions));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

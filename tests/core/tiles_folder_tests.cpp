// Publishing step by step, what is refused, and which file is named when one is damaged.
// SPDX-License-Identifier: EUPL-1.2
#include "published_folder.hpp"
#include "test_ledger.hpp"
#include <peil/core/ledger.hpp>
#include <peil/core/tile.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace peil::core {

namespace {

using testing::content_of;
using testing::draft_of;
using testing::is_refused;
using testing::key_of;
using testing::mode_of;
using testing::SeededRandom;
using testing::Stored;
using testing::TemporaryFolder;
using testing::TestLedger;
using testing::text_of;
using testing::write_whole;

/// A ledger, and a folder that it is published to.
struct Publisher {
    explicit Publisher(std::uint64_t event_count = 0) : test(event_count), opened(test.open()) {}

    /// Appends until the ledger has this many events, and signs.
    void grow_to(std::uint64_t size) {
        TestLedger::append(*opened, opened->snapshot().head().size + 1, size + 1);
        BOOST_TEST_REQUIRE(opened->seal(test.key()).has_value());
    }
    TilesWritten publish() { return publish_to(folder()); }
    TilesWritten publish_to(const std::filesystem::path& path) const {
        const auto written = write_tiles(opened->snapshot(), path);
        BOOST_TEST_REQUIRE(written.has_value(), written.error().detail);
        return *written;
    }
    [[nodiscard]] TilesCheck verify() const { return check_tiles(folder(), keys); }
    /// The folder holds what one that is published at once does.
    void require_whole() {
        const auto found = verify();
        BOOST_TEST(!found.bad.has_value(), text_of(found));
        BOOST_TEST(found.is_signed);
        BOOST_TEST(found.ahead_count == 0U);
        BOOST_TEST(found.unknown.empty());
        const auto at_once = parent / "at-once";
        std::filesystem::remove_all(at_once);
        publish_to(at_once);
        const auto content = content_of(folder());
        for (const auto& [name, bytes] : content_of(at_once)) {
            BOOST_TEST_REQUIRE(content.contains(name), name);
            BOOST_TEST((content.at(name) == bytes), name);
        }
    }
    [[nodiscard]] std::filesystem::path folder() const { return parent / "tiles"; }

    TemporaryFolder parent;
    TestLedger test;
    std::optional<Ledger> opened;
    std::vector<VerifierKey> keys{*parse_vkey(test.settings().log_key)};
};

struct SixHundred : Publisher {
    SixHundred() : Publisher(600) { publish(); }
};

void flip(const std::filesystem::path& file, std::size_t place) {
    auto bytes = testing::read_whole(file);
    bytes[place] = static_cast<char>(bytes[place] ^ 0x04);
    write_whole(file, bytes);
}

/// Whether both are notes signed under one name, and only the id of the key differs.
bool is_by_other_id(std::string_view changed, std::string_view original) {
    const auto note = parse_note(changed);
    const auto before = parse_note(original);
    if (!note || !before || note->text != before->text) { return false; }
    const auto& signature = note->signatures.front();
    return signature.name == before->signatures.front().name &&
           signature.key_id != before->signatures.front().key_id;
}

std::string bad_file_of(const TilesCheck& found) {
    return found.bad ? found.bad->file : "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tiles_folder)

BOOST_AUTO_TEST_CASE(threads_name_the_first_bad_file_and_count_each_file_once) {
    Publisher publisher(9'000);
    publisher.publish();
    const auto check = [&](unsigned thread_count) {
        return check_tiles(publisher.folder(), publisher.keys, {.thread_count = thread_count});
    };
    const auto file_count = content_of(publisher.folder()).size();
    for (const auto thread_count : {0U, 1U, 2U, 7U}) {
        const auto found = check(thread_count);
        BOOST_TEST(!found.bad.has_value(), text_of(found));
        BOOST_TEST(found.file_count == file_count);
    }
    // Each in another part of the work.
    for (const auto* bad : {"tile/entries/033", "tile/0/017", "tile/entries/016"}) {
        flip(publisher.folder() / bad, 5);
        for (const auto thread_count : {1U, 2U, 7U}) {
            const auto found = check(thread_count);
            BOOST_TEST_REQUIRE(found.bad.has_value());
            BOOST_TEST(found.bad->file == bad);
        }
    }
}

BOOST_AUTO_TEST_CASE(it_grows_step_by_step_to_what_it_is_at_once) {
    Publisher publisher;
    std::uint64_t size = 0;
    for (const std::uint64_t next : {1U, 2U, 255U, 256U, 257U, 300U, 511U, 512U, 800U, 1030U}) {
        publisher.grow_to(next);
        const auto written = publisher.publish();
        BOOST_TEST(written.old_size == size);
        BOOST_TEST(written.size == next);
        publisher.require_whole();
        size = next;
        BOOST_TEST(publisher.publish().file_count == 0U);
    }
    const auto content = content_of(publisher.folder());
    // Partial files stay until the full one is there: clients of older checkpoints need them.
    BOOST_TEST(content.contains("tile/1/000.p/1"));
    BOOST_TEST(content.contains("tile/1/000.p/4"));
    BOOST_TEST(!content.contains("tile/0/000.p/255"));
    BOOST_TEST(!content.contains("tile/entries/000.p/255"));
    BOOST_TEST(!std::filesystem::exists(publisher.folder() / ".staging"));
}

BOOST_AUTO_TEST_CASE(a_tree_of_three_levels_is_published_and_verified) {
    Publisher publisher(65'000);
    publisher.publish();
    for (const std::uint64_t next : {65'535U, 65'536U, 65'600U}) {
        publisher.grow_to(next);
        BOOST_TEST(publisher.publish().file_count < 14U);
    }
    publisher.require_whole();
    flip(publisher.folder() / "tile/1/000", 40);
    BOOST_TEST(bad_file_of(publisher.verify()) == "tile/1/000");
}

BOOST_FIXTURE_TEST_CASE(an_increment_writes_only_what_is_new, SixHundred) {
    grow_to(700);
    BOOST_TEST(publish().file_count == 3U);  // bundle, tile, checkpoint
    const auto before = content_of(folder());
    grow_to(701);
    publish();
    for (const auto& [name, bytes] : before) {
        if (name == "checkpoint") { continue; }
        BOOST_TEST((content_of(folder())[name] == bytes), name << " was changed");
    }
}

BOOST_FIXTURE_TEST_CASE(a_flipped_byte_names_its_file, SixHundred) {
    grow_to(650);
    publish();
    const auto sound = content_of(folder());
    BOOST_TEST_REQUIRE(sound.contains("tile/0/002.p/88"));
    SeededRandom random(5);
    for (const auto& [name, bytes] : sound) {
        std::vector<std::size_t> places{0, bytes.size() - 1};
        for (int i = 0; i < 12; ++i) { places.push_back(random.below(bytes.size())); }
        for (const auto place : places) {
            flip(folder() / name, place);
            const auto found = verify();
            if (is_by_other_id(core::testing::read_whole(folder() / name), bytes)) {
                // Nothing tells such a key from one that followed: it is not proven.
                BOOST_TEST((!found.is_signed && found.is_by_other_key), "byte " << place);
            } else {
                BOOST_TEST(bad_file_of(found) == name, "byte " << place << ": " << text_of(found));
            }
            flip(folder() / name, place);
        }
    }
    BOOST_TEST(!verify().bad.has_value());
}

BOOST_FIXTURE_TEST_CASE(a_file_that_is_missing_cut_off_or_longer_is_named, SixHundred) {
    for (const auto& [name, bytes] : content_of(folder())) {
        const auto file = folder() / name;
        std::filesystem::remove(file);
        BOOST_TEST(bad_file_of(verify()) == name);
        std::filesystem::create_directory(file);
        BOOST_TEST(bad_file_of(verify()) == name);
        std::filesystem::remove(file);
        std::filesystem::create_symlink("/dev/zero", file);
        BOOST_TEST(bad_file_of(verify()) == name);
        std::filesystem::remove(file);
        for (const auto& other : {std::string(), bytes.substr(1), bytes + '\0', bytes + bytes}) {
            write_whole(file, other);
            BOOST_TEST(bad_file_of(verify()) == name);
        }
        write_whole(file, bytes);
    }
    BOOST_TEST(!verify().bad.has_value());
}

BOOST_FIXTURE_TEST_CASE(swapped_files_are_named, SixHundred) {
    const auto first = folder() / "tile/entries/000";
    const auto second = folder() / "tile/entries/001";
    const auto bytes = testing::read_whole(first);
    write_whole(first, testing::read_whole(second));
    write_whole(second, bytes);
    BOOST_TEST(bad_file_of(verify()) == "tile/entries/000");
}

BOOST_FIXTURE_TEST_CASE(a_forged_bundle_with_its_tile_is_named, SixHundred) {
    auto entries = testing::read_whole(folder() / "tile/entries/001");
    entries[100] = static_cast<char>(entries[100] ^ 1);
    const auto parsed = parse_bundle(entries, tile_width_max);
    BOOST_TEST_REQUIRE(parsed.has_value());
    std::vector<Hash> hashes;
    Hasher hasher;
    for (const auto entry : *parsed) { hashes.push_back(hasher.leaf(as_bytes(entry))); }
    write_whole(folder() / "tile/entries/001", entries);
    write_whole(folder() / "tile/0/001", encode_tile(hashes));
    BOOST_TEST(bad_file_of(verify()) == "tile/0/001");
}

BOOST_FIXTURE_TEST_CASE(an_earlier_checkpoint_is_verified_by_wider_files_as_caches_keep_them,
                        SixHundred) {
    const auto earlier = testing::read_whole(folder() / "checkpoint");
    for (const auto& [size, wider] : {std::pair{650U, "002.p/138"}, std::pair{1002U, "002"}}) {
        grow_to(size);
        publish();
        write_whole(folder() / "checkpoint", earlier);
        for (const std::string kind : {"tile/0/", "tile/entries/"}) {
            std::filesystem::remove(folder() / (kind + "002.p/88"));
            BOOST_TEST(bad_file_of(verify()) == "none", text_of(verify()));
            flip(folder() / (kind + wider), 60);
            BOOST_TEST(bad_file_of(verify()) != "none", kind + wider);
            flip(folder() / (kind + wider), 60);
            const auto whole = testing::read_whole(folder() / (kind + wider));
            write_whole(folder() / (kind + wider), whole.substr(0, 88 * 32 - 1));
            BOOST_TEST(bad_file_of(verify()) == kind + "002.p/88");
            write_whole(folder() / (kind + wider), whole);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(another_key_does_not_pass_and_no_key_is_said, SixHundred) {
    const auto other = *make_verifier_key(TestLedger::origin, key_of(1).public_key());
    const auto found = check_tiles(folder(), {&other, 1});
    BOOST_TEST(!found.bad.has_value());
    BOOST_TEST(!found.is_signed);
    BOOST_TEST(found.is_by_other_key);
    const auto stranger = *make_verifier_key("example.nl/other", key_of(1).public_key());
    BOOST_TEST(bad_file_of(check_tiles(folder(), {&stranger, 1})) == "checkpoint");
    const auto unsigned_check = check_tiles(folder(), {});
    BOOST_TEST(!unsigned_check.bad.has_value());
    BOOST_TEST(!unsigned_check.is_signed);
}

BOOST_FIXTURE_TEST_CASE(files_ahead_and_unknown_ones_are_told_not_accused, SixHundred) {
    write_whole(folder() / "tile/0/009", "x");
    write_whole(folder() / "index.html", "x");
    const auto found = verify();
    BOOST_TEST(!found.bad.has_value());
    BOOST_TEST(found.ahead_count == 1U);
    BOOST_TEST(found.unknown.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(what_lies_ahead_is_written_over, SixHundred) {
    std::filesystem::create_directories(folder() / "tile/entries/002.p");
    write_whole(folder() / "tile/entries/002.p/100", "left by a run that was killed");
    write_whole(folder() / "tile/0/002", "x");
    std::filesystem::create_directory(folder() / ".staging");
    write_whole(folder() / ".staging/7", "x");
    grow_to(612);
    publish();
    BOOST_TEST(verify().ahead_count == 1U);
    grow_to(800);
    publish();
    require_whole();
}

BOOST_AUTO_TEST_CASE(missing_files_at_the_edge_are_written_again) {
    Publisher publisher;
    for (const std::uint64_t size : {1U, 202U, 256U, 300U, 512U, 600U}) {
        publisher.grow_to(size);
        publisher.publish();
        const auto sound = content_of(publisher.folder());
        for (const auto& [name, bytes] : sound) {
            const auto id = parse_tile_path(name);
            if (!id || !is_in_tree(*id, size)) { continue; }
            const auto last = id->level == 0 ? (size - 1) / tile_width_max : 0;
            if (id->index < last) { continue; }
            const auto file = publisher.folder() / name;
            std::filesystem::remove(file);
            BOOST_TEST(publisher.publish().file_count == 1U, name << " of " << size);
            write_whole(file, bytes.substr(1));
            BOOST_TEST(publisher.publish().file_count == 1U, name << " of " << size);
            BOOST_TEST((content_of(publisher.folder()) == sound));
        }
        std::filesystem::remove_all(publisher.folder() / "tile/0");
        BOOST_TEST(publisher.publish().file_count == 1U);  // the last one
    }
}

BOOST_FIXTURE_TEST_CASE(missing_files_at_the_edge_are_written_with_what_is_new, SixHundred) {
    std::filesystem::remove_all(folder() / "tile/1");
    grow_to(700);
    publish();
    require_whole();
}

BOOST_FIXTURE_TEST_CASE(a_published_log_never_goes_back, SixHundred) {
    const Publisher shorter(500);
    const auto written = write_tiles(shorter.opened->snapshot(), folder());
    BOOST_TEST(is_refused(written, Errc::tiles_refused));
    BOOST_TEST(!verify().bad.has_value());
}

BOOST_FIXTURE_TEST_CASE(another_history_is_refused_before_anything_is_written, SixHundred) {
    const auto before = content_of(folder());
    Publisher other;
    for (std::uint64_t number = 1; number <= 700; ++number) {
        auto draft = draft_of(number);
        if (number == 590) { draft.actor = "example.org"; }
        testing::append_one(*other.opened, draft);
    }
    BOOST_TEST_REQUIRE(other.opened->seal(other.test.key()).has_value());
    BOOST_TEST(is_refused(write_tiles(other.opened->snapshot(), folder()), Errc::tiles_refused));
    BOOST_TEST((content_of(folder()) == before));
}

BOOST_FIXTURE_TEST_CASE(another_log_is_refused, SixHundred) {
    const Checkpoint checkpoint{"example.nl/other", 5, sha256(as_bytes("another")), {}};
    const auto note = sign_note(encode_checkpoint(checkpoint), "example.nl/other", key_of(1));
    write_whole(folder() / "checkpoint", encode_note(note));
    BOOST_TEST(is_refused(write_tiles(opened->snapshot(), folder()), Errc::tiles_refused));
    write_whole(folder() / "checkpoint", "x");
    BOOST_TEST(is_refused(write_tiles(opened->snapshot(), folder()), Errc::tiles_refused));
}

BOOST_AUTO_TEST_CASE(a_folder_with_other_things_is_refused) {
    const Publisher publisher(3);
    std::filesystem::create_directory(publisher.folder());
    write_whole(publisher.folder() / "letter.txt", "x");
    const auto snapshot = publisher.opened->snapshot();
    BOOST_TEST(is_refused(write_tiles(snapshot, publisher.folder()), Errc::tiles_refused));
    BOOST_TEST(content_of(publisher.folder()).size() == 1U);
    BOOST_TEST(
        is_refused(write_tiles(snapshot, publisher.folder() / "letter.txt"), Errc::tiles_refused));
    BOOST_TEST(
        is_refused(write_tiles(snapshot, publisher.folder() / "no/where"), Errc::tiles_refused));
}

BOOST_FIXTURE_TEST_CASE(events_that_do_not_give_the_signed_root_are_not_published, SixHundred) {
    grow_to(700);
    opened.reset();
    test.alter([](WriteTransaction& rows) {
        rows.put(testing::at(Stored::events), testing::key_of_number(650), "another event");
    });
    opened.emplace(test.open(Access::read));
    const auto written = write_tiles(opened->snapshot(), folder());
    BOOST_TEST(is_refused(written, Errc::inconsistent_head));
    BOOST_TEST(verify().checkpoint.size == 600U);
    BOOST_TEST(!verify().bad.has_value());
}

BOOST_FIXTURE_TEST_CASE(cosignatures_that_were_published_are_not_taken_back, SixHundred) {
    auto note = *parse_note(testing::read_whole(folder() / "checkpoint"));
    note.signatures.push_back(sign_text(note.text, "example.nl/witness", key_of(9)));
    write_whole(folder() / "checkpoint", encode_note(note));
    BOOST_TEST(publish().file_count == 0U);
    BOOST_TEST(testing::read_whole(folder() / "checkpoint") == encode_note(note));
    BOOST_TEST(!verify().bad.has_value());
}

BOOST_FIXTURE_TEST_CASE(others_may_read_what_is_published, SixHundred) {
    const auto hidden = ::umask(0);
    ::umask(hidden);
    BOOST_TEST(mode_of(folder() / "checkpoint") == (0644U & ~hidden));
    BOOST_TEST(mode_of(folder() / "tile/0") == (0755U & ~hidden));
}

BOOST_FIXTURE_TEST_CASE(without_a_checkpoint_nothing_is_published, Publisher) {
    opened.reset();
    test.alter([](WriteTransaction& rows) { rows.clear(testing::at(Stored::checkpoints)); });
    opened.emplace(test.open(Access::read));
    BOOST_TEST(is_refused(write_tiles(opened->snapshot(), folder()), Errc::not_sealed));
    BOOST_TEST(!std::filesystem::exists(folder()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

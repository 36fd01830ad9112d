// The store: what a transaction shows, what is undone, how the map grows, and that a file which is
// cut off is an error and never a signal.
// SPDX-License-Identifier: EUPL-1.2
#include "test_ledger.hpp"
#include <peil/core/store.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstring>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace peil::core {

namespace {

using testing::is_refused;
using testing::key_of_number;
using testing::mode_of;
using testing::read_whole;
using testing::TemporaryFolder;
using testing::write_whole;

constexpr std::size_t letters = 0;
constexpr std::size_t numbers = 1;
constexpr std::uint64_t page_size = 4096;

StoreOptions options(std::uint64_t map_size_bytes = std::uint64_t{1} << 20U) {
    return {.tables = {"letters", "numbers"}, .map_size_bytes = map_size_bytes};
}

Store open(const std::filesystem::path& folder) {
    auto store = Store::open(folder, options());
    BOOST_TEST_REQUIRE(store.has_value(), store.error().detail);
    return *std::move(store);
}

void put(Store& store, std::size_t table, std::string_view key, std::string_view value) {
    const auto stored = store.update([&](WriteTransaction& rows) -> Result<void> {
        rows.put(table, key, value);
        return {};
    });
    BOOST_TEST_REQUIRE(stored.has_value());
}

/// A store with the letters b, d, and f.
class Letters {
  public:
    Letters() {
        Store::create(path(), options());
        auto store = open(path());
        for (const auto* letter : {"b", "d", "f"}) { put(store, letters, letter, "of letters"); }
    }
    [[nodiscard]] std::filesystem::path path() const { return folder_ / "store"; }
    [[nodiscard]] std::filesystem::path data_file() const { return path() / "data.mdb"; }

  private:
    TemporaryFolder folder_;
};

std::string key_of(const std::optional<Row>& row) {
    return row ? std::string(row->key) : "nothing";
}

template <class T>
T number_at(const std::string& bytes, std::size_t offset) {
    T number{};
    std::memcpy(&number, bytes.data() + offset, sizeof number);
    return number;
}

/// How many bytes the newest commit of a data file needs.
std::uint64_t needed_size(const std::string& file) {
    const auto newest =
        number_at<std::uint64_t>(file, 144) >= number_at<std::uint64_t>(file, page_size + 144)
            ? 0
            : page_size;
    return (number_at<std::uint64_t>(file, newest + 136) + 1) * page_size;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(store)

BOOST_AUTO_TEST_SUITE(creation)

BOOST_AUTO_TEST_CASE(makes_a_private_folder_with_empty_tables) {
    const TemporaryFolder folder;
    Store::create(folder / "store", options());
    BOOST_TEST(mode_of(folder / "store") == 0700U);
    BOOST_TEST(mode_of(folder / "store" / "data.mdb") == 0600U);
    const auto store = open(folder / "store");
    BOOST_TEST(store.read().row_count(letters) == 0U);
    BOOST_TEST(store.read().row_count(numbers) == 0U);
    BOOST_TEST(!store.read().cursor(letters).first().has_value());
    BOOST_TEST(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

BOOST_AUTO_TEST_CASE(does_not_touch_what_has_the_name_already) {
    const Letters made;
    const auto before = read_whole(made.data_file());
    BOOST_CHECK_THROW(Store::create(made.path(), options()), StorageError);
    BOOST_TEST(read_whole(made.data_file()) == before);
}

BOOST_AUTO_TEST_CASE(takes_the_place_of_what_an_interrupted_one_left) {
    const TemporaryFolder folder;
    const auto left = folder / ("store.new-" + std::to_string(::getpid()));
    std::filesystem::create_directory(left);
    write_whole(left / "data.mdb", "half a page");
    Store::create(folder / "store", options());
    BOOST_TEST(Store::open(folder / "store", options()).has_value());
    BOOST_TEST(!std::filesystem::exists(left));
}

BOOST_AUTO_TEST_CASE(needs_a_folder_to_be_made_in) {
    const TemporaryFolder folder;
    BOOST_CHECK_THROW(Store::create(folder / "none" / "store", options()), StorageError);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(opening)

BOOST_AUTO_TEST_CASE(makes_nothing_where_nothing_is) {
    const TemporaryFolder folder;
    BOOST_TEST(is_refused(Store::open(folder / "none", options()), Errc::ledger_missing));
    BOOST_TEST(is_refused(Store::open(folder.path(), options()), Errc::ledger_missing));
    BOOST_TEST(std::filesystem::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(refuses_a_store_without_one_of_the_tables) {
    const Letters made;
    auto other = options();
    other.tables.emplace_back("words");
    BOOST_TEST(is_refused(Store::open(made.path(), other), Errc::ledger_damaged));
}

/// What a process that was killed while LMDB itself made the file leaves behind.
BOOST_AUTO_TEST_CASE(refuses_a_file_that_is_only_begun) {
    const Letters made;
    const auto sound = read_whole(made.data_file());
    for (const std::size_t size : {0U, 1U, 15U, 16U, 151U, 152U, 512U, 4'095U, 4'096U, 4'097U,
                                   4'247U, 4'248U, 8'191U, 8'192U}) {
        write_whole(made.data_file(), std::string_view(sound).substr(0, size));
        BOOST_TEST(is_refused(Store::open(made.path(), options()), Errc::ledger_damaged), size);
    }
    for (const auto& content : {std::string(8'192, '\0'), std::string(65'536, '\xFF'),
                                std::string("not a store"), std::string(4'096, '\0') + sound}) {
        write_whole(made.data_file(), content);
        BOOST_TEST(is_refused(Store::open(made.path(), options()), Errc::ledger_damaged));
    }
}

BOOST_AUTO_TEST_CASE(refuses_a_file_cut_off_at_any_place) {
    const Letters made;
    {
        auto store = open(made.path());
        for (std::uint64_t i = 0; i < 300; ++i) {
            put(store, numbers, key_of_number(i), std::string(200, 'x'));
        }
    }
    const auto sound = read_whole(made.data_file());
    const auto needed = needed_size(sound);
    BOOST_TEST_REQUIRE((needed <= sound.size() && needed > 10 * page_size));
    for (std::size_t size = 0; size < sound.size(); size += 512) {
        write_whole(made.data_file(), std::string_view(sound).substr(0, size));
        const auto opened = Store::open(made.path(), options());
        BOOST_TEST(opened.has_value() == (size >= needed), size);
        if (!opened) { BOOST_TEST(is_refused(opened, Errc::ledger_damaged)); }
    }
    write_whole(made.data_file(), sound);
    BOOST_TEST(open(made.path()).read().row_count(numbers) == 300U);
}

BOOST_AUTO_TEST_CASE(finds_the_file_as_long_as_it_says_after_every_commit) {
    const Letters made;
    auto store = open(made.path());
    for (std::uint64_t round = 0; round < 60; ++round) {
        const auto changed = store.update([&](WriteTransaction& rows) -> Result<void> {
            if (round % 7 == 6) { rows.clear(numbers); }
            for (std::uint64_t i = 0; i < round % 5 * 40; ++i) {
                rows.put(numbers, key_of_number(round * 1'000 + i), std::string(i * 50, 'x'));
            }
            if (round % 3 == 0) { rows.clear(numbers); }
            return {};
        });
        BOOST_TEST_REQUIRE(changed.has_value());
        const auto file = read_whole(made.data_file());
        BOOST_TEST(file.size() >= needed_size(file), "round " << round);
        BOOST_TEST(store.file_size_bytes() == file.size());
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(reading)

BOOST_AUTO_TEST_CASE(finds_each_row_by_its_key_in_its_own_table) {
    const Letters made;
    auto store = open(made.path());
    put(store, numbers, "b", "of numbers");
    const auto rows = store.read();
    BOOST_TEST((rows.get(letters, "b") == "of letters"));
    BOOST_TEST((rows.get(numbers, "b") == "of numbers"));
    BOOST_TEST(!rows.get(numbers, "d").has_value());
    BOOST_TEST(!rows.get(letters, "bb").has_value());
    BOOST_TEST(rows.row_count(letters) == 3U);
}

BOOST_AUTO_TEST_CASE(keeps_any_bytes_and_an_empty_value) {
    const Letters made;
    auto store = open(made.path());
    const std::string bytes("\0\xFF\n\"", 4);
    put(store, letters, bytes, bytes);
    put(store, letters, "empty", "");
    put(store, letters, "long", std::string(1U << 20U, 'x'));
    BOOST_TEST((store.read().get(letters, bytes) == bytes));
    BOOST_TEST((store.read().get(letters, "empty") == ""));
    BOOST_TEST(store.read().get(letters, "long")->size() == 1U << 20U);
}

BOOST_AUTO_TEST_CASE(walks_a_table_both_ways) {
    const Letters made;
    const auto store = open(made.path());
    const auto rows = store.read();
    auto cursor = rows.cursor(letters);
    BOOST_TEST(key_of(cursor.first()) == "b");
    BOOST_TEST(key_of(cursor.next()) == "d");
    BOOST_TEST(key_of(cursor.next()) == "f");
    BOOST_TEST(key_of(cursor.next()) == "nothing");
    BOOST_TEST(key_of(cursor.last()) == "f");
    BOOST_TEST(key_of(cursor.previous()) == "d");
    BOOST_TEST(key_of(cursor.previous()) == "b");
    BOOST_TEST(key_of(cursor.previous()) == "nothing");
}

BOOST_AUTO_TEST_CASE(finds_the_row_at_or_next_to_a_key) {
    const Letters made;
    const auto store = open(made.path());
    const auto rows = store.read();
    auto cursor = rows.cursor(letters);
    const std::vector<std::array<std::string, 3>> cases{
        {"a", "nothing", "b"}, {"b", "b", "b"}, {"bb", "b", "d"}, {"c", "b", "d"},
        {"d", "d", "d"},       {"e", "d", "f"}, {"f", "f", "f"},  {"g", "f", "nothing"}};
    for (const auto& [key, before, after] : cases) {
        BOOST_TEST(key_of(cursor.at_or_before(key)) == before, key);
        BOOST_TEST(key_of(cursor.at_or_after(key)) == after, key);
    }
    auto empty = rows.cursor(numbers);
    BOOST_TEST(!empty.at_or_before("x").has_value());
    BOOST_TEST(!empty.at_or_after("x").has_value());
    BOOST_TEST(!empty.last().has_value());
}

BOOST_AUTO_TEST_CASE(orders_big_endian_numbers_as_numbers) {
    const Letters made;
    auto store = open(made.path());
    for (const std::uint64_t number : {256U, 1U, 65'536U, 255U, 2U}) {
        put(store, numbers, key_of_number(number), "");
    }
    const auto rows = store.read();
    auto cursor = rows.cursor(numbers);
    std::uint64_t last = 0;
    for (auto row = cursor.first(); row; row = cursor.next()) {
        BOOST_TEST(read_u64_be(row->key) > last);
        last = read_u64_be(row->key);
    }
    BOOST_TEST(last == 65'536U);
}

BOOST_AUTO_TEST_CASE(shows_one_moment_whatever_is_written_meanwhile) {
    const Letters made;
    auto store = open(made.path());
    const auto before = store.read();
    const auto changed = store.update([](WriteTransaction& rows) -> Result<void> {
        rows.put(letters, "b", "other");
        rows.erase(letters, "d");
        rows.put(letters, "z", "new");
        return {};
    });
    BOOST_TEST_REQUIRE(changed.has_value());
    const auto after = store.read();
    BOOST_TEST((before.get(letters, "b") == "of letters"));
    BOOST_TEST(before.get(letters, "d").has_value());
    BOOST_TEST(!before.get(letters, "z").has_value());
    BOOST_TEST((after.get(letters, "b") == "other"));
    BOOST_TEST(!after.get(letters, "d").has_value());
    BOOST_TEST(after.commit_number() == before.commit_number() + 1);
    BOOST_TEST(store.read().commit_number() == after.commit_number());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(writing)

BOOST_AUTO_TEST_CASE(is_seen_inside_its_own_transaction) {
    const Letters made;
    auto store = open(made.path());
    const auto changed = store.update([](WriteTransaction& rows) -> Result<void> {
        rows.put(letters, "a", "new");
        BOOST_TEST((rows.get(letters, "a") == "new"));
        rows.erase(letters, "a");
        rows.erase(letters, "never there");
        BOOST_TEST(!rows.get(letters, "a").has_value());
        return {};
    });
    BOOST_TEST(changed.has_value());
}

BOOST_AUTO_TEST_CASE(is_undone_by_an_error) {
    const Letters made;
    auto store = open(made.path());
    const auto number = store.read().commit_number();
    const auto refused = store.update([](WriteTransaction& rows) -> Result<void> {
        rows.clear(letters);
        rows.put(numbers, "1", "one");
        return Error(Errc::malformed_event, "no");
    });
    BOOST_TEST(is_refused(refused, Errc::malformed_event));
    BOOST_TEST(store.read().row_count(letters) == 3U);
    BOOST_TEST(store.read().row_count(numbers) == 0U);
    BOOST_TEST(store.read().commit_number() == number);
    put(store, letters, "g", "works");
    BOOST_TEST(store.read().row_count(letters) == 4U);
}

BOOST_AUTO_TEST_CASE(is_undone_by_an_exception) {
    const Letters made;
    auto store = open(made.path());
    const auto change = [](WriteTransaction& rows) -> Result<void> {
        auto cursor = rows.cursor(letters);
        rows.clear(letters);
        throw std::length_error("too long");
    };
    BOOST_CHECK_THROW(static_cast<void>(store.update(change)), std::length_error);
    BOOST_TEST(store.read().row_count(letters) == 3U);
    put(store, letters, "g", "works");
    BOOST_TEST(store.read().row_count(letters) == 4U);
}

BOOST_AUTO_TEST_CASE(is_undone_by_a_row_that_the_store_refuses) {
    const Letters made;
    auto store = open(made.path());
    const std::vector<std::function<void(WriteTransaction&)>> refused{
        [](WriteTransaction& rows) { rows.append(letters, "a", "not above the others"); },
        [](WriteTransaction& rows) { rows.append(letters, "f", "there already"); },
        [](WriteTransaction& rows) { rows.put(letters, "", "no key"); },
        [](WriteTransaction& rows) { rows.put(letters, std::string(512, 'k'), "long key"); }};
    for (const auto& change : refused) {
        BOOST_CHECK_THROW(
            static_cast<void>(store.update([&](WriteTransaction& rows) -> Result<void> {
                rows.put(letters, "e", "before it");
                change(rows);
                return {};
            })),
            StorageError);
        BOOST_TEST(!store.read().get(letters, "e").has_value());
    }
}

BOOST_AUTO_TEST_CASE(is_there_when_the_store_is_opened_again) {
    const Letters made;
    {
        auto store = open(made.path());
        put(store, letters, "g", "kept");
    }
    BOOST_TEST((open(made.path()).read().get(letters, "g") == "kept"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(growing)

constexpr std::size_t value_size = 64U << 10U;
constexpr std::uint64_t value_count = 700;  // 44 MiB

Result<void> put_many(WriteTransaction& rows) {
    for (std::uint64_t i = 0; i < value_count; ++i) {
        rows.append(numbers, key_of_number(i), std::string(value_size, static_cast<char>(i % 251)));
    }
    return {};
}

BOOST_AUTO_TEST_CASE(happens_by_itself_for_a_batch_that_exceeds_the_map) {
    const Letters made;
    auto store = open(made.path());
    const auto before = store.map_size_bytes();
    BOOST_TEST_REQUIRE(before < value_count * value_size);
    int runs = 0;
    const auto stored = store.update([&](WriteTransaction& rows) {
        ++runs;
        return put_many(rows);
    });
    BOOST_TEST_REQUIRE(stored.has_value());
    BOOST_TEST(runs > 1);
    BOOST_TEST(store.map_size_bytes() > before);
    const auto rows = store.read();
    BOOST_TEST(rows.row_count(numbers) == value_count);
    for (std::uint64_t i = 0; i < value_count; i += 50) {
        const auto value = rows.get(numbers, key_of_number(i));
        BOOST_TEST_REQUIRE(value.has_value());
        BOOST_TEST((*value == std::string(value_size, static_cast<char>(i % 251))));
    }
    BOOST_TEST(rows.row_count(letters) == 3U);
}

BOOST_AUTO_TEST_CASE(happens_for_many_small_batches_too) {
    const Letters made;
    auto store = open(made.path());
    const auto before = store.map_size_bytes();
    for (std::uint64_t i = 0; i < 40; ++i) {
        put(store, numbers, key_of_number(i), std::string(1U << 20U, 'x'));
    }
    BOOST_TEST(store.map_size_bytes() > before);
    BOOST_TEST(store.read().row_count(numbers) == 40U);
}

BOOST_AUTO_TEST_CASE(leaves_room_when_a_large_store_is_opened_with_a_small_map) {
    const Letters made;
    {
        auto store = open(made.path());
        BOOST_TEST_REQUIRE(store.update(put_many).has_value());
    }
    const auto store = open(made.path());
    BOOST_TEST(store.map_size_bytes() >= store.file_size_bytes());
    BOOST_TEST(store.read().row_count(numbers) == value_count);
}

/// Views that were read before may not outlive the map they point into, but the snapshot does.
BOOST_AUTO_TEST_CASE(leaves_an_older_snapshot_readable) {
    const Letters made;
    auto store = open(made.path());
    const auto before = store.read();
    BOOST_TEST_REQUIRE(store.update(put_many).has_value());
    BOOST_TEST((before.get(letters, "b") == "of letters"));
    BOOST_TEST(before.row_count(numbers) == 0U);
    BOOST_TEST(store.read().row_count(numbers) == value_count);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

// Faults of the world, put upon the program itself: killed at any moment, and a data file that is
// cut off or has a byte changed. Every round prints nothing unless it fails; the seed is printed.
// SPDX-License-Identifier: EUPL-1.2
#include "child_process.hpp"
#include "store_pages.hpp"
#include "test_ledger.hpp"
#include <peil/core/ledger.hpp>
#include <peil/core/store.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peil::core {

namespace {

using testing::at;
using testing::ChildLimits;
using testing::ChildResult;
using testing::LmdbPages;
using testing::read_whole;
using testing::run_child;
using testing::SeededRandom;
using testing::Stored;
using testing::stored_tables;
using testing::TemporaryFolder;
using testing::write_whole;

constexpr std::uint64_t seed = 20'161'114;
constexpr const char* program = PEIL_BINARY_DIR "/bin/peil";
constexpr const char* report_3 = PEIL_SOURCE_DIR "/tests/data/sample/report-3.txt";

// Exit codes of the program.
constexpr int done = 0;
constexpr int contradicted = 1;
constexpr int cannot_open = 3;
constexpr int not_proven = 4;

/// Where a round works: the ledger lies in `ledger`, and a sound copy of it in `template`.
class Workshop {
  public:
    Workshop() { BOOST_TEST_MESSAGE("seed " << seed); }

    ChildResult run(std::vector<std::string> words, const ChildLimits& limits = {}) {
        words.insert(words.begin(), program);
        words.insert(words.begin() + 2, {"--ledger", ledger().string()});
        return run_child(std::move(words), folder_.path(), limits);
    }
    ChildResult init(const ChildLimits& limits = {}) {
        return run({"init", "--origin", "example.nl/faults", "--title", "Droge Voeten"}, limits);
    }
    ChildResult import(const ChildLimits& limits = {}) {
        return run({"import", report_3, "--edition", "3", "--date", "2021-05-17"}, limits);
    }
    /// Appends the lines of a file as one batch.
    ChildResult append(const std::string& lines, const ChildLimits& limits = {}) {
        write_whole(folder_ / "batch.json", lines);
        return run({"append", (folder_ / "batch.json").string(), "--format", "json"}, limits);
    }
    /// Verifies in a process that does not hang; what it prints is JSON.
    ChildResult verify() {
        auto result = run({"verify", "--format", "json"});
        BOOST_TEST(!result.timed_out, "verify hangs");
        BOOST_TEST(result.signal == 0, "verify ended by signal " << result.signal);
        return result;
    }

    void keep_as_template() { copy(ledger(), folder_ / "template"); }
    void restore() {
        std::filesystem::remove_all(ledger());
        copy(folder_ / "template", ledger());
    }

    [[nodiscard]] std::filesystem::path ledger() const { return folder_ / "ledger"; }
    [[nodiscard]] std::filesystem::path data_file() const {
        return ledger() / "ledger" / "data.mdb";
    }

  private:
    static void copy(const std::filesystem::path& from, const std::filesystem::path& to) {
        std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
    }

    TemporaryFolder folder_;
};

void require_done(const ChildResult& result) {
    BOOST_TEST_REQUIRE(result.exit_code == done,
                       result.exit_code << " " << result.signal << " " << result.err);
}

/// How long a command takes that is not killed, so that kills fall all over it.
std::chrono::microseconds duration_of(const ChildResult& ended) {
    require_done(ended);
    return ended.lasted;
}

ChildLimits kill_within(std::chrono::microseconds duration, SeededRandom& random) {
    const auto limit = static_cast<std::uint64_t>(duration.count()) * 5 / 4 + 1;
    return {.kill_after = std::chrono::microseconds(random.below(limit))};
}

std::vector<std::string> whole_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t start = 0;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

std::string batch_of(std::uint64_t round, int count) {
    std::string lines;
    for (int i = 1; i <= count; ++i) {
        const auto name = std::to_string(round) + "-" + std::to_string(i);
        lines += R"({"type":"nl.peil.progress.reported","effective":"2021-06-01","id":"round-)" +
                 name + R"(","data":{"measure":"1","progress":[{"type":"paragraph","text":")" +
                 "Stand " + name + R"("}]}})" + "\n";
    }
    return lines;
}

/// What a test wants to know of a ledger that no process has open.
struct Seen {
    std::uint64_t size = 0;
    std::map<std::string, std::pair<std::uint64_t, std::string>> events;  ///< id to number, leaf
};

Seen look_at(const std::filesystem::path& root) {
    SeededRandom random(1);
    const auto ledger = Ledger::open(root, Access::read, {[] { return 0; }, &random});
    BOOST_TEST_REQUIRE(ledger.has_value(), ledger.error().detail);
    const auto snapshot = ledger->snapshot();
    Seen seen{.size = snapshot.head().size, .events = {}};
    Hasher hasher;
    for (std::uint64_t sequence = 1; sequence <= seen.size; ++sequence) {
        const auto event = snapshot.envelope(sequence);
        BOOST_TEST_REQUIRE(event.has_value(), event.error().detail);
        seen.events[event->id] = {sequence,
                                  to_hex(hasher.leaf(as_bytes(*snapshot.event(sequence))))};
    }
    return seen;
}

/// Each receipt that was printed names an event that is there, with the bytes it was given for.
void check_receipts(const Seen& seen, const std::string& out) {
    for (const auto& line : whole_lines(out)) {
        const auto receipt = boost::json::parse(line);
        const auto id = std::string(receipt.at("id").as_string());
        BOOST_TEST_REQUIRE(seen.events.contains(id), "acknowledged, and lost: " << id);
        const auto& [sequence, leaf] = seen.events.at(id);
        BOOST_TEST(receipt.at("sequence").to_number<std::uint64_t>() == sequence);
        BOOST_TEST(std::string(receipt.at("leafHash").as_string()) == leaf);
    }
}

std::string claims_in(const ChildResult& verified) {
    return verified.out + verified.err;
}

/// Whether the verification names an event in a claim that it contradicts.
bool names(const ChildResult& verified, std::string_view claim, std::uint64_t event) {
    boost::system::error_code failed;
    const auto result = boost::json::parse(verified.out, failed);
    if (failed) { return false; }
    const auto& claims = result.at("claims").as_array();
    return std::any_of(claims.begin(), claims.end(), [&](const boost::json::value& one) {
        return one.at("claim").as_string() == claim &&
               one.at("verdict").as_string() == "contradicted" && one.at("event").is_number() &&
               one.at("event").to_number<std::uint64_t>() == event;
    });
}

using Rows = std::map<std::string, std::string>;

/// All rows of all tables, each under the table's position and its key.
Rows all_rows(const std::filesystem::path& folder) {
    Rows all;
    const auto store = Store::open(folder, stored_tables());
    BOOST_TEST_REQUIRE(store.has_value(), store.error().detail);
    const auto rows = store->read();
    for (std::size_t table = 0; table < stored_tables().tables.size(); ++table) {
        auto cursor = rows.cursor(table);
        for (auto row = cursor.first(); row; row = cursor.next()) {
            all.emplace(std::to_string(table) + ":" + std::string(row->key), row->value);
        }
    }
    return all;
}

/// Every place where `part` occurs in `whole`.
std::vector<std::size_t> places_of(std::string_view part, std::string_view whole) {
    std::vector<std::size_t> places;
    for (auto place = whole.find(part); place != std::string_view::npos;
         place = whole.find(part, place + 1)) {
        places.push_back(place);
    }
    return places;
}

/// A sealed ledger with an imported report, and the bytes of its data file.
class FlippedLedger {
  public:
    FlippedLedger() {
        require_done(workshop_.init());
        require_done(workshop_.import());
        // The index is built again from the truth; only the truth is under test here.
        std::filesystem::remove_all(workshop_.ledger() / "derived");
        rows_ = all_rows(workshop_.ledger() / "ledger");
        sound_ = read_whole(workshop_.data_file());
        BOOST_TEST_REQUIRE(workshop_.verify().exit_code == done);
    }

    /// Verifies with the bytes at all these places changed.
    ChildResult verify_with(const std::vector<std::size_t>& places, int mask) {
        auto bytes = sound_;
        for (const auto place : places) { bytes[place] = static_cast<char>(bytes[place] ^ mask); }
        write_whole(workshop_.data_file(), bytes);
        return workshop_.verify();
    }
    /// Changes one byte in every copy that the file holds of a row's value.
    ChildResult verify_with_value(const std::string& value, std::size_t offset, int mask) {
        auto places = places_of(value, sound_);
        BOOST_TEST_REQUIRE(!places.empty());
        for (auto& place : places) { place += offset; }
        return verify_with(places, mask);
    }
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> rows(Stored table) const {
        const auto prefix = std::to_string(at(table)) + ":";
        std::vector<std::pair<std::string, std::string>> found;
        for (const auto& [key, value] : rows_) {
            if (key.starts_with(prefix)) { found.emplace_back(key.substr(2), value); }
        }
        return found;
    }
    [[nodiscard]] bool has_sound_rows() const {
        return all_rows(workshop_.ledger() / "ledger") == rows_;
    }
    [[nodiscard]] const std::string& sound() const { return sound_; }
    Workshop& workshop() { return workshop_; }

  private:
    Workshop workshop_;
    std::string sound_;
    Rows rows_;
};

int random_mask(SeededRandom& random) {
    return static_cast<int>(1 + random.below(255));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(faults, *boost::unit_test::label("slow"))

BOOST_AUTO_TEST_SUITE(killed)

BOOST_AUTO_TEST_CASE(while_it_appends_keeps_what_it_acknowledged_and_all_or_nothing) {
    constexpr int batch_size = 5;
    Workshop workshop;
    require_done(workshop.init());
    require_done(workshop.import());
    SeededRandom random(seed);
    auto duration = duration_of(workshop.append(batch_of(0, batch_size)));
    std::uint64_t size = look_at(workshop.ledger()).size;
    std::map<std::string, int> outcomes;
    for (std::uint64_t round = 1; round <= 150; ++round) {
        const auto batch = batch_of(round, batch_size);
        const auto killed = workshop.append(batch, kill_within(duration, random));
        const auto seen = look_at(workshop.ledger());
        check_receipts(seen, killed.out);
        BOOST_TEST((seen.size == size || seen.size == size + batch_size), "round " << round);
        BOOST_TEST((killed.exit_code != done || seen.size == size + batch_size));
        const bool is_stored = seen.size != size;
        outcomes[killed.signal == 0 ? "ended" : is_stored ? "stored" : "not stored"] += 1;
        const auto verified = workshop.verify();
        BOOST_TEST(verified.exited_with({done, not_proven}), claims_in(verified));
        // Sent again, as a caller does that got no answer; it tells how long the next one may take.
        const auto again = workshop.append(batch);
        duration = duration_of(again);
        const auto lines = whole_lines(again.out);
        BOOST_TEST_REQUIRE(lines.size() == static_cast<std::size_t>(batch_size));
        for (const auto& line : lines) {
            BOOST_TEST(boost::json::parse(line).at("repeated").as_bool() == is_stored);
        }
        size += batch_size;
        BOOST_TEST(look_at(workshop.ledger()).size == size);
    }
    for (const auto& [name, count] : outcomes) { BOOST_TEST_MESSAGE(name << ": " << count); }
    BOOST_TEST(outcomes["stored"] + outcomes["not stored"] > 75);
    BOOST_TEST(workshop.verify().exited_with({done, not_proven}));
}

BOOST_AUTO_TEST_CASE(while_it_imports_keeps_all_of_the_report_or_nothing) {
    Workshop workshop;
    require_done(workshop.init());
    workshop.keep_as_template();
    SeededRandom random(seed + 1);
    const auto duration = duration_of(workshop.import());
    const auto whole = look_at(workshop.ledger()).size;
    BOOST_TEST_REQUIRE(whole > 20U);
    for (int round = 1; round <= 100; ++round) {
        workshop.restore();
        const auto killed = workshop.import(kill_within(duration, random));
        const auto seen = look_at(workshop.ledger());
        BOOST_TEST((seen.size == 1 || seen.size == whole), "round " << round << ": " << seen.size);
        BOOST_TEST((whole_lines(killed.out).empty() || seen.size == whole));
        const auto verified = workshop.verify();
        BOOST_TEST(verified.exited_with({done, not_proven}), claims_in(verified));
        require_done(workshop.import());
        BOOST_TEST(look_at(workshop.ledger()).size == whole);
        require_done(workshop.append(batch_of(1, 1)));
        BOOST_TEST(workshop.verify().exit_code == done);
    }
}

BOOST_AUTO_TEST_CASE(while_it_makes_a_ledger_leaves_a_whole_one_or_none) {
    Workshop workshop;
    SeededRandom random(seed + 2);
    const auto duration = duration_of(workshop.init());
    int there = 0;
    for (int round = 1; round <= 150; ++round) {
        std::filesystem::remove_all(workshop.ledger());
        const auto killed = workshop.init(kill_within(duration, random));
        const bool exists = std::filesystem::exists(workshop.ledger());
        BOOST_TEST((killed.out.empty() || exists), "round " << round);
        if (!exists) {
            require_done(workshop.init());
        } else {
            ++there;
        }
        const auto verified = workshop.verify();
        BOOST_TEST(verified.exit_code == done, claims_in(verified));
        BOOST_TEST(look_at(workshop.ledger()).size == 1U);
        require_done(workshop.import());
    }
    BOOST_TEST_MESSAGE(there << " of 150 were there already");
    BOOST_TEST(there < 150);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(data_file)

/// Whatever a changed byte does, it is contradicted, or the ledger cannot be opened, or less is
/// proven; if all is proven, then every row is what it was.
BOOST_AUTO_TEST_CASE(with_a_byte_changed_on_a_page_in_use_is_never_silently_another) {
    FlippedLedger flipped;
    const LmdbPages pages(flipped.sound());
    const auto in_use = pages.in_use();
    SeededRandom random(seed + 3);
    std::map<int, int> codes;
    for (int round = 1; round <= 400; ++round) {
        const auto page = in_use[random.below(in_use.size())];
        const auto place = page * LmdbPages::page_size + random.below(LmdbPages::page_size);
        const auto verified = flipped.verify_with({place}, random_mask(random));
        ++codes[verified.exit_code];
        BOOST_TEST(verified.exited_with({done, contradicted, cannot_open, not_proven}),
                   "round " << round << ", byte " << place << ": " << verified.exit_code << " "
                            << claims_in(verified));
        BOOST_TEST((verified.exit_code != done || flipped.has_sound_rows()),
                   "round " << round << ", byte " << place << " is silently another");
    }
    for (const auto& [code, count] : codes) {
        BOOST_TEST_MESSAGE("exit code " << code << ": " << count);
    }
}

BOOST_AUTO_TEST_CASE(with_a_byte_changed_in_its_first_pages_is_never_silently_another) {
    FlippedLedger flipped;
    SeededRandom random(seed + 4);
    for (std::size_t page = 0; page < 2; ++page) {
        for (std::size_t offset = 0; offset < 152; ++offset) {
            const auto place = page * LmdbPages::page_size + offset;
            const auto verified = flipped.verify_with({place}, random_mask(random));
            BOOST_TEST(
                verified.exited_with({done, contradicted, cannot_open, not_proven}),
                "byte " << place << ": " << verified.exit_code << " " << claims_in(verified));
            BOOST_TEST((verified.exit_code != done || flipped.has_sound_rows()),
                       "byte " << place << " is silently another");
        }
    }
}

BOOST_AUTO_TEST_CASE(with_a_byte_of_an_event_changed_names_that_event) {
    FlippedLedger flipped;
    SeededRandom random(seed + 5);
    for (const auto& [key, value] : flipped.rows(Stored::events)) {
        for (int i = 0; i < 4; ++i) {
            const auto offset = random.below(value.size());
            const auto verified = flipped.verify_with_value(value, offset, random_mask(random));
            BOOST_TEST(verified.exit_code == contradicted);
            BOOST_TEST(
                names(verified, "stored-bytes", read_u64_be(key)),
                "event " << read_u64_be(key) << ", byte " << offset << ": " << claims_in(verified));
        }
    }
}

BOOST_AUTO_TEST_CASE(with_a_byte_of_a_disclosure_changed_names_its_event) {
    FlippedLedger flipped;
    SeededRandom random(seed + 6);
    for (const auto& [key, value] : flipped.rows(Stored::disclosures)) {
        for (int i = 0; i < 3; ++i) {
            const auto offset = random.below(value.size());
            const auto verified = flipped.verify_with_value(value, offset, random_mask(random));
            BOOST_TEST(verified.exit_code == contradicted);
            BOOST_TEST(
                names(verified, "disclosures", read_u64_be(key)),
                "event " << read_u64_be(key) << ", byte " << offset << ": " << claims_in(verified));
        }
    }
}

BOOST_AUTO_TEST_CASE(with_a_byte_of_a_hash_changed_names_the_first_event_below_it) {
    FlippedLedger flipped;
    SeededRandom random(seed + 7);
    for (const auto& [key, value] : flipped.rows(Stored::nodes)) {
        const auto id = stored_node(read_u64_be(key));
        const auto first = (id.index << id.level) + 1;
        const auto verified =
            flipped.verify_with_value(value, random.below(value.size()), random_mask(random));
        BOOST_TEST(verified.exit_code == contradicted);
        BOOST_TEST(names(verified, "tree", first), claims_in(verified));
        BOOST_TEST((id.level != 0 || names(verified, "stored-bytes", first)));
    }
}

BOOST_AUTO_TEST_CASE(cut_off_at_any_page_is_refused_without_a_signal) {
    FlippedLedger flipped;
    const auto& sound = flipped.sound();
    for (std::size_t size = 0; size < sound.size(); size += LmdbPages::page_size) {
        write_whole(flipped.workshop().data_file(), std::string_view(sound).substr(0, size));
        for (const auto* command : {"verify", "log", "matrix", "doctor"}) {
            const auto result = flipped.workshop().run({command});
            BOOST_TEST(result.exited_with({contradicted, cannot_open}),
                       command << " at " << size << ": " << result.exit_code << result.err);
            BOOST_TEST(result.err.find("signal") == std::string::npos, result.err);
            BOOST_TEST(result.err.find("stopped while reading") == std::string::npos, result.err);
            BOOST_TEST(!result.timed_out);
        }
        const auto appended = flipped.workshop().append(batch_of(1, 1));
        BOOST_TEST(appended.exit_code == cannot_open, appended.exit_code << appended.err);
        BOOST_TEST(std::filesystem::file_size(flipped.workshop().data_file()) == size);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

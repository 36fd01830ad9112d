// What the tests of verification share: claims of a ledger, and changes to what it stores.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "test_ledger.hpp"
#include "tree_oracle.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/verify.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

namespace peil::core {

using testing::at;
using testing::draft_of;
using testing::key_of;
using testing::key_of_number;
using testing::leaves_of;
using testing::oracle_root;
using testing::read_whole;
using testing::SeededRandom;
using testing::Stored;
using testing::TestLedger;
using testing::write_whole;

using Claims = std::map<std::string, VerifiedClaim>;

inline Claims claims_of(TestLedger& test, const VerifyOptions& options = {}) {
    const auto ledger = test.open(Access::read);
    Claims claims;
    for (const auto& claim : verify_log(ledger, options)) { claims.emplace(claim.name, claim); }
    return claims;
}

inline bool all_proven(const Claims& claims) {
    return std::all_of(claims.begin(), claims.end(),
                       [](const auto& item) { return item.second.verdict == Verdict::proven; });
}

inline std::string text_of(const Claims& claims) {
    std::string text;
    for (const auto& [name, claim] : claims) {
        text += name + ": " + std::string(name_of(claim.verdict)) + " " +
                std::to_string(claim.event) + " " + claim.text + "\n";
    }
    return text;
}

inline bool contradicts(const Claims& claims, const std::string& name, std::uint64_t event) {
    const auto& claim = claims.at(name);
    return claim.verdict == Verdict::contradicted && claim.event == event;
}

inline void check_contradicts(const Claims& claims, const std::string& name, std::uint64_t event) {
    BOOST_TEST(contradicts(claims, name, event), name << " does not name event " << event << ":\n"
                                                      << text_of(claims));
}

using Change = std::function<void(WriteTransaction&)>;

/// A ledger that is altered again and again, and put back in between.
class AlteredLedger {
  public:
    explicit AlteredLedger(std::uint64_t event_count)
        : test_(event_count), sound_(read_whole(data_file())) {
        BOOST_TEST_REQUIRE(all_proven(claims_of(test_)));
    }

    Claims verify_with(const Change& change, const VerifyOptions& options = {}) {
        test_.alter(change);
        auto claims = claims_of(test_, options);
        write_whole(data_file(), sound_);
        return claims;
    }
    /// The bytes of a row as they are stored.
    std::string row(Stored table, const std::string& key) {
        const auto ledger = test_.open(Access::read);
        const auto snapshot = ledger.snapshot();
        const auto value = snapshot.rows().get(at(table), key);
        BOOST_TEST_REQUIRE(value.has_value());
        return std::string(*value);
    }
    std::vector<std::pair<std::string, std::string>> rows(Stored table) {
        const auto ledger = test_.open(Access::read);
        const auto snapshot = ledger.snapshot();
        std::vector<std::pair<std::string, std::string>> all;
        auto cursor = snapshot.rows().cursor(at(table));
        for (auto row = cursor.first(); row; row = cursor.next()) {
            all.emplace_back(row->key, row->value);
        }
        return all;
    }
    TestLedger& ledger() { return test_; }

  private:
    [[nodiscard]] std::filesystem::path data_file() const {
        return test_.root() / "ledger" / "data.mdb";
    }

    TestLedger test_;
    std::string sound_;
};

inline Change put(Stored table, std::string key, std::string value) {
    return [=](WriteTransaction& rows) { rows.put(at(table), key, value); };
}

inline Change erase(Stored table, std::string key) {
    return [=](WriteTransaction& rows) { rows.erase(at(table), key); };
}

inline std::string flipped(std::string value, std::size_t place, int mask = 1) {
    value[place] = static_cast<char>(value[place] ^ mask);
    return value;
}

inline std::string head_row(std::uint64_t size, const Hash& root, UnixMs time = TestLedger::start) {
    auto row = key_of_number(size);
    row += as_text(as_bytes(root));
    append_u64_be(row, static_cast<std::uint64_t>(time));
    return row;
}

inline std::uint64_t first_event_of(const NodeId& id) {
    return (id.index << id.level) + 1;
}

inline std::uint64_t last_event_of(const NodeId& id) {
    return (id.index + 1) << id.level;
}

inline constexpr std::uint64_t small = 300;
inline constexpr std::uint64_t large = 5'200;  // more than one chunk of 4,096 events

}  // namespace peil::core

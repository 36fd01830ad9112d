// A ledger for tests: a fixed key, repeatable randomness, a clock that is set by hand, and a way to
// change what is stored behind the ledger's back.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "temporary_folder.hpp"
#include <peil/core/ledger.hpp>
#include <peil/core/store.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace peil::core::testing {

/// The same numbers on every machine. Source: SplitMix64 of Vigna.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

    void fill(std::span<std::byte> bytes) override {
        for (auto& byte : bytes) { byte = static_cast<std::byte>(next() & 0xFFU); }
    }
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31U);
    }
    /// A number in [0, limit).
    std::uint64_t below(std::uint64_t limit) { return next() % limit; }

  private:
    std::uint64_t state_;
};

/// A key whose seed is 32 rising bytes.
inline SigningKey key_of(int first_byte) {
    Bytes seed;
    for (int i = 0; i < 32; ++i) { seed.push_back(static_cast<std::byte>(first_byte + i)); }
    auto key = SigningKey::from_seed(seed);
    BOOST_TEST_REQUIRE(key.has_value());
    return *std::move(key);
}

/// Tables of the truth, in the order that `stored` below relies on; see docs/FORMAT.md.
enum class Stored : std::size_t { events, disclosures, nodes, ids, checkpoints, facts };

constexpr std::size_t at(Stored table) {
    return static_cast<std::size_t>(table);
}

inline StoreOptions stored_tables() {
    return {.tables = {"events", "disclosures", "nodes", "ids", "checkpoints", "facts"}};
}

inline std::string key_of_number(std::uint64_t number) {
    std::string key;
    append_u64_be(key, number);
    return key;
}

/// A draft with `number % 3` claims.
inline Draft draft_of(std::uint64_t number) {
    const auto text = std::to_string(number);
    Draft draft{.id = "event-" + text,
                .type = "nl.peil.test.noted",
                .subject = "measure/" + text,
                .effective = "2016-11-14",
                .actor = "example.nl",
                .shown = {{"measure", number}}};
    for (std::uint64_t i = 0; i < number % 3; ++i) {
        const auto name = "claim" + std::to_string(i);
        draft.claims.push_back({name, boost::json::string(name + " of " + text + " says this")});
    }
    return draft;
}

/// Drafts with the numbers [first, last).
inline std::vector<Draft> drafts_of(std::uint64_t first, std::uint64_t last) {
    std::vector<Draft> drafts;
    for (auto number = first; number < last; ++number) { drafts.push_back(draft_of(number)); }
    return drafts;
}

/// A folder with a ledger that is made with it; open() as often as wanted, one at a time.
class TestLedger {
  public:
    static constexpr const char* origin = "example.nl/test";
    static constexpr UnixMs start = 1'479'112'200'000;  // 2016-11-14T08:30:00Z

    explicit TestLedger(std::uint64_t event_count = 0) : random_(7), key_(key_of(0)) {
        const auto made = create(root(), [&](Ledger& ledger) -> Result<void> {
            append(ledger, 1, event_count + 1);
            const auto sealed = ledger.seal(key_);
            if (!sealed) { return sealed.error(); }
            return {};
        });
        BOOST_TEST_REQUIRE(made.has_value());
    }

    /// Makes a ledger elsewhere, with the same key.
    Result<void> create(const std::filesystem::path& folder,
                        const std::function<Result<void>(Ledger&)>& populate) {
        return create_ledger(folder, settings(), key_.to_pem(std::nullopt), populate,
                             surroundings());
    }

    /// Appends drafts_of(first, last) in batches of 500.
    static void append(Ledger& ledger, std::uint64_t first, std::uint64_t last) {
        constexpr std::uint64_t batch_size = 500;
        for (auto number = first; number < last; number += batch_size) {
            const auto receipts =
                ledger.append(drafts_of(number, std::min(number + batch_size, last)));
            BOOST_TEST_REQUIRE(receipts.has_value());
        }
    }

    Result<Ledger> try_open(Access access) { return Ledger::open(root(), access, surroundings()); }
    Ledger open(Access access = Access::write) {
        auto ledger = try_open(access);
        BOOST_TEST_REQUIRE(ledger.has_value(), ledger.error().detail);
        return *std::move(ledger);
    }

    /// Changes stored rows behind the ledger's back; no ledger of this folder is open.
    void alter(const std::function<void(WriteTransaction&)>& change) const {
        auto store = Store::open(root() / "ledger", stored_tables());
        BOOST_TEST_REQUIRE(store.has_value(), store.error().detail);
        const auto altered = store->update([&](WriteTransaction& rows) -> Result<void> {
            change(rows);
            return {};
        });
        BOOST_TEST_REQUIRE(altered.has_value());
    }

    [[nodiscard]] std::filesystem::path root() const { return folder_ / "ledger"; }
    [[nodiscard]] std::filesystem::path high_water() const { return root() / "high-water"; }
    [[nodiscard]] const SigningKey& key() const { return key_; }
    [[nodiscard]] LedgerSettings settings() const {
        const auto verifier = make_verifier_key(origin, key_.public_key());
        BOOST_TEST_REQUIRE(verifier.has_value());
        return {.origin = origin,
                .source = "urn:peil:test",
                .actor = "example.nl",
                .log_key = encode_vkey(*verifier)};
    }
    [[nodiscard]] Surroundings surroundings() {
        return {.clock = [this] { return now; }, .random = &random_};
    }

    UnixMs now = start;

  private:
    TemporaryFolder folder_;
    SeededRandom random_;
    SigningKey key_;
};

/// Leaf hashes of all events in a snapshot, computed from their bytes.
inline std::vector<Hash> leaves_of(const Snapshot& snapshot) {
    Hasher hasher;
    std::vector<Hash> leaves;
    for (std::uint64_t sequence = 1; sequence <= snapshot.head().size; ++sequence) {
        const auto bytes = snapshot.event(sequence);
        BOOST_TEST_REQUIRE(bytes.has_value());
        leaves.push_back(hasher.leaf(as_bytes(*bytes)));
    }
    return leaves;
}

template <class T>
bool is_refused(const Result<T>& result, Errc code) {
    return result.has_error() && result.error().code == make_error_code(code);
}

/// Appends one draft; the test ends here if that fails.
inline Receipt append_one(Ledger& ledger, const Draft& draft) {
    const auto receipts = ledger.append({&draft, 1});
    BOOST_TEST_REQUIRE(receipts.has_value(), receipts.error().detail);
    BOOST_TEST_REQUIRE(receipts->size() == 1U);
    return receipts->front();
}

/// What a new ledger begins with, where that is nothing.
inline Result<void> nothing(Ledger&) {
    return {};
}

}  // namespace peil::core::testing

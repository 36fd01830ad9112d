// What an insider with access to the disk can do to a ledger, for drills and for nothing else: the
// rows of the truth are read and written below every check of the ledger, whatever they say.
// What stands in which row: docs/FORMAT.md, section 3.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/bytes.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/ledger.hpp>
#include <peil/core/signing_key.hpp>
#include <peil/core/time.hpp>

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

class WriteTransaction;

/// An event as it lies in the store.
struct RawEvent {
    std::string bytes{};
    std::vector<std::string> disclosures{};
};

/// All that a ledger tells of the past, to be told otherwise. Memory: that of the ledger.
struct RawLedger {
    LedgerSettings settings{};
    std::vector<RawEvent> events{};
    std::vector<std::uint64_t> sealed{};  ///< sizes that checkpoints were signed at, rising
};

/// What lies in a folder. Errors: those of Ledger::open(). Throws StorageError.
[[nodiscard]] Result<RawLedger> read_raw(const LedgerFolder& folder);

/// The event's bytes after `change` was made to its members. The bytes are canonical JSON.
[[nodiscard]] std::string altered_event(
    std::string_view bytes, const std::function<void(boost::json::object& event)>& change);

/// How many keys sign the ledger one after the other: the first, and one for each rotation.
[[nodiscard]] std::size_t key_count(const RawLedger& ledger);

/// Puts the ledger under these keys, as many as key_count(), as if it had always been so: settings,
/// first event, rotations and revocations name them, and each vouches for the next. Then gives
/// every event the number of its place and the hash of the event before it.
void rechain(RawLedger& ledger, std::span<const SigningKey> keys);

/// Makes the store and the high-water file anew in a folder: the events as they are, with the tree
/// that follows from them, and checkpoints of the sizes in `sealed`, each signed by the key that
/// counts there. What others signed is left out. The folder exists; what it held of these is gone.
/// Throws StorageError.
void store_raw(const LedgerFolder& folder, const RawLedger& ledger,
               std::span<const SigningKey> keys);

/// Single rows of the truth, to be changed without regard to others. Each throws StorageError.
class RawRows {
  public:
    explicit RawRows(WriteTransaction& rows) : rows_(rows) {}

    void put_event(std::uint64_t sequence, std::string_view bytes);
    void erase_event(std::uint64_t sequence);
    /// Under the digest that is given, which need not be that of the text.
    void put_disclosure(std::uint64_t sequence, const Hash& digest, std::string_view text);
    void erase_disclosure(std::uint64_t sequence, const Hash& digest);
    void put_head(const Head& head);
    void put_settings(const LedgerSettings& settings);
    void put_checkpoint(std::uint64_t size, std::string_view note);
    void erase_checkpoint(std::uint64_t size);
    void erase_id(std::string_view id);
    /// Replaces all events with their disclosures, ids and tree by these, and the head; leaves
    /// alone what was signed.
    void put_events(const std::vector<RawEvent>& events);

  private:
    WriteTransaction& rows_;
};

/// Changes rows of a folder that nobody has open. Throws StorageError.
void alter_rows(const LedgerFolder& folder, const std::function<void(RawRows& rows)>& change);

/// A timestamping authority for drills: its keys live and die with it.
class DrillAuthority {
  public:
    /// Its certificates are good from a day before this moment for ten years. Throws CryptoError.
    explicit DrillAuthority(UnixMs now);
    ~DrillAuthority();
    DrillAuthority(DrillAuthority&&) noexcept;
    DrillAuthority& operator=(DrillAuthority&&) noexcept;

    /// The root to trust it by, in PEM.
    [[nodiscard]] std::string roots() const;
    /// A token that says that a hash existed at a moment. Throws CryptoError.
    [[nodiscard]] Bytes stamp(const Hash& imprint, UnixMs moment, Random& random) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace peil::core

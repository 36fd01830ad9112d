// The ledger: an append-only log of events, each chained to the one before, under one Merkle tree,
// sealed by signed checkpoints. Start reading here.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/envelope.hpp>
#include <peil/core/error.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/log_keys.hpp>
#include <peil/core/random.hpp>
#include <peil/core/signed_note.hpp>
#include <peil/core/signing_key.hpp>
#include <peil/core/time.hpp>
#include <peil/core/tree.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

/// What is set once, when a ledger is made.
struct LedgerSettings {
    std::string origin;     ///< name of the log and of its key, `example.nl/aanpak`
    std::string source;     ///< CloudEvents source of every event, a URI
    std::string actor;      ///< who appends unless a caller says otherwise
    std::string log_key{};  ///< the log's first public key as a vkey; filled in by create_ledger()
};

/// Where the parts of a ledger lie.
struct LedgerFolder {
    std::filesystem::path root;

    [[nodiscard]] std::filesystem::path truth() const { return root / "ledger"; }
    [[nodiscard]] std::filesystem::path derived() const { return root / "derived"; }
    [[nodiscard]] std::filesystem::path keys() const { return root / "keys"; }
    [[nodiscard]] std::filesystem::path log_key() const { return keys() / "log.pem"; }
    /// The private key of a log that changed its key: the first one keeps its name.
    [[nodiscard]] std::filesystem::path log_key(const LogKey& key) const {
        return key.introduced == 1 ? log_key() : keys() / ("log-" + id_text(key.key) + ".pem");
    }
    [[nodiscard]] std::filesystem::path high_water() const { return root / "high-water"; }
    /// The C2SP tlog-policy with the ledger's witnesses; absent until one is added.
    [[nodiscard]] std::filesystem::path policy() const { return root / "policy"; }
    /// Where timestamps come from: a line with the URL, then the roots that are trusted, in PEM.
    [[nodiscard]] std::filesystem::path timestamping() const { return root / "timestamping"; }
};

/// What the caller gets for an event that is durable.
struct Receipt {
    std::string id{};
    std::uint64_t sequence = 0;
    Hash leaf_hash{};
    std::uint64_t size = 0;  ///< of the ledger right after the batch
    Hash root{};             ///< of the tree of that size
    bool repeated = false;   ///< it was in the ledger already, with the same content
};

/// The size and root of the tree, and the last moment of recording.
struct Head {
    std::uint64_t size = 0;
    Hash root;
    UnixMs time = 0;
};

/// A signed checkpoint as it is stored.
struct StoredCheckpoint {
    std::uint64_t size = 0;
    std::string note;
};

/// An RFC 3161 token as it is stored.
struct StoredTimestamp {
    std::uint64_t size = 0;    ///< of the tree of the checkpoint
    std::uint64_t number = 0;  ///< from 0: each renews the one before
    Bytes token;
};

/// The ledger at one moment; what is appended later does not show. All views die with it.
class Snapshot {
  public:
    struct State;
    explicit Snapshot(std::unique_ptr<State> state);
    ~Snapshot();
    Snapshot(Snapshot&&) noexcept;
    Snapshot& operator=(Snapshot&&) noexcept;

    [[nodiscard]] const Head& head() const;
    [[nodiscard]] const LedgerSettings& settings() const;
    /// Stored bytes of the event with this number (one-based); nothing if there is none.
    [[nodiscard]] std::optional<std::string_view> event(std::uint64_t sequence) const;
    /// Disclosures of the event that are present, in the order of their digests.
    [[nodiscard]] std::vector<std::string_view> disclosures(std::uint64_t sequence) const;
    [[nodiscard]] std::optional<std::uint64_t> find_id(std::string_view id) const;
    /// How many ids are stored: as many as there are events.
    [[nodiscard]] std::uint64_t id_count() const;
    /// The event's stored bytes, read strictly. Errors: ledger_damaged names the event.
    [[nodiscard]] Result<Envelope> envelope(std::uint64_t sequence) const;
    /// The log's keys as its events state them. Errors: ledger_damaged.
    [[nodiscard]] Result<LogKeys> log_keys() const;
    /// The number of the last event recorded at or before a moment; 0 if there is none.
    [[nodiscard]] std::uint64_t size_at(UnixMs time) const;
    /// The Merkle tree's stored hashes, of the tree at head().size.
    [[nodiscard]] const HashReader& hashes() const;
    /// Checkpoints in order of size.
    [[nodiscard]] std::vector<StoredCheckpoint> checkpoints() const;
    [[nodiscard]] std::optional<StoredCheckpoint> last_checkpoint() const;
    /// Signature lines of cosigners of the checkpoint of this size, by key and then by time. They
    /// are not verified here. Errors: ledger_damaged if a row is no signature line.
    [[nodiscard]] Result<std::vector<NoteSignature>> cosignatures(std::uint64_t size) const;
    /// Timestamps of the checkpoint of this size, in the order of their numbers; not verified.
    [[nodiscard]] std::vector<StoredTimestamp> timestamps(std::uint64_t size) const;
    /// The store's own rows, for verification; ends with this snapshot.
    [[nodiscard]] const class ReadTransaction& rows() const;

  private:
    std::unique_ptr<State> state_;
};

enum class Access { read, write };

/// What a ledger takes from outside, so that the same input gives the same bytes.
struct Surroundings {
    Clock clock;
    Random* random = nullptr;  ///< outlives the ledger
};

class Ledger {
  public:
    struct State;
    ~Ledger();
    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;

    /// Opens a ledger; with Access::write it is locked against other writers, and the high-water
    /// file is compared. Errors: ledger_missing, ledger_locked, ledger_damaged, inconsistent_head,
    /// unsafe_permissions, network_file_system. Throws StorageError.
    [[nodiscard]] static Result<Ledger> open(const std::filesystem::path& root, Access access,
                                             Surroundings surroundings);

    [[nodiscard]] Snapshot snapshot() const;
    [[nodiscard]] const LedgerFolder& folder() const;
    [[nodiscard]] const LedgerSettings& settings() const;

    /// Appends all drafts or none, in one durable transaction; a draft whose id is present with the
    /// same content yields its old receipt. `time` is the clock's, but never below the last one.
    /// Before the commit the stored bytes are read and hashed again, and the root is recomputed.
    /// Errors: size_conflict unless the ledger has `expected_size` (if given), id_reused, those
    /// of encode_event(), and malformed_event for a change of keys that does not fit. Throws
    /// StorageError (nothing stored) or UnknownOutcome.
    [[nodiscard]] Result<std::vector<Receipt>> append(
        std::span<const Draft> batch, std::optional<std::uint64_t> expected_size = std::nullopt);

    /// A signed checkpoint of the committed head; the last one again if nothing was appended since.
    /// Before signing, every event since the last checkpoint is read and hashed again, and the tree
    /// grown from the last checkpoint's peaks must give the stored root.
    /// Errors: inconsistent_head; malformed_key if it is none of the log's keys; key_not_valid and
    /// key_revoked if it is not the one that signs now. Throws StorageError.
    [[nodiscard]] Result<StoredCheckpoint> seal(const SigningKey& key);

    /// Stores what a witness answered for the checkpoint of this size. The caller has verified the
    /// lines. Needs no lock on the folder, so that nobody who appends waits for it.
    /// Errors: index_out_of_range unless there is such a checkpoint. Throws StorageError.
    [[nodiscard]] Result<void> keep_cosignatures(std::uint64_t size,
                                                 std::span<const NoteSignature> lines);
    /// Stores a verified timestamp as the next of its checkpoint. Errors: as above, and
    /// size_conflict if another was stored under its number in the meantime. Throws StorageError.
    [[nodiscard]] Result<void> keep_timestamp(const StoredTimestamp& timestamp);

    /// Errors: inconsistent_head if the high-water file is missing, not signed by the log, or shows
    /// more than, or other than, this ledger: the store stepped back.
    [[nodiscard]] Result<void> check_high_water() const;
    /// Writes the last stored checkpoint as the new high-water file: for a ledger that was restored
    /// and verified against a checkpoint kept elsewhere.
    void renew_high_water();

  private:
    explicit Ledger(std::unique_ptr<State> state);
    friend Result<void> create_ledger(const std::filesystem::path&, LedgerSettings,
                                      const std::string&,
                                      const std::function<Result<void>(Ledger&)>&, Surroundings);
    std::unique_ptr<State> state_;
};

/// Makes a ledger in a folder that does not exist yet: built in a temporary folder beside it, with
/// the log's private key (`key_pem`, stored 0600) and whatever `populate` appends and seals, then
/// renamed into place. `settings.log_key` is given. Errors: ledger_exists, those of `populate`,
/// network_file_system. Throws StorageError.
[[nodiscard]] Result<void> create_ledger(const std::filesystem::path& root, LedgerSettings settings,
                                         const std::string& key_pem,
                                         const std::function<Result<void>(Ledger&)>& populate,
                                         Surroundings surroundings);

/// Folders beside `root` in which a ledger was being made by a process that ended before it was
/// done: nobody holds their lock, and no process has the number in their name.
[[nodiscard]] std::vector<std::filesystem::path> abandoned_folders(
    const std::filesystem::path& root);

}  // namespace peil::core

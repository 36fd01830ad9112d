// The keys of a log over its life: the first one, those that followed it, and what was revoked.
// They are judged by the log's own time: how many events a checkpoint covers. What changes a key is
// an event; each new key is vouched for by the one before it. Format: docs/FORMAT.md, section 19.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/checkpoint.hpp>
#include <peil/core/envelope.hpp>
#include <peil/core/error.hpp>
#include <peil/core/signed_note.hpp>
#include <peil/core/signing_key.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace peil::core {

constexpr std::string_view key_rotated_type = "nl.peil.key.rotated";
constexpr std::string_view key_revoked_type = "nl.peil.key.revoked";

/// Another key signs, from the checkpoint that covers this event on.
struct KeyRotation {
    std::string key_id;     ///< of the new key: eight hexadecimal digits
    std::string log_key;    ///< the new key, a vkey
    std::string previous;   ///< the key before it, a vkey
    std::string signature;  ///< of rotation_text() by the key before it, base64
};

/// What a key signed over as many events as `from`, or more, does not count.
struct KeyRevocation {
    std::string key_id;
    std::optional<std::uint64_t> from{};  ///< nothing: the event's own number
};

using KeyChange = std::variant<KeyRotation, KeyRevocation>;

/// What an event changes; nothing if it is of another type. Errors: malformed_event.
[[nodiscard]] Result<std::optional<KeyChange>> read_key_change(const Envelope& event);

/// What the key before signs: origin, number of the event, and the new vkey, on three lines. It is
/// no checkpoint, as its second line is no number.
[[nodiscard]] std::string rotation_text(std::string_view origin, std::uint64_t sequence,
                                        std::string_view log_key);

/// `ec1bc726`.
[[nodiscard]] std::string id_text(const VerifierKey& key);

/// A key of the log with the sizes of the checkpoints that it may sign.
struct LogKey {
    VerifierKey key;
    std::uint64_t first_size = 0;
    std::optional<std::uint64_t> last_size{};     ///< before another took its place
    std::uint64_t introduced = 1;                 ///< number of the event that names it
    std::uint64_t revoked = 0;                    ///< number of the event, or 0
    std::optional<std::uint64_t> revoked_from{};  ///< from this size on its signatures do not count

    /// Whether its signature under a checkpoint of this size counts.
    [[nodiscard]] bool counts_at(std::uint64_t size) const {
        return size >= first_size && (!last_size || size <= *last_size) &&
               (!revoked_from || size < *revoked_from);
    }
};

/// Why a change does not fit to the keys before it.
struct KeyFault {
    std::string member;  ///< of `data`
    std::string rule;    ///< stable name: `key-current`
    std::string text;    ///< what is wrong and what to do
};

/// Made from the first key and the changes in their order, so that each key but the first is
/// vouched for by the one before it.
class LogKeys {
  public:
    /// Errors: malformed_key.
    [[nodiscard]] static Result<LogKeys> begin(std::string_view first_key);

    /// All that is wrong with a change that would be event `sequence`; nothing if it fits.
    [[nodiscard]] std::vector<KeyFault> faults_of(const KeyChange& change,
                                                  std::uint64_t sequence) const;
    /// Takes in a change. Errors: malformed_event with the first fault.
    [[nodiscard]] Result<void> apply(const KeyChange& change, std::uint64_t sequence);

    [[nodiscard]] const std::string& origin() const { return keys_.front().key.name; }
    /// In the order in which they signed; at least one.
    [[nodiscard]] const std::vector<LogKey>& all() const { return keys_; }
    [[nodiscard]] const LogKey& current() const { return keys_.back(); }
    /// The key with this id, or nullptr.
    [[nodiscard]] const LogKey* find(std::string_view key_id) const;
    /// The keys whose signature under a checkpoint of this size counts: one, or none.
    [[nodiscard]] std::vector<VerifierKey> at(std::uint64_t size) const;
    /// How often a key was changed or revoked.
    [[nodiscard]] std::size_t change_count() const { return change_count_; }

  private:
    std::vector<LogKey> keys_;
    std::size_t change_count_ = 0;
};

/// Who a proof must come from.
struct LogIdentity {
    std::string origin;
    std::span<const VerifierKey> keys;   ///< those of the log, named like the origin
    const LogKeys* over_time = nullptr;  ///< if it is known which counts when: instead of `keys`
};

/// The checkpoint in a note of the log, if the key that counts at its size signed it. Errors:
/// key_revoked and key_not_valid if only another of its keys did; those of open_checkpoint().
[[nodiscard]] Result<Checkpoint> open_checkpoint(const SignedNote& note, const LogKeys& keys);
/// The same by what is known of the log. Errors: as above, or those of open_checkpoint().
[[nodiscard]] Result<Checkpoint> open_checkpoint(const SignedNote& note, const LogIdentity& log);

}  // namespace peil::core

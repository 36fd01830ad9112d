// C2SP signed notes, verifier keys, checkpoints, and trust policies with their cosignatures. All
// readers throw Refusal.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "bytes.hpp"
#include "merkle.hpp"

#include <span>

namespace peil::audit {

constexpr char log_key_type = 0x01;
constexpr char witness_key_type = 0x04;

struct Key {
    std::string name;
    std::string id;  ///< 4 bytes
    std::string public_key;
    friend bool operator==(const Key&, const Key&) = default;
};
/// Reads `name+id+base64`, which is of this type.
[[nodiscard]] Key parse_key(std::string_view vkey, char type);

struct SignatureLine {
    std::string name;
    std::string id;
    std::string signature;  ///< what stands behind the id
    [[nodiscard]] bool is_by(const Key& key) const { return name == key.name && id == key.id; }
};

struct Note {
    std::string text;
    std::vector<SignatureLine> lines;
};
[[nodiscard]] Note parse_note(std::string_view note);

struct Checkpoint {
    std::string origin;
    TreeHead tree;
};
/// The name itself, if it is one that a key may have.
std::string key_name(std::string_view name);
/// The checkpoint in the text of a note, whoever signed it.
[[nodiscard]] Checkpoint parse_checkpoint(std::string_view text);
/// The note, if one of these keys signed it and none of them wrongly.
Note open_note(std::string_view note, std::span<const Key> keys);
/// Whether the log `origin` signed, and none of these keys, some of which are named like it.
[[nodiscard]] bool is_by_other_key(const Note& note, std::string_view origin,
                                   std::span<const Key> keys);
/// The tree of the log `origin`, signed by those of these keys that are named like it.
TreeHead open_checkpoint(std::string_view note, std::string_view origin, std::vector<Key> keys);

/// A C2SP tlog-policy: witnesses and groups have names of their own in it.
struct Policy {
    struct Group {
        std::string name;
        std::size_t threshold = 1;
        std::vector<std::string> members{};
    };
    std::vector<Key> logs;
    std::vector<std::pair<std::string, Key>> witnesses;
    std::vector<Group> groups;
    std::string quorum;
};
[[nodiscard]] Policy parse_policy(std::string_view text);
/// Since when (seconds since 1970) the quorum stands by cosignatures that are all at least as
/// young; nothing if it does not. Throws Refusal if a cosignature of a witness is wrong.
[[nodiscard]] std::optional<std::uint64_t> quorum_time(const Policy& policy, const Note& note);

}  // namespace peil::audit

// Events by which a log changes and revokes its keys. Keys are named by their first byte: see
// key_of().
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "test_ledger.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/log_keys.hpp>

#include <optional>
#include <string>

namespace peil::core::testing {

inline VerifierKey verifier_of(int first_byte, std::string_view origin = TestLedger::origin) {
    return *make_verifier_key(origin, key_of(first_byte).public_key());
}
inline std::string vkey_of(int first_byte, std::string_view origin = TestLedger::origin) {
    return encode_vkey(verifier_of(first_byte, origin));
}
inline std::string id_of(int first_byte, std::string_view origin = TestLedger::origin) {
    return id_text(verifier_of(first_byte, origin));
}

/// The change by which the key `next` takes the place of `current` with event `sequence`.
inline KeyRotation rotation_of(int current, int next, std::uint64_t sequence,
                               std::string_view origin = TestLedger::origin) {
    const auto vkey = vkey_of(next, origin);
    const auto text = rotation_text(origin, sequence, vkey);
    return {.key_id = id_of(next, origin),
            .log_key = vkey,
            .previous = vkey_of(current, origin),
            .signature = encode_base64(key_of(current).sign(as_bytes(text)))};
}

inline Draft draft_of_rotation(const KeyRotation& change) {
    return {.id = "",
            .type = std::string(key_rotated_type),
            .subject = "key/" + change.key_id,
            .effective = "2016-11-14",
            .actor = "example.nl",
            .shown = {{"key", change.key_id},
                      {"logKey", change.log_key},
                      {"previous", change.previous},
                      {"signature", change.signature}}};
}

inline Draft draft_of_revocation(const std::string& key_id,
                                 std::optional<std::uint64_t> from = std::nullopt) {
    Draft draft{.id = "",
                .type = std::string(key_revoked_type),
                .subject = "key/" + key_id,
                .effective = "2016-11-14",
                .actor = "example.nl",
                .shown = {{"key", key_id}}};
    if (from) { draft.shown["from"] = format_sequence(*from); }
    return draft;
}

}  // namespace peil::core::testing

// Cosignatures: what a witness signs about a checkpoint, with its time. Format: C2SP
// tlog-cosignature v1.0.1, Ed25519 (type 0x04). The meaning: at that time this was the largest
// tree, consistent with all before it, that the cosigner had seen of this origin.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/signed_note.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

/// Times lie in [0, cosignature_time_max_seconds]; nobody emits 0.
constexpr std::uint64_t cosignature_time_max_seconds = (std::uint64_t{1} << 63U) - 1;

/// A verified cosignature.
struct Cosignature {
    std::string name;  ///< of the cosigner's key
    KeyId key_id{};
    std::uint64_t time_seconds = 0;  ///< since 1970, by the cosigner's clock

    friend bool operator==(const Cosignature&, const Cosignature&) = default;
};

/// What is signed: a header, the time in decimal, and the whole text, extension lines included.
[[nodiscard]] std::string cosigned_message(std::string_view text, std::uint64_t time_seconds);

/// The line that cosigns a checkpoint's text, which is a note text, at a time from 1 on. One key
/// serves one cosigner only: its name is not in the message. Throws CryptoError.
[[nodiscard]] NoteSignature cosign_text(std::string_view text, std::string_view key_name,
                                        std::uint64_t time_seconds, const SigningKey& key);

/// The time a line states, which is not verified here; nothing if it has not the 72 bytes of a
/// cosignature or states a time above the maximum.
[[nodiscard]] std::optional<std::uint64_t> cosignature_time(const NoteSignature& signature);

/// The cosignature in a line by this key over a text. Errors: bad_signature.
[[nodiscard]] Result<Cosignature> open_cosignature(const NoteSignature& signature,
                                                   std::string_view text, const VerifierKey& key);

/// The cosignatures by these keys, in the order of their lines, each verified; lines of other keys
/// are skipped. Empty if there is none. Errors: bad_signature if any line of a given key fails.
[[nodiscard]] Result<std::vector<Cosignature>> open_cosignatures(const SignedNote& note,
                                                                 std::span<const VerifierKey> keys);

}  // namespace peil::core

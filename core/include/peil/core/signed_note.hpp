// Signed notes: a text, an empty line, and signature lines. Format: C2SP signed-note v1.0.0, read
// strictly: one note has one spelling, so that notes can be compared and hashed as bytes.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/bytes.hpp>
#include <peil/core/error.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

class SigningKey;

/// Notes with more signature lines are refused; the document asks for at least 16.
constexpr std::size_t note_signature_count_max = 100;

/// The type byte of an Ed25519 key, the only one whose signatures open_note() verifies.
constexpr std::uint8_t key_type_ed25519 = 0x01;
/// The type byte of an Ed25519 key of a cosigner; see cosignature.hpp.
constexpr std::uint8_t key_type_cosignature = 0x04;

/// The first four bytes of SHA-256(name || LF || type || public key), in this order.
using KeyId = std::array<std::byte, 4>;

/// One signature line. The type is not in the line: it is known only with the key.
struct NoteSignature {
    std::string name;
    KeyId key_id{};
    Bytes signature;  ///< what follows the key id, at least one byte

    friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

struct SignedNote {
    std::string text;  ///< valid UTF-8, no control characters but LF, ends in LF
    std::vector<NoteSignature> signatures;

    friend bool operator==(const SignedNote&, const SignedNote&) = default;
};

/// What it takes to verify the signatures of one key. Made by make_verifier_key or parse_vkey, or
/// by make_cosigner_key or parse_cosigner_vkey.
struct VerifierKey {
    std::string name;
    KeyId key_id{};
    std::uint8_t type = key_type_ed25519;
    Bytes public_key;

    friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

/// Whether a text can be signed: valid UTF-8, no byte below 0x20 but LF, ends in LF.
[[nodiscard]] bool is_note_text(std::string_view text);

/// Whether a key can have this name: valid UTF-8, not empty, without `+`, control characters, and
/// Unicode White_Space.
[[nodiscard]] bool is_key_name(std::string_view name);

[[nodiscard]] KeyId make_key_id(std::string_view name, std::uint8_t type, ByteView public_key);

/// An Ed25519 key with its id. Errors: malformed_key for a bad name or unless it has 32 bytes.
[[nodiscard]] Result<VerifierKey> make_verifier_key(std::string_view name, ByteView public_key);

/// Reads `<name>+<8 hex digits>+<base64 of type and public key>`, split at the first two `+`.
/// Errors: malformed_key, also for a type other than Ed25519 and an id that is not the key's.
[[nodiscard]] Result<VerifierKey> parse_vkey(std::string_view text);
/// As make_verifier_key, for a key of type key_type_cosignature.
[[nodiscard]] Result<VerifierKey> make_cosigner_key(std::string_view name, ByteView public_key);
/// As parse_vkey, for a key of type key_type_cosignature and no other.
[[nodiscard]] Result<VerifierKey> parse_cosigner_vkey(std::string_view text);
/// The inverse of parse_vkey and parse_cosigner_vkey.
[[nodiscard]] std::string encode_vkey(const VerifierKey& key);

/// Reads a note without verifying it. What parses encodes to the same bytes.
/// Errors: malformed_note says which line.
[[nodiscard]] Result<SignedNote> parse_note(std::string_view note);
/// The inverse of parse_note. The text is a note text; there is at least one signature.
[[nodiscard]] std::string encode_note(const SignedNote& note);

/// Reads signature lines alone, at least one, each with its em dash and line feed: what a witness
/// answers. What parses encodes to the same bytes. Errors: malformed_note says which line.
[[nodiscard]] Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view lines);
/// One line of a note, with its em dash and line feed.
[[nodiscard]] std::string encode_signature_line(const NoteSignature& signature);

/// Whether a line claims to be by a key: both name and id are equal. It is not verified.
[[nodiscard]] bool is_by(const NoteSignature& signature, const VerifierKey& key);

/// The signatures by these keys, in the order of their lines, each verified. A line is by a key if
/// both name and id are equal; lines of other keys are skipped, however many.
/// Errors: bad_signature if any line of a given key fails; no_known_signature if there is none.
[[nodiscard]] Result<std::vector<NoteSignature>> open_note(const SignedNote& note,
                                                           std::span<const VerifierKey> keys);

/// One more signature line, over `text`, which is a note text; `key_name` is a key name.
/// Throws CryptoError.
[[nodiscard]] NoteSignature sign_text(std::string_view text, std::string_view key_name,
                                      const SigningKey& key);

/// A note with one signature. Needs and throws what sign_text does.
[[nodiscard]] SignedNote sign_note(std::string text, std::string_view key_name,
                                   const SigningKey& key);

}  // namespace peil::core

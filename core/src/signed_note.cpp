// Signed notes and verifier keys as text.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/base64.hpp>
#include <peil/core/check.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/signed_note.hpp>
#include <peil/core/signing_key.hpp>
#include <peil/core/utf8.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace peil::core {

namespace {

/// An em dash and a space: the begin of every signature line.
constexpr std::string_view line_start = "\xE2\x80\x94 ";

/// Unicode White_Space outside ASCII, in UTF-8; within valid UTF-8 a search for bytes is exact.
/// U+0085, 00A0, 1680, 2000 to 200A, 2028, 2029, 202F, 205F, 3000.
constexpr std::array<std::string_view, 19> wide_spaces{
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81",
    "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86",
    "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8",
    "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"};

bool is_control(char letter) {
    return static_cast<unsigned char>(letter) < 0x20;
}

Error malformed(std::string detail) {
    return {Errc::malformed_note, std::move(detail)};
}

/// Cuts off what stands before `separator`, or everything if there is none, and returns it.
std::string_view take_until(std::string_view& rest, char separator) {
    const auto end = rest.find(separator);
    const auto taken = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return taken;
}

/// Reads what stands between the em dash and the line feed.
Result<NoteSignature> parse_signature(std::string_view line) {
    const auto name = take_until(line, ' ');
    if (!is_key_name(name)) { return malformed("key name"); }
    const auto blob = decode_base64(line);
    if (!blob) { return malformed("base64"); }
    NoteSignature signature{std::string(name), {}, {}};
    const auto id_size = signature.key_id.size();
    if (blob->size() <= id_size) { return malformed("signature is too short"); }
    const auto id_end = blob->begin() + static_cast<std::ptrdiff_t>(id_size);
    std::copy(blob->begin(), id_end, signature.key_id.begin());
    signature.signature.assign(id_end, blob->end());
    return signature;
}

VerifierKey key_of_type(std::string_view name, std::uint8_t type, ByteView public_key) {
    return {std::string(name),
            make_key_id(name, type, public_key),
            type,
            {public_key.begin(), public_key.end()}};
}

/// A key of 32 bytes. Errors: malformed_key.
Result<VerifierKey> make_typed_key(std::string_view name, std::uint8_t type, ByteView public_key) {
    if (!is_key_name(name)) {
        return Error{Errc::malformed_key, "key name is empty or has a space or a plus"};
    }
    if (public_key.size() != std::tuple_size_v<PublicKey>) {
        return Error{Errc::malformed_key, "an Ed25519 public key has 32 bytes"};
    }
    return key_of_type(name, type, public_key);
}

std::string_view kind_of(std::uint8_t type) {
    return type == key_type_ed25519 ? "Ed25519 (01)" : "Ed25519 of a cosigner (04)";
}

Result<VerifierKey> parse_typed_vkey(std::string_view text, std::uint8_t type) {
    if (std::count(text.begin(), text.end(), '+') < 2) {
        return Error{Errc::malformed_key, "it is not name+id+key"};
    }
    auto rest = text;
    const auto name = take_until(rest, '+');
    const auto id = from_hex(take_until(rest, '+'));
    const auto blob = decode_base64(rest);
    if (!id || id->size() != std::tuple_size_v<KeyId>) {
        return Error{Errc::malformed_key, "key id is not eight lowercase hex digits"};
    }
    if (!blob || blob->empty()) { return Error{Errc::malformed_key, "key is not base64"}; }
    if (std::to_integer<std::uint8_t>(blob->front()) != type) {
        return Error{Errc::malformed_key, "key type is not " + std::string(kind_of(type))};
    }
    auto key = make_typed_key(name, type, ByteView{*blob}.subspan(1));
    if (key && !std::equal(id->begin(), id->end(), key->key_id.begin())) {
        return Error{Errc::malformed_key, "key id does not belong to the name and the key"};
    }
    return key;
}

bool is_valid(const NoteSignature& signature, const VerifierKey& key, std::string_view text) {
    return key.type == key_type_ed25519 &&
           verify_ed25519(key.public_key, as_bytes(text), signature.signature);
}

}  // namespace

bool is_note_text(std::string_view text) {
    return !text.empty() && text.back() == '\n' && is_utf8(text) &&
           std::all_of(text.begin(), text.end(),
                       [](char letter) { return letter == '\n' || !is_control(letter); });
}

bool is_key_name(std::string_view name) {
    return !name.empty() && is_utf8(name) &&
           std::none_of(
               name.begin(), name.end(),
               [](char letter) { return letter == '+' || letter == ' ' || is_control(letter); }) &&
           std::none_of(wide_spaces.begin(), wide_spaces.end(), [name](std::string_view space) {
               return name.find(space) != std::string_view::npos;
           });
}

KeyId make_key_id(std::string_view name, std::uint8_t type, ByteView public_key) {
    std::string message(name);
    message += '\n';
    message += static_cast<char>(type);
    message += as_text(public_key);
    const auto hash = sha256(as_bytes(message));
    KeyId id{};
    std::copy_n(hash.bytes.begin(), id.size(), id.begin());
    return id;
}

Result<VerifierKey> make_verifier_key(std::string_view name, ByteView public_key) {
    return make_typed_key(name, key_type_ed25519, public_key);
}
Result<VerifierKey> parse_vkey(std::string_view text) {
    return parse_typed_vkey(text, key_type_ed25519);
}
Result<VerifierKey> make_cosigner_key(std::string_view name, ByteView public_key) {
    return make_typed_key(name, key_type_cosignature, public_key);
}
Result<VerifierKey> parse_cosigner_vkey(std::string_view text) {
    return parse_typed_vkey(text, key_type_cosignature);
}

std::string encode_vkey(const VerifierKey& key) {
    Bytes blob{static_cast<std::byte>(key.type)};
    blob.insert(blob.end(), key.public_key.begin(), key.public_key.end());
    return key.name + '+' + to_hex(key.key_id) + '+' + encode_base64(blob);
}

Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view lines) {
    if (lines.empty()) { return malformed("no signature line"); }
    if (lines.back() != '\n') { return malformed("last line has no line feed"); }
    std::vector<NoteSignature> signatures;
    while (!lines.empty()) {
        const auto number = std::to_string(signatures.size() + 1);
        if (signatures.size() == note_signature_count_max) {
            return malformed("too many signature lines");
        }
        auto line = take_until(lines, '\n');
        if (line.substr(0, line_start.size()) != line_start) {
            return malformed("signature line " + number + ": no em dash and space");
        }
        line.remove_prefix(line_start.size());
        auto signature = parse_signature(line);
        if (!signature) {
            return malformed("signature line " + number + ": " + signature.error().detail);
        }
        signatures.push_back(*std::move(signature));
    }
    return signatures;
}

std::string encode_signature_line(const NoteSignature& signature) {
    check(is_key_name(signature.name), "a signature line has a name that parses again");
    Bytes blob(signature.key_id.begin(), signature.key_id.end());
    blob.insert(blob.end(), signature.signature.begin(), signature.signature.end());
    std::string line(line_start);
    line += signature.name + ' ' + encode_base64(blob) + '\n';
    return line;
}

bool is_by(const NoteSignature& signature, const VerifierKey& key) {
    return signature.key_id == key.key_id && signature.name == key.name;
}

Result<SignedNote> parse_note(std::string_view note) {
    // The text keeps its own line feed; the next one is the empty line, which belongs to neither.
    const auto split = note.rfind("\n\n");
    if (split == std::string_view::npos) { return malformed("no empty line before signatures"); }
    const auto text = note.substr(0, split + 1);
    if (!is_note_text(text)) { return malformed("text is not UTF-8 or has a control character"); }
    auto signatures = parse_signature_lines(note.substr(split + 2));
    if (!signatures) { return signatures.error(); }
    return SignedNote{std::string(text), *std::move(signatures)};
}

std::string encode_note(const SignedNote& note) {
    check(is_note_text(note.text), "a signed note has a text that parses again");
    check(!note.signatures.empty(), "a signed note has a signature");
    std::string encoded = note.text + '\n';
    for (const auto& signature : note.signatures) { encoded += encode_signature_line(signature); }
    return encoded;
}

Result<std::vector<NoteSignature>> open_note(const SignedNote& note,
                                             std::span<const VerifierKey> keys) {
    std::vector<NoteSignature> verified;
    for (const auto& signature : note.signatures) {
        const auto key = std::find_if(
            keys.begin(), keys.end(),
            [&signature](const auto& candidate) { return is_by(signature, candidate); });
        if (key == keys.end()) { continue; }
        if (!is_valid(signature, *key, note.text)) {
            return Error{Errc::bad_signature,
                         "signature by " + key->name + '+' + to_hex(key->key_id) + " is wrong"};
        }
        verified.push_back(signature);
    }
    if (verified.empty()) {
        return Error{Errc::no_known_signature, "no signature line is by a known key"};
    }
    return verified;
}

NoteSignature sign_text(std::string_view text, std::string_view key_name, const SigningKey& key) {
    check(is_note_text(text), "only a note text is signed");
    check(is_key_name(key_name), "a signing key has a name that parses again");
    const auto signature = key.sign(as_bytes(text));
    return {std::string(key_name),
            make_key_id(key_name, key_type_ed25519, key.public_key()),
            {signature.begin(), signature.end()}};
}

SignedNote sign_note(std::string text, std::string_view key_name, const SigningKey& key) {
    auto signature = sign_text(text, key_name, key);
    return {std::move(text), {std::move(signature)}};
}

}  // namespace peil::core

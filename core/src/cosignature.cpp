// Making and verifying cosignatures.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/bytes.hpp>
#include <peil/core/check.hpp>
#include <peil/core/cosignature.hpp>
#include <peil/core/signing_key.hpp>

#include <algorithm>

namespace peil::core {

namespace {

constexpr std::size_t time_size_bytes = 8;
constexpr std::size_t cosignature_size_bytes = time_size_bytes + std::tuple_size_v<Signature>;

}  // namespace

std::string cosigned_message(std::string_view text, std::uint64_t time_seconds) {
    return "cosignature/v1\ntime " + std::to_string(time_seconds) + '\n' + std::string(text);
}

NoteSignature cosign_text(std::string_view text, std::string_view key_name,
                          std::uint64_t time_seconds, const SigningKey& key) {
    check(is_note_text(text), "only a note text is cosigned");
    check(is_key_name(key_name), "a cosigning key has a name that parses again");
    check(time_seconds > 0, "a cosigner's clock is set");
    check(time_seconds <= cosignature_time_max_seconds, "a cosigner's clock is within bounds");
    const auto signature = key.sign(as_bytes(cosigned_message(text, time_seconds)));
    auto blob = u64_be(time_seconds);
    blob += as_text(signature);
    const auto bytes = as_bytes(blob);
    NoteSignature line{std::string(key_name),
                       make_key_id(key_name, key_type_cosignature, key.public_key()),
                       {bytes.begin(), bytes.end()}};
    return line;
}

std::optional<std::uint64_t> cosignature_time(const NoteSignature& signature) {
    if (signature.signature.size() != cosignature_size_bytes) { return std::nullopt; }
    const auto time = read_u64_be(as_text(signature.signature));
    return time <= cosignature_time_max_seconds ? std::optional(time) : std::nullopt;
}

Result<Cosignature> open_cosignature(const NoteSignature& signature, std::string_view text,
                                     const VerifierKey& key) {
    const auto time = cosignature_time(signature);
    const bool is_good = time && is_by(signature, key) && key.type == key_type_cosignature &&
                         verify_ed25519(key.public_key, as_bytes(cosigned_message(text, *time)),
                                        ByteView(signature.signature).subspan(time_size_bytes));
    if (!is_good) {
        return Error(Errc::bad_signature,
                     "cosignature by " + key.name + '+' + to_hex(key.key_id) + " is wrong");
    }
    return Cosignature{signature.name, signature.key_id, *time};
}

Result<std::vector<Cosignature>> open_cosignatures(const SignedNote& note,
                                                   std::span<const VerifierKey> keys) {
    std::vector<Cosignature> verified;
    for (const auto& signature : note.signatures) {
        const auto key = std::find_if(keys.begin(), keys.end(), [&](const VerifierKey& candidate) {
            return is_by(signature, candidate);
        });
        if (key == keys.end()) { continue; }
        auto cosignature = open_cosignature(signature, note.text, *key);
        if (!cosignature) { return cosignature.error(); }
        verified.push_back(*std::move(cosignature));
    }
    return verified;
}

}  // namespace peil::core

// Salted disclosures: a value is kept outside the event, which holds only its digest, so that it
// can be withheld or erased while every hash stays valid.
// Format: RFC 9901 (SD-JWT) §4.2, digest algorithm sha-256; processing: §7.1, step 3.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>
#include <peil/core/hash.hpp>

#include <boost/json/value.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace peil::core {

/// What is kept outside the event, and what stands in it.
struct Disclosure {
    std::string text;  ///< base64url of the JSON array [salt, name, value]
    Hash digest;       ///< SHA-256 of the ASCII bytes of `text`, not of the JSON
};

/// What a disclosure says.
struct DisclosedMember {
    std::string salt;
    std::optional<std::string> name;  ///< nothing for an element of an array
    boost::json::value value;
};

/// The disclosure of one member, its JSON in canonical form.
/// `salt`: base64url text of at least 16 fresh random bytes. `name`: neither `_sd` nor `...`.
/// `value`: as append_canonical asks. Throws CryptoError. Source: RFC 9901 §4.2.1, §4.2.3.
[[nodiscard]] Disclosure make_disclosure(std::string_view salt, std::string_view name,
                                         const boost::json::value& value);

/// What a disclosure says; also one from elsewhere, whose JSON need not be canonical.
/// Errors: malformed_disclosure unless it is strict base64url of [salt, name, value] or
/// [salt, value] that parse_strict accepts, salt and name being strings.
[[nodiscard]] Result<DisclosedMember> parse_disclosure(std::string_view text);

/// The payload with every disclosed value in its place, at any depth, and without `_sd`,
/// `_sd_alg` (of the payload itself, not deeper) and placeholders of elements not disclosed.
/// A digest without a disclosure is ignored: it is withheld, erased or a decoy.
/// Errors: malformed_disclosure as parse_disclosure; disclosure_rejected if a disclosure is sent
/// twice, has no digest, has the other form than its place asks, is named `_sd`, `_sd_alg` or
/// `...` or as a member that is there; if a digest occurs twice; if `_sd`, `_sd_alg` or `...`
/// stands where or as it may not; and beyond depth_max levels. Throws CryptoError.
/// Source: RFC 9901 §7.1, steps 3 to 5.
[[nodiscard]] Result<boost::json::value> reveal(const boost::json::value& payload,
                                                std::span<const std::string> disclosures);

}  // namespace peil::core

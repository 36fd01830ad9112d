// JSON in canonical form (RFC 8785, JCS), restricted to integers of at most 2^53-1: the bytes that
// are hashed and stored. One value has one text, so equal bytes mean equal values and back.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>

#include <boost/json/value.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace peil::core {

/// Objects and arrays may lie this deep in each other; `[]` has depth 1.
inline constexpr std::size_t depth_max = 64;

/// The largest magnitude of an integer: what every reader of JSON holds exactly, 2^53-1.
inline constexpr std::int64_t integer_max = 9'007'199'254'740'991;

/// The largest text that is read, in bytes.
inline constexpr std::size_t json_size_max = std::size_t{1} << 30U;

/// A JSON value together with its canonical bytes. Only the makers below can build one.
class CanonicalJson {
  public:
    /// The value of a text that is canonical already, to the byte.
    /// Errors: malformed_json as parse_strict; not_canonical with the first byte that differs.
    static Result<CanonicalJson> parse(std::string_view text);

    /// The value of a text that may have whitespace, another order of members and other escapes.
    /// Errors: malformed_json as parse_strict.
    static Result<CanonicalJson> canonicalize(std::string_view text);

    /// A value made in memory; integers come out as int64.
    /// Errors: malformed_json, with a JSON pointer, for a floating-point number, an integer beyond
    /// integer_max, a string that is not UTF-8, or more than depth_max levels.
    static Result<CanonicalJson> from_value(boost::json::value value);

    /// The canonical bytes, UTF-8.
    [[nodiscard]] const std::string& bytes() const { return bytes_; }
    /// The value; its members have the order of the input, which need not be that of the bytes.
    [[nodiscard]] const boost::json::value& value() const { return value_; }

    friend bool operator==(const CanonicalJson& left, const CanonicalJson& right) {
        return left.bytes_ == right.bytes_;
    }

  private:
    CanonicalJson(std::string bytes, boost::json::value value);

    std::string bytes_;
    boost::json::value value_;
};

/// The value of a JSON text (RFC 8259) under the rules of I-JSON and of this profile.
/// Errors: malformed_json, with byte offset and reason, for whatever is not JSON, and for a byte
/// order mark, malformed UTF-8, a lone surrogate, a name that occurs twice (also through escapes),
/// a number that is no integer or beyond integer_max, -0, and more than depth_max levels.
/// Source: RFC 7493 §2, RFC 8785 §3.1.
[[nodiscard]] Result<boost::json::value> parse_strict(std::string_view text);

/// Appends the canonical text of `value`, which holds what parse_strict accepts: integers in
/// range, UTF-8, at most depth_max levels. A floating-point number stops the process.
/// Source: RFC 8785 §3.2.
void append_canonical(std::string& out, const boost::json::value& value);

/// Appends `text`, valid UTF-8, as a JSON string with its quotes. Source: RFC 8785 §3.2.2.2.
void append_json_string(std::string& out, std::string_view text);

}  // namespace peil::core

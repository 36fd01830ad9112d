// What all else stands on: bytes and text, JSON, hashes and trees. Bytes are kept in string.
// A reader takes one spelling only, and throws Refusal.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace peil::audit {

using std::function, std::map, std::nullopt, std::optional, std::pair, std::set, std::span;
using std::int64_t, std::size_t, std::string, std::string_view, std::to_string, std::uint64_t;
using std::vector;

/// What is wrong with bytes from elsewhere. Readers here throw it, unlike those of the library, so
/// that a claim is one expression; whoever makes a claim catches it.
struct Refusal : std::runtime_error {
    using std::runtime_error::runtime_error;
};
void require(bool holds, string_view otherwise);

// Bytes and text ----------------------------------------------------------------------------------

string to_hex(string_view bytes);
string to_base64(string_view bytes);     ///< RFC 4648, section 4
string to_base64url(string_view bytes);  ///< section 5, without padding
string from_hex(string_view text);
string from_base64(string_view text);
string from_base64url(string_view text);
uint64_t from_decimal(string_view text);  ///< below 2^63
uint64_t from_big_endian(string_view bytes);
/// Without the line feeds, of which the last one must be there.
vector<string_view> lines_of(string_view text);
/// The text, with each of these letters written as the name at the same place.
string with_names(string_view text, string_view letters, const vector<string>& names);
/// All that a file or a pipe gives.
string read_file(const string& name, size_t size_max);
/// A time in seconds since 1970: `2026-11-22T17:30:05Z`.
string time_text(uint64_t seconds);

constexpr unsigned byte_of(char letter) {
    return static_cast<unsigned char>(letter);
}
void append_utf8(string& out, char32_t point);
/// Takes the first code point off the text; 0 stands for a byte that is no UTF-8, and for no text.
char32_t take_code_point(string_view& text);
bool has_code_point(string_view text, bool (*is_meant)(char32_t));
/// What neither a terminal nor a browser obeys: a tab becomes a space, other controls but line
/// feeds, marks of direction, and what is no UTF-8 become U+FFFD.
string printable(string_view text);

// JSON as Peil writes it: RFC 8259 under the rules of I-JSON (RFC 7493), integers only, and the
// canonical form of RFC 8785 ----------------------------------------------------------------------

// NOLINTNEXTLINE(misc-no-recursion): to destroy and copy as deep as parse_json() lets it be
struct Json {
    enum class Kind { null, boolean, number, text, list, object };
    Kind kind = Kind::null;
    int64_t number = 0;  ///< 1 also for true
    string text{};
    vector<Json> items{};
    vector<pair<string, Json>> members{};  ///< in the order of the text
    /// The member of an object; null if there is none.
    const Json& operator[](string_view name) const;
    [[nodiscard]] bool is_null() const { return kind == Kind::null; }
    [[nodiscard]] bool is_true() const { return kind == Kind::boolean && number == 1; }
};

/// Refuses also a name that occurs twice, numbers but integers below 2^53, malformed UTF-8, lone
/// surrogates, and more than 64 levels.
Json parse_json(string_view text);
/// As parse_json, and the text is canonical.
Json parse_canonical(string_view text);
/// Throws Refusal unless the value is built as the shape, which is itself JSON. An object has the
/// same members, those with `?` perhaps, that with `|` perhaps as null; {} is any object. All items
/// of a list are as its first one in the shape, at least and at most as many as the numbers behind
/// it say. A text is what the shape names: "base64", "base64 hash", "hex hash", or with "" any.
void require_shape(const Json& json, string_view shape);
/// Without white space, members in canonical order or in that of the text they were read from.
string write_json(const Json& json, bool is_canonical = true);

// SHA-256, Ed25519, and the tree of RFC 6962 and RFC 9162 -----------------------------------------

using Hash = string;  ///< 32 bytes
constexpr size_t hash_size = 32;

Hash sha256(string_view bytes);
/// RFC 8032. False also for a key or a signature of another length.
bool is_signed(string_view message, string_view signature, string_view public_key);

Hash leaf_hash(string_view entry);
Hash root_of(span<const Hash> leaves);

/// A tree of which no more is known than this.
struct TreeHead {
    uint64_t size = 0;
    Hash root;
    friend bool operator==(const TreeHead&, const TreeHead&) = default;
    friend bool operator<(const TreeHead& one, const TreeHead& other) {
        return std::tie(one.size, one.root) < std::tie(other.size, other.root);
    }
};

/// Proofs are lists of hashes, leaf side first: RFC 9162, sections 2.1.3.2 and 2.1.4.2. Equal sizes
/// and an old size of 0 take no hashes.
bool is_included(const Hash& leaf, uint64_t index, const TreeHead& tree, span<const Hash> proof);
bool is_consistent(const TreeHead& old, const TreeHead& tree, vector<Hash> proof);

}  // namespace peil::audit

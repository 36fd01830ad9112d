// The event as it is stored and hashed: a CloudEvents 1.0 object (NL GOV profile) in canonical
// JSON. Content that may later be withheld stands in it only as salted digests (RFC 9901).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/disclosure.hpp>
#include <peil/core/error.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/random.hpp>
#include <peil/core/time.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

/// An entry of a C2SP tlog-tiles bundle holds at most this many bytes, so an event does.
constexpr std::size_t event_size_bytes_max = 65'535;
constexpr std::size_t id_size_bytes_max = 255;

/// One member of `data` that is stored apart from the event.
struct Claim {
    std::string name;
    boost::json::value value;
    std::string salt{};  ///< of random_salt(); empty: made when the event is encoded
};

/// What a caller asks to append. The ledger adds source, time, sequence, and prevhash.
struct Draft {
    std::string id;              ///< unique; empty: the ledger makes a UUIDv7
    std::string type;            ///< `nl.peil.<family>.<what-happened>`
    std::string subject;         ///< such as `measure/8`
    std::string effective;       ///< date or moment from which the content holds
    std::string actor;           ///< organisation or role
    std::string contribution{};  ///< id of the contribution it came in with, or empty
    bool must_understand = false;
    boost::json::object shown{};  ///< members of `data` that stand in the event itself
    std::vector<Claim> claims{};  ///< members of `data` that are disclosed apart
};

/// What the ledger knows when it records a draft.
struct Recording {
    std::string_view source;
    UnixMs time = 0;
    std::uint64_t sequence = 0;  ///< one-based
    Hash previous;               ///< leaf hash of the event before, or zeros
};

struct EncodedEvent {
    std::string id;                       ///< the draft's, or the one made for it
    std::string bytes;                    ///< canonical JSON; what is stored and hashed
    std::vector<Disclosure> disclosures;  ///< one for each claim
};

/// The stored form of a draft. Errors: malformed_event, event_too_large.
[[nodiscard]] Result<EncodedEvent> encode_event(const Draft& draft, const Recording& recording,
                                                Random& random);

/// A stored event, read. `data` still holds digests; see reveal().
struct Envelope {
    std::string id;
    std::string source;
    std::string type;
    std::string subject;
    std::string time;
    std::string effective;
    std::string actor;
    std::string contribution;
    bool must_understand = false;
    std::uint64_t sequence = 0;
    Hash previous;
    boost::json::object data;
};

/// Reads stored bytes strictly. Errors: malformed_json, not_canonical, malformed_event.
[[nodiscard]] Result<Envelope> decode_event(std::string_view bytes);

/// `data` with the values of the disclosures in their places. Errors: disclosure_rejected,
/// malformed_disclosure.
[[nodiscard]] Result<boost::json::object> reveal_data(
    const Envelope& envelope, std::span<const std::string_view> disclosures);

/// The hexadecimal `prevhash` in stored bytes, found without parsing; empty if there is none.
/// In canonical form a quote inside a string is escaped, so that the last `,"prevhash":"` in the
/// bytes is the member of the event itself.
[[nodiscard]] std::string_view find_prevhash(std::string_view bytes);

/// The `time` in stored bytes, found without parsing in the same way.
[[nodiscard]] std::string_view find_time(std::string_view bytes);

/// Twelve digits, zero-padded: lexicographic order is numeric order (NL GOV profile: `sequence`).
[[nodiscard]] std::string format_sequence(std::uint64_t sequence);
[[nodiscard]] std::optional<std::uint64_t> parse_sequence(std::string_view text);

}  // namespace peil::core

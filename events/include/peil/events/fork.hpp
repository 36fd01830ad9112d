// Two published reports of one log: the later continues the earlier, or the log signed two
// histories. The latter is proven by two signatures, and by nothing else.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/document.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// Two checkpoints of one log over as many events, with different roots.
struct Fork {
    std::string log_key;
    std::string one;    ///< signed note
    std::string other;  ///< signed note
};

/// The size that the document's checkpoint states; 0 if it cannot be read. Not verified.
[[nodiscard]] std::uint64_t log_size(const EditionDocument& document);

/// The claim `continuity`: the later document's log continues that of the earlier. It is proven if
/// the checkpoint that the later one names as that of the edition before is that of the earlier
/// one, or if both have the same checkpoint; not proven if there is an edition between them.
[[nodiscard]] core::VerifiedClaim check_continuity(const EditionDocument& earlier,
                                                   const EditionDocument& later);

/// Two signed checkpoints in the documents that contradict each other, if there are any.
[[nodiscard]] std::optional<Fork> find_fork(const EditionDocument& one,
                                            const EditionDocument& other);

/// The format `peil.fork/1` of docs/FORMAT.md, and back. Errors: malformed_content.
[[nodiscard]] boost::json::object to_json(const Fork& fork);
[[nodiscard]] core::Result<Fork> parse_fork(std::string_view text);

/// The claims `key` and `fork`: the log signed both.
[[nodiscard]] std::vector<core::VerifiedClaim> check_fork(const Fork& fork,
                                                          const DocumentTrust& trust);

}  // namespace peil::events

// The statement of an audit: what was and was not proven of a ledger, when, by which program, and
// against what; to be dated, signed by hand, and kept. Format: docs/FORMAT.md, section 20.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "claims_text.hpp"
#include <peil/core/proof_file.hpp>
#include <peil/core/time.hpp>
#include <peil/events/language.hpp>

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace peil::cli {

constexpr std::string_view statement_schema = "peil.statement/1";

struct Statement {
    const Findings& findings;          ///< complete; its ledger also has `keys` and `checkpoint`
    core::UnixMs time = 0;             ///< when the verification began
    std::vector<std::string> against;  ///< names of the files that it was compared with
    events::Language language = events::Language::en;
};

/// What a statement says of the log's keys and its last checkpoint: `keys`, a list of `id`,
/// `logKey` and `sha256` (of the public key), and `checkpoint`, the note with its cosignatures, or
/// null if there is none that can be read. Throws StorageError.
[[nodiscard]] boost::json::object describe_log(const core::Snapshot& snapshot);

/// Ends in a line feed. Claims are told in the words of claim_sentence(), with what was found.
[[nodiscard]] std::string statement_text(const Statement& statement);
[[nodiscard]] boost::json::object statement_json(const Statement& statement);

/// The trees that the JSON of a statement tells of: its checkpoint and the ledger that was
/// verified. Errors: malformed_content (of events); malformed_note, malformed_checkpoint.
[[nodiscard]] core::Result<std::vector<core::TreeHead>> statement_heads(
    const boost::json::object& statement);

}  // namespace peil::cli

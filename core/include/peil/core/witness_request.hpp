// What a log sends to a witness: the size of the tree that the witness cosigned last, the proof
// that the new tree extends it, and the new checkpoint. Format: C2SP tlog-witness, add-checkpoint.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/signed_note.hpp>
#include <peil/core/tree.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace peil::core {

/// A proof between trees of any size has fewer hashes; requests with more are refused.
constexpr std::size_t request_proof_count_max = 63;

/// The content type of a witness's answer that states the size it knows.
constexpr std::string_view witness_size_content_type = "text/x.tlog.size";

struct AddCheckpointRequest {
    std::uint64_t old_size = 0;
    ConsistencyProof proof;
    SignedNote checkpoint;  ///< a note; whether its text is a checkpoint is not looked at

    friend bool operator==(const AddCheckpointRequest&, const AddCheckpointRequest&) = default;
};

/// Reads a request. What parses encodes to the same bytes.
/// Errors: malformed_request, malformed_note.
[[nodiscard]] Result<AddCheckpointRequest> parse_add_checkpoint(std::string_view body);
/// The inverse. The proof has at most request_proof_count_max hashes; the old size is that of a
/// tree.
[[nodiscard]] std::string encode_add_checkpoint(const AddCheckpointRequest& request);

/// The body of an answer with witness_size_content_type: a decimal and a line feed.
/// Errors: malformed_request.
[[nodiscard]] Result<std::uint64_t> parse_witness_size(std::string_view body);

}  // namespace peil::core

// Requests to a witness as text.
// SPDX-License-Identifier: EUPL-1.2
#include "note_lines.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/check.hpp>
#include <peil/core/witness_request.hpp>

namespace peil::core {

namespace {

constexpr std::string_view old_start = "old ";

Error malformed_request(std::string detail) {
    return {Errc::malformed_request, std::move(detail)};
}

}  // namespace

Result<AddCheckpointRequest> parse_add_checkpoint(std::string_view body) {
    const auto split = body.find("\n\n");
    if (split == std::string_view::npos) {
        return malformed_request("no empty line before the checkpoint");
    }
    const auto lines = lines_of(body.substr(0, split + 1));
    if (!lines.front().starts_with(old_start)) {
        return malformed_request("line 1: does not begin with 'old '");
    }
    const auto old_size = parse_size(lines.front().substr(old_start.size()));
    if (!old_size) { return malformed_request("line 1: size"); }
    if (lines.size() - 1 > request_proof_count_max) { return malformed_request("too many hashes"); }
    AddCheckpointRequest request{.old_size = *old_size, .proof = {}, .checkpoint = {}};
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto hash = parse_hash_line(lines[i]);
        if (!hash) { return malformed_request("line " + std::to_string(i + 1) + ": hash"); }
        request.proof.push_back(*hash);
    }
    auto note = parse_note(body.substr(split + 2));
    if (!note) { return note.error(); }
    request.checkpoint = *std::move(note);
    return request;
}

std::string encode_add_checkpoint(const AddCheckpointRequest& request) {
    check(request.old_size <= tree_size_max, "a tree has at most tree_size_max leaves");
    check(request.proof.size() <= request_proof_count_max, "a proof has at most 63 hashes");
    auto body = std::string(old_start) + std::to_string(request.old_size) + '\n';
    for (const auto& hash : request.proof) { body += encode_base64(as_bytes(hash)) + '\n'; }
    return body + '\n' + encode_note(request.checkpoint);
}

Result<std::uint64_t> parse_witness_size(std::string_view body) {
    if (body.empty() || body.back() != '\n') {
        return malformed_request("a size does not end in a line feed");
    }
    const auto size = parse_size(body.substr(0, body.size() - 1));
    if (!size) { return malformed_request("a size is not a decimal"); }
    return *size;
}

}  // namespace peil::core

// Proof bundles as text, and what makes one a proof.
// SPDX-License-Identifier: EUPL-1.2
#include "decimal.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/check.hpp>
#include <peil/core/tlog_proof.hpp>

#include <utility>

namespace peil::core {

namespace {

constexpr std::string_view proof_header = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_start = "extra ";
constexpr std::string_view index_start = "index ";

Error bad_proof(std::string detail) {
    return {Errc::malformed_proof, std::move(detail)};
}

/// Lines of a text, one after the other; each ends in a line feed.
class ProofLines {
  public:
    explicit ProofLines(std::string_view text) : rest_(text) {}

    /// The next line without its end; nothing at the end of the text and for a line without end.
    [[nodiscard]] std::optional<std::string_view> peek() const {
        const auto end = rest_.find('\n');
        if (end == std::string_view::npos) { return std::nullopt; }
        return rest_.substr(0, end);
    }
    void skip() {
        ++number_;
        rest_.remove_prefix(rest_.find('\n') + 1);
    }
    /// What stands behind `start` in the next line, which is then skipped; nothing if it has
    /// another start.
    [[nodiscard]] std::optional<std::string_view> take_after(std::string_view start) {
        auto line = peek();
        if (!line || !line->starts_with(start)) { return std::nullopt; }
        skip();
        line->remove_prefix(start.size());
        return line;
    }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    /// `line 3: what`, for the line that was taken last.
    [[nodiscard]] Error error(const std::string& what) const {
        return bad_proof("line " + std::to_string(number_) + ": " + what);
    }

  private:
    std::string_view rest_;
    int number_ = 0;
};

/// Reads the hashes up to the empty line, which it skips.
Result<InclusionProof> take_hashes(ProofLines& lines) {
    InclusionProof hashes;
    while (true) {
        const auto line = lines.peek();
        if (!line) { return bad_proof("there is no empty line before the checkpoint"); }
        lines.skip();
        if (line->empty()) { return hashes; }
        if (hashes.size() == tlog_proof_hash_count_max) { return lines.error("too many hashes"); }
        const auto bytes = decode_base64(*line);
        const auto hash = bytes ? hash_from_bytes(*bytes) : std::nullopt;
        if (!hash) { return lines.error("this is not the base64 of a hash"); }
        hashes.push_back(*hash);
    }
}

}  // namespace

std::string encode_tlog_proof(const TlogProof& proof) {
    check(proof.hashes.size() <= tlog_proof_hash_count_max, "a path has at most 63 hashes");
    std::string text(proof_header);
    text += '\n';
    if (!proof.extra.empty()) {
        text += std::string(extra_start) + encode_base64(proof.extra) + '\n';
    }
    text += std::string(index_start) + std::to_string(proof.index) + '\n';
    for (const auto& hash : proof.hashes) { text += encode_base64(as_bytes(hash)) + '\n'; }
    return text + '\n' + proof.checkpoint;
}

Result<TlogProof> parse_tlog_proof(std::string_view text) {
    if (text.size() > tlog_proof_size_max_bytes) { return bad_proof("it is larger than 1 MiB"); }
    ProofLines lines(text);
    const auto version = lines.take_after(proof_header);
    if (!version || !version->empty()) { return bad_proof("line 1 is not c2sp.org/tlog-proof@v1"); }
    TlogProof proof;
    if (const auto extra = lines.take_after(extra_start)) {
        const auto bytes = decode_base64(*extra);
        if (!bytes || bytes->empty()) { return lines.error("extra"); }
        proof.extra = *bytes;
    }
    const auto index_text = lines.take_after(index_start);
    const auto index =
        index_text ? parse_decimal(*index_text, tree_size_max) : std::optional<std::uint64_t>{};
    if (!index) { return bad_proof("there is no index where it belongs"); }
    proof.index = *index;
    auto hashes = take_hashes(lines);
    if (!hashes) { return hashes.error(); }
    proof.hashes = *std::move(hashes);
    proof.checkpoint = lines.rest();
    const auto note = parse_note(proof.checkpoint);
    if (!note) { return note.error(); }
    return proof;
}

Result<Checkpoint> verify_tlog_proof(const TlogProof& proof, const Hash& leaf_hash,
                                     const LogIdentity& log) {
    const auto note = parse_note(proof.checkpoint);
    if (!note) { return note.error(); }
    auto checkpoint = open_checkpoint(*note, log);
    if (!checkpoint) { return checkpoint; }
    const auto included =
        verify_inclusion(proof.hashes, {.index = proof.index, .tree_size = checkpoint->size},
                         leaf_hash, checkpoint->root);
    if (!included) { return included.error(); }
    return checkpoint;
}

}  // namespace peil::core

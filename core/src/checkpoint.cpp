// Checkpoints as text, and what binds a signed one to its log.
// SPDX-License-Identifier: EUPL-1.2
#include "note_lines.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/check.hpp>
#include <peil/core/checkpoint.hpp>
#include <peil/core/tree.hpp>

#include <algorithm>
#include <utility>

namespace peil::core {

namespace {

Error bad_checkpoint(std::string detail) {
    return {Errc::malformed_checkpoint, std::move(detail)};
}

}  // namespace

bool is_origin(std::string_view origin) {
    return origin.size() <= origin_size_max_bytes && is_key_name(origin);
}

Result<Checkpoint> parse_claimed_checkpoint(std::string_view text) {
    if (!is_note_text(text)) { return bad_checkpoint("text is not that of a signed note"); }
    const auto lines = lines_of(text);
    if (lines.size() < 3) { return bad_checkpoint("fewer than three lines"); }
    if (!is_origin(lines[0])) { return bad_checkpoint("line 1: origin"); }
    const auto size = parse_size(lines[1]);
    if (!size) { return bad_checkpoint("line 2: size"); }
    const auto root = parse_hash_line(lines[2]);
    if (!root) { return bad_checkpoint("line 3: root"); }
    const std::vector<std::string> extensions(lines.begin() + 3, lines.end());
    if (std::find(extensions.begin(), extensions.end(), "") != extensions.end()) {
        return bad_checkpoint("an extension line is empty");
    }
    return Checkpoint{std::string(lines[0]), *size, *root, extensions};
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
    auto checkpoint = parse_claimed_checkpoint(text);
    if (checkpoint && checkpoint->size == 0 && checkpoint->root != empty_root()) {
        return bad_checkpoint("line 3: not the root of the empty tree");
    }
    return checkpoint;
}

std::string encode_checkpoint(const Checkpoint& checkpoint) {
    check(is_origin(checkpoint.origin), "a checkpoint has an origin that parses again");
    check(checkpoint.size <= tree_size_max, "a tree has at most tree_size_max leaves");
    check(checkpoint.size > 0 || checkpoint.root == empty_root(),
          "the tree without leaves has the empty root");
    return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' +
           encode_base64(as_bytes(checkpoint.root)) + '\n';
}

Result<Checkpoint> open_checkpoint(const SignedNote& note, std::string_view origin,
                                   std::span<const VerifierKey> keys) {
    const auto verified = open_note(note, keys);
    if (!verified) { return verified.error(); }
    auto checkpoint = parse_checkpoint(note.text);
    if (!checkpoint) { return checkpoint; }
    // A good signature does not bind the log: one key could sign for several origins.
    if (checkpoint->origin != origin) {
        return Error{Errc::wrong_origin, "checkpoint is of " + checkpoint->origin};
    }
    if (std::none_of(verified->begin(), verified->end(),
                     [origin](const auto& signature) { return signature.name == origin; })) {
        return Error{Errc::no_known_signature, "no signature is by the log's own key"};
    }
    return checkpoint;
}

bool is_by_other_key(const SignedNote& note, std::string_view origin,
                     std::span<const VerifierKey> keys) {
    const auto is_trusted =
        std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return key.name == origin; });
    bool is_named = false;
    for (const auto& signature : note.signatures) {
        const bool is_known = std::any_of(keys.begin(), keys.end(),
                                          [&](const auto& key) { return is_by(signature, key); });
        if (is_known) { return false; }
        is_named = is_named || signature.name == origin;
    }
    return is_named && is_trusted;
}

}  // namespace peil::core

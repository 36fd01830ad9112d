// Judging a checkpoint, and keeping what was cosigned: compared and stored in one transaction, so
// that a slower request never rolls the state back.
// SPDX-License-Identifier: EUPL-1.2
#include "witness.hpp"

#include <peil/core/check.hpp>
#include <peil/core/checkpoint.hpp>
#include <peil/core/cosignature.hpp>
#include <peil/core/tree.hpp>

#include <algorithm>
#include <utility>

namespace peil::witness {

namespace {

constexpr std::size_t state_table = 0;
constexpr std::int64_t ms_per_second = 1000;

Answer refuse(unsigned status, std::string why) {
    return {.status = status, .body = std::move(why) + '\n'};
}

Answer conflict(std::uint64_t size) {
    return {.status = 409,
            .body = std::to_string(size) + '\n',
            .content_type = std::string(core::witness_size_content_type)};
}

/// What was cosigned last. Throws StorageError if what is stored is not readable: to begin again at
/// nothing would let a log fork unseen.
std::optional<core::Checkpoint> read_state(const core::ReadTransaction& rows,
                                           std::string_view origin) {
    const auto row = rows.get(state_table, origin);
    if (!row) { return std::nullopt; }
    const auto note = core::parse_note(*row);
    auto checkpoint = note ? core::parse_checkpoint(note->text) : note.error();
    if (!checkpoint || checkpoint->origin != origin) {
        throw core::StorageError("what was cosigned of " + std::string(origin) +
                                 " cannot be read any more");
    }
    return *std::move(checkpoint);
}

/// The refusal of a checkpoint whose signature and grammar are good, if it is refused.
std::optional<Answer> judge(const core::AddCheckpointRequest& request,
                            const core::Checkpoint& checkpoint,
                            const std::optional<core::Checkpoint>& last) {
    const auto last_size = last ? last->size : 0;
    if (request.old_size != last_size) { return conflict(last_size); }
    if (checkpoint.size == 0 && checkpoint.root != core::empty_root()) {
        return refuse(422, "the root is not that of the empty tree");
    }
    const auto consistent = core::verify_consistency(
        request.proof, {.old_size = request.old_size, .current = checkpoint.size},
        last ? last->root : core::empty_root(), checkpoint.root);
    if (!consistent) { return refuse(422, consistent.error().detail); }
    return std::nullopt;
}

/// A checkpoint of a log that is known, with the lines of its keys; or the refusal.
struct Opened {
    core::Checkpoint checkpoint{};
    std::vector<core::NoteSignature> log_lines{};
    std::optional<Answer> refusal{};
};

Opened open_request(const core::AddCheckpointRequest& request, const Identity& identity) {
    const auto& text = request.checkpoint.text;
    const auto origin = text.substr(0, text.find('\n'));
    std::vector<core::VerifierKey> keys;
    std::copy_if(identity.logs.begin(), identity.logs.end(), std::back_inserter(keys),
                 [&](const core::VerifierKey& key) { return key.name == origin; });
    if (keys.empty()) { return {.refusal = refuse(404, "this log is not known here")}; }
    auto lines = core::open_note(request.checkpoint, keys);
    if (!lines) { return {.refusal = refuse(403, lines.error().detail)}; }
    auto checkpoint = core::parse_claimed_checkpoint(text);
    if (!checkpoint) { return {.refusal = refuse(400, checkpoint.error().detail)}; }
    if (!checkpoint->extensions.empty()) {
        return {.refusal = refuse(400, "extension lines are not cosigned here")};
    }
    if (request.old_size > checkpoint->size) {
        return {.refusal = refuse(400, "the old size is above that of the checkpoint")};
    }
    return {.checkpoint = *std::move(checkpoint), .log_lines = *std::move(lines)};
}

}  // namespace

core::StoreOptions state_options() {
    return {.tables = {"cosigned"}, .map_size_bytes = std::uint64_t{1} << 24U};
}

Witness::Witness(core::Store store, core::SigningKey key, Identity identity, core::Clock clock)
    : store_(std::move(store)),
      key_(std::move(key)),
      identity_(std::move(identity)),
      clock_(std::move(clock)) {}

Witness::Outcome Witness::cosign(const core::AddCheckpointRequest& request) {
    const auto opened = open_request(request, identity_);
    if (opened.refusal) { return {.cosigned = {}, .refusal = *opened.refusal}; }
    const auto& checkpoint = opened.checkpoint;
    // Most refusals need no lock: the sizes grow only.
    const auto seen = read_state(store_.read(), checkpoint.origin);
    if (const auto early = judge(request, checkpoint, seen)) {
        return {.cosigned = {}, .refusal = *early};
    }
    const auto time = clock_() / ms_per_second;
    if (time <= 0) { return {.cosigned = {}, .refusal = refuse(500, "the clock is not set")}; }
    // What was parsed is cosigned, not what was received; lines that nobody verified are dropped.
    core::SignedNote note{core::encode_checkpoint(checkpoint), opened.log_lines};
    const auto line =
        core::cosign_text(note.text, identity_.name, static_cast<std::uint64_t>(time), key_);
    note.signatures.push_back(line);
    const auto encoded = core::encode_note(note);
    std::optional<Answer> refusal;
    const auto stored = store_.update([&](core::WriteTransaction& rows) -> core::Result<void> {
        refusal = judge(request, checkpoint, read_state(rows, checkpoint.origin));
        if (!refusal) { rows.put(state_table, checkpoint.origin, encoded); }
        return {};
    });
    core::check(stored.has_value(), "a refusal is no error of the store");
    if (refusal) { return {.cosigned = {}, .refusal = *refusal}; }
    return {.cosigned = Cosigned{encoded, core::encode_signature_line(line), !seen}, .refusal = {}};
}

Answer Witness::add_checkpoint(std::string_view body) {
    const auto request = core::parse_add_checkpoint(body);
    if (!request) { return refuse(400, request.error().detail); }
    auto outcome = cosign(*request);
    if (!outcome.cosigned) { return std::move(outcome.refusal); }
    return {.status = 200, .body = std::move(outcome.cosigned->line)};
}

std::uint64_t Witness::size_of(std::string_view origin) const {
    const auto last = read_state(store_.read(), origin);
    return last ? last->size : 0;
}

std::optional<std::string> Witness::latest(std::string_view origin) const {
    const auto rows = store_.read();
    if (!read_state(rows, origin)) { return std::nullopt; }
    return std::string(*rows.get(state_table, origin));
}

std::optional<std::string> Witness::latest_by_hash(std::string_view origin_hash) const {
    for (const auto& log : identity_.logs) {
        if (core::to_hex(core::sha256(core::as_bytes(log.name))) == origin_hash) {
            return latest(log.name);
        }
    }
    return std::nullopt;
}

}  // namespace peil::witness

// What a timestamp proves of a checkpoint.
// SPDX-License-Identifier: EUPL-1.2
#include "checked_timestamp.hpp"

#include <peil/core/checkpoint.hpp>
#include <peil/core/count_text.hpp>
#include <peil/core/time.hpp>
#include <peil/core/timestamp.hpp>

#include <fmt/format.h>

namespace peil::cli {

namespace {

using core::Verdict;
using core::VerifiedClaim;

VerifiedClaim timestamp_claim(Verdict verdict, std::string text) {
    return {"timestamp", verdict, std::move(text)};
}

/// The text of the first note that the imprint is that of.
std::optional<std::string> stamped_text(std::span<const std::string> notes,
                                        const core::Hash& imprint) {
    for (const auto& each : notes) {
        const auto note = core::parse_note(each);
        if (note && core::timestamp_imprint(note->text, {}) == imprint) { return note->text; }
    }
    return std::nullopt;
}

/// `the checkpoint of example.nl/droge-voeten over 5 events`.
std::string name_of_checkpoint(const std::string& text) {
    const auto checkpoint = core::parse_checkpoint(text);
    if (!checkpoint) { return "the note"; }
    return fmt::format("the checkpoint of {} over {}", checkpoint->origin,
                       core::counted(checkpoint->size, "event"));
}

std::string renewals_text(std::size_t token_count) {
    return token_count < 2 ? "" : ", renewed " + core::counted(token_count - 1, "time");
}

}  // namespace

bool is_der(std::string_view content) {
    constexpr unsigned sequence = 0x30;
    constexpr unsigned long_length = 0x80;
    return content.size() > 2 && static_cast<unsigned char>(content[0]) == sequence &&
           (static_cast<unsigned char>(content[1]) & long_length) != 0;
}

core::Result<VerifiedClaim> check_timestamp(std::span<const core::Bytes> tokens,
                                            std::span<const std::string> notes,
                                            const std::optional<std::string>& roots) {
    const auto said = core::read_timestamp(tokens.front());
    if (!said) { return said.error(); }
    const auto time = core::format_time(said->time);
    if (notes.empty()) {
        return timestamp_claim(Verdict::not_proven,
                               fmt::format("it says {}; give the checkpoint that it is about, or a "
                                           "file that carries it, as another FILE",
                                           time));
    }
    const auto text = stamped_text(notes, said->imprint);
    if (!text) {
        return timestamp_claim(Verdict::contradicted,
                               "it is over another text than the checkpoints given beside it");
    }
    const auto checkpoint = name_of_checkpoint(*text);
    if (!roots) {
        return timestamp_claim(
            Verdict::not_proven,
            fmt::format("it says that {} existed at {}; give the certificates of the authority, "
                        "as it publishes them, with --ca",
                        checkpoint, time));
    }
    const auto info = core::verify_timestamps(tokens, *text, *roots);
    if (info) {
        return timestamp_claim(
            Verdict::proven,
            fmt::format("{} existed at {}, says {}{}; the certificate ends {}", checkpoint, time,
                        info->authority, renewals_text(tokens.size()),
                        core::format_date(info->expires)));
    }
    if (info.error().code == core::Errc::malformed_key) { return info.error(); }
    return timestamp_claim(Verdict::contradicted, info.error().detail);
}

core::Result<VerifiedClaim> check_timestamp_within(const events::OutsideEvidence& evidence,
                                                   const std::optional<std::string>& roots) {
    if (roots) {
        auto claim = check_timestamp(evidence.timestamps, {&evidence.checkpoint, 1}, roots);
        if (claim || claim.error().code == core::Errc::malformed_key) { return claim; }
        return timestamp_claim(Verdict::contradicted, claim.error().detail);
    }
    const auto said = core::read_timestamp(evidence.timestamps.front());
    auto claim = timestamp_claim(
        Verdict::not_proven,
        fmt::format("the document has one{}; give the certificates of the authority, as it "
                    "publishes them, with --ca",
                    said ? " that says " + core::format_time(said->time) : ""));
    claim.is_asked = false;
    return claim;
}

}  // namespace peil::cli

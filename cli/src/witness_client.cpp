// The client's side of add-checkpoint.
// SPDX-License-Identifier: EUPL-1.2
#include "witness_client.hpp"

#include "context.hpp"
#include "http_client.hpp"
#include <peil/core/cosignature.hpp>
#include <peil/core/witness_request.hpp>
#include <peil/events/text_width.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace peil::cli {

namespace {

constexpr unsigned status_ok = 200;
constexpr unsigned status_forbidden = 403;
constexpr unsigned status_not_found = 404;
constexpr unsigned status_conflict = 409;
constexpr unsigned status_unprocessable = 422;
/// The second is sent with the size that the first was told; a third, should another process have
/// asked in between.
constexpr int attempt_count = 3;
constexpr std::size_t shown_size_bytes = 200;

std::string add_checkpoint_url(std::string url) {
    while (url.ends_with('/')) { url.pop_back(); }
    return url + "/add-checkpoint";
}

/// The first line of what a stranger answered, safe to print.
std::string first_line_of(std::string_view body) {
    return events::printable(body.substr(0, std::min(body.find('\n'), shown_size_bytes)));
}

/// The lines of the witness's own key; others are passed over. Empty if one of its own fails.
std::vector<core::NoteSignature> own_lines(std::string_view body, std::string_view text,
                                           const core::VerifierKey& key) {
    const auto lines = core::parse_signature_lines(body);
    std::vector<core::NoteSignature> own;
    if (!lines) { return own; }
    for (const auto& line : *lines) {
        if (!is_by(line, key)) { continue; }
        if (!core::open_cosignature(line, text, key)) { return {}; }
        own.push_back(line);
    }
    return own;
}

/// One witness being asked.
class Inquiry {
  public:
    Inquiry(const core::Ledger& ledger, const WitnessQuestion& question)
        : ledger_(ledger), question_(question), old_size_(question.old_size) {}

    WitnessReply run() {
        for (int attempt = 0; attempt < attempt_count; ++attempt) {
            const auto request = witness_request(ledger_, question_.checkpoint, old_size_);
            if (!request) { return reply(WitnessOutcome::refused, request.error().detail); }
            const auto answer = http_post({.url = add_checkpoint_url(question_.witness.url),
                                           .content_type = "text/plain; charset=utf-8",
                                           .body = *request,
                                           .time_max = question_.time_max});
            if (!answer) { return reply(WitnessOutcome::unreachable, answer.error().detail); }
            if (answer->status != status_conflict) { return settle(*answer); }
            if (auto final = take_size(*answer)) { return *std::move(final); }
        }
        return reply(WitnessOutcome::refused, "it states another size each time");
    }

  private:
    [[nodiscard]] WitnessReply reply(WitnessOutcome outcome, std::string text) const {
        return {question_.witness.name, outcome, std::move(text), {}};
    }

    /// Takes over the size that the witness states, to ask again; or the end of it.
    std::optional<WitnessReply> take_size(const HttpAnswer& answer) {
        const auto size = core::parse_witness_size(answer.body);
        if (!size || answer.content_type != core::witness_size_content_type) {
            return reply(WitnessOutcome::refused,
                         "it states no size: " + first_line_of(answer.body));
        }
        if (*size == old_size_) {
            return reply(WitnessOutcome::refused, "it refuses the size that it states itself");
        }
        if (*size > question_.checkpoint.size) {
            return reply(WitnessOutcome::contradicted,
                         fmt::format("it cosigned size {}, which is more than was ever sealed "
                                     "here: this ledger stepped back, or is a copy",
                                     *size));
        }
        old_size_ = *size;
        return std::nullopt;
    }

    [[nodiscard]] WitnessReply settle(const HttpAnswer& answer) const {
        switch (answer.status) {
            case status_ok: return take_lines(answer.body);
            case status_forbidden:
                return reply(WitnessOutcome::refused,
                             "it does not accept the signature of the log's key: " +
                                 first_line_of(answer.body));
            case status_not_found:
                return reply(WitnessOutcome::refused,
                             "it does not know this log; send whoever runs it the log key " +
                                 current_vkey(ledger_.snapshot()));
            case status_unprocessable:
                return reply(WitnessOutcome::contradicted,
                             fmt::format("this ledger does not contain what it cosigned at size "
                                         "{}: {}",
                                         old_size_, first_line_of(answer.body)));
            default:
                return reply(
                    WitnessOutcome::refused,
                    fmt::format("it answered {}: {}", answer.status, first_line_of(answer.body)));
        }
    }

    [[nodiscard]] WitnessReply take_lines(const std::string& body) const {
        const auto note = core::parse_note(question_.checkpoint.note);
        auto lines = note ? own_lines(body, note->text, question_.witness.key)
                          : std::vector<core::NoteSignature>();
        if (lines.empty()) {
            return reply(WitnessOutcome::refused,
                         "its answer is no cosignature by its key in the policy");
        }
        return {question_.witness.name, WitnessOutcome::cosigned,
                fmt::format("cosigned size {}", question_.checkpoint.size), std::move(lines)};
    }

    const core::Ledger& ledger_;
    const WitnessQuestion& question_;
    std::uint64_t old_size_;
};

}  // namespace

std::string_view name_of(WitnessOutcome outcome) {
    switch (outcome) {
        case WitnessOutcome::cosigned: return "cosigned";
        case WitnessOutcome::refused: return "refused";
        case WitnessOutcome::unreachable: return "unreachable";
        case WitnessOutcome::contradicted: return "contradicted";
    }
    return "";
}

core::Result<std::string> witness_request(const core::Ledger& ledger,
                                          const core::StoredCheckpoint& checkpoint,
                                          std::uint64_t old_size) {
    auto note = core::parse_note(checkpoint.note);
    if (!note) { return note.error(); }
    const auto snapshot = ledger.snapshot();
    auto proof = core::prove_consistency({.old_size = old_size, .current = checkpoint.size},
                                         snapshot.hashes());
    if (!proof) { return proof.error(); }
    return core::encode_add_checkpoint(
        {.old_size = old_size, .proof = *std::move(proof), .checkpoint = *std::move(note)});
}

WitnessReply ask_witness(const core::Ledger& ledger, const WitnessQuestion& question) {
    if (question.witness.url.empty()) {
        return {question.witness.name,
                WitnessOutcome::unreachable,
                "it has no URL in the policy; hand it a file: `peil witness request`",
                {}};
    }
    return Inquiry(ledger, question).run();
}

}  // namespace peil::cli

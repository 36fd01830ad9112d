// Batches of validated drafts, and publishing.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/base64.hpp>
#include <peil/core/disclosure.hpp>
#include <peil/events/cells.hpp>
#include <peil/events/error.hpp>
#include <peil/events/publish.hpp>

#include <algorithm>
#include <utility>

namespace peil::events {

BatchBuilder::BatchBuilder(const View& view, std::string actor, core::Random& random)
    : view_(view),
      actor_(std::move(actor)),
      random_(random),
      validator_(view),
      expected_size_(view.ledger().head().size) {}

core::Result<void> BatchBuilder::add(const Event& event, const DraftFrame& frame) {
    const auto violations = try_add(event, frame);
    if (violations.empty()) { return {}; }
    return core::Error(make_error_code(Errc::rule_violated), format_violations(violations));
}

std::vector<Violation> BatchBuilder::try_add(const Event& event, const DraftFrame& frame) {
    const auto* kind = find_kind(type_of(event));
    auto violations =
        kind != nullptr ? check_shape(*kind, to_data(event)) : std::vector<Violation>{};
    if (violations.empty()) {
        const auto& actor = frame.actor.empty() ? actor_ : frame.actor;
        violations = validator_.admit(event, frame.effective, actor);
    }
    if (!violations.empty()) { return violations; }
    auto draft = to_draft(event, frame);
    if (draft.actor.empty()) { draft.actor = actor_; }
    // Salts are chosen here, so that an edition in the same batch can name the digests.
    for (auto& claim : draft.claims) { claim.salt = core::random_salt(random_); }
    drafts_.push_back(std::move(draft));
    return {};
}

core::Result<void> BatchBuilder::publish(EditionPublished edition, const DraftFrame& frame) {
    const Moment moment{.as_of = *parse_moment(edition.date)};
    edition.cells =
        cell_tree(edition_cells(facts(), edition, moment, [&](std::uint64_t sequence, Field field) {
            return digest_of(sequence, field);
        }));
    return add(edition, frame);
}

std::string BatchBuilder::digest_of(std::uint64_t sequence, Field field) const {
    if (sequence <= expected_size_) { return stored_digest(view_.ledger(), sequence, field); }
    const auto& draft = drafts_[sequence - expected_size_ - 1];
    for (const auto& claim : draft.claims) {
        if (claim.name == name_of(field) || claim.name == "content") {
            const auto disclosure = core::make_disclosure(claim.salt, claim.name, claim.value);
            return core::encode_base64url(core::as_bytes(disclosure.digest));
        }
    }
    return "";
}

EditionPublished edition_of(const Matrix& matrix, std::uint32_t number, const std::string& date) {
    EditionPublished edition;
    edition.edition = number;
    edition.date = date;
    edition.columns = {{"number", "Nr"},
                       {"description", "Omschrijving"},
                       {"planning", "Planning"},
                       {"progress", "Recente ontwikkelingen en stand van zaken"}};
    edition.rows = matrix.rows;
    for (const auto& chapter : matrix.chapters) {
        const bool has_rows =
            std::any_of(matrix.measures.begin(), matrix.measures.end(),
                        [&](const auto& measure) { return measure.chapter == chapter.number; });
        if (has_rows) { edition.chapters.push_back({chapter.number, chapter.title.has_value()}); }
    }
    return edition;
}

}  // namespace peil::events

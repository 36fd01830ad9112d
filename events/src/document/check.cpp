// What the document of an edition proves by itself, claim by claim.
// SPDX-License-Identifier: EUPL-1.2
#include "published_check.hpp"
#include <peil/core/count_text.hpp>
#include <peil/core/timestamp.hpp>
#include <peil/core/tree.hpp>
#include <peil/events/document.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace peil::events {

namespace {

using core::VerifiedClaim;

std::string describe(const Cell& cell) {
    return cell.subject + ", " + cell.field;
}

/// Whether its timestamps name what they must be over: the checkpoint's text, and a token before.
bool is_stamped(const OutsideEvidence& evidence) {
    const auto note = core::parse_note(evidence.checkpoint);
    core::ByteView before;
    for (const auto& token : evidence.timestamps) {
        const auto imprint = core::timestamp_imprint(note->text, before);
        if (core::as_text(token).find(core::as_text(core::as_bytes(imprint))) ==
            std::string_view::npos) {
            return false;
        }
        before = token;
    }
    return true;
}

/// Checks what a document has beyond the edition's event.
class DocumentCheck {
  public:
    DocumentCheck(const EditionDocument& document, const PublishedCheck& published)
        : document_(document), published_(published) {}

    VerifiedClaim check_cells() {
        for (const auto& cell : document_.cells) {
            auto read = parse_cell(cell.leaf);
            if (!read) { return contradicted("cells", read.error().detail); }
            cells_.push_back(std::move(*read));
        }
        const auto unordered =
            std::adjacent_find(cells_.begin(), cells_.end(), [](const Cell& a, const Cell& b) {
                return std::tie(a.subject, a.field) >= std::tie(b.subject, b.field);
            });
        if (unordered != cells_.end()) {
            return contradicted("cells",
                                "the leaves are not in order after " + describe(*unordered));
        }
        if (!published_.edition()) {
            return unproven("cells", "the edition's event cannot be read");
        }
        if (cell_tree(cells_) != published_.edition()->edition.cells) {
            return contradicted("cells", "they are not those that the edition commits to");
        }
        return proven("cells", fmt::format("{} that the edition commits to, and no others",
                                           core::all_of(cells_.size(), "cell")));
    }

    VerifiedClaim check_words() {
        std::size_t missing = 0;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const auto& text = document_.cells[i].disclosure;
            if (text.empty() && !cells_[i].digest.empty()) {
                ++missing;
                continue;
            }
            const auto content = cell_content(cells_[i], text);
            if (!content) {
                return contradicted("words", describe(cells_[i]) + ": " + content.error().detail);
            }
        }
        if (!published_.edition()) {
            return unproven("words", "the edition's event cannot be read");
        }
        missing += published_.edition()->withheld;
        if (missing > 0) {
            return unproven("words", core::counted(missing, "text") + " not shown");
        }
        return proven("words", "every printed text is the one that was recorded");
    }

    [[nodiscard]] VerifiedClaim check_completeness() const {
        if (!published_.edition()) {
            return unproven("completeness", "the edition's event cannot be read");
        }
        std::map<std::string, std::set<std::string_view>, std::less<>> measures;
        for (const auto& cell : cells_) {
            if (cell.subject.starts_with("measure/")) {
                measures[cell.subject.substr(8)].insert(cell.field);
            }
        }
        std::size_t gone = measures.size();
        std::set<std::string_view> printed;
        for (const auto& row : published_.edition()->edition.rows) {
            for (const auto& number : row) {
                const auto fields = measures.find(number);
                if (fields == measures.end() || !printed.insert(number).second) {
                    return contradicted("completeness", "measure " + number +
                                                            " is printed without a leaf, or twice");
                }
                --gone;
            }
        }
        for (const auto& [number, fields] : measures) {
            if (!printed.contains(number) && !fields.contains("closure")) {
                return unproven("completeness", "measure " + number +
                                                    " is registered, and neither printed nor "
                                                    "closed");
            }
        }
        return proven(
            "completeness",
            fmt::format("of the {} that this edition names, {} printed and {} gone on a ground",
                        core::counted(measures.size(), "measure"), printed.size(), gone));
    }

    [[nodiscard]] VerifiedClaim check_previous() const {
        if (!document_.previous) {
            auto claim = unproven("previous", "the document names no edition before it");
            claim.is_asked = false;
            return claim;
        }
        if (!published_.checkpoint()) {
            return unproven("previous", "there is no checkpoint to link it to");
        }
        const auto before = published_.open(document_.previous->checkpoint);
        if (!before) { return contradicted("previous", before.error().detail); }
        const auto linked = core::verify_consistency(
            document_.previous->consistency,
            {.old_size = before->size, .current = published_.checkpoint()->size}, before->root,
            published_.checkpoint()->root);
        if (!linked) { return contradicted("previous", linked.error().detail); }
        return proven("previous",
                      fmt::format("the log continues that of the edition before, {} then",
                                  core::counted(before->size, "event")));
    }

    [[nodiscard]] VerifiedClaim check_evidence() const {
        const auto& own = published_.checkpoint();
        if (!own) { return unproven("evidence", "there is no checkpoint that leads to it"); }
        std::string sizes;
        auto last = *own;
        for (const auto& each : document_.evidence) {
            const auto head = published_.open(each.checkpoint);
            if (!head) { return contradicted("evidence", head.error().detail); }
            const auto linked = core::verify_consistency(
                each.consistency, {.old_size = last.size, .current = head->size}, last.root,
                head->root);
            if (!linked) { return contradicted("evidence", linked.error().detail); }
            if (!is_stamped(each)) {
                return contradicted("evidence", "a timestamp is over something else than " +
                                                    core::counted(head->size, "event"));
            }
            last = *head;
            sizes += (sizes.empty() ? "" : " and ") + core::counted(head->size, "event");
        }
        return proven("evidence",
                      "what others signed, at " + sizes + ", is about the log of this document");
    }

  private:
    const EditionDocument& document_;
    const PublishedCheck& published_;
    std::vector<Cell> cells_;
};

}  // namespace

std::vector<VerifiedClaim> check_document(const EditionDocument& document,
                                          const DocumentTrust& trust) {
    PublishedCheck published(document.published, trust);
    std::vector<VerifiedClaim> claims;
    claims.push_back(published.check_key());
    claims.push_back(published.check_checkpoint());
    claims.push_back(published.check_event());
    DocumentCheck check(document, published);
    claims.push_back(check.check_cells());
    claims.push_back(check.check_words());
    claims.push_back(check.check_completeness());
    claims.push_back(check.check_previous());
    if (!document.evidence.empty()) { claims.push_back(check.check_evidence()); }
    return claims;
}

}  // namespace peil::events

// What a code proves, and where it was mistyped.
// SPDX-License-Identifier: EUPL-1.2
#include "checked_code.hpp"

#include <peil/core/checkpoint.hpp>
#include <peil/core/checkpoint_code.hpp>
#include <peil/core/count_text.hpp>
#include <peil/events/text_width.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace peil::cli {

namespace {

using core::Verdict;
using core::VerifiedClaim;

std::vector<core::Checkpoint> checkpoints_in(std::span<const std::string> notes) {
    std::vector<core::Checkpoint> found;
    for (const auto& text : notes) {
        const auto note = core::parse_note(text);
        const auto checkpoint = note ? core::parse_checkpoint(note->text) : note.error();
        if (checkpoint) { found.push_back(*checkpoint); }
    }
    return found;
}

VerifiedClaim proven_code(const core::Checkpoint& checkpoint) {
    return {"code", Verdict::proven,
            fmt::format("it is that of the checkpoint of {} over {}", checkpoint.origin,
                        core::counted(checkpoint.size, "event"))};
}

/// `group 3 (7Q2M) and group 9 (B0B1) are mistyped`.
std::string mistyped_text(const core::CodeComparison& found) {
    std::vector<std::string> groups;
    for (std::size_t i = 0; i < found.wrong_groups.size(); ++i) {
        const auto typed = events::printable(found.typed_groups[i]);
        groups.push_back(
            fmt::format("group {} ({})", found.wrong_groups[i], typed.empty() ? "missing" : typed));
    }
    return fmt::format("{} {} mistyped; compare with the paper and type again",
                       fmt::join(groups, ", "), groups.size() == 1 ? "is" : "are");
}

VerifiedClaim judge_typed(std::string_view typed, const std::vector<core::Checkpoint>& all) {
    std::optional<core::CodeComparison> nearest;
    for (const auto& checkpoint : all) {
        auto found = core::compare_checkpoint_code(typed, checkpoint.root);
        if (found.match == core::CodeMatch::equal) { return proven_code(checkpoint); }
        const bool is_nearer = !nearest || (nearest->match == core::CodeMatch::other &&
                                            found.match == core::CodeMatch::mistyped);
        if (is_nearer) { nearest = std::move(found); }
    }
    if (nearest->match == core::CodeMatch::mistyped) {
        return {"code", Verdict::not_proven, mistyped_text(*nearest)};
    }
    if (nearest->is_whole) {
        return {"code", Verdict::contradicted,
                "it is the code of another checkpoint: nearly all groups differ, and its check "
                "bits are right"};
    }
    return {"code", Verdict::contradicted,
            fmt::format("it is no code of this checkpoint: nearly all of its {} groups differ",
                        core::code_group_count)};
}

/// For three lines, as they were scanned.
VerifiedClaim judge_scanned(const core::Checkpoint& scanned,
                            const std::vector<core::Checkpoint>& all) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) {
        return each.origin == scanned.origin && each.size == scanned.size &&
               each.root == scanned.root;
    });
    if (found != all.end()) { return proven_code(*found); }
    return {"code", Verdict::contradicted,
            fmt::format("what was scanned is another checkpoint: of {}, over {}",
                        events::printable(scanned.origin), core::counted(scanned.size, "event"))};
}

}  // namespace

VerifiedClaim check_code(std::string_view typed, std::span<const std::string> notes) {
    const auto all = checkpoints_in(notes);
    if (all.empty()) {
        return {"code", Verdict::not_proven, "the file holds no checkpoint to compare it with"};
    }
    const auto lines = typed.ends_with('\n') ? std::string(typed) : std::string(typed) + '\n';
    const auto scanned = core::parse_checkpoint(lines);
    return scanned ? judge_scanned(*scanned, all) : judge_typed(typed, all);
}

}  // namespace peil::cli

// text-unchanged: a progress text that was printed before, word for word or nearly so.
// SPDX-License-Identifier: EUPL-1.2
#include "../changes/text_likeness.hpp"
#include "check.hpp"
#include "texts.hpp"
#include <peil/core/count_text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace peil::events::checks {

namespace {

constexpr std::uint32_t same_text_editions_max = 2;

std::vector<Finding> find_repeated_texts(const Subject& subject, std::uint32_t limit) {
    std::vector<Finding> findings;
    for (const auto& measure : subject.now.measures) {
        const auto text = plain_text(measure.progress);
        if (text.empty() || !is_first_of_its_row(subject.now, measure.number)) { continue; }
        std::size_t edit_count = 0;
        const auto count =
            count_editions_alike(subject.earlier, measure, [&](const MatrixMeasure& before) {
                const auto earlier = plain_text(before.progress);
                if (earlier == text) { return true; }
                const auto likeness = changes::likeness_of(diff_words(earlier, text));
                if (!changes::is_wording_only(likeness)) { return false; }
                edit_count = std::max(edit_count, likeness.edit_count);
                return true;
            });
        if (count < std::max(limit, 2U)) { continue; }
        const auto but = edit_count == 0 ? std::string("word for word")
                                         : "but for " + core::counted(edit_count, "character");
        findings.push_back(
            {.measure = measure.number,
             .about = "progress",
             .message = fmt::format("the same text in {} editions in a row, {}", count, but)});
    }
    return findings;
}

}  // namespace

Check text_unchanged_check() {
    return {.name = "text-unchanged",
            .summary = "the progress is the same text in as many editions as the limit",
            .hint = "write what happened since the previous edition, or that nothing did",
            .severity = Severity::warning,
            .limit = same_text_editions_max,
            .limit_unit = "editions",
            .run = find_repeated_texts};
}

}  // namespace peil::events::checks

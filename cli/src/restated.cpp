// Asking a batch what it restates, and saying it.
// SPDX-License-Identifier: EUPL-1.2
#include "restated.hpp"

#include <peil/core/count_text.hpp>
#include <peil/events/text_width.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace peil::cli {

namespace {

constexpr std::size_t told_count_max = 4;

/// Whether a draft can restate anything: it holds from a date that an edition has passed, or it
/// corrects an event that did; a figure may be of such a date, whenever it is reported.
bool may_restate(const std::vector<core::Draft>& drafts,
                 const std::vector<events::EditionRecord>& editions) {
    auto last = std::numeric_limits<core::UnixMs>::min();
    for (const auto& record : editions) { last = std::max(last, events::moment_of(record).as_of); }
    return !editions.empty() &&
           std::any_of(drafts.begin(), drafts.end(), [&](const core::Draft& draft) {
               return draft.type == "nl.peil.event.corrected" ||
                      draft.type == "nl.peil.figure.reported" ||
                      events::effective_start(draft.effective) <= last;
           });
}

/// `measure 3, planning`
std::string cell_in_words(const events::Restatement& one) {
    if (one.measure.empty()) { return one.field; }
    if (one.field == "measure") { return "measure " + one.measure; }
    return fmt::format("measure {}, {}{}{}", one.measure, one.field, one.about.empty() ? "" : " ",
                       one.about);
}

std::string restated_in_words(const events::Restatement& one) {
    const auto* const limit = one.changes_printed ? ""
                              : one.field == "figure"
                                  ? "; not the newest value of its series"
                                  : "; only for the time before its date, on which what it printed "
                                    "still holds";
    return fmt::format("event {} restates edition {}: {}{}", one.by.sequence, one.edition,
                       cell_in_words(one), limit);
}

}  // namespace

Restated::Restated(const events::BatchBuilder& batch) {
    if (may_restate(batch.drafts(), events::list_editions(batch.facts()))) {
        found_ = events::find_restated(batch.facts(), batch.expected_size());
    }
}

boost::json::array Restated::editions_of(std::uint64_t sequence) const {
    boost::json::array editions;
    for (const auto& one : found_) {
        const boost::json::value edition(std::int64_t{one.edition});
        const bool is_new = std::find(editions.begin(), editions.end(), edition) == editions.end();
        if (one.by.sequence == sequence && is_new) { editions.push_back(edition); }
    }
    return editions;
}

std::string Restated::in_words(std::uint64_t sequence) const {
    std::string words;
    for (const auto& edition : editions_of(sequence)) {
        words +=
            fmt::format("{}{}", words.empty() ? "  restates edition " : ", ", edition.get_int64());
    }
    return words;
}

void Restated::warn(const Context& context) const {
    std::map<std::uint32_t, std::vector<const events::Restatement*>> by_edition;
    for (const auto& one : found_) { by_edition[one.edition].push_back(&one); }
    for (const auto& [edition, restatements] : by_edition) {
        if (restatements.size() <= told_count_max) {
            for (const auto* one : restatements) {
                context.warn(events::printable(restated_in_words(*one)));
            }
        } else {
            context.warn(fmt::format("{} restate edition {}",
                                     core::counted(restatements.size(), "fact"), edition));
        }
        context.warn(
            fmt::format("edition {0} stays as it was printed; `peil restatements "
                        "--edition {0}` lists what is known otherwise now",
                        edition));
    }
}

}  // namespace peil::cli

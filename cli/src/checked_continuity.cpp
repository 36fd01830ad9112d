// From checkpoints that were verified, each in its file, to one history or two.
// SPDX-License-Identifier: EUPL-1.2
#include "checked_continuity.hpp"

#include <peil/core/count_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace peil::cli {

namespace {

using core::Verdict;

bool is_contradicted(const Continuity& found) {
    return std::any_of(found.claims.begin(), found.claims.end(),
                       [](const auto& claim) { return claim.verdict == Verdict::contradicted; });
}

/// Whether the log signed other roots in one file than in another, over as many events.
void compare_checkpoints(const std::vector<CheckedFile>& files, Continuity& found) {
    for (auto one = files.begin(); one != files.end(); ++one) {
        for (auto other = one; other != files.end(); ++other) {
            const auto pair = events::find_contradiction(one->signed_heads, other->signed_heads);
            if (!pair) { continue; }
            if (!found.fork) { found.fork = events::fork_of(*pair); }
            if (is_contradicted(found)) { continue; }
            found.claims.push_back(
                {"continuity", Verdict::contradicted,
                 fmt::format(
                     "the checkpoints over {} in {} and in {} contradict each other; one log has "
                     "one history",
                     core::counted(pair->first.checkpoint.size, "event"), one->name, other->name)});
        }
    }
}

/// The files of one log.
struct LogFiles {
    std::set<events::LogHead> heads{};
    std::size_t file_count = 0;
    bool has_others = false;  ///< than reports
};

/// By origin.
using Logs = std::map<std::string, LogFiles>;

Logs group_files(const std::vector<CheckedFile>& files) {
    Logs logs;
    for (const auto& file : files) {
        if (file.signed_heads.empty()) { continue; }
        auto& log = logs[file.signed_heads.front().checkpoint.origin];
        for (const auto& each : file.signed_heads) {
            log.heads.insert(events::head_of(each.checkpoint));
        }
        ++log.file_count;
        log.has_others = log.has_others || !file.document;
    }
    return logs;
}

events::LinkedHeads links_in(const std::vector<CheckedFile>& files) {
    events::LinkedHeads linked;
    for (const auto& file : files) {
        for (const auto& link : file.links) { linked.add(link); }
    }
    return linked;
}

/// Heads are of one history if each is linked to the next larger one.
core::VerifiedClaim link_claim(const std::string& origin, const LogFiles& log,
                               const events::LinkedHeads& linked) {
    const auto gap = std::adjacent_find(
        log.heads.begin(), log.heads.end(),
        [&](const auto& one, const auto& next) { return !linked.are_linked(one, next); });
    if (gap == log.heads.end()) {
        return {"continuity", Verdict::proven,
                fmt::format("{} rest on one history of {}", core::counted(log.file_count, "file"),
                            origin)};
    }
    core::VerifiedClaim claim{
        "continuity", Verdict::not_proven,
        fmt::format("nothing links the checkpoints over {} and {} events to each other; give a "
                    "proof of growth as well",
                    gap->first, std::next(gap)->first)};
    claim.is_asked = false;
    return claim;
}

/// Reports of one log, the oldest first: each must continue the one before.
void compare_reports(const std::vector<CheckedFile>& files, const events::LinkedHeads& linked,
                     Continuity& found) {
    std::vector<const events::EditionDocument*> documents;
    for (const auto& file : files) {
        if (file.document) { documents.push_back(&*file.document); }
    }
    std::stable_sort(documents.begin(), documents.end(), [](const auto* a, const auto* b) {
        return events::log_size(*a) < events::log_size(*b);
    });
    for (std::size_t i = 1; i < documents.size(); ++i) {
        auto fork = events::find_fork(*documents[i - 1], *documents[i]);
        found.claims.push_back(events::check_continuity(*documents[i - 1], *documents[i], linked));
        if (fork && !found.fork) { found.fork = std::move(fork); }
    }
}

/// Reports alone were compared with each other before.
void link_checkpoints(const std::vector<CheckedFile>& files, const events::LinkedHeads& linked,
                      Continuity& found) {
    for (const auto& [origin, log] : group_files(files)) {
        if (log.file_count > 1 && log.has_others) {
            found.claims.push_back(link_claim(origin, log, linked));
        }
    }
}

}  // namespace

Continuity check_continuity(const std::vector<CheckedFile>& files) {
    Continuity found;
    const auto linked = links_in(files);
    compare_reports(files, linked, found);
    compare_checkpoints(files, found);
    if (!is_contradicted(found)) { link_checkpoints(files, linked, found); }
    return found;
}

}  // namespace peil::cli

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
        for (auto other = one + 1; other != files.end(); ++other) {
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

/// Files of one log that share a checkpoint with each other, directly or by one between them.
struct Group {
    events::LinkedHeads heads{};
    std::size_t file_count = 0;
};

/// Puts a file with those that it is linked to; whatever is in one file is linked by it.
void join_group(std::vector<Group>& groups, const CheckedFile& file) {
    Group own{.file_count = 1};
    for (const auto& each : file.signed_heads) {
        own.heads.emplace(each.checkpoint.size, each.checkpoint.root);
    }
    std::erase_if(groups, [&](Group& group) {
        const bool is_linked =
            std::any_of(own.heads.begin(), own.heads.end(),
                        [&](const auto& head) { return group.heads.contains(head); });
        if (is_linked) {
            own.heads.merge(group.heads);
            own.file_count += group.file_count;
        }
        return is_linked;
    });
    groups.push_back(std::move(own));
}

core::VerifiedClaim link_claim(const std::string& origin, const std::vector<Group>& groups) {
    if (groups.size() == 1) {
        return {"continuity", Verdict::proven,
                fmt::format("{} rest on one history of {}",
                            core::counted(groups.front().file_count, "file"), origin)};
    }
    std::string sizes;
    for (const auto& group : groups) {
        sizes += (sizes.empty() ? "" : ", ") + std::to_string(group.heads.rbegin()->first);
    }
    core::VerifiedClaim claim{"continuity", Verdict::not_proven,
                              "nothing links the checkpoints over " + sizes +
                                  " events to each other; give a proof of growth as well"};
    claim.is_asked = false;
    return claim;
}

/// The files of one log.
struct LogFiles {
    std::vector<Group> groups{};
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
        join_group(log.groups, file);
        ++log.file_count;
        log.has_others = log.has_others || !file.document;
    }
    return logs;
}

/// Reports of one log, the oldest first: each must continue the one before.
void compare_reports(const std::vector<CheckedFile>& files, const Logs& logs, Continuity& found) {
    std::vector<const events::EditionDocument*> documents;
    for (const auto& file : files) {
        if (file.document) { documents.push_back(&*file.document); }
    }
    std::stable_sort(documents.begin(), documents.end(), [](const auto* a, const auto* b) {
        return events::log_size(*a) < events::log_size(*b);
    });
    std::vector<events::LinkedHeads> linked;
    for (const auto& [origin, log] : logs) {
        for (const auto& group : log.groups) { linked.push_back(group.heads); }
    }
    for (std::size_t i = 1; i < documents.size(); ++i) {
        auto fork = events::find_fork(*documents[i - 1], *documents[i]);
        found.claims.push_back(events::check_continuity(*documents[i - 1], *documents[i], linked));
        if (fork && !found.fork) { found.fork = std::move(fork); }
    }
}

/// Reports alone were compared with each other before.
void link_checkpoints(const Logs& logs, Continuity& found) {
    for (const auto& [origin, log] : logs) {
        if (log.file_count > 1 && log.has_others) {
            found.claims.push_back(link_claim(origin, log.groups));
        }
    }
}

}  // namespace

Continuity check_continuity(const std::vector<CheckedFile>& files) {
    Continuity found;
    const auto logs = group_files(files);
    compare_reports(files, logs, found);
    compare_checkpoints(files, found);
    if (!is_contradicted(found)) { link_checkpoints(logs, found); }
    return found;
}

}  // namespace peil::cli

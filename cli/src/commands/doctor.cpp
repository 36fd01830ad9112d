// peil doctor: looks at what surrounds the ledger, each line with a remedy where one is needed.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../help.hpp"
#include "all.hpp"
#include <peil/core/count_text.hpp>
#include <peil/core/files.hpp>
#include <peil/events/index.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <vector>

namespace peil::cli {

namespace {

constexpr std::uintmax_t free_bytes_min = std::uintmax_t{64} << 20U;

struct Finding {
    std::string subject;
    bool is_well = true;
    std::string text;
};

class Doctor {
  public:
    explicit Doctor(const Context& context) : context_(context) {}

    std::vector<Finding> examine(const std::filesystem::path& root) {
        const core::LedgerFolder folder{root};
        add("version", true, version_text());
        add("folder", true, std::filesystem::absolute(root).string());
        examine_modes(folder);
        examine_disk(root);
        examine_lock(root);
        examine_leftovers(root);
        examine_ledger(folder);
        return std::move(findings_);
    }

  private:
    void add(std::string subject, bool is_well, std::string text) {
        findings_.push_back({std::move(subject), is_well, std::move(text)});
    }
    template <class T>
    void add_result(const std::string& subject, const core::Result<T>& result,
                    const std::string& well) {
        add(subject, result.has_value(), result ? well : result.error().detail);
    }

    /// What a killed `peil init` left beside the ledger; the next one of that name removes it, but
    /// where the ledger exists there is no next one.
    void examine_leftovers(const std::filesystem::path& root) {
        std::string names;
        for (const auto& folder : core::abandoned_folders(root)) {
            names += (names.empty() ? "" : " ") + folder.string();
        }
        add("leftovers", names.empty(),
            names.empty() ? "no unfinished ledger lies beside it"
                          : "an init that was ended left an unfinished ledger and its key; type "
                            "`rm -r " +
                                names + "`");
    }
    static std::vector<std::filesystem::path> key_files(const core::LedgerFolder& folder) {
        std::vector<std::filesystem::path> files;
        std::error_code failed;
        for (const auto& entry : std::filesystem::directory_iterator(folder.keys(), failed)) {
            files.push_back(entry.path());
        }
        std::sort(files.begin(), files.end());
        return files;
    }
    /// The key that signs now must be there; what is no key of the log was left by a rotation that
    /// was ended before its event was recorded.
    void examine_keys(const core::LedgerFolder& folder, const core::Snapshot& snapshot) {
        const auto keys = snapshot.log_keys();
        if (!keys) {
            add("log key", false, keys.error().detail);
            return;
        }
        const auto& current = keys->current();
        const auto file = folder.log_key(current);
        std::error_code ignored;
        const bool is_there = std::filesystem::exists(file, ignored);
        add("log key", is_there,
            core::encode_vkey(current.key) +
                (is_there ? "" : "; there is no " + file.string() + ": restore it from a backup"));
        std::string strangers;
        for (const auto& each : key_files(folder)) {
            const auto& all = keys->all();
            const bool is_known = std::any_of(all.begin(), all.end(), [&](const auto& key) {
                return folder.log_key(key) == each;
            });
            if (!is_known) { strangers += " " + each.string(); }
        }
        if (!strangers.empty()) {
            add("key files", false,
                "these belong to no key of the log, as a rotation that was ended leaves one; type "
                "`rm" +
                    strangers + "`");
        }
    }
    void examine_modes(const core::LedgerFolder& folder) {
        core::Result<void> all;
        std::vector<std::filesystem::path> paths{folder.root, folder.truth(),
                                                 folder.truth() / "data.mdb", folder.keys()};
        const auto keys = key_files(folder);
        paths.insert(paths.end(), keys.begin(), keys.end());
        for (const auto& path : paths) {
            auto one = core::require_private(path);
            if (!one && all) { all = one; }
        }
        add_result("permissions", all, "folders and files are closed to others");
    }
    void examine_disk(const std::filesystem::path& root) {
        add_result("file system", core::require_local_file_system(root), "local");
        std::error_code failed;
        const auto space = std::filesystem::space(root, failed);
        if (failed) {
            add("disk", false, "the free space cannot be read: " + failed.message());
            return;
        }
        const auto text = fmt::format("{} MiB free", space.available >> 20U);
        const bool is_enough = space.available >= free_bytes_min;
        add("disk", is_enough, is_enough ? text : text + "; make room before you record more");
    }
    void examine_lock(const std::filesystem::path& root) {
        add_result("lock", core::lock_folder(root), "nobody is writing");
    }
    void examine_ledger(const core::LedgerFolder& folder) {
        const auto ledger =
            core::Ledger::open(folder.root, core::Access::read, context_.surroundings());
        if (!ledger) {
            add("ledger", false, ledger.error().detail);
            return;
        }
        const auto snapshot = ledger->snapshot();
        const auto& head = snapshot.head();
        add("ledger", true,
            core::counted(head.size, "event") + ", root " + core::to_hex(head.root));
        examine_keys(folder, snapshot);
        add("clock", context_.clock() >= head.time,
            context_.clock() >= head.time
                ? "not behind the last event"
                : "behind the last event (" + core::format_time(head.time) +
                      "); events get the time of the last one until it is set right");
        const auto last = snapshot.last_checkpoint();
        const bool is_sealed = last && last->size == head.size;
        add("checkpoint", is_sealed,
            is_sealed ? "covers all events"
                      : fmt::format("covers {} of {} events; type `peil checkpoint`",
                                    last ? last->size : 0, head.size));
        add_result("high-water", ledger->check_high_water(), "agrees with the ledger");
        const auto index = events::Index::open(folder);
        add("index", index.has_value(),
            index ? fmt::format("has taken in {} of {} events", index->snapshot().size(), head.size)
                  : "there is none and none can be made here; matrices are drawn more slowly");
    }

    const Context& context_;
    std::vector<Finding> findings_;
};

core::Result<int> run_doctor(Context& context) {
    const auto folder = find_ledger(context);
    if (!folder) { return folder.error(); }
    if (const auto is_one = require_ledger(*folder); !is_one) { return is_one.error(); }
    bool is_well = true;
    boost::json::array array;
    for (const auto& finding : Doctor(context).examine(*folder)) {
        is_well = is_well && finding.is_well;
        if (context.is_json()) {
            array.push_back(
                {{"subject", finding.subject}, {"ok", finding.is_well}, {"text", finding.text}});
        } else {
            context.print(fmt::format("{} {:<12} {}", finding.is_well ? "ok  " : "LOOK",
                                      finding.subject, finding.text));
        }
    }
    if (context.is_json()) { context.print(boost::json::serialize(array)); }
    return is_well ? exit_code::done : exit_code::contradicted;
}

}  // namespace

Command doctor_command() {
    return {.name = "doctor",
            .group = "Help",
            .summary = "Look at ledger, key, lock, disk and version",
            .details = "Each line says whether something needs attention, and what to do.",
            .positionals = {},
            .options = {},
            .run = run_doctor};
}

}  // namespace peil::cli

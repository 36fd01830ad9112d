// peil tiles: publishes the ledger as static files that any web server can hand out, and verifies
// such a folder, wherever it came from.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../progress_bar.hpp"
#include "all.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/count_text.hpp>
#include <peil/core/files.hpp>
#include <peil/core/ledger.hpp>
#include <peil/core/tiles_folder.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>

namespace peil::cli {

namespace {

namespace json = boost::json;

constexpr std::uint64_t checkpoint_size_bytes_max = std::uint64_t{1} << 20U;

core::TilesProgress shown_on(ProgressBar& bar) {
    return [&bar](std::uint64_t done, std::uint64_t total) { bar.show(done, total); };
}

core::Result<int> publish_tiles(Context& context, const std::string& folder) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto snapshot = ledger->snapshot();
    ProgressBar bar("publishing");
    const auto written = core::write_tiles(snapshot, folder, shown_on(bar));
    bar.clear();
    if (!written) { return written.error(); }
    const auto unsigned_count = snapshot.head().size - written->size;
    if (unsigned_count > 0) {
        context.warn(fmt::format("{} recorded since the last checkpoint, and not published",
                                 core::counted(unsigned_count, "event")));
    }
    if (context.is_json()) {
        context.print(json::serialize(json::object{{"schema", "peil.tiles/1"},
                                                   {"oldSize", written->old_size},
                                                   {"size", written->size},
                                                   {"files", written->file_count},
                                                   {"bytes", written->size_bytes}}));
    } else if (written->file_count == 0) {
        context.print(
            fmt::format("{} shows all {} already", folder, core::counted(written->size, "event")));
    } else {
        context.print(fmt::format("published {} to {}: {} written",
                                  core::counted(written->size - written->old_size, "new event"),
                                  folder, core::counted(written->file_count, "file")));
    }
    return exit_code::done;
}

/// The keys of the ledger here whose signatures count at the size that the folder states.
core::Result<std::vector<core::VerifierKey>> keys_of_ledger(const Context& context,
                                                            const std::string& folder) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto keys = ledger->snapshot().log_keys();
    if (!keys) { return keys.error(); }
    const auto text = core::read_file(folder + "/checkpoint", checkpoint_size_bytes_max);
    const auto note = core::parse_note(text.value_or(""));
    const auto claimed = note ? core::parse_checkpoint(note->text) : note.error();
    return keys->at(claimed ? claimed->size : 0);
}

/// The log's key: --key, or that of the ledger that is named or lies here; none if there is none.
core::Result<std::vector<core::VerifierKey>> find_log_keys(const Context& context,
                                                           const std::string& folder) {
    const auto text = context.arguments.find("--key");
    std::vector<core::VerifierKey> keys;
    if (!text) { return find_ledger(context) ? keys_of_ledger(context, folder) : keys; }
    const auto key = parse_log_key(*text);
    if (!key) { return key.error(); }
    keys.push_back(*key);
    return keys;
}

json::object found_json(const core::TilesCheck& found) {
    json::object object{{"schema", "peil.tiles-check/1"},
                        {"origin", found.checkpoint.origin},
                        {"size", found.checkpoint.size},
                        {"root", core::to_hex(found.checkpoint.root)},
                        {"signed", found.is_signed},
                        {"files", found.file_count},
                        {"ahead", found.ahead_count},
                        {"unknown", json::array(found.unknown.begin(), found.unknown.end())},
                        {"bad", nullptr}};
    if (found.bad) {
        object["bad"] = json::object{{"file", found.bad->file}, {"text", found.bad->text}};
    }
    return object;
}

std::string found_text(const core::TilesCheck& found, const std::string& folder) {
    if (found.bad) {
        return fmt::format("bad file: {}/{}: {}", folder, found.bad->file, found.bad->text);
    }
    auto text = fmt::format("{}: {} of {} are what its checkpoint signs, in {}", folder,
                            core::counted(found.checkpoint.size, "event"),
                            events::printable(found.checkpoint.origin),
                            core::counted(found.file_count, "file"));
    if (found.is_by_other_key) {
        text = fmt::format(
            "{}: {} in {} give the root of its checkpoint; whose it is was not "
            "proven: {}",
            folder, core::counted(found.checkpoint.size, "event"),
            core::counted(found.file_count, "file"), core::other_key_text);
    } else if (!found.is_signed) {
        text = fmt::format(
            "{}: {} in {} give the root of its checkpoint; whose it is was not "
            "verified: give the log's key with --key",
            folder, core::counted(found.checkpoint.size, "event"),
            core::counted(found.file_count, "file"));
    }
    if (found.ahead_count > 0) {
        text += fmt::format("\n{} of an update that did not end; `peil tiles` goes on with it",
                            core::counted(found.ahead_count, "file"));
    }
    for (const auto& name : found.unknown) { text += "\nnot a part of it: " + name; }
    return text;
}

/// Whether anything of a tiles folder is there, so that what is missing is worth an accusation.
bool is_tiles_folder(const std::string& folder) {
    const std::filesystem::path path(folder);
    std::error_code ignored;  // what cannot be looked at is verified, and then told
    return std::filesystem::exists(std::filesystem::symlink_status(path / "checkpoint", ignored)) ||
           std::filesystem::exists(std::filesystem::symlink_status(path / "tile", ignored));
}

core::Result<int> verify_tiles(Context& context, const std::string& folder) {
    if (!std::filesystem::is_directory(folder)) {
        return wrong_use("there is no folder " + folder);
    }
    if (!is_tiles_folder(folder)) {
        return wrong_use(folder +
                         " is no folder of published tiles: it has neither a checkpoint "
                         "nor tiles");
    }
    const auto keys = find_log_keys(context, folder);
    if (!keys) { return keys.error(); }
    ProgressBar bar("verifying");
    auto found =
        core::check_tiles(folder, *keys,
                          {.thread_count = std::max(1U, std::thread::hardware_concurrency()),
                           .progress = shown_on(bar)});
    bar.clear();
    // A ledger knows all of its keys: there is no newer one.
    if (found.is_by_other_key && !context.arguments.has("--key")) {
        found.is_by_other_key = false;
        found.bad = core::BadTile{"checkpoint",
                                  "no key of this ledger that counts at its size "
                                  "signed it"};
    }
    context.print(context.is_json() ? json::serialize(found_json(found))
                                    : events::printable(found_text(found, folder)));
    if (found.bad) { return exit_code::contradicted; }
    return found.is_signed ? exit_code::done : exit_code::not_proven;
}

core::Result<int> run_tiles(Context& context) {
    const auto folder = context.arguments.get("DIR");
    if (context.arguments.has("--check")) { return verify_tiles(context, folder); }
    if (context.arguments.has("--key")) { return wrong_use("--key belongs to --check"); }
    return publish_tiles(context, folder);
}

}  // namespace

Command tiles_command() {
    return {.name = "tiles",
            .group = "Editions and integrity",
            .summary = "Publish the ledger as static files, or verify such a folder",
            .details =
                "Writes what the folder lacks up to the last checkpoint: entry bundles, tiles "
                "and the checkpoint, in the format C2SP tlog-tiles, so that any web server can "
                "hand them out and software of others can verify them. Bundles hold the events "
                "as they are hashed, without what is disclosed apart. It may be interrupted and "
                "run again at any time; it never moves a folder back or to another log. --check "
                "reads every file and names the first that is bad. Exit code of --check 0: all "
                "as signed; 1: a file is bad; 4: sound, but nobody said whose key it must be, or "
                "another key of the same name signed it.",
            .positionals = {{"DIR", "a folder of its own; made if it is missing"}},
            .options = {{"--check", "", "verify the folder, offline"},
                        {"--key", "VKEY",
                         "with --check: the log's public key; else that of the ledger here"}},
            .run = run_tiles};
}

}  // namespace peil::cli

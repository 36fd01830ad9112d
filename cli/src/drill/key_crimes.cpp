// Crimes of somebody who has the disk and the key, and does careful work: whatever the ledger says
// of itself agrees.
// SPDX-License-Identifier: EUPL-1.2
#include "forgery.hpp"
#include <peil/core/cosignature.hpp>
#include <peil/core/files.hpp>
#include <peil/events/codec.hpp>

#include <boost/json/array.hpp>

#include <algorithm>
#include <utility>

namespace peil::cli {

namespace {

/// Tells the scene's history otherwise, from what is true.
void retell(const Scene& scene, const std::function<void(core::RawLedger& history)>& change,
            Mending mending = Mending::editions) {
    auto history = scene.stage().history;
    change(history);
    forge(scene, std::move(history), scene.stage().log_keys, mending);
}

/// Changes what stands in `data` of the event that publishes the last edition.
void alter_edition(const Scene& scene, Mending mending,
                   const std::function<void(boost::json::object& data)>& change) {
    retell(
        scene,
        [&](core::RawLedger& history) {
            alter_event(event_at(history, scene.stage().targets.edition),
                        [&](boost::json::object& event) { change(event.at("data").as_object()); });
        },
        mending);
}

void alter_early_words(const Scene& scene, core::RawLedger& history) {
    redisclose(event_at(history, scene.stage().targets.early), "description", "Never decided.");
}

void rewrite_event(const Scene& scene) {
    retell(scene, [&](core::RawLedger& history) { alter_early_words(scene, history); });
}

void reorder_events(const Scene& scene) {
    retell(scene, [&](core::RawLedger& history) {
        const auto first = scene.stage().targets.early;
        std::swap(event_at(history, first), event_at(history, first + 1));
    });
}

void insert_event(const Scene& scene) {
    retell(scene, [&](core::RawLedger& history) {
        const auto& targets = scene.stage().targets;
        const auto before = core::decode_event(event_at(history, targets.edition - 1).bytes);
        const auto early = core::decode_event(event_at(history, targets.early).bytes);
        auto draft =
            events::to_draft(events::ProgrammeRenamed{.title = "As it was always called"},
                             {.effective = early->effective, .actor = history.settings.actor});
        const core::Recording recording{.source = history.settings.source,
                                        .time = core::parse_time(before->time).value_or(0),
                                        .sequence = targets.edition,
                                        .previous = {}};
        auto event = core::encode_event(draft, recording, *scene.stage().random);
        if (!event) { throw core::StorageError(event.error().detail); }
        core::RawEvent raw{.bytes = std::move(event->bytes)};
        for (auto& disclosure : event->disclosures) {
            raw.disclosures.push_back(std::move(disclosure.text));
        }
        history.events.insert(
            history.events.begin() + static_cast<std::ptrdiff_t>(targets.edition - 1),
            std::move(raw));
        for (auto& size : history.sealed) { size += size >= targets.edition ? 1 : 0; }
    });
}

void set_clock_back(const Scene& scene) {
    retell(scene, [&](core::RawLedger& history) {
        const auto& targets = scene.stage().targets;
        const auto first = core::decode_event(event_at(history, 1).bytes);
        const auto earlier = core::parse_time(first->time).value_or(0) - core::day_ms;
        alter_event(event_at(history, targets.edition), [&](boost::json::object& event) {
            event["time"] = core::format_time(earlier);
        });
    });
}

void move_times(const Scene& scene) {
    retell(scene, [&](core::RawLedger& history) {
        constexpr core::UnixMs year_ms = 365 * core::day_ms;
        for (auto& event : history.events) {
            alter_event(event, [&](boost::json::object& members) {
                const auto time = core::parse_time(members.at("time").as_string());
                members["time"] = core::format_time(time.value_or(0) - year_ms);
            });
        }
    });
}

/// Takes the measures of the last row out of an edition's rows.
void cut_last_row(boost::json::object& data) {
    data.at("rows").as_array().pop_back();
}

void alter_rows_of_edition(const Scene& scene) {
    alter_edition(scene, Mending::none, cut_last_row);
}

void lose_measure(const Scene& scene) {
    alter_edition(scene, Mending::editions, cut_last_row);
}

void replace_edition(const Scene& scene) {
    alter_edition(scene, Mending::editions,
                  [](boost::json::object& data) { data.at("columns").as_array().pop_back(); });
}

void swap_key(const Scene& scene) {
    std::vector<core::SigningKey> keys;
    while (keys.size() < scene.stage().log_keys.size()) {
        keys.push_back(core::SigningKey::generate());
    }
    forge(scene, scene.stage().history, keys);
}

void rewrite_end(const Scene& scene) {
    retell(scene, [&](core::RawLedger& history) {
        redisclose(history.events.back(), "title", "As it was never called");
    });
}

/// The honest ledger's rows of what others signed about its last checkpoint.
struct OutsideRows {
    std::vector<core::NoteSignature> cosignatures;
    std::vector<core::StoredTimestamp> timestamps;
};

OutsideRows outside_rows(const Scene& scene) {
    const auto& stage = scene.stage();
    const auto ledger =
        core::Ledger::open(stage.honest().root, core::Access::read, stage.surroundings());
    if (!ledger) { throw core::StorageError(ledger.error().detail); }
    const auto snapshot = ledger->snapshot();
    const auto lines = snapshot.cosignatures(stage.targets.size);
    if (!lines) { throw core::StorageError(lines.error().detail); }
    return {*lines, snapshot.timestamps(stage.targets.size)};
}

/// Opens the forged ledger to store evidence in it.
core::Ledger open_scene(const Scene& scene) {
    auto ledger =
        core::Ledger::open(scene.ledger().root, core::Access::read, scene.stage().surroundings());
    if (!ledger) { throw core::StorageError(ledger.error().detail); }
    return *std::move(ledger);
}

void replay_cosignature(const Scene& scene) {
    rewrite_event(scene);
    core::replace_file(scene.ledger().policy(), scene.stage().policy);
    const auto rows = outside_rows(scene);
    const auto kept =
        open_scene(scene).keep_cosignatures(scene.stage().targets.size, rows.cosignatures);
    if (!kept) { throw core::StorageError(kept.error().detail); }
}

void replay_timestamp(const Scene& scene) {
    rewrite_event(scene);
    std::filesystem::copy_file(scene.stage().honest().timestamping(),
                               scene.ledger().timestamping());
    const auto rows = outside_rows(scene);
    const auto kept = open_scene(scene).keep_timestamp(rows.timestamps.front());
    if (!kept) { throw core::StorageError(kept.error().detail); }
}

}  // namespace

std::vector<Crime> key_crimes() {
    constexpr auto key = Grip::key;
    constexpr auto ledger = Exhibit::ledger;
    constexpr auto nothing = Need::nothing;
    constexpr auto report = Need::report;
    constexpr std::string_view report_knows =
        "Nothing in the folder: it agrees with itself. The report knows other events.";
    return {
        {"rewrite-event", key, ledger,
         "An early decision is replaced; chain, tree, editions and signatures are made anew.",
         report_knows, report, "continuity", rewrite_event},
        {"reorder", key, ledger,
         "Two early events change places; all that follows is chained and signed anew.",
         report_knows, report, "continuity", reorder_events},
        {"insert-event", key, ledger,
         "An event with an old date is slipped in before the edition, and all is signed anew.",
         report_knows, report, "continuity", insert_event},
        {"move-times", key, ledger,
         "All events are said to have been recorded a year earlier, and all is signed anew.",
         report_knows, report, "continuity", move_times},
        {"set-clock-back", key, ledger,
         "The edition is recorded with the clock set back behind the event before it.",
         "Times of recording never decrease.", nothing, "events", set_clock_back},
        {"alter-edition", key, ledger,
         "A row is taken out of the edition's event, and all is signed anew.",
         "The edition can no longer be drawn as it says it was.", nothing, "editions",
         alter_rows_of_edition},
        {"lose-measure", key, ledger,
         "A row is left out of the edition, and the edition commits to that.",
         "The measure is registered, and neither printed nor closed.", nothing, "completeness",
         lose_measure},
        {"replace-edition", key, ledger,
         "The edition is replaced by one without its last column, and commits to that.",
         report_knows, report, "continuity", replace_edition},
        {"swap-key", key, ledger,
         "The log gets a new key, which signs everything anew and stands in the first event.",
         "Nothing in the folder. The report is signed by another key.", report, "continuity",
         swap_key},
        {"rewrite-end", key, ledger,
         "An event that came after the report is replaced, and all is signed anew.",
         "Nothing but the witness: no report knows the event.", Need::witness, "continuity",
         rewrite_end},
        {"replay-cosignature", key, ledger,
         "History is rewritten, and a genuine cosignature of the witness is put under it.",
         "It cosigns another checkpoint.", nothing, "witnesses", replay_cosignature},
        {"replay-timestamp", key, ledger,
         "History is rewritten, and a genuine timestamp is put under it.",
         "It is of another checkpoint.", nothing, "timestamps", replay_timestamp},
    };
}

}  // namespace peil::cli

// peil checkpoint: shows the last signed checkpoint, or makes one for the events since.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../record.hpp"
#include "all.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace peil::cli {

namespace {

void print_checkpoint(const Context& context, const core::StoredCheckpoint& checkpoint,
                      const core::LedgerSettings& settings) {
    if (context.is_json()) {
        context.print(boost::json::serialize(boost::json::object{{"size", checkpoint.size},
                                                                 {"origin", settings.origin},
                                                                 {"logKey", settings.log_key},
                                                                 {"note", checkpoint.note}}));
        return;
    }
    // The note ends in a line feed of its own, and every byte of it counts.
    context.print(std::string_view(checkpoint.note).substr(0, checkpoint.note.size() - 1));
}

core::Result<int> show(Context& context) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto snapshot = ledger->snapshot();
    const auto last = snapshot.last_checkpoint();
    if (!last) {
        context.warn("no checkpoint was signed yet; type `peil checkpoint`");
        return exit_code::not_proven;
    }
    print_checkpoint(context, *last, ledger->settings());
    return exit_code::done;
}

core::Result<int> renew(Context& context) {
    // Opened for reading, since a writer is refused as long as the file is amiss.
    auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    ledger->renew_high_water();
    context.warn("the high-water file now shows the last stored checkpoint");
    return show(context);
}

core::Result<int> run_checkpoint(Context& context) {
    if (context.arguments.has("--show")) { return show(context); }
    if (context.arguments.has("--renew-high-water")) { return renew(context); }
    auto ledger = open_ledger(context, core::Access::write);
    if (!ledger) { return ledger.error(); }
    const auto sealed = seal(context, *ledger);
    if (!sealed) { return sealed.error(); }
    print_checkpoint(context, *sealed, ledger->settings());
    return exit_code::done;
}

}  // namespace

Command checkpoint_command() {
    return {.name = "checkpoint",
            .group = "Editions and integrity",
            .summary = "Sign a checkpoint of the ledger, or show the last one",
            .details =
                "A checkpoint commits to every event: keep it elsewhere, publish it, print "
                "it. If nothing was recorded\nsince the last one, that one is printed again.",
            .positionals = {},
            .options = {{"--show", "", "only show the last one"},
                        {"--renew-high-water", "",
                         "after restoring a backup and verifying it against a checkpoint kept "
                         "elsewhere"},
                        {"--passphrase-file", "FILE", "holds the passphrase of the log's key"}},
            .run = run_checkpoint};
}

}  // namespace peil::cli

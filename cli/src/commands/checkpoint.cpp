// peil checkpoint: shows the last signed checkpoint, or makes one for the events since; as a note,
// as a code that people type, or as a QR code.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../output_file.hpp"
#include "../qr_code.hpp"
#include "../record.hpp"
#include "all.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/checkpoint_code.hpp>
#include <peil/core/evidence.hpp>
#include <peil/core/files.hpp>
#include <peil/events/document.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <filesystem>

namespace peil::cli {

namespace {

/// A stored note, taken apart.
struct ShownCheckpoint {
    core::Checkpoint checkpoint;
    std::string text;  ///< what is signed: three lines
    std::string note;
};

/// What a QR code is drawn as: `svg` or `png`, by --format or else by the ending of the file;
/// blocks otherwise.
std::string form_of(const Context& context) {
    const auto file = context.arguments.find("--output");
    const auto ending = file ? std::filesystem::path(*file).extension().string() : "";
    const bool is_telling = ending == ".svg" || ending == ".png";
    return is_telling && !context.arguments.has("--format") ? ending.substr(1) : context.format();
}

core::Result<ShownCheckpoint> take_apart(const std::string& stored) {
    auto note = core::parse_note(stored);
    if (!note) { return note.error(); }
    auto checkpoint = core::parse_checkpoint(note->text);
    if (!checkpoint) { return checkpoint.error(); }
    return ShownCheckpoint{std::move(*checkpoint), std::move(note->text), stored};
}

/// Writes to --output, or to standard output; `text` ends in a line feed unless it is bytes.
void put(const Context& context, const std::string& text) {
    if (const auto file = context.arguments.find("--output")) {
        core::replace_file(*file, text, core::FileMode::published);
        return;
    }
    context.print_bytes(text);
}

core::Result<void> print_qr(const Context& context, const std::string& text) {
    const auto code = make_qr_code(text);
    const auto form = form_of(context);
    const bool is_on_terminal = context.terminal.is_terminal && !context.arguments.has("--output");
    if (form == "svg") {
        put(context, qr_svg(code));
        return {};
    }
    if (form == "png") {
        if (is_on_terminal) {
            return wrong_use("a PNG is no text for a terminal; give --output FILE");
        }
        put(context, qr_png(code));
        return {};
    }
    const auto columns = qr_columns(code);
    if (is_on_terminal && columns > static_cast<std::size_t>(context.terminal.width_columns)) {
        return wrong_use(
            fmt::format("the code takes {} columns and the terminal has {}; make it "
                        "wider, or a picture with --format svg --output FILE",
                        columns, context.terminal.width_columns));
    }
    put(context,
        qr_blocks(code, context.terminal.is_coloured && !context.arguments.has("--output")));
    return {};
}

/// The key that signed it, or that which signs now if that does not count any more.
std::string signer_of(const ShownCheckpoint& shown, const core::Snapshot& snapshot) {
    const auto keys = snapshot.log_keys();
    const auto counting = keys ? keys->at(shown.checkpoint.size) : std::vector<core::VerifierKey>();
    return counting.empty() ? current_vkey(snapshot) : core::encode_vkey(counting.front());
}

core::Result<int> print_checkpoint(const Context& context, const std::string& stored,
                                   const core::Snapshot& snapshot) {
    const auto shown = take_apart(stored);
    if (!shown) { return shown.error(); }
    const auto code = core::encode_checkpoint_code(shown->checkpoint.root);
    if (context.is_json()) {
        put(context, boost::json::serialize(
                         boost::json::object{{"size", shown->checkpoint.size},
                                             {"origin", snapshot.settings().origin},
                                             {"logKey", signer_of(*shown, snapshot)},
                                             {"note", shown->note},
                                             {"root", core::to_hex(shown->checkpoint.root)},
                                             {"code", code}}) +
                         '\n');
    } else if (context.arguments.has("--qr")) {
        const auto printed = print_qr(context, shown->text);
        if (!printed) { return printed.error(); }
    } else {
        put(context, context.arguments.has("--code") ? code + '\n' : shown->note);
    }
    return exit_code::done;
}

/// With the cosignatures that were collected for it: what readers get.
core::Result<int> print_cosigned(const Context& context, const core::Snapshot& snapshot,
                                 const core::StoredCheckpoint& checkpoint) {
    const auto cosigned = core::cosigned_checkpoint(snapshot, checkpoint);
    if (!cosigned) { return cosigned.error(); }
    return print_checkpoint(context, core::encode_note(*cosigned), snapshot);
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
    return print_cosigned(context, snapshot, *last);
}

/// The checkpoint that the document of an edition carries.
core::Result<int> show_of_edition(Context& context, const std::string& edition) {
    const auto number = parse_edition(edition, "--edition");
    if (!number) { return number.error(); }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto document = events::make_document(*view, *number);
    if (!document) { return document.error(); }
    return print_checkpoint(context, document->published.checkpoint, view->ledger());
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
    const auto form = form_of(context);
    if ((form == "svg" || form == "png") && !context.arguments.has("--qr")) {
        return wrong_use("a picture (" + form +
                         ") is of --qr; add it, or give another FORMAT or FILE");
    }
    if (context.arguments.has("--qr") && context.arguments.has("--code")) {
        return wrong_use("choose one of --code and --qr");
    }
    if (const auto file = context.arguments.find("--output")) {
        if (const auto fits = require_new_output(*file, "--output"); !fits) { return fits.error(); }
    }
    if (const auto edition = context.arguments.find("--edition")) {
        return show_of_edition(context, *edition);
    }
    if (context.arguments.has("--show")) { return show(context); }
    if (context.arguments.has("--renew-high-water")) { return renew(context); }
    auto ledger = open_ledger(context, core::Access::write);
    if (!ledger) { return ledger.error(); }
    const auto sealed = seal(context, *ledger);
    if (!sealed) { return sealed.error(); }
    return print_cosigned(context, ledger->snapshot(), *sealed);
}

}  // namespace

Command checkpoint_command() {
    return {.name = "checkpoint",
            .group = "Editions and integrity",
            .summary = "Sign a checkpoint of the ledger, or show the last one",
            .details =
                "A checkpoint commits to every event: keep it elsewhere, publish it, print it. "
                "If nothing was recorded since the last one, that one is printed again, with the "
                "cosignatures of witnesses that are stored.\n"
                "For a letter: --code prints its root as 13 groups of 4 characters, which `peil "
                "check FILE --code` takes as typed from paper; --qr draws its three lines "
                "(origin, size, root) as blocks, or as a picture by --format svg or png or by the "
                "ending of the file of --output.",
            .positionals = {},
            .options = {{"--show", "", "only show the last one"},
                        {"--edition", "NUMBER",
                         "only show the one that the document of this edition carries"},
                        {"--code", "", "print its root as 13 groups of 4 characters"},
                        {"--qr", "", "draw a QR code of its three lines"},
                        {"--output", "FILE", "write to this file instead of the terminal"},
                        {"--renew-high-water", "",
                         "after restoring a backup and verifying it against a checkpoint kept "
                         "elsewhere"},
                        {"--passphrase-file", "FILE", "holds the passphrase of the log's key"}},
            .formats = {"table", "json", "svg", "png"},
            .run = run_checkpoint};
}

}  // namespace peil::cli

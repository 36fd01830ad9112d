// peil init: makes a ledger with its signing key, its first event, and its first checkpoint.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "all.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/envelope.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/index.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace peil::cli {

namespace {

/// A source that may stand in an event: a URI with a scheme, without spaces.
bool is_source(const std::string& text) {
    const auto colon = text.find(':');
    return colon != std::string::npos && colon > 0 &&
           std::none_of(text.begin(), text.end(), [](char letter) {
               return letter == ' ' || static_cast<unsigned char>(letter) < 0x21;
           });
}

core::Result<core::LedgerSettings> read_settings(const Context& context) {
    const auto& arguments = context.arguments;
    const auto origin = arguments.get("--origin");
    if (!core::is_origin(origin) || origin.find("://") != std::string::npos) {
        return wrong_use(
            "--origin names the log, like a web address without https:// and without "
            "spaces or plus: example.nl/programme");
    }
    auto source = arguments.find("--source").value_or("urn:peil:" + origin);
    if (!is_source(source)) {
        return wrong_use("--source is a URI such as urn:nld:oin:00000001823288444000:systeem:peil");
    }
    return core::LedgerSettings{
        .origin = origin,
        .source = std::move(source),
        .actor = arguments.find("--as").value_or(origin.substr(0, origin.find('/')))};
}

core::Result<void> populate(const Context& context, core::Ledger& ledger,
                            const core::SigningKey& key) {
    const events::ProgrammeDefined event{context.arguments.get("--title"), ledger.settings().origin,
                                         ledger.settings().log_key};
    const auto draft =
        events::to_draft(event, {.effective = today(context), .actor = ledger.settings().actor});
    const auto appended = ledger.append({&draft, 1}, 0);
    if (!appended) { return appended.error(); }
    const auto sealed = ledger.seal(key);
    if (!sealed) { return sealed.error(); }
    auto index = events::Index::open(ledger.folder());
    if (index) { return index->catch_up(ledger.snapshot()); }
    return {};
}

void report(const Context& context, const core::LedgerSettings& settings,
            const std::string& folder) {
    if (context.is_json()) {
        context.print(boost::json::serialize(boost::json::object{{"ledger", folder},
                                                                 {"origin", settings.origin},
                                                                 {"source", settings.source},
                                                                 {"actor", settings.actor},
                                                                 {"logKey", settings.log_key}}));
        return;
    }
    context.print(fmt::format("ledger   {}\norigin   {}\nlog key  {}", folder, settings.origin,
                              settings.log_key));
    context.print(
        "Publish the log key where readers can find it; keep keys/log.pem secret and "
        "backed up.");
}

core::Result<int> run_init(Context& context) {
    auto settings = read_settings(context);
    if (!settings) { return settings.error(); }
    if (context.arguments.get("--title").empty()) { return wrong_use("give the --title"); }
    const auto passphrase = read_passphrase(context);
    if (!passphrase) { return passphrase.error(); }
    const auto key = core::SigningKey::generate();
    const auto verifier = core::make_verifier_key(settings->origin, key.public_key());
    if (!verifier) { return verifier.error(); }
    settings->log_key = core::encode_vkey(*verifier);
    const auto folder = named_ledger(context).value_or(".peil");
    auto pem = key.to_pem(*passphrase);
    const auto made = core::create_ledger(
        folder, *settings, pem,
        [&](core::Ledger& ledger) { return populate(context, ledger, key); },
        context.surroundings());
    core::wipe(pem);
    if (!made) { return made.error(); }
    report(context, *settings, std::filesystem::absolute(folder).string());
    return exit_code::done;
}

}  // namespace

Command init_command() {
    return {.name = "init",
            .group = "Recording",
            .summary = "Make a ledger and its signing key",
            .details =
                "The ledger is made in .peil in this folder, or in --ledger DIR, which must not "
                "exist yet. The log's public key is printed: readers need it to check signatures.",
            .positionals = {},
            .options = {{"--origin", "NAME", "name of the log, such as example.nl/programme", true},
                        {"--title", "TITLE", "title of the programme", true},
                        {"--source", "URI", "CloudEvents source, such as urn:nld:oin:…"},
                        {"--as", "ACTOR", "who appends by default; else the domain in --origin"},
                        {"--passphrase-file", "FILE",
                         "encrypt the log's key with the passphrase in this file"}},
            .run = run_init};
}

}  // namespace peil::cli

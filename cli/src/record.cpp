// Append, receipts, seal.
// SPDX-License-Identifier: EUPL-1.2
#include "record.hpp"

#include "pager.hpp"
#include "restated.hpp"
#include <peil/events/fact.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <exception>

namespace peil::cli {

namespace {

std::string receipt_json(const core::Receipt& receipt, const Restated& restated) {
    return boost::json::serialize(
        boost::json::object{{"sequence", receipt.sequence},
                            {"id", receipt.id},
                            {"leafHash", core::to_hex(receipt.leaf_hash)},
                            {"size", receipt.size},
                            {"root", core::to_hex(receipt.root)},
                            {"repeated", receipt.repeated},
                            {"restates", restated.editions_of(receipt.sequence)}});
}

std::string receipt_line(const core::Receipt& receipt, const Restated& restated) {
    return fmt::format("{} event {}  id {}  leaf {}  size {}  root {}{}",
                       receipt.repeated ? "present " : "recorded", receipt.sequence,
                       events::printable(receipt.id), core::to_hex(receipt.leaf_hash), receipt.size,
                       core::to_hex(receipt.root), restated.in_words(receipt.sequence));
}

/// Appends, prints receipts, seals.
core::Result<int> record_drafts(const Context& context, core::Ledger& ledger,
                                const std::vector<core::Draft>& drafts,
                                std::optional<std::uint64_t> expected_size,
                                const Restated& restated) {
    // The key is opened first: a wrong passphrase must not leave events without a signature.
    std::optional<OpenedKey> key;
    if (!context.arguments.has("--no-seal")) {
        auto opened = open_log_key(context, ledger);
        if (!opened) { return opened.error(); }
        key.emplace(std::move(*opened));
    }
    const auto receipts = ledger.append(drafts, expected_size);
    if (!receipts) { return receipts.error(); }
    std::exception_ptr unprinted;  // what is stored is sealed first
    try {
        for (const auto& receipt : *receipts) {
            context.print(context.is_json() ? receipt_json(receipt, restated)
                                            : receipt_line(receipt, restated));
        }
    } catch (const OutputError&) { unprinted = std::current_exception(); }
    restated.warn(context);
    if (key) {
        const auto sealed = ledger.seal(key->key);
        if (!sealed) { return sealed.error(); }
    }
    if (unprinted) { std::rethrow_exception(unprinted); }
    return exit_code::done;
}

/// Why an event would change nothing: all that it states holds already. Empty if it changes
/// something.
std::string repeated_in_words(const events::View& view, const events::Event& event,
                              const std::string& effective) {
    events::RecordedEvent recorded;
    recorded.envelope.effective = effective;
    recorded.event = event;
    const auto effect = events::effect_of(recorded);
    const bool may_repeat = effect && effect->voids == 0 && !effect->facts.empty();
    if (!may_repeat) { return ""; }
    std::string text;
    for (const auto& fact : effect->facts) {
        const auto held = events::lookup(view.facts(), {fact.subject, fact.field},
                                         view.moment(effect->effective));
        if (!held || held->value != fact.value) { return ""; }
        text = fmt::format(
            "nothing changes: {} {} says this already, from {} on (event {}); "
            "nothing was appended. `peil append` records it all the same",
            fact.subject, events::name_of(fact.field),
            events::format_effective(held->position.effective), held->position.sequence);
    }
    return text;
}

/// `/data/date/…: text` becomes `--date: text`.
std::string name_argument(std::string_view line, const ArgumentNames& names) {
    constexpr std::string_view data = "/data/";
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) { return std::string(line); }
    const auto pointer = line.substr(0, colon);
    if (pointer == "/effective") { return "--effective" + std::string(line.substr(colon)); }
    if (pointer == "/actor") { return "--as" + std::string(line.substr(colon)); }
    if (!pointer.starts_with(data)) { return std::string(line); }
    const auto path = pointer.substr(data.size());
    const auto member = path.substr(0, path.find('/'));
    const auto found = names.find(member);
    if (found == names.end()) { return std::string(line); }
    const auto place = path.substr(member.size());
    return found->second + (place.empty() ? "" : " " + std::string(place)) +
           std::string(line.substr(colon));
}

}  // namespace

std::vector<Option> writing_options() {
    return {
        {"--as", "ACTOR", "organisation or role that appends; else PEIL_ACTOR, or the ledger's"},
        {"--no-seal", "", "leave the new events without a signed checkpoint"},
        {"--passphrase-file", "FILE", "holds the passphrase of the log's key"}};
}

std::vector<Option> recording_options() {
    auto options = writing_options();
    options.insert(options.begin(),
                   {{"--effective", "DATE", "date or moment from which it holds; else today"},
                    {"--id", "ID", "id of the event, for repeating safely"}});
    return options;
}

core::Result<core::StoredCheckpoint> seal(const Context& context, core::Ledger& ledger) {
    const auto key = open_log_key(context, ledger);
    if (!key) { return key.error(); }
    return ledger.seal(key->key);
}

core::Result<int> record(const Context& context, core::Ledger& ledger,
                         const std::vector<core::Draft>& drafts,
                         std::optional<std::uint64_t> expected_size) {
    return record_drafts(context, ledger, drafts, expected_size, {});
}

core::Result<int> record_batch(const Context& context, core::Ledger& ledger,
                               const events::BatchBuilder& batch) {
    return record_drafts(context, ledger, batch.drafts(), batch.expected_size(), Restated(batch));
}

core::Error name_arguments(const core::Error& error, const ArgumentNames& names) {
    constexpr std::string_view heading = "the event:\n";
    std::string_view rest = error.detail;
    if (rest.starts_with(heading)) { rest.remove_prefix(heading.size()); }
    std::string text;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        text += (text.empty() ? "" : "\n") + name_argument(rest.substr(0, end), names);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {error.code, std::move(text)};
}

core::Result<int> record_one(const Context& context, MakeEvent make_event,
                             const ArgumentNames& names) {
    const events::DraftFrame frame{
        .effective = context.arguments.find("--effective").value_or(today(context)),
        .actor = {},
        .id = context.arguments.get("--id")};
    if (!core::parse_date(frame.effective) && !core::parse_time(frame.effective)) {
        return wrong_use(
            "--effective is a date (2016-11-14) or a moment (2016-11-14T09:30:00Z), "
            "not '" +
            frame.effective + "'");
    }
    auto ledger = open_ledger(context, core::Access::write);
    if (!ledger) { return ledger.error(); }
    auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto event = make_event(context, *view);
    if (!event) { return name_arguments(event.error(), names); }
    const auto actor = actor_of(context, ledger->settings());
    if (!frame.id.empty() && view->ledger().find_id(frame.id)) {
        auto repeated = frame;
        repeated.actor = actor;
        return record(context, *ledger, {events::to_draft(*event, repeated)}, std::nullopt);
    }
    events::BatchBuilder batch(*view, actor, *context.random);
    const auto added = batch.add(*event, frame);
    if (!added) { return name_arguments(added.error(), names); }
    const auto repeated = repeated_in_words(*view, *event, frame.effective);
    if (repeated.empty()) { return record_batch(context, *ledger, batch); }
    context.warn(events::printable(repeated));
    if (context.is_json()) { context.print(R"({"appended":0})"); }
    return exit_code::done;
}

}  // namespace peil::cli

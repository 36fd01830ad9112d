// peil key: another key for the log, a key whose signatures count no more, and which key signed
// when. A new key is on the disk before the event that names it is, so that a process that is
// killed leaves the old state or the new one.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../policy_file.hpp"
#include "../record.hpp"
#include "all.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/count_text.hpp>
#include <peil/core/files.hpp>
#include <peil/core/log_keys.hpp>
#include <peil/core/trust_policy.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace peil::cli {

namespace {

namespace json = boost::json;

/// A new key, and what the old one says of it.
struct NextKey {
    core::SigningKey key;
    core::LogKey entry;  ///< as the log will have it
    events::KeyRotated event;
};

core::Result<NextKey> make_next_key(const Context& context, const core::LogKeys& keys,
                                    const core::SigningKey& old, std::uint64_t sequence) {
    auto key = core::SigningKey::generate();
    auto verifier = core::make_verifier_key(keys.origin(), key.public_key());
    if (!verifier) { return verifier.error(); }
    const auto vkey = core::encode_vkey(*verifier);
    const auto signature =
        old.sign(core::as_bytes(core::rotation_text(keys.origin(), sequence, vkey)));
    events::KeyRotated event{{.key_id = core::id_text(*verifier),
                              .log_key = vkey,
                              .previous = core::encode_vkey(keys.current().key),
                              .signature = core::encode_base64(signature)},
                             context.arguments.find("--reason")};
    return NextKey{std::move(key),
                   {.key = *std::move(verifier), .first_size = sequence, .introduced = sequence},
                   std::move(event)};
}

/// The passphrase of the new key: its own, or that of the old one. Errors: as read_passphrase().
core::Result<std::optional<std::string>> next_passphrase(const Context& context,
                                                         const OpenedKey& old) {
    const auto file = context.arguments.find("--new-passphrase-file");
    if (!file) { return old.passphrase; }
    return read_passphrase_file(*file);
}

/// Overwrites and removes. What a file system or a disk keeps beside that is out of reach.
void destroy(const std::filesystem::path& file) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(file, missing);
    if (missing) { return; }
    core::overwrite_file(file, 0, std::string(size, '\0'));
    std::filesystem::remove(file);
    core::sync_folder(file.parent_path());
}

/// Names the new key in the ledger's policy, if there is one, for those who are handed it, and
/// destroys the old one if that is asked for. The event is recorded by then, whatever happens here.
void settle(const Context& context, const core::Ledger& ledger, const std::string& vkey,
            const std::filesystem::path& old_file) {
    try {
        const auto file = ledger.folder().policy();
        const auto text = core::read_file(file, core::policy_size_limit_bytes);
        if (text) { core::replace_file(file, add_log(*text, vkey)); }
        if (context.arguments.has("--destroy-old")) { destroy(old_file); }
    } catch (const core::StorageError& error) {
        context.warn(std::string("the key was replaced, and then: ") + error.what());
    }
}

/// Appends the event. Unless that may have happened, the new key is removed again.
core::Result<core::Receipt> append_rotation(core::Ledger& ledger, const NextKey& next,
                                            const core::Draft& draft,
                                            const std::filesystem::path& file) {
    try {
        const auto receipts = ledger.append({&draft, 1}, next.entry.introduced - 1);
        if (receipts) { return receipts->front(); }
        destroy(file);
        return receipts.error();
    } catch (const core::UnknownOutcome&) { throw; } catch (const core::StorageError&) {
        destroy(file);
        throw;
    }
}

void print_rotation(const Context& context, const NextKey& next, const core::Receipt& receipt,
                    const std::filesystem::path& file) {
    const auto& change = next.event.change;
    if (context.is_json()) {
        context.print(json::serialize(json::object{{"sequence", receipt.sequence},
                                                   {"id", receipt.id},
                                                   {"leafHash", core::to_hex(receipt.leaf_hash)},
                                                   {"size", receipt.size},
                                                   {"root", core::to_hex(receipt.root)},
                                                   {"logKey", change.log_key},
                                                   {"previous", change.previous},
                                                   {"file", file.string()}}));
        return;
    }
    context.print(
        fmt::format("recorded event {}  id {}  leaf {}\nlog key  {}\nsigns    from "
                    "event {} on, in place of {}\nfile     {}",
                    receipt.sequence, receipt.id, core::to_hex(receipt.leaf_hash), change.log_key,
                    receipt.sequence, change.previous, file.string()));
    context.print(
        "Publish the new log key beside the old one, back it up, and give it to the "
        "log's witnesses.");
}

core::Result<int> run_rotate(Context& context) {
    auto ledger = open_ledger(context, core::Access::write);
    if (!ledger) { return ledger.error(); }
    const auto old = open_log_key(context, *ledger);
    if (!old) { return old.error(); }
    const auto passphrase = next_passphrase(context, *old);
    if (!passphrase) { return passphrase.error(); }
    // The last word of the old key: all that was recorded under it.
    const auto sealed = ledger->seal(old->key);
    if (!sealed) { return sealed.error(); }
    const auto snapshot = ledger->snapshot();
    const auto keys = snapshot.log_keys();
    if (!keys) { return keys.error(); }
    const auto next = make_next_key(context, *keys, old->key, snapshot.head().size + 1);
    if (!next) { return next.error(); }
    const auto& folder = ledger->folder();
    const auto file = folder.log_key(next->entry);
    const auto stored = next->key.store(file, *passphrase);
    if (!stored) { return stored.error(); }
    const auto draft = events::to_draft(
        next->event, {.effective = today(context), .actor = actor_of(context, ledger->settings())});
    const auto receipt = append_rotation(*ledger, *next, draft, file);
    if (!receipt) { return receipt.error(); }
    const auto resealed = ledger->seal(next->key);
    if (!resealed) { return resealed.error(); }
    print_rotation(context, *next, *receipt, file);
    settle(context, *ledger, next->event.change.log_key, folder.log_key(keys->current()));
    return exit_code::done;
}

/// `--from`: a size of the log, or a moment, from which on nothing counts. Errors: wrong use.
core::Result<std::optional<std::uint64_t>> revoked_from(const Context& context,
                                                        const core::Snapshot& snapshot) {
    const auto typed = context.arguments.find("--from");
    if (!typed) { return std::optional<std::uint64_t>{}; }
    const auto date = core::parse_date(*typed);
    const auto moment = date ? date : core::parse_time(*typed);
    if (moment) { return std::optional(snapshot.size_at(*moment - 1) + 1); }
    const auto size = parse_count(*typed, "--from");
    if (!size) {
        return wrong_use("--from is a number of events, a date or a moment, not '" + *typed + "'");
    }
    return std::optional(*size);
}

core::Result<events::Event> make_revocation(const Context& context, const events::View& view) {
    const auto from = revoked_from(context, view.ledger());
    if (!from) { return from.error(); }
    return events::Event(events::KeyRevoked{{context.arguments.get("KEYID"), *from},
                                            context.arguments.get("--reason")});
}

core::Result<int> run_revoke(Context& context) {
    return record_one(context, make_revocation,
                      {{"key", "KEYID"}, {"from", "--from"}, {"reason", "--reason"}});
}

/// `signs now`, `replaced`, `revoked`.
std::string_view state_of(const core::LogKeys& keys, const core::LogKey& key) {
    if (&key == &keys.current()) { return "signs"; }
    return key.revoked != 0 ? "revoked" : "replaced";
}

/// The last size that counts, if there is one.
std::optional<std::uint64_t> last_counting(const core::LogKey& key) {
    auto last = key.last_size;
    if (key.revoked_from) {
        last = std::min(last.value_or(*key.revoked_from), *key.revoked_from - 1);
    }
    return last;
}

/// Whether it may sign any checkpoint at all; one over no events is never signed.
bool is_of_use(const core::LogKey& key) {
    const auto last = last_counting(key);
    return !last || *last >= std::max<std::uint64_t>(key.first_size, 1);
}

json::object key_json(const core::LogKeys& keys, const core::LogKey& key,
                      const core::LedgerFolder& folder) {
    const auto file = folder.log_key(key);
    json::object object{{"id", core::id_text(key.key)}, {"logKey", core::encode_vkey(key.key)},
                        {"state", state_of(keys, key)}, {"introducedBy", key.introduced},
                        {"firstSize", key.first_size},  {"lastSize", nullptr},
                        {"revokedBy", nullptr},         {"file", nullptr}};
    if (const auto last = last_counting(key)) { object["lastSize"] = *last; }
    if (key.revoked != 0) { object["revokedBy"] = key.revoked; }
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) { object["file"] = file.string(); }
    return object;
}

std::string key_line(const core::LogKeys& keys, const core::LogKey& key) {
    const auto last = last_counting(key);
    const auto sizes =
        is_of_use(key) ? fmt::format("size {} to {}", std::max<std::uint64_t>(key.first_size, 1),
                                     last ? std::to_string(*last) : "now")
                       : "at no size";
    const auto why = key.revoked != 0 ? fmt::format(" by event {}", key.revoked) : "";
    return fmt::format("{}  {:<24} {}\n          {}", core::id_text(key.key), sizes,
                       std::string(state_of(keys, key)) + why,
                       events::printable(core::encode_vkey(key.key)));
}

core::Result<int> run_key_list(Context& context) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto keys = ledger->snapshot().log_keys();
    if (!keys) { return keys.error(); }
    json::array array;
    for (const auto& key : keys->all()) {
        if (context.is_json()) {
            array.push_back(key_json(*keys, key, ledger->folder()));
        } else if (context.format() == "table") {
            context.print(key_line(*keys, key));
        } else if (is_of_use(key)) {
            context.print("log " + core::encode_vkey(key.key));
        }
    }
    if (context.format() == "policy") { context.print("quorum none"); }
    if (context.is_json()) {
        context.print(json::serialize(
            json::object{{"schema", "peil.keys/1"}, {"origin", keys->origin()}, {"keys", array}}));
    }
    return exit_code::done;
}

Command rotate_command() {
    return {.name = "key rotate",
            .group = "Editions and integrity",
            .summary = "Put another key in the place of the one that signs",
            .details =
                "Makes a key, records it in an event that the key before it signs, and signs "
                "with it from there on. What the key before it signed stays valid. The log keeps "
                "its name; the key has another id. The file of the old key is kept in keys/ "
                "unless --destroy-old. Killed at any moment, the ledger has a key that signs.",
            .positionals = {},
            .options = {{"--reason", "TEXT", "why"},
                        {"--new-passphrase-file", "FILE",
                         "holds the passphrase of the new key; else that of the old one"},
                        {"--destroy-old", "", "overwrite and remove the file of the old key"},
                        {"--as", "ACTOR",
                         "organisation or role that appends; else PEIL_ACTOR, or the ledger's"},
                        {"--passphrase-file", "FILE", "holds the passphrase of the log's key"}},
            .run = run_rotate};
}

Command revoke_command() {
    auto options = recording_options();
    options.insert(options.begin(),
                   {{"--reason", "TEXT", "why, such as where it was lost", true},
                    {"--from", "WHEN",
                     "size of the log, date or moment from which its signatures do not count; else "
                     "this event"}});
    return {.name = "key revoke",
            .group = "Editions and integrity",
            .summary = "Say that signatures of an old key do not count",
            .details =
                "For a key that was replaced and is in other hands. Checkpoints that it signed "
                "over fewer events than --from stay valid. The key that signs now is replaced "
                "first, with `peil key rotate`.",
            .positionals = {{"KEYID", "its id, as `peil key list` prints it"}},
            .options = std::move(options),
            .run = run_revoke};
}

Command key_list_command() {
    return {.name = "key list",
            .group = "Editions and integrity",
            .summary = "List the log's keys and at which sizes each counts",
            .details =
                "--format policy prints a C2SP tlog-policy that asks for no witnesses, for `peil "
                "check --policy` and for readers whose software knows of no events.",
            .positionals = {},
            .options = {},
            .formats = {"table", "json", "policy"},
            .run = run_key_list};
}

}  // namespace

std::vector<Command> key_commands() {
    return {rotate_command(), revoke_command(), key_list_command()};
}

}  // namespace peil::cli

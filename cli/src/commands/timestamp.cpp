// peil timestamp: has a timestamping authority sign that the last checkpoint exists, and renews
// timestamps whose certificate ends soon. RFC 3161 over HTTP.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../http_client.hpp"
#include "../output_file.hpp"
#include "all.hpp"
#include <peil/core/evidence.hpp>
#include <peil/core/files.hpp>
#include <peil/core/timestamp.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace peil::cli {

namespace {

namespace json = boost::json;

constexpr unsigned status_good = 200;
constexpr std::uint64_t days_max = 36'500;
constexpr std::uint64_t wait_max_seconds = 3600;

/// Where timestamps come from and which roots are trusted for them.
struct Authority {
    std::string url;
    std::string roots;
};

/// One checkpoint with its tokens, and what they state if they hold.
struct Stamped {
    core::StoredCheckpoint checkpoint;
    std::string text;  ///< of the note
    std::vector<core::Bytes> tokens;
    core::Result<core::TimestampInfo> info;
};

/// What the ledger remembers, with what was typed over it.
core::Result<Authority> find_authority(const Context& context, const core::LedgerFolder& folder) {
    auto kept = core::read_timestamping(folder).value_or(core::Timestamping{});
    Authority authority{.url = context.arguments.find("--tsa").value_or(kept.url),
                        .roots = std::move(kept.roots)};
    if (const auto file = context.arguments.find("--ca")) {
        const auto text = core::read_file(*file, core::timestamping_size_max_bytes);
        if (!text) { return wrong_use("there is no file " + *file); }
        if (authority.roots.find(*text) == std::string::npos) { authority.roots += *text; }
    }
    if (authority.url.empty()) {
        return wrong_use("no authority is known yet; name one with --tsa URL --ca FILE");
    }
    if (authority.roots.empty()) {
        return wrong_use("give the certificates to trust it by: --ca FILE");
    }
    return authority;
}

core::Result<Stamped> read_stamped(const core::Snapshot& snapshot,
                                   const core::StoredCheckpoint& checkpoint,
                                   const std::string& roots) {
    const auto note = core::parse_note(checkpoint.note);
    if (!note) { return note.error(); }
    Stamped stamped{checkpoint, note->text, {}, core::TimestampInfo{}};
    for (const auto& each : snapshot.timestamps(checkpoint.size)) {
        stamped.tokens.push_back(each.token);
    }
    if (!stamped.tokens.empty()) {
        stamped.info = core::verify_timestamps(stamped.tokens, stamped.text, roots);
    }
    return stamped;
}

/// Has a checkpoint stamped, or its last token renewed, and stores the answer once it is verified.
core::Result<void> stamp(const Context& context, core::Ledger& ledger, const Authority& authority,
                         const Stamped& stamped, std::chrono::milliseconds time_max) {
    const auto before =
        stamped.tokens.empty() ? core::ByteView() : core::ByteView(stamped.tokens.back());
    const auto imprint = core::timestamp_imprint(stamped.text, before);
    const auto query = core::make_timestamp_query(imprint, *context.random);
    const auto answer = http_post({.url = authority.url,
                                   .content_type = std::string(core::timestamp_query_content_type),
                                   .body = std::string(core::as_text(query)),
                                   .time_max = time_max,
                                   .answer_size_max_bytes = core::timestamp_size_limit_bytes});
    if (!answer) { return answer.error(); }
    if (answer->status != status_good ||
        !answer->content_type.starts_with(core::timestamp_reply_content_type)) {
        return core::Error(core::Errc::unreachable,
                           fmt::format("{}: it answered {} with the type '{}'", authority.url,
                                       answer->status, events::printable(answer->content_type)));
    }
    auto token = core::open_timestamp_reply(core::as_bytes(answer->body), query);
    if (!token) { return token.error(); }
    const auto info = core::verify_timestamp(*token, imprint, authority.roots);
    if (!info) { return info.error(); }
    return ledger.keep_timestamp(
        {stamped.checkpoint.size, stamped.tokens.size(), *std::move(token)});
}

json::object stamped_json(const Stamped& stamped) {
    json::object object{{"size", stamped.checkpoint.size}, {"tokens", stamped.tokens.size()}};
    object["time"] = nullptr;
    if (stamped.info) {
        object["time"] = core::format_time(stamped.info->time);
        object["authority"] = events::printable(stamped.info->authority);
        object["serial"] = stamped.info->serial;
        object["policy"] = stamped.info->policy;
        object["expires"] = core::format_time(stamped.info->expires);
    } else {
        object["error"] = events::printable(stamped.info.error().detail);
    }
    return object;
}

std::string stamped_text(const Stamped& stamped) {
    if (!stamped.info) {
        return fmt::format("size {:<8} DOES NOT HOLD: {}", stamped.checkpoint.size,
                           events::printable(stamped.info.error().detail));
    }
    return fmt::format(
        "size {:<8} {}  {}  certificate ends {}{}", stamped.checkpoint.size,
        core::format_time(stamped.info->time), events::printable(stamped.info->authority),
        core::format_date(stamped.info->expires),
        stamped.tokens.size() < 2 ? ""
                                  : fmt::format("  renewed {} times", stamped.tokens.size() - 1));
}

/// Prints every stamped checkpoint; the value is 1 if one does not hold, 4 if the last checkpoint
/// has no timestamp.
core::Result<int> print_stamped(const Context& context, const core::Snapshot& snapshot,
                                const std::string& roots) {
    json::array list;
    int code = exit_code::not_proven;
    bool is_damaged = false;
    for (const auto& checkpoint : snapshot.checkpoints()) {
        const auto stamped = read_stamped(snapshot, checkpoint, roots);
        if (!stamped) { return stamped.error(); }
        code = stamped->tokens.empty() ? exit_code::not_proven : exit_code::done;
        if (stamped->tokens.empty()) { continue; }
        is_damaged = is_damaged || !stamped->info;
        if (context.is_json()) {
            list.push_back(stamped_json(*stamped));
        } else {
            context.print(stamped_text(*stamped));
        }
    }
    if (context.is_json()) {
        context.print(json::serialize(
            json::object{{"schema", "peil.timestamps/1"}, {"timestamps", std::move(list)}}));
    }
    return is_damaged ? exit_code::contradicted : code;
}

/// Whether a checkpoint is to be stamped now: the last one without a timestamp, and any whose
/// certificate ends within the time.
bool is_due(const Stamped& stamped, bool is_last, core::UnixMs renewal_time) {
    if (stamped.tokens.empty()) { return is_last; }
    return stamped.info && stamped.info->expires <= renewal_time;
}

core::Result<void> stamp_what_is_due(const Context& context, core::Ledger& ledger,
                                     const Authority& authority) {
    const auto days =
        parse_count(context.arguments.find("--renew-within").value_or("90"), "--renew-within");
    if (!days) { return days.error(); }
    const auto seconds =
        parse_count(context.arguments.find("--timeout").value_or("20"), "--timeout");
    if (!seconds) { return seconds.error(); }
    const auto limit = static_cast<std::int64_t>(std::min(*seconds, wait_max_seconds)) * 1000;
    const auto renewal_time =
        context.clock() + static_cast<core::UnixMs>(std::min(*days, days_max)) * core::day_ms;
    std::vector<Stamped> due;
    {
        const auto snapshot = ledger.snapshot();
        const auto last = snapshot.last_checkpoint();
        if (!last) { return wrong_use("no checkpoint was signed yet; type `peil checkpoint`"); }
        for (const auto& checkpoint : snapshot.checkpoints()) {
            auto stamped = read_stamped(snapshot, checkpoint, authority.roots);
            if (!stamped) { return stamped.error(); }
            if (is_due(*stamped, checkpoint.size == last->size, renewal_time)) {
                due.push_back(*std::move(stamped));
            }
        }
    }
    for (const auto& each : due) {
        const auto stamped =
            stamp(context, ledger, authority, each, std::chrono::milliseconds(limit));
        if (!stamped) { return stamped.error(); }
    }
    return {};
}

/// Writes the tokens of one checkpoint to --output: of that of --size, or of the last one that has
/// any. Errors: wrong use if there is none.
core::Result<void> write_tokens(const Context& context, const core::Snapshot& snapshot) {
    const auto file = context.arguments.find("--output");
    if (!file) {
        if (context.arguments.has("--size")) { return wrong_use("--size belongs to --output"); }
        return {};
    }
    if (const auto fits = require_output_place(*file); !fits) { return fits.error(); }
    std::optional<std::uint64_t> size;
    if (const auto typed = context.arguments.find("--size")) {
        const auto count = parse_count(*typed, "--size");
        if (!count) { return count.error(); }
        size = *count;
    }
    std::string tokens;
    for (const auto& checkpoint : snapshot.checkpoints()) {
        const auto stored = snapshot.timestamps(checkpoint.size);
        if (stored.empty() || checkpoint.size != size.value_or(checkpoint.size)) { continue; }
        tokens.clear();
        for (const auto& each : stored) { tokens += core::as_text(each.token); }
    }
    if (tokens.empty()) {
        return wrong_use(size ? fmt::format("no checkpoint of size {} has a timestamp", *size)
                              : "no checkpoint has a timestamp yet; type `peil timestamp`");
    }
    return write_new_output(*file, tokens, "--output");
}

core::Result<int> run_timestamp(Context& context) {
    auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto authority = find_authority(context, ledger->folder());
    if (!authority) { return authority.error(); }
    if (!context.arguments.has("--show")) {
        const auto stamped = stamp_what_is_due(context, *ledger, *authority);
        if (!stamped) { return stamped.error(); }
        const auto text = authority->url + '\n' + authority->roots;
        const auto kept =
            core::read_file(ledger->folder().timestamping(), core::timestamping_size_max_bytes * 2);
        if (kept.value_or("") != text) {
            core::replace_file(ledger->folder().timestamping(), text);
        }
    }
    const auto snapshot = ledger->snapshot();
    const auto written = write_tokens(context, snapshot);
    if (!written) { return written.error(); }
    return print_stamped(context, snapshot, authority->roots);
}

}  // namespace

Command timestamp_command() {
    return {.name = "timestamp",
            .group = "Editions and integrity",
            .summary = "Have the last checkpoint timestamped by an authority",
            .details =
                "Sends SHA-256 of the checkpoint's text (RFC 3161), verifies the answer, and "
                "stores it beside the checkpoint. A timestamp whose certificate ends soon is "
                "renewed over the text and the timestamp before. The authority and the "
                "certificates to trust it by are kept in the ledger's folder, in the file "
                "`timestamping`. --output gives a timestamp out in DER, which `peil check FILE "
                "CHECKPOINT --ca ROOTS` and `openssl ts` verify.",
            .positionals = {},
            .options = {{"--tsa", "URL", "the authority; kept for the next time"},
                        {"--ca", "FILE", "certificates (PEM) to trust it by; kept as well"},
                        {"--renew-within", "DAYS", "how long before the end; 90"},
                        {"--timeout", "SECONDS", "for each answer; 20"},
                        {"--show", "", "only show and verify what is stored"},
                        {"--output", "FILE", "write a timestamp to this file, in DER"},
                        {"--size", "SIZE",
                         "that of the checkpoint of this size; else of the last that has one"}},
            .run = run_timestamp};
}

}  // namespace peil::cli

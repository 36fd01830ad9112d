// Writing and reading the stored form of an event.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/base64.hpp>
#include <peil/core/canonical_json.hpp>
#include <peil/core/envelope.hpp>
#include <peil/core/utf8.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace peil::core {

namespace {

constexpr std::size_t sequence_digits = 12;

/// `data` of the stored event: what is shown, and the sorted digests of what is not, so that their
/// order tells nothing about the names.
boost::json::object data_of(const Draft& draft, std::span<const Disclosure> disclosures) {
    boost::json::object data = draft.shown;
    if (disclosures.empty()) { return data; }
    std::vector<std::string> digests;
    digests.reserve(disclosures.size());
    for (const auto& disclosure : disclosures) {
        digests.push_back(encode_base64url(as_bytes(disclosure.digest)));
    }
    std::sort(digests.begin(), digests.end());
    data["_sd"] = boost::json::array(digests.begin(), digests.end());
    return data;
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
    out += out.empty() ? "{\"" : ",\"";
    out += name;
    out += "\":";
    append_json_string(out, value);
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max, which makers of values hold
bool is_utf8_value(const boost::json::value& value) {
    if (const auto* text = value.if_string()) { return is_utf8(*text); }
    if (const auto* array = value.if_array()) {
        return std::all_of(array->begin(), array->end(), is_utf8_value);
    }
    const auto* object = value.if_object();
    if (object == nullptr) { return true; }
    for (const auto& member : *object) {
        if (!is_utf8(member.key()) || !is_utf8_value(member.value())) { return false; }
    }
    return true;
}

/// The part of a draft that is no UTF-8, or nothing. What is stored must be read again.
std::optional<std::string_view> part_without_utf8(const Draft& draft) {
    if (!is_utf8(draft.actor)) { return "actor"; }
    if (!is_utf8(draft.contribution)) { return "contribution"; }
    if (!is_utf8(draft.id)) { return "id"; }
    if (!is_utf8(draft.subject)) { return "subject"; }
    if (!is_utf8(draft.type)) { return "type"; }
    for (const auto& member : draft.shown) {
        if (!is_utf8(member.key()) || !is_utf8_value(member.value())) { return "data"; }
    }
    for (const auto& claim : draft.claims) {
        if (!is_utf8(claim.name) || !is_utf8(claim.salt)) { return "data"; }
        if (!is_utf8_value(claim.value)) { return claim.name; }
    }
    return std::nullopt;
}

std::optional<std::string> violation_of(const Draft& draft) {
    if (const auto part = part_without_utf8(draft)) {
        return fmt::format("`{}` is not UTF-8; save the text as UTF-8 and try again", *part);
    }
    if (draft.type.empty()) { return "an event needs a type"; }
    if (draft.subject.empty()) { return "an event needs a subject"; }
    if (draft.actor.empty()) { return "an event needs an actor"; }
    if (draft.id.size() > id_size_bytes_max) { return "an id has at most 255 bytes"; }
    if (!parse_date(draft.effective) && !parse_time(draft.effective)) {
        return "effective is a date (2016-11-14) or a moment (2016-11-14T09:30:00Z), not '" +
               draft.effective + "'";
    }
    if (draft.shown.contains("_sd")) { return "`_sd` is the ledger's to write"; }
    return std::nullopt;
}

/// Takes members out of a parsed event one by one, and remembers the first that is amiss.
class MemberReader {
  public:
    explicit MemberReader(boost::json::object members) : members_(std::move(members)) {}

    std::string text(std::string_view name, bool required = true) {
        const auto* member = members_.if_contains(name);
        if (member == nullptr) {
            if (required) { fail(name, "is missing"); }
            return {};
        }
        if (!member->is_string()) {
            fail(name, "is not text");
            return {};
        }
        return std::string(member->get_string());
    }
    bool flag(std::string_view name) {
        const auto* member = members_.if_contains(name);
        if (member == nullptr) { return false; }
        if (!member->is_bool()) { fail(name, "is not true or false"); }
        return member->is_bool() && member->get_bool();
    }
    boost::json::object object(std::string_view name) {
        auto* member = members_.if_contains(name);
        if (member == nullptr || !member->is_object()) {
            fail(name, "is not an object");
            return {};
        }
        return std::move(member->get_object());
    }
    void fail(std::string_view name, std::string_view what) {
        if (error_.empty()) { error_ = fmt::format("`{}` {}", name, what); }
    }
    [[nodiscard]] const std::string& error() const { return error_; }

  private:
    boost::json::object members_;
    std::string error_;
};

/// The text of the last member that opens so; `opening` begins with a comma. Steps from comma to
/// comma, since rfind() of a text compares at every byte.
std::string_view find_last_member(std::string_view bytes, std::string_view opening) {
    auto start = bytes.rfind(',');
    while (start != std::string_view::npos && !bytes.substr(start).starts_with(opening)) {
        start = start == 0 ? std::string_view::npos : bytes.rfind(',', start - 1);
    }
    if (start == std::string_view::npos) { return {}; }
    const auto rest = bytes.substr(start + opening.size());
    const auto end = rest.find('"');
    return end == std::string_view::npos ? std::string_view{} : rest.substr(0, end);
}

}  // namespace

std::string format_sequence(std::uint64_t sequence) {
    return fmt::format("{:0{}}", sequence, sequence_digits);
}

std::optional<std::uint64_t> parse_sequence(std::string_view text) {
    if (text.size() < sequence_digits || text.size() > 18) { return std::nullopt; }
    std::uint64_t value = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') { return std::nullopt; }
        value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    return format_sequence(value) == text ? std::optional(value) : std::nullopt;
}

Result<EncodedEvent> encode_event(const Draft& draft, const Recording& recording, Random& random) {
    if (const auto violation = violation_of(draft)) {
        return Error(Errc::malformed_event, *violation);
    }
    EncodedEvent event;
    event.id = draft.id.empty() ? uuid_v7(random, recording.time) : draft.id;
    for (const auto& claim : draft.claims) {
        event.disclosures.push_back(make_disclosure(
            claim.salt.empty() ? random_salt(random) : claim.salt, claim.name, claim.value));
    }
    auto& out = event.bytes;
    append_member(out, "actor", draft.actor);
    if (!draft.contribution.empty()) { append_member(out, "contribution", draft.contribution); }
    out += ",\"data\":";
    append_canonical(out, data_of(draft, event.disclosures));
    append_member(out, "effective", draft.effective);
    append_member(out, "id", event.id);
    if (draft.must_understand) { out += ",\"mustunderstand\":true"; }
    append_member(out, "prevhash", to_hex(recording.previous));
    append_member(out, "sequence", format_sequence(recording.sequence));
    append_member(out, "source", recording.source);
    append_member(out, "specversion", "1.0");
    append_member(out, "subject", draft.subject);
    append_member(out, "time", format_time(recording.time));
    append_member(out, "type", draft.type);
    out += '}';
    if (out.size() > event_size_bytes_max) {
        return Error(Errc::event_too_large,
                     fmt::format("the event has {} bytes; at most {} fit in a log entry. Put long "
                                 "text in fields that are disclosed apart",
                                 out.size(), event_size_bytes_max));
    }
    return event;
}

Result<Envelope> decode_event(std::string_view bytes) {
    auto json = CanonicalJson::parse(bytes);
    if (!json) { return json.error(); }
    if (!json->value().is_object()) { return Error(Errc::malformed_event, "it is no object"); }
    MemberReader reader(json->value().get_object());
    Envelope event;
    event.id = reader.text("id");
    event.source = reader.text("source");
    event.type = reader.text("type");
    event.subject = reader.text("subject");
    event.time = reader.text("time");
    event.effective = reader.text("effective");
    event.actor = reader.text("actor");
    event.contribution = reader.text("contribution", false);
    event.must_understand = reader.flag("mustunderstand");
    event.data = reader.object("data");
    const auto previous = hash_from_hex(reader.text("prevhash"));
    const auto sequence = parse_sequence(reader.text("sequence"));
    if (!previous) { reader.fail("prevhash", "is not 64 hexadecimal digits"); }
    if (!sequence) { reader.fail("sequence", "is not a padded number"); }
    if (reader.text("specversion") != "1.0") { reader.fail("specversion", "is not 1.0"); }
    if (!parse_time(event.time)) { reader.fail("time", "is not a moment"); }
    if (!parse_date(event.effective) && !parse_time(event.effective)) {
        reader.fail("effective", "is neither a date nor a moment");
    }
    if (!reader.error().empty()) { return Error(Errc::malformed_event, reader.error()); }
    event.previous = *previous;
    event.sequence = *sequence;
    return event;
}

Result<boost::json::object> reveal_data(const Envelope& envelope,
                                        std::span<const std::string_view> disclosures) {
    const std::vector<std::string> texts(disclosures.begin(), disclosures.end());
    auto revealed = reveal(boost::json::value(envelope.data), texts);
    if (!revealed) { return revealed.error(); }
    return std::move(revealed->get_object());
}

std::string_view find_prevhash(std::string_view bytes) {
    return find_last_member(bytes, R"(,"prevhash":")");
}

std::string_view find_time(std::string_view bytes) {
    return find_last_member(bytes, R"(,"time":")");
}

}  // namespace peil::core

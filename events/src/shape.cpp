// Checking the members of an event against the shapes of its kind: all violations at once.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/base64.hpp>
#include <peil/core/envelope.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/signed_note.hpp>
#include <peil/core/signing_key.hpp>
#include <peil/core/time.hpp>
#include <peil/events/kind.hpp>
#include <peil/events/partial_date.hpp>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <limits>
#include <set>

namespace peil::events {

namespace {

namespace json = boost::json;

constexpr std::size_t measure_number_size_max = 8;

constexpr std::size_t name_size_max = 64;
constexpr std::size_t partial_date_size_max = 60;
constexpr std::int64_t value_limit = 1'000'000'000'000'000;  // 10^15, exact for every reader

bool is_plain_name(std::string_view text) {
    return !text.empty() && text.size() <= name_size_max && text.front() != '-' &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
               std::string_view::npos;
}

bool is_line(const json::value& value) {
    return value.is_int64() && value.get_int64() >= 0 &&
           value.get_int64() <= std::numeric_limits<std::uint32_t>::max();
}

/// Collects violations below one member of `data`.
class ShapeChecker {
  public:
    explicit ShapeChecker(std::vector<Violation>& violations) : violations_(violations) {}

    void check(Shape shape, const json::value& value, const std::string& pointer) {
        switch (shape) {
            case Shape::text: text(value, pointer); return;
            case Shape::printed_text: printed_text(value, pointer); return;
            case Shape::measure_number: measure_number(value, pointer); return;
            case Shape::chapter_number:
            case Shape::edition_number:
            case Shape::version: positive(value, pointer); return;
            case Shape::date: date(value, pointer); return;
            case Shape::status: one_of(statuses, value, pointer); return;
            case Shape::ground: one_of(grounds, value, pointer); return;
            case Shape::sequence: sequence(value, pointer); return;
            case Shape::type: type(value, pointer); return;
            case Shape::measure_numbers: numbers(value, pointer, 2); return;
            case Shape::blocks: each(value, pointer, &ShapeChecker::block); return;
            case Shape::footnotes: each(value, pointer, &ShapeChecker::footnote); return;
            case Shape::source: source(value, pointer); return;
            case Shape::columns: each(value, pointer, &ShapeChecker::column); return;
            case Shape::chapters: each(value, pointer, &ShapeChecker::chapter); return;
            case Shape::rows: each(value, pointer, &ShapeChecker::row); return;
            case Shape::cells: cells(value, pointer); return;
            case Shape::object: object(value, pointer); return;
            case Shape::series_id: series_id(value, pointer); return;
            case Shape::name: name(value, pointer); return;
            case Shape::partial_date: partial_date(value, pointer); return;
            case Shape::figure_value: figure_value(value, pointer); return;
            case Shape::flag: flag(value, pointer); return;
            case Shape::scale: count(value, pointer, scale_max); return;
            case Shape::currency: currency(value, pointer); return;
            case Shape::counting: one_of(countings, value, pointer); return;
            case Shape::basis: one_of(bases, value, pointer); return;
            case Shape::revision: one_of(revisions, value, pointer); return;
            case Shape::severity: one_of(severities, value, pointer); return;
            case Shape::references: numbers(value, pointer, 0); return;
            case Shape::limit: count(value, pointer, 1'000'000); return;
            case Shape::key_id: key_id(value, pointer); return;
            case Shape::vkey: vkey(value, pointer); return;
            case Shape::signature: signature(value, pointer); return;
        }
    }

    void add(const std::string& pointer, std::string rule, std::string text) {
        violations_.push_back({pointer, std::move(rule), std::move(text)});
    }

  private:
    using Element = void (ShapeChecker::*)(const json::value&, const std::string&);

    bool text(const json::value& value, const std::string& pointer) {
        const bool holds = value.is_string() && !value.get_string().empty();
        if (!holds) { add(pointer, "text", "give a text that is not empty"); }
        return holds;
    }
    void printed_text(const json::value& value, const std::string& pointer) {
        if (!value.is_string()) { add(pointer, "text", "give a text"); }
    }
    void measure_number(const json::value& value, const std::string& pointer) {
        if (!value.is_string() || !is_measure_number(value.get_string())) {
            add(pointer, "measure-number",
                R"(give a measure's number as text, such as "8" or "20b")");
        }
    }
    void positive(const json::value& value, const std::string& pointer) {
        const bool holds =
            value.is_int64() && value.get_int64() >= 1 && value.get_int64() <= 1'000'000;
        if (!holds) { add(pointer, "number", "give a whole number from 1 to 1000000"); }
    }
    void key_id(const json::value& value, const std::string& pointer) {
        constexpr std::size_t id_size_bytes = 4;
        const auto id = value.is_string() ? core::from_hex(value.get_string()) : std::nullopt;
        if (!id || id->size() != id_size_bytes) {
            add(pointer, "key-id", "give the eight hexadecimal digits in the middle of the vkey");
        }
    }
    void vkey(const json::value& value, const std::string& pointer) {
        if (!value.is_string() || !core::parse_vkey(value.get_string())) {
            add(pointer, "vkey", "give a vkey of an Ed25519 key, as `peil key list` prints it");
        }
    }
    void signature(const json::value& value, const std::string& pointer) {
        const auto bytes =
            value.is_string() ? core::decode_base64(value.get_string()) : std::nullopt;
        if (!bytes || bytes->size() != std::tuple_size_v<core::Signature>) {
            add(pointer, "signature", "give the 64 bytes of an Ed25519 signature in base64");
        }
    }
    void date(const json::value& value, const std::string& pointer) {
        if (!value.is_string() || !core::parse_date(value.get_string())) {
            add(pointer, "date", "give a date such as \"2016-11-14\"");
        }
    }
    void one_of(std::span<const std::string_view> words, const json::value& value,
                const std::string& pointer) {
        const bool holds =
            value.is_string() && std::find(words.begin(), words.end(),
                                           std::string_view(value.get_string())) != words.end();
        if (!holds) {
            add(pointer, "word", fmt::format("choose one of {}", fmt::join(words, ", ")));
        }
    }
    void sequence(const json::value& value, const std::string& pointer) {
        if (!value.is_string() || !core::parse_sequence(value.get_string())) {
            add(pointer, "sequence", "give the event's number in twelve digits");
        }
    }
    void type(const json::value& value, const std::string& pointer) {
        if (!value.is_string() || find_kind(value.get_string()) == nullptr) {
            add(pointer, "type", "give a known type of event");
        }
    }
    void numbers(const json::value& value, const std::string& pointer, std::size_t count_min) {
        if (!value.is_array() || value.get_array().size() < count_min) {
            add(pointer, "measure-numbers",
                fmt::format("give a list of {} or more measure numbers", count_min));
            return;
        }
        each(value, pointer, &ShapeChecker::measure_number);
        std::set<std::string> seen;
        for (const auto& number : value.get_array()) {
            if (number.is_string() && !seen.insert(json::serialize(number)).second) {
                add(pointer, "measure-numbers", "name each measure once");
            }
        }
    }
    void row(const json::value& value, const std::string& pointer) { numbers(value, pointer, 1); }
    void each(const json::value& value, const std::string& pointer, Element element) {
        if (!value.is_array()) {
            add(pointer, "list", "give a list");
            return;
        }
        std::size_t index = 0;
        for (const auto& item : value.get_array()) {
            (this->*element)(item, fmt::format("{}/{}", pointer, index++));
        }
    }
    /// The member of an object, or null after a violation.
    const json::value* member(const json::value& value, std::string_view name,
                              const std::string& pointer) {
        const auto* found = value.is_object() ? value.get_object().if_contains(name) : nullptr;
        if (found == nullptr) {
            add(fmt::format("{}/{}", pointer, name), "missing", "add this member");
        }
        return found;
    }
    /// Whatever else stands in an object would be lost, so it is refused.
    void only(const json::value& value, std::initializer_list<std::string_view> names,
              const std::string& pointer) {
        if (!value.is_object()) { return; }
        for (const auto& [name, ignored] : value.get_object()) {
            const std::string_view given(name.data(), name.size());
            if (std::find(names.begin(), names.end(), given) == names.end()) {
                add(pointer + "/" + escape_pointer(given), "unknown-member", "remove this member");
            }
        }
    }
    void text_member(const json::value& value, std::string_view name, const std::string& pointer) {
        if (const auto* found = member(value, name, pointer)) {
            text(*found, fmt::format("{}/{}", pointer, name));
        }
    }
    void item(const json::value& value, const std::string& pointer) { text(value, pointer); }
    void block(const json::value& value, const std::string& pointer) {
        const auto* type = member(value, "type", pointer);
        if (type == nullptr) { return; }
        if (*type == "paragraph") {
            only(value, {"type", "text"}, pointer);
            text_member(value, "text", pointer);
        } else if (*type == "list") {
            only(value, {"type", "ordered", "items"}, pointer);
            if (const auto* ordered = member(value, "ordered", pointer)) {
                flag(*ordered, pointer + "/ordered");
            }
            if (const auto* items = member(value, "items", pointer)) {
                each(*items, pointer + "/items", &ShapeChecker::item);
            }
        } else {
            add(pointer + "/type", "block", R"(a block is a "paragraph" or a "list")");
        }
    }
    void footnote(const json::value& value, const std::string& pointer) {
        only(value, {"mark", "field", "anchor", "text"}, pointer);
        for (const auto* name : {"mark", "field", "anchor", "text"}) {
            text_member(value, name, pointer);
        }
    }
    void column(const json::value& value, const std::string& pointer) {
        only(value, {"field", "label"}, pointer);
        text_member(value, "field", pointer);
        text_member(value, "label", pointer);
    }
    void chapter(const json::value& value, const std::string& pointer) {
        only(value, {"chapter", "titlePrinted"}, pointer);
        if (const auto* number = member(value, "chapter", pointer)) {
            positive(*number, pointer + "/chapter");
        }
        if (const auto* printed = member(value, "titlePrinted", pointer)) {
            flag(*printed, pointer + "/titlePrinted");
        }
    }
    void source(const json::value& value, const std::string& pointer) {
        only(value, {"title", "sha256", "lines"}, pointer);
        text_member(value, "title", pointer);
        const auto* sha256 = member(value, "sha256", pointer);
        if (sha256 != nullptr &&
            (!sha256->is_string() || !core::hash_from_hex(sha256->get_string()))) {
            add(pointer + "/sha256", "hash", "give 64 hexadecimal digits");
        }
        const auto* lines = member(value, "lines", pointer);
        if (lines != nullptr && (!lines->is_array() || lines->get_array().size() != 2 ||
                                 !is_line(lines->at(0)) || !is_line(lines->at(1)))) {
            add(pointer + "/lines", "lines", "give the first line and the line after the last");
        }
    }
    void cells(const json::value& value, const std::string& pointer) {
        only(value, {"root", "size"}, pointer);
        const auto* root = member(value, "root", pointer);
        if (root != nullptr && (!root->is_string() || !core::hash_from_hex(root->get_string()))) {
            add(pointer + "/root", "hash", "give 64 hexadecimal digits");
        }
        const auto* size = member(value, "size", pointer);
        if (size != nullptr && (!size->is_int64() || size->get_int64() < 0)) {
            add(pointer + "/size", "number", "give the number of cells");
        }
    }
    void flag(const json::value& value, const std::string& pointer) {
        if (!value.is_bool()) { add(pointer, "flag", "give true or false"); }
    }
    void count(const json::value& value, const std::string& pointer, std::int64_t most) {
        const bool holds = value.is_int64() && value.get_int64() >= 0 && value.get_int64() <= most;
        if (!holds) {
            add(pointer, "number", fmt::format("give a whole number from 0 to {}", most));
        }
    }
    void series_id(const json::value& value, const std::string& pointer) {
        if (!value.is_string() || !is_series_id(value.get_string())) {
            add(pointer, "series-id",
                "give the number of the measure, a dot, and a name of small letters, digits and "
                "hyphens, such as \"9.dossiers\"");
        }
    }
    void name(const json::value& value, const std::string& pointer) {
        if (!value.is_string() || !is_plain_name(value.get_string())) {
            add(pointer, "name", "give a name of small letters, digits and hyphens");
        }
    }
    void figure_value(const json::value& value, const std::string& pointer) {
        const bool holds = value.is_int64()
                               ? std::abs(value.get_int64()) < value_limit
                               : value.is_string() && is_figure_value(value.get_string());
        if (!holds) {
            add(pointer, "value",
                "give a whole number such as 77, or a text with a decimal point such as \"6.70\"; "
                "at most 15 digits before the point and 6 after it");
        }
    }
    void currency(const json::value& value, const std::string& pointer) {
        const bool holds = value.is_string() && value.get_string().size() == 3 &&
                           std::all_of(value.get_string().begin(), value.get_string().end(),
                                       [](char letter) { return letter >= 'A' && letter <= 'Z'; });
        if (!holds) { add(pointer, "currency", "give a code of ISO 4217, such as \"EUR\""); }
    }
    void partial_date(const json::value& value, const std::string& pointer) {
        if (value.is_string()) {
            if (!parse_partial_date(value.get_string())) {
                add(pointer, "partial-date",
                    "give a date such as \"2017-03-15\", \"2017-03\", \"2017\" or \"eind 2017\", "
                    "or an object with text, from and to");
            }
            return;
        }
        only(value, {"text", "from", "to"}, pointer);
        const auto* printed = member(value, "text", pointer);
        if (printed != nullptr && text(*printed, pointer + "/text") &&
            printed->get_string().size() > partial_date_size_max) {
            add(pointer + "/text", "text", "give the date only, in at most 60 letters");
        }
        const auto* from = member(value, "from", pointer);
        const auto* to = member(value, "to", pointer);
        if (from != nullptr) { date(*from, pointer + "/from"); }
        if (to != nullptr) { date(*to, pointer + "/to"); }
        if (from != nullptr && to != nullptr && from->is_string() && to->is_string() &&
            from->get_string() > to->get_string()) {
            add(pointer + "/to", "dates-in-order", "give a last day that is not before the first");
        }
    }
    void object(const json::value& value, const std::string& pointer) {
        if (!value.is_object()) { add(pointer, "object", "give an object"); }
    }

    std::vector<Violation>& violations_;
};

}  // namespace

std::string escape_pointer(std::string_view name) {
    std::string escaped;
    for (const char letter : name) {
        if (letter == '~') {
            escaped += "~0";
        } else if (letter == '/') {
            escaped += "~1";
        } else {
            escaped += letter;
        }
    }
    return escaped;
}

bool is_measure_number(std::string_view text) {
    const auto letters = text.find_first_not_of("0123456789");
    const auto digits = text.substr(0, letters);
    if (digits.empty() || digits.front() == '0' || text.size() > measure_number_size_max) {
        return false;
    }
    const auto suffix = text.substr(digits.size());
    return suffix.size() <= 2 &&
           suffix.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
}

bool is_series_id(std::string_view text) {
    const auto dot = text.find('.');
    return dot != std::string_view::npos && is_measure_number(text.substr(0, dot)) &&
           is_plain_name(text.substr(dot + 1));
}

std::string_view measure_of_id(std::string_view id) {
    return id.substr(0, id.find('.'));
}

bool is_figure_value(std::string_view text) {
    constexpr std::string_view digits = "0123456789";
    constexpr std::size_t digit_count_max = 15;
    if (text.starts_with('-')) { text.remove_prefix(1); }
    const auto dot = text.find('.');
    const auto whole = text.substr(0, dot);
    const bool has_zeros = whole.size() > 1 && whole.front() == '0';
    if (whole.empty() || whole.size() > digit_count_max || has_zeros ||
        whole.find_first_not_of(digits) != std::string_view::npos) {
        return false;
    }
    if (dot == std::string_view::npos) { return true; }
    const auto decimals = text.substr(dot + 1);
    return !decimals.empty() && decimals.size() <= static_cast<std::size_t>(scale_max) &&
           decimals.find_first_not_of(digits) == std::string_view::npos;
}

bool number_less(std::string_view left, std::string_view right) {
    const auto digits = [](std::string_view text) {
        return std::min(text.find_first_not_of("0123456789"), text.size());
    };
    const auto left_digits = digits(left);
    const auto right_digits = digits(right);
    if (left_digits != right_digits) { return left_digits < right_digits; }
    return left < right;
}

std::vector<Violation> check_shape(const Kind& kind, const json::object& data) {
    std::vector<Violation> violations;
    ShapeChecker checker(violations);
    for (const auto& member : kind.members) {
        const auto pointer = fmt::format("/data/{}", member.name);
        const auto* value = data.if_contains(member.name);
        if (value != nullptr) {
            checker.check(member.shape, *value, pointer);
        } else if (member.is_required) {
            checker.add(pointer, "missing",
                        fmt::format("add `{}`: {}", member.name, member.meaning));
        }
    }
    for (const auto& [name, value] : data) {
        const std::string_view given(name.data(), name.size());
        const bool known = std::any_of(kind.members.begin(), kind.members.end(),
                                       [&](const Member& member) { return member.name == given; });
        if (!known) {
            checker.add(fmt::format("/data/{}", escape_pointer(given)), "unknown-member",
                        fmt::format("remove it: events of type {} have no such member", kind.type));
        }
    }
    return violations;
}

std::string subject_of(const Kind& kind, const json::object& data) {
    if (kind.subject_member.empty()) { return std::string(kind.subject); }
    const auto& value = data.at(kind.subject_member);
    const auto& name = value.is_array() ? value.get_array().at(0) : value;
    const auto text = name.is_string() ? std::string(name.get_string()) : json::serialize(name);
    return fmt::format("{}/{}", kind.subject, text);
}

}  // namespace peil::events

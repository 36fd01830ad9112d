// Makes disclosures, reads them, and puts disclosed values back into a payload.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/base64.hpp>
#include <peil/core/canonical_json.hpp>
#include <peil/core/check.hpp>
#include <peil/core/disclosure.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace peil::core {

namespace {

constexpr std::string_view digests_name = "_sd";
constexpr std::string_view algorithm_name = "_sd_alg";
constexpr std::string_view placeholder_name = "...";

bool is_reserved(std::string_view name) {
    return name == digests_name || name == algorithm_name || name == placeholder_name;
}

Error bad_disclosure(std::string reason) {
    return {Errc::malformed_disclosure, std::move(reason)};
}

std::string text_of(const boost::json::value& value) {
    return std::string(value.get_string());
}

/// The digest in `{"...": digest}`, if an element of an array is that.
const boost::json::string* placeholder_digest(const boost::json::value& element) {
    const auto* object = element.if_object();
    if (object == nullptr || object->size() != 1) { return nullptr; }
    const auto* digest = object->if_contains(placeholder_name);
    return digest == nullptr ? nullptr : digest->if_string();
}

/// One walk through a payload. A member function that returns false has left the error in error_.
class Revealer {
  public:
    Result<boost::json::value> reveal(const boost::json::value& payload,
                                      std::span<const std::string> disclosures) {
        boost::json::value result;
        if (!read(disclosures) || !reveal_value(payload, result, 0) || !check_all_used()) {
            return *error_;
        }
        return result;
    }

  private:
    struct Entry {
        std::size_t index = 0;
        DisclosedMember member;
        bool used = false;
    };

    bool read(std::span<const std::string> disclosures) {
        Hasher hasher;
        for (std::size_t i = 0; i < disclosures.size(); ++i) {
            auto member = parse_disclosure(disclosures[i]);
            if (!member) { return fail_at(member.error().code, i, member.error().detail); }
            auto digest = encode_base64url(as_bytes(hasher.hash(as_bytes(disclosures[i]))));
            const bool is_new =
                entries_.try_emplace(std::move(digest), Entry{i, std::move(*member)}).second;
            if (!is_new) { return reject_at(i, "sent twice; expected once"); }
        }
        return true;
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max in reveal_object and reveal_array
    bool reveal_value(const boost::json::value& in, boost::json::value& out, std::size_t depth) {
        if (const auto* object = in.if_object()) { return reveal_object(*object, out, depth + 1); }
        if (const auto* array = in.if_array()) { return reveal_array(*array, out, depth + 1); }
        out = in;
        return true;
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
    bool reveal_object(const boost::json::object& in, boost::json::value& out, std::size_t depth) {
        if (depth > depth_max) { return reject_depth(); }
        auto& object = out.emplace_object();
        for (const auto& member : in) {
            if (is_reserved(member.key())) {
                if (!accept_reserved(member, depth)) { return false; }
            } else if (!reveal_value(member.value(), object[member.key()], depth)) {
                return false;
            }
        }
        const auto* digests = in.if_contains(digests_name);
        return digests == nullptr || reveal_members(digests->get_array(), object, depth);
    }

    bool accept_reserved(const boost::json::key_value_pair& member, std::size_t depth) {
        if (member.key() == digests_name) {
            return member.value().is_array() || reject("_sd is no array of digests");
        }
        if (member.key() == algorithm_name && depth == 1) {
            return member.value() == "sha-256" || reject("_sd_alg is not sha-256");
        }
        return reject(fmt::format("{} stands where it may not", std::string_view(member.key())));
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max in reveal_object
    bool reveal_members(const boost::json::array& digests, boost::json::object& object,
                        std::size_t depth) {
        for (const auto& digest : digests) {
            if (!digest.is_string()) { return reject("_sd is no array of digests"); }
            Entry* entry = nullptr;
            if (!find_entry(digest.get_string(), entry)) { return false; }
            if (entry != nullptr && !reveal_member(*entry, object, depth)) { return false; }
        }
        return true;
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max in reveal_object
    bool reveal_member(const Entry& entry, boost::json::object& object, std::size_t depth) {
        const auto& name = entry.member.name;
        if (!name) { return reject_at(entry.index, "two parts; expected [salt, name, value]"); }
        if (is_reserved(*name)) { return reject_at(entry.index, "reserved name"); }
        const auto [member, is_new] = object.emplace(*name, nullptr);
        if (!is_new) { return reject_at(entry.index, "a member of its name is there already"); }
        return reveal_value(entry.member.value, member->value(), depth);
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
    bool reveal_array(const boost::json::array& in, boost::json::value& out, std::size_t depth) {
        if (depth > depth_max) { return reject_depth(); }
        auto& array = out.emplace_array();
        for (const auto& element : in) {
            if (!reveal_element(element, array, depth)) { return false; }
        }
        return true;
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max in reveal_array
    bool reveal_element(const boost::json::value& in, boost::json::array& array,
                        std::size_t depth) {
        const auto* digest = placeholder_digest(in);
        if (digest == nullptr) { return reveal_value(in, array.emplace_back(nullptr), depth); }
        Entry* entry = nullptr;
        if (!find_entry(*digest, entry)) { return false; }
        if (entry == nullptr) { return true; }
        if (entry->member.name) {
            return reject_at(entry->index, "three parts; expected [salt, value]");
        }
        return reveal_value(entry->member.value, array.emplace_back(nullptr), depth);
    }

    /// The disclosure of a digest, or null. Views into the payload and the entries stay valid.
    bool find_entry(std::string_view digest, Entry*& entry) {
        if (!seen_.insert(digest).second) {
            return reject(fmt::format("digest {} occurs twice", digest));
        }
        const auto found = entries_.find(std::string(digest));
        entry = found == entries_.end() ? nullptr : &found->second;
        if (entry != nullptr) { entry->used = true; }
        return true;
    }

    bool check_all_used() {
        for (const auto& [digest, entry] : entries_) {
            if (!entry.used) { return reject_at(entry.index, "its digest is not in the payload"); }
        }
        return true;
    }

    bool fail_at(boost::system::error_code code, std::size_t index, std::string_view reason) {
        error_ = Error{code, fmt::format("disclosure {}: {}", index, reason)};
        return false;
    }
    bool reject_at(std::size_t index, std::string_view reason) {
        return fail_at(make_error_code(Errc::disclosure_rejected), index, reason);
    }
    bool reject(std::string reason) {
        error_ = Error{Errc::disclosure_rejected, std::move(reason)};
        return false;
    }
    bool reject_depth() {
        return reject(fmt::format("too many levels; expected at most {}", depth_max));
    }

    std::unordered_map<std::string, Entry> entries_;
    std::unordered_set<std::string_view> seen_;
    std::optional<Error> error_;
};

}  // namespace

Disclosure make_disclosure(std::string_view salt, std::string_view name,
                           const boost::json::value& value) {
    check(!is_reserved(name), "the name of a disclosed member is not reserved");
    std::string json = "[";
    append_json_string(json, salt);
    json += ',';
    append_json_string(json, name);
    json += ',';
    append_canonical(json, value);
    json += ']';
    std::string text = encode_base64url(as_bytes(json));
    const Hash digest = sha256(as_bytes(text));
    return {.text = std::move(text), .digest = digest};
}

Result<DisclosedMember> parse_disclosure(std::string_view text) {
    const auto bytes = decode_base64url(text);
    if (!bytes) { return bad_disclosure("no base64url"); }
    auto json = parse_strict(as_text(*bytes));
    if (!json) { return bad_disclosure("its JSON: " + json.error().detail); }
    auto* parts = json->if_array();
    if (parts == nullptr || parts->size() < 2 || parts->size() > 3) {
        return bad_disclosure("expected [salt, name, value] or [salt, value]");
    }
    if (!parts->front().is_string()) { return bad_disclosure("its salt is no string"); }
    DisclosedMember member{.salt = text_of(parts->front()), .name = std::nullopt, .value = {}};
    if (parts->size() == 3) {
        if (!(*parts)[1].is_string()) { return bad_disclosure("its name is no string"); }
        member.name = text_of((*parts)[1]);
    }
    member.value = std::move(parts->back());
    return member;
}

Result<boost::json::value> reveal(const boost::json::value& payload,
                                  std::span<const std::string> disclosures) {
    return Revealer{}.reveal(payload, disclosures);
}

}  // namespace peil::core

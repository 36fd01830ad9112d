// Makers of CanonicalJson: what each accepts, and the check of values made in memory.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/canonical_json.hpp>
#include <peil/core/utf8.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace peil::core {

namespace {

/// Checks a value made in memory and turns its integers into int64. Where it stops, path_ is the
/// JSON pointer (RFC 6901) of the culprit, as far as names need no escapes.
class Normalizer {
  public:
    /// Nothing, or why the value is refused.
    std::optional<std::string> refuse(boost::json::value& value) {
        if (accept(value, 0)) { return std::nullopt; }
        return fmt::format("{}: {}", path_.empty() ? "value" : path_, reason_);
    }

  private:
    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max in accept_list
    bool accept(boost::json::value& value, std::size_t depth) {
        switch (value.kind()) {
            case boost::json::kind::null:
            case boost::json::kind::bool_: return true;
            case boost::json::kind::int64: return accept_signed(value.get_int64());
            case boost::json::kind::uint64: return accept_unsigned(value);
            case boost::json::kind::double_: return fail("no integer; expected one, or a string");
            case boost::json::kind::string: return accept_text(value.get_string());
            case boost::json::kind::array: return accept_array(value.get_array(), depth + 1);
            case boost::json::kind::object: return accept_object(value.get_object(), depth + 1);
        }
        return fail("no JSON value");
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
    bool accept_object(boost::json::object& object, std::size_t depth) {
        if (depth > depth_max) { return fail_depth(); }
        for (auto& member : object) {
            if (!accept_text(member.key())) { return false; }
            if (!accept(member.value(), depth)) { return locate(member.key()); }
        }
        return true;
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
    bool accept_array(boost::json::array& array, std::size_t depth) {
        if (depth > depth_max) { return fail_depth(); }
        for (std::size_t i = 0; i < array.size(); ++i) {
            if (!accept(array[i], depth)) { return locate(fmt::to_string(i)); }
        }
        return true;
    }

    bool accept_signed(std::int64_t number) {
        return (number >= -integer_max && number <= integer_max) || fail_range();
    }

    bool accept_unsigned(boost::json::value& value) {
        if (value.get_uint64() > integer_max) { return fail_range(); }
        value = static_cast<std::int64_t>(value.get_uint64());
        return true;
    }

    bool accept_text(std::string_view text) {
        return is_utf8(text) || fail("malformed UTF-8; expected UTF-8");
    }

    bool fail(std::string_view reason) {
        reason_ = reason;
        return false;
    }
    bool fail_range() { return fail("number out of range; expected at most 2^53-1, or a string"); }
    bool fail_depth() {
        return fail(fmt::format("too many levels; expected at most {}", depth_max));
    }

    bool locate(std::string_view name) {
        path_.insert(0, fmt::format("/{}", name));
        return false;
    }

    std::string path_;
    std::string reason_;
};

std::string to_canonical(const boost::json::value& value, std::size_t size_hint) {
    std::string bytes;
    bytes.reserve(size_hint);
    append_canonical(bytes, value);
    return bytes;
}

Error not_canonical(std::string_view text, std::string_view canonical) {
    const auto differing =
        std::mismatch(text.begin(), text.end(), canonical.begin(), canonical.end());
    return {Errc::not_canonical, fmt::format("byte {}: expected the canonical text to go on with "
                                             "other bytes (RFC 8785)",
                                             differing.first - text.begin())};
}

}  // namespace

CanonicalJson::CanonicalJson(std::string bytes, boost::json::value value)
    : bytes_(std::move(bytes)), value_(std::move(value)) {}

Result<CanonicalJson> CanonicalJson::parse(std::string_view text) {
    auto canonical = canonicalize(text);
    if (canonical && canonical->bytes() != text) { return not_canonical(text, canonical->bytes()); }
    return canonical;
}

Result<CanonicalJson> CanonicalJson::canonicalize(std::string_view text) {
    auto value = parse_strict(text);
    if (!value) { return value.error(); }
    auto bytes = to_canonical(*value, text.size());
    return CanonicalJson{std::move(bytes), std::move(*value)};
}

Result<CanonicalJson> CanonicalJson::from_value(boost::json::value value) {
    if (auto reason = Normalizer{}.refuse(value)) {
        return Error{Errc::malformed_json, std::move(*reason)};
    }
    auto bytes = to_canonical(value, 512);
    return CanonicalJson{std::move(bytes), std::move(value)};
}

}  // namespace peil::core

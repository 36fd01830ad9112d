// Salted disclosures: the vectors, the examples of RFC 9901, and what must be refused.
// SPDX-License-Identifier: EUPL-1.2
#include "vectors.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/canonical_json.hpp>
#include <peil/core/disclosure.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(disclosure)

using peil::core::as_bytes;
using peil::core::as_text;
using peil::core::decode_base64url;
using peil::core::Disclosure;
using peil::core::encode_base64url;
using peil::core::Errc;
using peil::core::make_disclosure;
using peil::core::make_error_code;
using peil::core::parse_disclosure;
using peil::core::reveal;
using peil::core::sha256;
using peil::core::testing::load_vectors;
using peil::core::testing::reason_of;
using peil::core::testing::string_at;

namespace {

constexpr std::string_view salt = "_26bc4LT-ac6q2KI6cBW5es";

std::string digest_of(std::string_view text) {
    return encode_base64url(as_bytes(sha256(as_bytes(text))));
}

std::string digest_of(const Disclosure& disclosure) {
    return encode_base64url(as_bytes(disclosure.digest));
}

std::string encoded(std::string_view json) {
    return encode_base64url(as_bytes(json));
}

std::string json_of(const Disclosure& disclosure) {
    const auto bytes = decode_base64url(disclosure.text);
    BOOST_TEST_REQUIRE(bytes.has_value());
    return std::string(as_text(*bytes));
}

std::vector<std::string> texts_of(const boost::json::value& list) {
    std::vector<std::string> texts;
    for (const auto& text : list.as_array()) { texts.emplace_back(text.as_string()); }
    return texts;
}

boost::json::value with_digest(const std::string& digest) {
    return {{"_sd", {digest}}};
}

/// The reason why a payload and disclosures are refused; they must be.
std::string refusal(const boost::json::value& payload,
                    const std::vector<std::string>& disclosures = {}) {
    const auto result = reveal(payload, disclosures);
    BOOST_TEST_REQUIRE(!result.has_value());
    BOOST_TEST(result.error().code == make_error_code(Errc::disclosure_rejected));
    return result.error().detail;
}

/// The reason why a disclosure made of this JSON is malformed; it must be.
std::string malformation(std::string_view json) {
    const auto member = parse_disclosure(encoded(json));
    BOOST_TEST_REQUIRE(!member.has_value());
    BOOST_TEST(member.error().code == make_error_code(Errc::malformed_disclosure));
    return member.error().detail;
}

/// Disclosures of which each holds the digest of the next: `count` levels from the payload down.
struct Chain {
    boost::json::value payload;
    std::vector<std::string> disclosures;
};

Chain chain_of(std::size_t count) {
    Chain chain{.payload = {{"end", true}}, .disclosures = {}};
    for (std::size_t i = 0; i < count; ++i) {
        auto made = make_disclosure(salt, "next", chain.payload);
        chain.payload = with_digest(digest_of(made));
        chain.disclosures.push_back(std::move(made.text));
    }
    return chain;
}

}  // namespace

BOOST_AUTO_TEST_CASE(agrees_with_the_foreign_vectors) {
    const auto file = load_vectors("sdjwt.json");
    const auto& vectors = file.at("vectors").as_array();
    BOOST_TEST(vectors.size() == 21U);
    for (const auto& vector : vectors) {
        BOOST_TEST_CONTEXT(string_at(vector, "name") << ' ' << reason_of(vector)) {
            const auto disclosures = texts_of(vector.at("disclosures"));
            const auto digests = texts_of(vector.at("digests"));
            BOOST_TEST_REQUIRE(disclosures.size() == digests.size());
            for (std::size_t i = 0; i < digests.size(); ++i) {
                BOOST_TEST(digest_of(disclosures[i]) == digests[i]);
            }
            const auto result = reveal(vector.at("payload"), disclosures);
            BOOST_TEST_REQUIRE(result.has_value() == vector.at("ok").as_bool());
            if (result) { BOOST_TEST(result.value() == vector.at("result")); }
        }
    }
}

// RFC 9901 §4.2.1, §4.2.2 and §4.2.3.
BOOST_AUTO_TEST_CASE(reads_the_examples_of_the_rfc) {
    const std::string member_text =
        "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
    const auto member = parse_disclosure(member_text);
    BOOST_TEST_REQUIRE(member.has_value());
    BOOST_TEST(member.value().salt == salt);
    BOOST_TEST((member.value().name == "family_name"));
    BOOST_TEST(member.value().value == "M\u00F6bius");
    BOOST_TEST(digest_of(member_text) == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");

    const std::string element_text = "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0";
    const auto element = parse_disclosure(element_text);
    BOOST_TEST_REQUIRE(element.has_value());
    BOOST_TEST(!element.value().name.has_value());
    BOOST_TEST(element.value().value == "FR");
    BOOST_TEST(digest_of(element_text) == "w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs");
}

BOOST_AUTO_TEST_CASE(makes_a_disclosure_in_canonical_form) {
    const auto made = make_disclosure(salt, "caf\u00E9", {{"b", 1}, {"a", {"x\n", nullptr}}});
    BOOST_TEST(json_of(made) ==
               "[\"_26bc4LT-ac6q2KI6cBW5es\",\"caf\u00E9\",{\"a\":[\"x\\n\",null],\"b\":1}]");
    BOOST_TEST(digest_of(made) == digest_of(made.text));
}

BOOST_AUTO_TEST_CASE(reads_back_what_it_makes) {
    const boost::json::value value{{"code", 4}, {"text", "M\u00F6bius"}};
    const auto made = make_disclosure(salt, "reason", value);
    const auto read = parse_disclosure(made.text);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read.value().salt == salt);
    BOOST_TEST((read.value().name == "reason"));
    BOOST_TEST(read.value().value == value);
}

BOOST_AUTO_TEST_CASE(reveals_what_is_disclosed_and_hides_what_is_withheld) {
    const auto shown = make_disclosure(salt, "shown", "yes");
    const auto hidden = make_disclosure(salt, "hidden", "no");
    const boost::json::value payload{
        {"data", {{"n", 1}, {"_sd", {digest_of(shown), digest_of(hidden)}}}}};
    const auto result = reveal(payload, std::vector{shown.text});
    BOOST_TEST_REQUIRE(result.has_value());
    BOOST_TEST(result.value() == (boost::json::value{{"data", {{"n", 1}, {"shown", "yes"}}}}));
}

BOOST_AUTO_TEST_CASE(leaves_an_empty_object_where_nothing_is_disclosed) {
    const auto hidden = make_disclosure(salt, "hidden", 1);
    const auto result = reveal(with_digest(digest_of(hidden)), {});
    BOOST_TEST_REQUIRE(result.has_value());
    BOOST_TEST(result.value() == boost::json::object{});
    BOOST_TEST(reveal("text", {}).value() == "text");
}

BOOST_AUTO_TEST_CASE(refuses_a_malformed_disclosure) {
    BOOST_TEST(malformation("[]") == "expected [salt, name, value] or [salt, value]");
    BOOST_TEST(malformation("[\"s\"]") == "expected [salt, name, value] or [salt, value]");
    BOOST_TEST(malformation("[\"s\",\"n\",1,2]") ==
               "expected [salt, name, value] or [salt, value]");
    BOOST_TEST(malformation("{\"s\":1}") == "expected [salt, name, value] or [salt, value]");
    BOOST_TEST(malformation("[1,\"n\",2]") == "its salt is no string");
    BOOST_TEST(malformation("[\"s\",1,2]") == "its name is no string");
    BOOST_TEST(malformation("[\"s\",2.5]").starts_with("its JSON: byte 5: fraction"));
    BOOST_TEST(malformation("[\"s\",\"\xFF\"]").starts_with("its JSON: byte 6: malformed UTF-8"));
    for (const auto text : {"", "WyJzIiwxXQ==", "WyJzIiwxXR", "WyJzIiwxXQ ", "[\"s\",1]"}) {
        const auto member = parse_disclosure(text);
        BOOST_TEST(!member.has_value(), text);
    }
    BOOST_TEST(parse_disclosure("WyJzIiwxXQ").has_value());
}

BOOST_AUTO_TEST_CASE(names_the_disclosure_that_is_refused) {
    const auto good = make_disclosure(salt, "good", 1);
    const auto result = reveal(with_digest(digest_of(good)), std::vector{good.text, encoded("[]")});
    BOOST_TEST_REQUIRE(!result.has_value());
    BOOST_TEST(result.error().code == make_error_code(Errc::malformed_disclosure));
    BOOST_TEST(result.error().detail.starts_with("disclosure 1: "));
}

BOOST_AUTO_TEST_CASE(refuses_a_disclosure_that_does_not_fit) {
    const auto one = make_disclosure(salt, "a", 1);
    const std::string element = encoded(R"(["s",1])");
    BOOST_TEST(refusal({{"n", 1}}, {one.text}) == "disclosure 0: its digest is not in the payload");
    BOOST_TEST(refusal(with_digest(digest_of(one)), {one.text, one.text}) ==
               "disclosure 1: sent twice; expected once");
    BOOST_TEST(refusal({{"a", 2}, {"_sd", {digest_of(one)}}}, {one.text}) ==
               "disclosure 0: a member of its name is there already");
    BOOST_TEST(refusal(with_digest(digest_of(element)), {element}) ==
               "disclosure 0: two parts; expected [salt, name, value]");
    BOOST_TEST(refusal({{"l", {{{"...", digest_of(one)}}}}}, {one.text}) ==
               "disclosure 0: three parts; expected [salt, value]");
    for (const auto name : {"_sd", "_sd_alg", "..."}) {
        const std::string text = encoded("[\"s\",\"" + std::string(name) + "\",[]]");
        BOOST_TEST(refusal(with_digest(digest_of(text)), {text}) == "disclosure 0: reserved name");
    }
}

BOOST_AUTO_TEST_CASE(refuses_a_digest_that_occurs_twice_wherever_it_stands) {
    const auto inner = make_disclosure(salt, "b", 1);
    const std::string digest = digest_of(inner);
    const auto outer = make_disclosure(salt, "a", with_digest(digest));
    const std::string reason = "digest " + digest + " occurs twice";
    BOOST_TEST(refusal({{"_sd", {digest, digest}}}) == reason);
    BOOST_TEST(refusal({{"l", {{{"...", digest}}, {{"...", digest}}}}}) == reason);
    BOOST_TEST(refusal({{"_sd", {digest}}, {"l", {{{"...", digest}}}}}) == reason);
    BOOST_TEST(refusal({{"_sd", {digest_of(outer), digest}}}, {outer.text}) == reason);
}

BOOST_AUTO_TEST_CASE(refuses_reserved_members_where_they_may_not_stand) {
    BOOST_TEST(refusal({{"_sd", "x"}}) == "_sd is no array of digests");
    BOOST_TEST(refusal({{"_sd", {1}}}) == "_sd is no array of digests");
    BOOST_TEST(refusal({{"_sd_alg", "sha-512"}}) == "_sd_alg is not sha-256");
    BOOST_TEST(refusal({{"o", {{"_sd_alg", "sha-256"}}}}) == "_sd_alg stands where it may not");
    BOOST_TEST(refusal({{"...", "x"}}) == "... stands where it may not");
    BOOST_TEST(refusal({{"l", {{{"...", 1}}}}}) == "... stands where it may not");
    BOOST_TEST(refusal({{"l", {{{"...", "x"}, {"y", 1}}}}}) == "... stands where it may not");
}

BOOST_AUTO_TEST_CASE(reveals_values_within_values) {
    const auto chain = chain_of(30);
    const auto result = reveal(chain.payload, chain.disclosures);
    BOOST_TEST_REQUIRE(result.has_value());
    const boost::json::value* level = &result.value();
    for (int i = 0; i < 30; ++i) { level = &level->at("next"); }
    BOOST_TEST(*level == (boost::json::value{{"end", true}}));
}

BOOST_AUTO_TEST_CASE(bounds_the_depth_that_disclosures_build) {
    const auto deepest = chain_of(peil::core::depth_max - 1);
    const auto too_deep = chain_of(peil::core::depth_max);
    BOOST_TEST(reveal(deepest.payload, deepest.disclosures).has_value());
    BOOST_TEST(refusal(too_deep.payload, too_deep.disclosures) ==
               "too many levels; expected at most 64");
    const auto endless = chain_of(5'000);
    BOOST_TEST(!reveal(endless.payload, endless.disclosures).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

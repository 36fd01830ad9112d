// Signed notes against the foreign vectors, and the borders those do not reach.
// SPDX-License-Identifier: EUPL-1.2
#include "vectors.hpp"
#include <peil/core/signed_note.hpp>
#include <peil/core/signing_key.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace peil::core {

namespace {

using testing::key_from;
using testing::load_vectors;
using testing::reason_of;
using testing::string_at;

const std::string log_name = "audit.example/ledger/1";

/// The bytes of a vector's note: as text, or in base64 where it is not UTF-8.
std::string note_of(const boost::json::value& vector) {
    const auto* base64 = vector.as_object().if_contains("note_b64");
    if (base64 == nullptr) { return string_at(vector, "note"); }
    const auto bytes = decode_base64(std::string(base64->as_string()));
    BOOST_TEST_REQUIRE(bytes.has_value());
    return std::string(as_text(*bytes));
}

VerifierKey vector_key(const boost::json::value& vectors, const char* name) {
    const auto key = parse_vkey(string_at(vectors.at("meta").at("keys").at(name), "vkey"));
    BOOST_TEST_REQUIRE(key.has_value());
    return *key;
}

/// The verdict on a note in the words of the vectors.
std::string verdict_on(std::string_view note, std::span<const VerifierKey> keys) {
    const auto parsed = parse_note(note);
    if (!parsed) {
        BOOST_TEST((parsed.error().code == make_error_code(Errc::malformed_note)));
        return "MALFORMED";
    }
    BOOST_TEST(encode_note(*parsed) == note);
    const auto opened = open_note(*parsed, keys);
    if (opened) { return "OK"; }
    if (opened.error().code == make_error_code(Errc::bad_signature)) { return "BAD_SIGNATURE"; }
    BOOST_TEST((opened.error().code == make_error_code(Errc::no_known_signature)));
    return "NO_KNOWN_SIGNATURE";
}

VerifierKey test_verifier(const SigningKey& key, std::string_view name = log_name) {
    const auto verifier = make_verifier_key(name, key.public_key());
    BOOST_TEST_REQUIRE(verifier.has_value());
    return *verifier;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signed_note)

BOOST_AUTO_TEST_CASE(is_judged_as_every_foreign_vector_expects) {
    const auto vectors = load_vectors("notes.json");
    const std::vector<VerifierKey> trusted{vector_key(vectors, "log")};
    BOOST_TEST_REQUIRE(vectors.at("notes").as_array().size() == 49U);
    for (const auto& vector : vectors.at("notes").as_array()) {
        BOOST_TEST(verdict_on(note_of(vector), trusted) == string_at(vector, "expect"),
                   string_at(vector, "name") << ": " << reason_of(vector));
    }
}

BOOST_AUTO_TEST_CASE(with_a_bit_changed_anywhere_never_opens_as_another_text) {
    const auto key = key_from(0);
    const std::vector<VerifierKey> keys{test_verifier(key)};
    const auto original = sign_note("first\n\nsecond\n", log_name, key);
    const auto encoded = encode_note(original);
    for (std::size_t i = 0; i < encoded.size() * 8; ++i) {
        auto changed = encoded;
        changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << (i % 8)));
        const auto note = parse_note(changed);
        BOOST_TEST_REQUIRE((!note || !open_note(*note, keys)));
    }
}

BOOST_AUTO_TEST_CASE(cut_off_anywhere_does_not_parse) {
    const auto encoded = encode_note(sign_note("text\n", log_name, key_from(0)));
    for (std::size_t size = 0; size < encoded.size(); ++size) {
        BOOST_TEST_REQUIRE(!parse_note(std::string_view(encoded).substr(0, size)));
    }
}

BOOST_AUTO_TEST_CASE(keeps_lines_of_unknown_kinds_as_they_are) {
    auto note = sign_note("text\n", log_name, key_from(0));
    note.signatures.push_back({"mldsa.example", {}, Bytes(2428, std::byte{7})});
    const auto parsed = parse_note(encode_note(note));
    BOOST_TEST_REQUIRE(parsed.has_value());
    BOOST_TEST((*parsed == note));
}

BOOST_AUTO_TEST_CASE(may_have_a_hundred_signature_lines_and_no_more) {
    const auto key = key_from(0);
    auto note = sign_note("text\n", log_name, key);
    while (note.signatures.size() < note_signature_count_max) {
        note.signatures.push_back(note.signatures.front());
    }
    const auto parsed = parse_note(encode_note(note));
    BOOST_TEST_REQUIRE(parsed.has_value());
    const auto opened = open_note(*parsed, std::vector{test_verifier(key)});
    BOOST_TEST_REQUIRE(opened.has_value());
    BOOST_TEST(opened->size() == note_signature_count_max);
    note.signatures.push_back(note.signatures.front());
    BOOST_TEST(!parse_note(encode_note(note)));
}

BOOST_AUTO_TEST_CASE(must_satisfy_each_of_the_keys_that_signed_it) {
    const auto first = key_from(0);
    const auto second = key_from(64);
    auto note = sign_note("text\n", log_name, first);
    note.signatures.push_back(sign_text(note.text, log_name, second));
    const std::vector keys{test_verifier(first), test_verifier(second)};
    BOOST_TEST(open_note(note, keys)->size() == 2U);
    note.signatures.back().signature[5] ^= std::byte{1};
    const auto opened = open_note(note, keys);
    BOOST_TEST_REQUIRE(opened.has_error());
    BOOST_TEST((opened.error().code == make_error_code(Errc::bad_signature)));
    BOOST_TEST(open_note(note, std::span{keys}.first(1)).has_value());
}

BOOST_AUTO_TEST_CASE(is_not_taken_for_good_under_a_key_type_that_is_not_verified_here) {
    const auto key = key_from(0);
    auto verifier = test_verifier(key);
    verifier.type = 0x04;
    const auto opened = open_note(sign_note("text\n", log_name, key), std::vector{verifier});
    BOOST_TEST_REQUIRE(opened.has_error());
    BOOST_TEST((opened.error().code == make_error_code(Errc::bad_signature)));
}

BOOST_AUTO_TEST_CASE(has_no_known_signature_where_no_key_is_trusted) {
    const auto note = sign_note("text\n", log_name, key_from(0));
    const auto opened = open_note(note, {});
    BOOST_TEST_REQUIRE(opened.has_error());
    BOOST_TEST((opened.error().code == make_error_code(Errc::no_known_signature)));
}

BOOST_AUTO_TEST_CASE(of_a_published_seed_equals_the_foreign_note_byte_for_byte) {
    const auto vectors = load_vectors("notes.json");
    const auto key = key_from(0);
    BOOST_TEST(to_hex(key.public_key()) ==
               string_at(vectors.at("meta").at("keys").at("log"), "pub_hex"));
    std::size_t compared = 0;
    for (const auto& vector : vectors.at("notes").as_array()) {
        if (string_at(vector, "expect") != "OK") { continue; }
        const auto parsed = parse_note(note_of(vector));
        BOOST_TEST_REQUIRE(parsed.has_value());
        if (parsed->signatures.size() != 1) { continue; }
        BOOST_TEST(encode_note(sign_note(parsed->text, log_name, key)) == note_of(vector));
        ++compared;
    }
    BOOST_TEST(compared == 4U);
}

BOOST_AUTO_TEST_CASE(says_in_which_line_it_is_malformed) {
    auto encoded = encode_note(sign_note("text\n", log_name, key_from(0)));
    encoded += "\xE2\x80\x94 name not-base64\n";
    const auto parsed = parse_note(encoded);
    BOOST_TEST_REQUIRE(parsed.has_error());
    BOOST_TEST(parsed.error().detail == "signature line 2: base64");
}

BOOST_AUTO_TEST_SUITE(key_name)

BOOST_AUTO_TEST_CASE(has_no_white_space_of_any_script) {
    for (const std::string space :
         {"\t",     "\n",     "\v",     "\f",     "\r",     " ",      "\u0085", "\u00A0", "\u1680",
          "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
          "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"}) {
        BOOST_TEST(!is_key_name("a" + space + "b"), to_hex(as_bytes(space)));
    }
}

BOOST_AUTO_TEST_CASE(may_have_letters_that_only_look_like_space) {
    // Zero width space, word joiner and byte order mark are not White_Space.
    for (const std::string letter : {"\u200B", "\u2060", "\uFEFF", "\u00E9", "\U0001F511"}) {
        BOOST_TEST(is_key_name("a" + letter + "b"), to_hex(as_bytes(letter)));
    }
}

BOOST_AUTO_TEST_CASE(is_valid_text_without_plus_and_not_empty) {
    BOOST_TEST(is_key_name(log_name));
    for (const std::string_view name : {"", "+", "a+b", "a\x01", "\xFF", "\xC0\xAF", "\xE2\x80"}) {
        BOOST_TEST(!is_key_name(name), to_hex(as_bytes(name)));
    }
    BOOST_TEST(!is_key_name(std::string_view("a\0b", 3)));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(vkey)

BOOST_AUTO_TEST_CASE(is_accepted_or_refused_as_every_foreign_vector_says) {
    const auto vectors = load_vectors("notes.json");
    const auto& vkeys = vectors.at("meta").at("vkeys").as_array();
    BOOST_TEST_REQUIRE(vkeys.size() == 10U);
    for (const auto& vector : vkeys) {
        const auto text = string_at(vector, "vkey");
        const auto key = parse_vkey(text);
        BOOST_TEST(key.has_value() == vector.at("ok").as_bool(), reason_of(vector));
        if (key) { BOOST_TEST(encode_vkey(*key) == text); }
        if (!key) { BOOST_TEST((key.error().code == make_error_code(Errc::malformed_key))); }
    }
}

BOOST_AUTO_TEST_CASE(splits_at_the_first_two_plus_signs_only) {
    const auto vectors = load_vectors("notes.json");
    const auto key = vector_key(vectors, "other");
    const auto text = encode_vkey(key);
    BOOST_TEST(std::count(text.begin(), text.end(), '+') > 2);
    BOOST_TEST(to_hex(key.public_key) ==
               string_at(vectors.at("meta").at("keys").at("other"), "pub_hex"));
}

BOOST_AUTO_TEST_CASE(has_one_spelling) {
    const auto text = encode_vkey(test_verifier(key_from(0)));
    BOOST_TEST(parse_vkey(text).has_value());
    auto upper = text;
    std::replace(upper.begin() + static_cast<std::ptrdiff_t>(log_name.size()), upper.end(), 'a',
                 'A');
    for (const auto& other : {text + "\n", " " + text, upper, std::string("+"), std::string()}) {
        BOOST_TEST(!parse_vkey(other), other);
    }
}

BOOST_AUTO_TEST_CASE(of_another_type_is_refused_even_under_the_id_of_the_ed25519_key) {
    const auto verifier = test_verifier(key_from(0));
    auto other = verifier;
    other.type = 0x04;
    BOOST_TEST(!parse_vkey(encode_vkey(other)));
    other.key_id = make_key_id(other.name, other.type, other.public_key);
    BOOST_TEST(!parse_vkey(encode_vkey(other)));
}

BOOST_AUTO_TEST_CASE(is_refused_for_a_name_or_key_that_cannot_be) {
    BOOST_TEST(!make_verifier_key("a b", key_from(0).public_key()));
    BOOST_TEST(!make_verifier_key("name", Bytes(31)));
    BOOST_TEST(!make_verifier_key("name", Bytes(33)));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

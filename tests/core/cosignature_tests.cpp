// Cosignatures against the foreign vectors, and their borders.
// SPDX-License-Identifier: EUPL-1.2
#include "vectors.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/cosignature.hpp>

#include <boost/test/unit_test.hpp>

namespace peil::core {

namespace {

using testing::key_from;
using testing::load_vectors;
using testing::reason_of;
using testing::string_at;

VerifierKey cosigner(const boost::json::value& vector) {
    const auto key = parse_cosigner_vkey(string_at(vector, "vkey"));
    BOOST_TEST_REQUIRE(key.has_value());
    return *key;
}

/// The note of a text with one line, as a vector gives them.
SignedNote note_of_line(const boost::json::value& vector) {
    const auto lines = parse_signature_lines(string_at(vector, "line"));
    BOOST_TEST_REQUIRE(lines.has_value());
    return {string_at(vector, "text"), *lines};
}

/// Whether a known cosigner's line stands below the text.
bool is_cosigned(const boost::json::value& vector) {
    const auto opened = open_cosignatures(note_of_line(vector), std::vector{cosigner(vector)});
    return opened && !opened->empty();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cosignature)

BOOST_AUTO_TEST_CASE(is_judged_as_every_foreign_vector_says) {
    const auto vectors = load_vectors("cosignatures.json");
    BOOST_TEST_REQUIRE(vectors.at("cosignatures").as_array().size() == 19U);
    for (const auto& vector : vectors.at("cosignatures").as_array()) {
        BOOST_TEST(is_cosigned(vector) == vector.at("ok").as_bool(),
                   string_at(vector, "name") << ": " << reason_of(vector));
    }
}

BOOST_AUTO_TEST_CASE(of_a_published_seed_equals_the_foreign_line_byte_for_byte) {
    const auto vectors = load_vectors("cosignatures.json");
    std::size_t compared = 0;
    for (const auto& vector : vectors.at("cosignatures").as_array()) {
        if (!vector.at("ok").as_bool()) { continue; }
        const auto text = string_at(vector, "text");
        const auto time = std::stoull(string_at(vector, "timestamp"));
        BOOST_TEST(cosigned_message(text, time) == string_at(vector, "signed_message"));
        BOOST_TEST(open_cosignatures(note_of_line(vector), std::vector{cosigner(vector)})
                       ->front()
                       .time_seconds == time);
        const auto& keys = vectors.at("meta").at("keys").as_object();
        for (const auto& named : keys) {
            if (string_at(named.value(), "vkey") != string_at(vector, "vkey") || time == 0) {
                continue;
            }
            const auto seed = from_hex(string_at(named.value(), "seed_hex"));
            const auto key = SigningKey::from_seed(*seed);
            const auto line = cosign_text(text, cosigner(vector).name, time, *key);
            BOOST_TEST(encode_signature_line(line) == string_at(vector, "line"));
            ++compared;
        }
    }
    BOOST_TEST(compared == 6U);
}

BOOST_AUTO_TEST_CASE(with_a_bit_changed_anywhere_never_holds) {
    const auto key = key_from(32);
    const auto cosigner_key = make_cosigner_key("w.example", key.public_key());
    BOOST_TEST_REQUIRE(cosigner_key.has_value());
    const std::string text = "example.nl/a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    const auto line = cosign_text(text, "w.example", 1'760'000'000, key);
    BOOST_TEST(open_cosignature(line, text, *cosigner_key).has_value());
    for (std::size_t bit = 0; bit < line.signature.size() * 8; ++bit) {
        auto changed = line;
        changed.signature[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        BOOST_TEST_REQUIRE(!open_cosignature(changed, text, *cosigner_key));
    }
    for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
        auto changed = text;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        BOOST_TEST_REQUIRE(!open_cosignature(line, changed, *cosigner_key));
    }
}

BOOST_AUTO_TEST_CASE(of_any_other_length_is_refused) {
    const auto key = key_from(32);
    const auto cosigner_key = make_cosigner_key("w.example", key.public_key());
    const auto line = cosign_text("text\n", "w.example", 7, key);
    for (std::size_t size = 0; size < line.signature.size() + 9; ++size) {
        auto changed = line;
        changed.signature.resize(size);
        BOOST_TEST(open_cosignature(changed, "text\n", *cosigner_key).has_value() ==
                   (size == line.signature.size()));
        BOOST_TEST(cosignature_time(changed).has_value() == (size == line.signature.size()));
    }
}

BOOST_AUTO_TEST_CASE(is_no_signature_of_a_log_and_the_other_way_round) {
    const auto key = key_from(0);
    const auto as_log = make_verifier_key("example.nl/a", key.public_key());
    const auto as_cosigner = make_cosigner_key("example.nl/a", key.public_key());
    BOOST_TEST_REQUIRE(as_log.has_value());
    BOOST_TEST_REQUIRE(as_cosigner.has_value());
    BOOST_TEST((as_log->key_id != as_cosigner->key_id));
    BOOST_TEST(!parse_vkey(encode_vkey(*as_cosigner)));
    BOOST_TEST(!parse_cosigner_vkey(encode_vkey(*as_log)));
    BOOST_TEST((*parse_cosigner_vkey(encode_vkey(*as_cosigner)) == *as_cosigner));
    const SignedNote note{"text\n", {cosign_text("text\n", "example.nl/a", 1, key)}};
    BOOST_TEST(open_note(note, std::vector{*as_log}).has_error());
    BOOST_TEST(open_note(note, std::vector{*as_cosigner}).has_error());
    BOOST_TEST(open_cosignatures(sign_note("text\n", "example.nl/a", key), std::vector{*as_log})
                   .has_error());
}

BOOST_AUTO_TEST_CASE(lines_are_judged_one_by_one_and_strangers_are_passed_over) {
    const auto first = key_from(32);
    const auto second = key_from(64);
    const std::vector keys{*make_cosigner_key("a.example", first.public_key()),
                           *make_cosigner_key("b.example", second.public_key())};
    SignedNote note{
        "text\n",
        {cosign_text("text\n", "a.example", 5, first), cosign_text("text\n", "c.example", 6, first),
         cosign_text("text\n", "b.example", 7, second)}};
    const auto opened = open_cosignatures(note, keys);
    BOOST_TEST_REQUIRE(opened.has_value());
    BOOST_TEST_REQUIRE(opened->size() == 2U);
    BOOST_TEST(opened->back().time_seconds == 7U);
    note.signatures.back().signature[20] ^= std::byte{1};
    const auto refused = open_cosignatures(note, keys);
    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST((refused.error().code == make_error_code(Errc::bad_signature)));
    BOOST_TEST(open_cosignatures(note, std::span(keys).first(1))->size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

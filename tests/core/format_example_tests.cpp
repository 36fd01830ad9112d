// The example of docs/FORMAT.md: the bytes in tests/data/format give the numbers that the document
// quotes, so that whoever follows it by hand comes to the same.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/base64.hpp>
#include <peil/core/checkpoint.hpp>
#include <peil/core/checkpoint_code.hpp>
#include <peil/core/disclosure.hpp>
#include <peil/core/envelope.hpp>
#include <peil/core/files.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/signed_note.hpp>
#include <peil/core/tree.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

namespace {

namespace core = peil::core;
using core::as_bytes;
using core::decode_event;
using core::Hash;
using core::sha256;
using core::to_hex;

constexpr std::uint64_t file_size_bytes_max = 1U << 20U;

std::string content_of(const std::string& path) {
    const auto text =
        core::read_file(std::filesystem::path(PEIL_SOURCE_DIR) / path, file_size_bytes_max);
    BOOST_TEST_REQUIRE(text.has_value(), "there is a file " << path);
    return *text;
}

std::string event_bytes() {
    return content_of("tests/data/format/event.json");
}
std::string disclosure_text() {
    return content_of("tests/data/format/disclosure.txt");
}

/// Whether the document quotes this text.
bool is_quoted(std::string_view text) {
    return content_of("docs/FORMAT.md").find(text) != std::string::npos;
}

Hash leaf_hash() {
    core::Hasher hasher;
    return hasher.leaf(as_bytes(event_bytes()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(format_example)

BOOST_AUTO_TEST_CASE(the_event_is_quoted_byte_for_byte) {
    const auto bytes = event_bytes();
    BOOST_TEST(bytes.back() == '}');
    BOOST_TEST(is_quoted("\n" + bytes + "\n"));
    BOOST_TEST(is_quoted(std::to_string(bytes.size()) + " bytes"));
}

BOOST_AUTO_TEST_CASE(the_code_of_its_root_is_the_one_quoted) {
    BOOST_TEST(is_quoted("\n" + core::encode_checkpoint_code(leaf_hash()) + "\n"));
}

BOOST_AUTO_TEST_CASE(the_event_decodes) {
    const auto event = decode_event(event_bytes());
    BOOST_TEST_REQUIRE(event.has_value());
    BOOST_TEST(event->sequence == 1U);
    BOOST_TEST((event->previous == Hash{}));
    BOOST_TEST(event->type == "nl.peil.programme.defined");
    BOOST_TEST(event->subject == "programme");
}

BOOST_AUTO_TEST_CASE(the_leaf_hash_is_the_one_quoted) {
    BOOST_TEST(is_quoted("\n" + to_hex(leaf_hash()) + "  -\n"));
    BOOST_TEST(!is_quoted(to_hex(sha256(as_bytes(event_bytes())))), "not the hash without prefix");
}

BOOST_AUTO_TEST_CASE(the_digest_is_the_one_quoted_and_stands_in_the_event) {
    const auto digest = sha256(as_bytes(disclosure_text()));
    const auto encoded = core::encode_base64url(as_bytes(digest));
    BOOST_TEST(is_quoted("\n" + to_hex(digest) + "  -\n"));
    BOOST_TEST(is_quoted("\n" + encoded + "\n"));
    BOOST_TEST(event_bytes().find(R"("_sd":[")" + encoded + R"("])") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_disclosure_opens_the_title) {
    const auto text = disclosure_text();
    BOOST_TEST(is_quoted(std::to_string(text.size()) + " bytes"));
    const auto json = core::decode_base64url(text);
    BOOST_TEST_REQUIRE(json.has_value());
    BOOST_TEST(is_quoted("\n" + std::string(core::as_text(*json)) + "\n"));
    const auto event = decode_event(event_bytes());
    BOOST_TEST_REQUIRE(event.has_value());
    const std::array<std::string_view, 1> disclosures{text};
    const auto data = core::reveal_data(*event, disclosures);
    BOOST_TEST_REQUIRE(data.has_value());
    BOOST_TEST((data->at("title") == "Programma Droge Voeten"));
}

BOOST_AUTO_TEST_CASE(the_checkpoint_is_quoted_and_signs_the_leaf_as_root) {
    const auto text = content_of("tests/data/format/checkpoint.txt");
    BOOST_TEST(is_quoted("```\n" + text + "```"));
    const auto event = decode_event(event_bytes());
    BOOST_TEST_REQUIRE(event.has_value());
    const auto key = core::parse_vkey(std::string(event->data.at("logKey").as_string()));
    BOOST_TEST_REQUIRE(key.has_value());
    const auto note = core::parse_note(text);
    BOOST_TEST_REQUIRE(note.has_value());
    const auto checkpoint =
        core::open_checkpoint(*note, std::string(event->data.at("origin").as_string()), {&*key, 1});
    BOOST_TEST_REQUIRE(checkpoint.has_value());
    BOOST_TEST(checkpoint->size == 1U);
    BOOST_TEST((checkpoint->root == leaf_hash()));
}

BOOST_AUTO_TEST_CASE(the_table_of_positions_is_that_of_the_tree) {
    std::string row = "| level, index |";
    for (std::uint64_t position = 0; position < 8; ++position) {
        const auto id = core::stored_node(position);
        row += " " + std::to_string(id.level) + ", " + std::to_string(id.index) + " |";
    }
    BOOST_TEST(is_quoted(row), row);
}

BOOST_AUTO_TEST_SUITE_END()

// Proof bundles against foreign vectors, and under every change of a byte.
// SPDX-License-Identifier: EUPL-1.2
#include "test_ledger.hpp"
#include "vectors.hpp"
#include <peil/core/tlog_proof.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace peil::core {

namespace {

using testing::hash_of;
using testing::is_refused;
using testing::load_vectors;
using testing::number_at;
using testing::SeededRandom;
using testing::string_at;

/// The vectors with the log key that they trust.
struct Bundles {
    boost::json::value vectors = load_vectors("proofs.json");
    std::vector<VerifierKey> keys{
        *parse_vkey(string_at(vectors.at("meta").at("keys").at("log"), "vkey"))};
    LogIdentity log{string_at(vectors.at("meta"), "origin"), keys};

    [[nodiscard]] const boost::json::array& rows() const {
        return vectors.at("bundles").as_array();
    }
    [[nodiscard]] Result<Checkpoint> verify(std::string_view text, const Hash& leaf) const {
        const auto proof = parse_tlog_proof(text);
        if (!proof) { return proof.error(); }
        return verify_tlog_proof(*proof, leaf, log);
    }
};

/// Whether the error is of the class that a vector expects.
bool is_expected(const Error& error, std::string_view expected) {
    const auto is = [&error](Errc code) { return error.code == make_error_code(code); };
    if (expected == "MALFORMED") { return is(Errc::malformed_proof); }
    if (expected == "BAD_CHECKPOINT") { return is(Errc::malformed_note); }
    if (expected == "NO_KNOWN_SIGNATURE") { return is(Errc::no_known_signature); }
    if (expected == "BAD_SIGNATURE") { return is(Errc::bad_signature); }
    return is(Errc::proof_rejected) || is(Errc::index_out_of_range);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tlog_proof, Bundles)

BOOST_AUTO_TEST_CASE(bundles_of_the_vectors_verify_or_are_refused) {
    int good = 0;
    for (const auto& row : rows()) {
        const auto text = string_at(row, "bundle");
        const auto name = string_at(row, "name");
        const auto verified = verify(text, hash_of(row.at("leaf_hash")));
        const auto expected = string_at(row, "expect");
        BOOST_TEST(verified.has_value() == (expected == "OK"), name);
        if (!verified) {
            BOOST_TEST(
                is_expected(verified.error(), expected),
                name << ": " << verified.error().code.message() << ", " << verified.error().detail);
            continue;
        }
        ++good;
        const auto proof = parse_tlog_proof(text);
        BOOST_TEST(verified->size == number_at(row, "size"));
        BOOST_TEST(proof->index == number_at(row, "index"));
        BOOST_TEST(encode_tlog_proof(*proof) == text);
    }
    BOOST_TEST(good == 10);
}

BOOST_AUTO_TEST_CASE(another_leaf_origin_or_key_is_refused) {
    const auto text = string_at(rows().front(), "bundle");
    const auto leaf = hash_of(rows().front().at("leaf_hash"));
    BOOST_TEST(is_refused(verify(text, sha256({})), Errc::proof_rejected));
    const auto proof = parse_tlog_proof(text);
    BOOST_TEST_REQUIRE(proof.has_value());
    BOOST_TEST(is_refused(verify_tlog_proof(*proof, leaf, {"other.example/log", keys}),
                          Errc::wrong_origin));
    const auto other =
        *parse_vkey(string_at(vectors.at("meta").at("keys").at("log_second"), "vkey"));
    BOOST_TEST(is_refused(verify_tlog_proof(*proof, leaf, {log.origin, {&other, 1}}),
                          Errc::no_known_signature));
}

/// Two lines of base64 after `extra ` may say anything: that line is not authenticated.
BOOST_AUTO_TEST_CASE(any_changed_byte_is_refused_or_means_nothing) {
    for (const auto& row : rows()) {
        if (string_at(row, "expect") != "OK" || number_at(row, "witnesses") > 0) { continue; }
        const auto text = string_at(row, "bundle");
        const auto leaf = hash_of(row.at("leaf_hash"));
        const auto sound = parse_tlog_proof(text);
        for (std::size_t i = 0; i < text.size(); ++i) {
            for (const int mask : {0x01, 0x20, 0x80}) {
                auto changed = text;
                changed[i] = static_cast<char>(changed[i] ^ mask);
                if (!verify(changed, leaf)) { continue; }
                auto proof = *parse_tlog_proof(changed);
                proof.extra = sound->extra;
                BOOST_TEST((proof == *sound), "byte " << i);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_cut_off_or_repeated_is_refused) {
    const auto& row = rows().at(1).as_object();
    const auto text = std::string(row.at("bundle").as_string());
    const auto leaf = hash_of(row.at("leaf_hash"));
    BOOST_TEST(verify(text, leaf).has_value());
    for (std::size_t size = 0; size < text.size(); ++size) {
        BOOST_TEST(!verify(text.substr(0, size), leaf).has_value(), size);
        BOOST_TEST(!verify(text.substr(text.size() - size), leaf).has_value(), size);
    }
    BOOST_TEST(!verify(text + "\n", leaf).has_value());
    BOOST_TEST(!verify(text + text, leaf).has_value());
    const auto huge = text + std::string(tlog_proof_size_max_bytes, 'x');
    BOOST_TEST(is_refused(parse_tlog_proof(huge), Errc::malformed_proof));
}

BOOST_AUTO_TEST_CASE(hashes_are_at_most_as_many_as_the_format_allows) {
    const auto proof = parse_tlog_proof(string_at(rows().front(), "bundle"));
    BOOST_TEST_REQUIRE(proof.has_value());
    auto full = *proof;
    full.hashes.assign(tlog_proof_hash_count_max, Hash{});
    auto text = encode_tlog_proof(full);
    BOOST_TEST(parse_tlog_proof(text).has_value());
    const std::string line(43, 'A');
    text.insert(text.find(line), line + "=\n");
    BOOST_TEST(is_refused(parse_tlog_proof(text), Errc::malformed_proof));
}

BOOST_AUTO_TEST_CASE(random_bytes_never_crash_it) {
    SeededRandom random(3);
    const auto text = string_at(rows().at(3), "bundle");
    for (int round = 0; round < 20'000; ++round) {
        auto mutant = text;
        for (auto count = 1 + random.below(4); count > 0; --count) {
            const auto place = random.below(mutant.size());
            const auto length = random.below(20);
            mutant.replace(place, length, text.substr(random.below(text.size()), length));
        }
        const auto proof = parse_tlog_proof(mutant);
        if (proof) { BOOST_TEST(encode_tlog_proof(*proof) == mutant); }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

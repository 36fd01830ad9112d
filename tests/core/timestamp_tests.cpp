// Timestamps against the foreign vectors and against answers of the openssl command.
// SPDX-License-Identifier: EUPL-1.2
#include "test_ledger.hpp"
#include "timestamp_authority.hpp"
#include "vectors.hpp"
#include <peil/core/timestamp.hpp>

#include <boost/test/unit_test.hpp>

namespace peil::core {

namespace {

using testing::load_vectors;
using testing::SeededRandom;
using testing::string_at;
using testing::TimestampAuthority;

const std::string stamped_text = "example.nl/aanpak\n1\nAAAA\n";

Bytes bytes_at(const boost::json::value& value, const char* key) {
    const auto bytes = decode_base64(string_at(value, key));
    BOOST_TEST_REQUIRE(bytes.has_value());
    return *bytes;
}

Bytes stamp(const TimestampAuthority& authority, const Hash& imprint, Random& random) {
    const auto query = make_timestamp_query(imprint, random);
    const auto reply = authority.reply(as_text(query));
    const auto token = open_timestamp_reply(as_bytes(reply), query);
    BOOST_TEST_REQUIRE(token.has_value(), token.error().detail);
    return *token;
}

/// Whether a vector's answer or token holds, by its data or its query.
bool vector_holds(const boost::json::value& vector, const std::string& roots, Random& random) {
    const auto& object = vector.as_object();
    if (object.contains("token_b64")) {
        return verify_timestamp(bytes_at(vector, "token_b64"),
                                timestamp_imprint(string_at(vector, "data"), {}), roots)
            .has_value();
    }
    const auto reply = bytes_at(vector, "tsr_b64");
    if (object.contains("tsq_b64")) {
        return open_timestamp_reply(reply, bytes_at(vector, "tsq_b64")).has_value();
    }
    // The vectors with data have the answer to a query of their own, which the token's nonce shows:
    // the first vector with a query serves for all.
    const auto vectors = load_vectors("rfc3161.json");
    const auto query = bytes_at(vectors.at("vectors").as_array().at(2), "tsq_b64");
    static_cast<void>(random);
    const auto token = open_timestamp_reply(reply, query);
    return token &&
           verify_timestamp(*token, timestamp_imprint(string_at(vector, "data"), {}), roots)
               .has_value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(timestamp)

BOOST_AUTO_TEST_CASE(is_judged_as_every_foreign_vector_says) {
    const auto vectors = load_vectors("rfc3161.json");
    const auto roots = string_at(vectors.at("meta"), "ca_pem");
    SeededRandom random(1);
    BOOST_TEST_REQUIRE(vectors.at("vectors").as_array().size() == 7U);
    for (const auto& vector : vectors.at("vectors").as_array()) {
        BOOST_TEST(vector_holds(vector, roots, random) == vector.at("ok").as_bool(),
                   string_at(vector, "name"));
    }
}

BOOST_AUTO_TEST_CASE(states_time_authority_and_policy) {
    const auto vectors = load_vectors("rfc3161.json");
    const auto& vector = vectors.at("vectors").as_array().at(1);
    const auto info = verify_timestamp(bytes_at(vector, "token_b64"),
                                       timestamp_imprint(string_at(vector, "data"), {}),
                                       string_at(vectors.at("meta"), "ca_pem"));
    BOOST_TEST_REQUIRE(info.has_value());
    BOOST_TEST(format_time(info->time) == string_at(vectors.at("meta"), "gentime"));
    BOOST_TEST(info->authority == "CN=tsa");
    BOOST_TEST(info->policy == string_at(vectors.at("meta"), "policy"));
    BOOST_TEST(format_date(info->expires) == "2126-10-29");
}

BOOST_AUTO_TEST_CASE(of_the_openssl_command_answers_our_query) {
    const TimestampAuthority authority;
    SeededRandom random(2);
    const auto imprint = timestamp_imprint(stamped_text, {});
    const auto query = make_timestamp_query(imprint, random);
    BOOST_TEST(query.size() == 69U);
    const auto reply = authority.reply(as_text(query));
    const auto token = open_timestamp_reply(as_bytes(reply), query);
    BOOST_TEST_REQUIRE(token.has_value(), token.error().detail);
    const auto info = verify_timestamp(*token, imprint, authority.roots());
    BOOST_TEST_REQUIRE(info.has_value(), info.error().detail);
    BOOST_TEST(info->authority == "CN=Test TSA");
    // The command accepts what is kept, over the text itself.
    testing::write_whole(authority.folder() / "token", as_text(*token));
    testing::write_whole(authority.folder() / "text", stamped_text);
    authority.shell("openssl ts -verify -data text -in token -token_in -CAfile root.pem");
}

BOOST_AUTO_TEST_CASE(to_another_query_or_over_another_hash_is_refused) {
    const TimestampAuthority authority;
    SeededRandom random(3);
    const auto imprint = timestamp_imprint(stamped_text, {});
    const auto other = timestamp_imprint("other\n", {});
    const auto query = make_timestamp_query(imprint, random);
    const auto reply = authority.reply(as_text(query));
    for (const auto& hash : {imprint, other}) {
        const auto answer =
            open_timestamp_reply(as_bytes(reply), make_timestamp_query(hash, random));
        BOOST_TEST_REQUIRE(answer.has_error());
        BOOST_TEST((answer.error().code == make_error_code(Errc::timestamp_rejected)));
    }
    const auto token = *open_timestamp_reply(as_bytes(reply), query);
    BOOST_TEST(verify_timestamp(token, other, authority.roots()).has_error());
}

BOOST_AUTO_TEST_CASE(of_a_root_that_is_not_trusted_is_refused) {
    const TimestampAuthority authority;
    const TimestampAuthority stranger;
    SeededRandom random(4);
    const auto imprint = timestamp_imprint(stamped_text, {});
    const auto token = stamp(authority, imprint, random);
    BOOST_TEST(verify_timestamp(token, imprint, stranger.roots()).has_error());
    BOOST_TEST(verify_timestamp(token, imprint, stranger.roots() + authority.roots()).has_value());
    const auto none = verify_timestamp(token, imprint, "no certificate\n");
    BOOST_TEST_REQUIRE(none.has_error());
    BOOST_TEST((none.error().code == make_error_code(Errc::malformed_key)));
}

BOOST_AUTO_TEST_CASE(with_a_byte_changed_anywhere_states_nothing_else) {
    const TimestampAuthority authority;
    SeededRandom random(5);
    const auto imprint = timestamp_imprint(stamped_text, {});
    const auto token = stamp(authority, imprint, random);
    const auto good = *verify_timestamp(token, imprint, authority.roots());
    std::size_t accepted = 0;
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto changed = token;
        changed[i] ^= std::byte{1};
        const auto info = verify_timestamp(changed, imprint, authority.roots());
        if (!info) { continue; }
        BOOST_TEST(info->time == good.time);
        BOOST_TEST(info->authority == good.authority);
        BOOST_TEST(info->serial == good.serial);
        BOOST_TEST(info->policy == good.policy);
        BOOST_TEST(info->expires == good.expires);
        ++accepted;
    }
    // CMS has members that nothing signs: versions, and names of algorithms.
    BOOST_TEST(accepted <= 16U);
    for (std::size_t size = 0; size < token.size(); ++size) {
        BOOST_TEST_REQUIRE(
            verify_timestamp(ByteView(token).first(size), imprint, authority.roots()).has_error());
    }
}

BOOST_AUTO_TEST_CASE(survives_any_bytes) {
    const TimestampAuthority authority;
    SeededRandom random(6);
    const auto imprint = timestamp_imprint(stamped_text, {});
    const auto query = make_timestamp_query(imprint, random);
    const auto reply = authority.reply(as_text(query));
    for (int round = 0; round < 500; ++round) {
        auto changed = reply;
        for (auto count = 1 + random.below(8); count > 0; --count) {
            changed[random.below(changed.size())] = static_cast<char>(random.below(256));
        }
        static_cast<void>(open_timestamp_reply(as_bytes(changed), query));
        static_cast<void>(verify_timestamp(as_bytes(changed), imprint, authority.roots()));
    }
}

BOOST_AUTO_TEST_CASE(is_renewed_over_the_text_and_the_one_before) {
    const TimestampAuthority authority;
    const TimestampAuthority other;
    SeededRandom random(7);
    const auto first = stamp(authority, timestamp_imprint(stamped_text, {}), random);
    const auto second = stamp(other, timestamp_imprint(stamped_text, first), random);
    const auto roots = authority.roots() + other.roots();
    const auto chain = verify_timestamps(std::vector{first, second}, stamped_text, roots);
    BOOST_TEST_REQUIRE(chain.has_value(), chain.error().detail);
    const auto alone = verify_timestamps(std::vector<Bytes>{first}, stamped_text, roots);
    BOOST_TEST(chain->time == alone->time);
    BOOST_TEST(verify_timestamps(std::vector{second, first}, stamped_text, roots).has_error());
    BOOST_TEST(verify_timestamps(std::vector<Bytes>{second}, stamped_text, roots).has_error());
    BOOST_TEST(verify_timestamps(std::vector{first, second}, "other\n", roots).has_error());
    BOOST_TEST(
        verify_timestamps(std::vector{first, second}, stamped_text, other.roots()).has_error());
}

BOOST_AUTO_TEST_CASE(whose_certificate_ended_holds_at_its_time_and_not_later) {
    const TimestampAuthority authority(1);
    SeededRandom random(8);
    const auto imprint = timestamp_imprint(stamped_text, {});
    const auto token = stamp(authority, imprint, random);
    const auto info = verify_timestamp(token, imprint, authority.roots());
    BOOST_TEST_REQUIRE(info.has_value());
    BOOST_TEST(info->expires - info->time <= day_ms);
    BOOST_TEST(verify_timestamp_at(token, imprint, authority.roots(), info->time + day_ms / 2)
                   .has_value());
    const auto late =
        verify_timestamp_at(token, imprint, authority.roots(), info->time + 2 * day_ms);
    BOOST_TEST_REQUIRE(late.has_error());
    BOOST_TEST((late.error().code == make_error_code(Errc::timestamp_rejected)));
}

BOOST_AUTO_TEST_CASE(that_was_refused_gives_the_reason) {
    const auto vectors = load_vectors("rfc3161.json");
    const auto& list = vectors.at("vectors").as_array();
    const auto answer =
        open_timestamp_reply(bytes_at(list.at(6), "tsr_b64"), bytes_at(list.at(2), "tsq_b64"));
    BOOST_TEST_REQUIRE(answer.has_error());
    BOOST_TEST(answer.error().detail ==
               "the authority refused, status 2: Message digest algorithm is not supported.");
}

BOOST_AUTO_TEST_CASE(tokens_are_read_from_files_and_answers) {
    const auto vectors = load_vectors("rfc3161.json");
    const auto& list = vectors.at("vectors").as_array();
    const auto token = bytes_at(list.at(1), "token_b64");
    const auto imprint = timestamp_imprint(string_at(list.at(1), "data"), {});
    auto joined = token;
    joined.insert(joined.end(), token.begin(), token.end());
    const auto tokens = read_timestamp_file(joined);
    BOOST_TEST_REQUIRE(tokens.has_value());
    BOOST_TEST((*tokens == std::vector{token, token}));
    BOOST_TEST((read_timestamp(token)->imprint == imprint));
    BOOST_TEST(format_time(read_timestamp(token)->time) ==
               string_at(vectors.at("meta"), "gentime"));
    const auto answered = read_timestamp_file(bytes_at(list.at(0), "tsr_b64"));
    BOOST_TEST_REQUIRE(answered.has_value());
    BOOST_TEST((read_timestamp(answered->front())->imprint == imprint));
    BOOST_TEST(testing::is_refused(read_timestamp_file(bytes_at(list.at(6), "tsr_b64")),
                                   Errc::timestamp_rejected));
    joined.pop_back();
    for (const auto& other : {Bytes(), joined, Bytes(9, std::byte{0x30})}) {
        BOOST_TEST(testing::is_refused(read_timestamp_file(other), Errc::malformed_timestamp));
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

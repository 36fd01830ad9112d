// The stored form of an event: canonical, complete, bounded, and found again without parsing.
// SPDX-License-Identifier: EUPL-1.2
#include "test_ledger.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/envelope.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>
#include <string>
#include <vector>

namespace peil::core {

namespace {

using testing::SeededRandom;

Draft sample_draft() {
    Draft draft{.id = "een-id",
                .type = "nl.peil.progress.reported",
                .subject = "measure/8",
                .effective = "2021-05-17",
                .actor = "Waterschap"};
    draft.shown["measure"] = "8";
    draft.claims.push_back({.name = "progress", .value = "Er is gebaggerd."});
    return draft;
}

Recording sample_recording() {
    return {.source = "urn:peil:example.nl/test",
            .time = 1'621'209'600'000,
            .sequence = 41,
            .previous = sha256(as_bytes("vorige"))};
}

Result<EncodedEvent> encoded(const Draft& draft) {
    SeededRandom random(7);
    return encode_event(draft, sample_recording(), random);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(envelope)

BOOST_AUTO_TEST_CASE(stored_bytes_are_canonical_and_read_back) {
    const auto event = encoded(sample_draft());
    BOOST_TEST_REQUIRE(event.has_value());
    const auto json = CanonicalJson::parse(event->bytes);
    BOOST_TEST_REQUIRE(json.has_value());
    BOOST_TEST(json->bytes() == event->bytes);
    const auto read = decode_event(event->bytes);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->id == "een-id");
    BOOST_TEST(read->sequence == 41U);
    BOOST_TEST(read->time == "2021-05-17T00:00:00.000Z");
    BOOST_TEST((read->previous == sample_recording().previous));
}

BOOST_AUTO_TEST_CASE(what_may_be_withheld_stands_only_in_the_disclosure) {
    const auto event = encoded(sample_draft());
    BOOST_TEST_REQUIRE(event.has_value());
    BOOST_TEST(event->bytes.find("gebaggerd") == std::string::npos);
    BOOST_TEST(event->bytes.find("progress\"") == std::string::npos);
    BOOST_TEST_REQUIRE(event->disclosures.size() == 1U);
    const auto read = decode_event(event->bytes);
    const std::string_view text = event->disclosures.front().text;
    const auto data = reveal_data(*read, {&text, 1});
    BOOST_TEST_REQUIRE(data.has_value());
    BOOST_TEST((data->at("progress") == "Er is gebaggerd."));
}

BOOST_AUTO_TEST_CASE(an_event_has_at_most_65535_bytes) {
    auto draft = sample_draft();
    draft.shown["fill"] = "";
    const auto base = encoded(draft)->bytes.size();
    draft.shown["fill"] = std::string(event_size_bytes_max - base, 'x');
    BOOST_TEST_REQUIRE(encoded(draft).has_value());
    BOOST_TEST(encoded(draft)->bytes.size() == event_size_bytes_max);
    draft.shown["fill"] = std::string(event_size_bytes_max - base + 1, 'x');
    BOOST_TEST((encoded(draft).error().code == make_error_code(Errc::event_too_large)));
}

BOOST_AUTO_TEST_CASE(an_incomplete_draft_is_refused) {
    const auto refused = [](void (*spoil)(Draft&)) {
        auto draft = sample_draft();
        spoil(draft);
        const auto event = encoded(draft);
        return !event && event.error().code == make_error_code(Errc::malformed_event);
    };
    BOOST_TEST(refused([](Draft& draft) { draft.type.clear(); }));
    BOOST_TEST(refused([](Draft& draft) { draft.subject.clear(); }));
    BOOST_TEST(refused([](Draft& draft) { draft.actor.clear(); }));
    BOOST_TEST(refused([](Draft& draft) { draft.effective = "2021-02-30"; }));
    BOOST_TEST(refused([](Draft& draft) { draft.id = std::string(256, 'i'); }));
    BOOST_TEST(refused([](Draft& draft) { draft.shown["_sd"] = "x"; }));
}

// A verb once stored a text in Latin-1: nothing could read the ledger from then on.
BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_refused_wherever_it_stands) {
    const std::string latin = "Syri\xeb";
    const std::vector<std::function<void(Draft&)>> parts{
        [&](Draft& draft) { draft.actor = latin; },
        [&](Draft& draft) { draft.contribution = latin; },
        [&](Draft& draft) { draft.id = latin; },
        [&](Draft& draft) { draft.subject = latin; },
        [&](Draft& draft) { draft.type = latin; },
        [&](Draft& draft) {
            draft.shown["a"] = boost::json::array{{{"b", latin}}};
        },
        [&](Draft& draft) { draft.shown[latin] = 1; },
        [&](Draft& draft) {
            draft.claims.push_back({"text", boost::json::value(latin), ""});
        }};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto draft = sample_draft();
        parts[i](draft);
        const auto event = encoded(draft);
        BOOST_TEST_CONTEXT("part " << i) {
            BOOST_TEST_REQUIRE(!event.has_value());
            BOOST_TEST(event.error().detail.find("UTF-8") != std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_missing_or_misshapen_member_is_refused) {
    const auto bytes = encoded(sample_draft())->bytes;
    for (const std::string name : {"actor", "data", "effective", "id", "prevhash", "sequence",
                                   "source", "specversion", "subject", "time", "type"}) {
        auto value = parse_strict(bytes);
        BOOST_TEST_REQUIRE(value.has_value());
        value->get_object().erase(name);
        std::string without;
        append_canonical(without, *value);
        BOOST_TEST_CONTEXT(name) {
            BOOST_TEST(!decode_event(without).has_value());
        }
    }
    BOOST_TEST(!decode_event(bytes + " ").has_value());
    BOOST_TEST(!decode_event("").has_value());
}

BOOST_AUTO_TEST_CASE(members_are_found_without_parsing_whatever_the_content_says) {
    auto draft = sample_draft();
    draft.shown["trap"] = R"(x,"prevhash":"0000","time":"1999-01-01T00:00:00Z")";
    draft.shown["nested"] = boost::json::object{{"prevhash", "ff"}, {"time", "nu"}};
    const auto event = encoded(draft);
    BOOST_TEST_REQUIRE(event.has_value());
    BOOST_TEST(find_prevhash(event->bytes) == to_hex(sample_recording().previous));
    BOOST_TEST(find_time(event->bytes) == "2021-05-17T00:00:00.000Z");
    BOOST_TEST(find_prevhash("no event") == "");
}

BOOST_AUTO_TEST_CASE(sequences_have_twelve_digits_or_more) {
    BOOST_TEST(format_sequence(41) == "000000000041");
    BOOST_TEST((parse_sequence("000000000041") == std::optional<std::uint64_t>(41)));
    BOOST_TEST(
        (parse_sequence("1234567890123") == std::optional<std::uint64_t>(1'234'567'890'123)));
    BOOST_TEST(!parse_sequence("41").has_value());
    BOOST_TEST(!parse_sequence("0000000000041").has_value());
    BOOST_TEST(!parse_sequence("00000000004x").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

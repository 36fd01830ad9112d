// Trust policies: grammar, quorums against a slow oracle, and the judgement of notes.
// SPDX-License-Identifier: EUPL-1.2
#include "test_ledger.hpp"
#include "vectors.hpp"
#include <peil/core/trust_policy.hpp>

#include <boost/test/unit_test.hpp>

namespace peil::core {

namespace {

using testing::key_from;
using testing::SeededRandom;

const std::string policy_origin = "example.nl/aanpak";

SigningKey log_signing_key() {
    return key_from(0);
}
/// Keys of witnesses 0 to 9.
SigningKey witness_signing_key(int number) {
    return key_from(32 + 2 * number);
}
std::string key_name(int number) {
    return "w" + std::to_string(number) + ".example";
}
std::string log_line() {
    return "log " + encode_vkey(*make_verifier_key(policy_origin, log_signing_key().public_key())) +
           "\n";
}
std::string witness_vkey(int number) {
    return encode_vkey(
        *make_cosigner_key(key_name(number), witness_signing_key(number).public_key()));
}
std::string witness_line(int number) {
    return "witness W" + std::to_string(number) + " " + witness_vkey(number) + "\n";
}
std::string witness_lines(int count) {
    std::string lines;
    for (int i = 0; i < count; ++i) { lines += witness_line(i); }
    return lines;
}

TrustPolicy policy_of(const std::string& text) {
    auto policy = parse_policy(text);
    BOOST_TEST_REQUIRE(policy.has_value(), policy.error().detail);
    return *policy;
}

std::string why_not(const std::string& text) {
    const auto policy = parse_policy(text);
    BOOST_TEST_REQUIRE(policy.has_error(), text);
    BOOST_TEST((policy.error().code == make_error_code(Errc::malformed_policy)));
    return policy.error().detail;
}

SignedNote checkpoint_note(const std::vector<std::pair<int, std::uint64_t>>& witnesses) {
    auto note =
        sign_note(encode_checkpoint({.origin = policy_origin, .size = 0, .root = empty_root()}),
                  policy_origin, log_signing_key());
    for (const auto& [number, time] : witnesses) {
        note.signatures.push_back(
            cosign_text(note.text, key_name(number), time, witness_signing_key(number)));
    }
    return note;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(trust_policy)

BOOST_AUTO_TEST_CASE(is_read_with_comments_blank_lines_and_any_blanks) {
    const auto policy = policy_of(
        "# A comment\n\n \t \n  # another\n" + log_line() + "\twitness  \t W0 " + witness_vkey(0) +
        "\t https://w.example/prefix  \n" + "group  g any\tW0\nquorum g\n");
    BOOST_TEST(policy.logs.size() == 1U);
    BOOST_TEST(policy.logs.front().key.name == policy_origin);
    BOOST_TEST(policy.witnesses.front().name == "W0");
    BOOST_TEST(policy.witnesses.front().url == "https://w.example/prefix");
    BOOST_TEST(policy.quorum == "g");
}

BOOST_AUTO_TEST_CASE(needs_exactly_one_quorum_and_little_else) {
    BOOST_TEST(!policy_of("quorum none\n").has_quorum());
    BOOST_TEST(why_not("") == "there is no quorum line");
    BOOST_TEST(why_not("quorum none\nquorum none\n") ==
               "line 2: there is a quorum in a line before");
    BOOST_TEST(why_not("quorum none") == "the last line has no line feed");
    BOOST_TEST(why_not("quorum\n") == "line 1: quorum takes a name");
    BOOST_TEST(why_not("quorum a\n") == "line 1: a is not defined before");
    BOOST_TEST(why_not("quorum none none\n") == "line 1: quorum takes a name");
}

BOOST_AUTO_TEST_CASE(defines_names_before_they_are_used_and_once) {
    const auto three = witness_lines(3);
    BOOST_TEST(policy_of(three + "group g all W0 W1\ngroup h 1 g W2\nquorum h\n").groups.size() ==
               2U);
    for (const std::string rest : {"group g any\n",
                                   "group g\n",
                                   "group g any W9\n",
                                   "group g any g\n",
                                   "group none any W0\n",
                                   "group W0 any W1\n",
                                   "group g any none\n",
                                   "group g 0 W0\n",
                                   "group g 2 W0\n",
                                   "group g 01 W0\n",
                                   "group g -1 W0\n",
                                   "group g some W0\n",
                                   "group g any W0 W0\n",
                                   "group g any W0\ngroup h any W0\n",
                                   "group g any h\ngroup h any W0\n",
                                   "group g any W0\ngroup g any W1\n",
                                   "witness W1 x\n",
                                   "witness W7\n",
                                   "log\n",
                                   "hello\n",
                                   "Quorum none\n"}) {
        why_not(three + rest + "quorum none\n");
    }
}

BOOST_AUTO_TEST_CASE(has_no_public_key_twice_even_under_another_name) {
    const auto key = witness_signing_key(0);
    const auto other_name = encode_vkey(*make_cosigner_key("other.example", key.public_key()));
    BOOST_TEST(why_not(witness_line(0) + "witness other " + other_name + "\nquorum none\n") ==
               "line 2: this public key stands in a line before");
    const auto log_key = log_signing_key();
    const auto other_log = encode_vkey(*make_verifier_key("other.example", log_key.public_key()));
    BOOST_TEST(why_not(log_line() + "log " + other_log + "\nquorum none\n") ==
               "line 2: this public key stands in a line before");
}

BOOST_AUTO_TEST_CASE(takes_keys_of_the_right_type_only) {
    const auto log_as_witness = log_line().substr(4);
    BOOST_TEST(why_not("witness a " + log_as_witness + "quorum none\n") ==
               "line 1: key type is not Ed25519 of a cosigner (04)");
    BOOST_TEST(why_not("log " + witness_vkey(0) + "\nquorum none\n") ==
               "line 1: key type is not Ed25519 (01)");
}

BOOST_AUTO_TEST_CASE(takes_any_bytes_in_names_but_no_control_characters) {
    const auto policy =
        policy_of("witness \xFF\xC3\xA9 " + witness_vkey(0) + "\nquorum \xFF\xC3\xA9\n");
    BOOST_TEST(policy.quorum == "\xFF\xC3\xA9");
    for (const char letter : {'\0', '\r', '\v', '\x1B', '\x7F'}) {
        why_not(std::string("# ") + letter + "\nquorum none\n");
    }
    why_not(std::string(policy_size_limit_bytes - 1, '#') + "\n");
}

BOOST_AUTO_TEST_CASE(supports_as_many_definitions_as_the_document_asks_for) {
    std::string text;
    for (int i = 0; i < 32; ++i) { text += witness_line(i); }
    std::string all = "group g0 any W0\n";
    for (int i = 1; i < 32; ++i) {
        all += "group g" + std::to_string(i) + " 2 g" + std::to_string(i - 1) + " W" +
               std::to_string(i) + "\n";
    }
    const auto policy = policy_of(text + all + "quorum g31\n");
    std::vector<std::string> names;
    for (int i = 0; i < 32; ++i) {
        BOOST_TEST(!holds_quorum(policy, names));
        names.push_back("W" + std::to_string(i));
    }
    BOOST_TEST(holds_quorum(policy, names));
}

BOOST_AUTO_TEST_CASE(counts_as_the_document_describes_for_every_subset_of_six_witnesses) {
    const auto policy = policy_of(witness_lines(6) +
                                  "group X 2 W0 W1 W2\ngroup Y any W3 W4 W5\n"
                                  "group both all X Y\nquorum both\n");
    for (unsigned subset = 0; subset < 64; ++subset) {
        std::vector<std::string> names;
        for (unsigned i = 0; i < 6; ++i) {
            if (((subset >> i) & 1U) == 1) { names.push_back("W" + std::to_string(i)); }
        }
        const bool expected = std::popcount(subset & 7U) >= 2 && std::popcount(subset & 56U) >= 1;
        BOOST_TEST(holds_quorum(policy, names) == expected, subset);
    }
}

BOOST_AUTO_TEST_CASE(is_not_met_by_the_name_of_a_group_or_a_stranger) {
    const auto policy = policy_of(witness_lines(2) + "group g all W0 W1\nquorum g\n");
    BOOST_TEST(!holds_quorum(policy, std::vector<std::string>{"W0", "W0"}));
    BOOST_TEST(!holds_quorum(policy, std::vector<std::string>{"W9", "W8"}));
    BOOST_TEST(holds_quorum(policy, std::vector<std::string>{"W1", "W0"}));
}

BOOST_AUTO_TEST_CASE(judges_a_checkpoint_by_log_witnesses_and_time) {
    const auto policy = policy_of(log_line() + witness_lines(3) + "group g 2 W0 W1 W2\nquorum g\n");
    const auto none = open_by_policy(checkpoint_note({}), policy);
    BOOST_TEST_REQUIRE(none.has_value());
    BOOST_TEST(!none->holds_quorum);
    // W0 twice is one witness, and its later time is the one that counts.
    BOOST_TEST(!open_by_policy(checkpoint_note({{0, 50}, {0, 90}}), policy)->holds_quorum);
    const auto two = open_by_policy(checkpoint_note({{2, 70}, {0, 50}, {0, 90}}), policy);
    BOOST_TEST(two->holds_quorum);
    BOOST_TEST(*two->quorum_time_seconds == 70U);
    BOOST_TEST(two->cosignatures.size() == 2U);
    BOOST_TEST(two->cosignatures.front().time_seconds == 90U);
    const auto three = open_by_policy(checkpoint_note({{2, 70}, {0, 90}, {1, 80}}), policy);
    BOOST_TEST(*three->quorum_time_seconds == 80U);
}

BOOST_AUTO_TEST_CASE(refuses_checkpoints_of_unknown_logs_and_wrong_lines) {
    const auto policy = policy_of(log_line() + witness_lines(1) + "quorum W0\n");
    const auto code_of = [&](const SignedNote& note, const TrustPolicy& by) {
        const auto opened = open_by_policy(note, by);
        BOOST_TEST_REQUIRE(opened.has_error());
        return opened.error().code;
    };
    auto note = checkpoint_note({{0, 7}});
    BOOST_TEST(
        (code_of(note, policy_of("quorum none\n")) == make_error_code(Errc::no_known_signature)));
    note.signatures.back().signature[3] ^= std::byte{1};
    BOOST_TEST((code_of(note, policy) == make_error_code(Errc::bad_signature)));
    auto forged = checkpoint_note({{0, 7}});
    forged.signatures.front().signature[3] ^= std::byte{1};
    BOOST_TEST((code_of(forged, policy) == make_error_code(Errc::bad_signature)));
    // The right key under another origin.
    const auto other =
        sign_note(encode_checkpoint({.origin = "other.example", .size = 0, .root = empty_root()}),
                  policy_origin, log_signing_key());
    BOOST_TEST((code_of(other, policy) == make_error_code(Errc::no_known_signature)));
}

BOOST_AUTO_TEST_CASE(never_fails_otherwise_whatever_bytes_it_is) {
    const auto text = log_line() + witness_lines(3) + "group g 2 W0 W1 W2\nquorum g\n";
    SeededRandom random(11);
    for (int round = 0; round < 20'000; ++round) {
        auto changed = text;
        for (auto count = 1 + random.below(6); count > 0; --count) {
            const auto at = random.below(changed.size());
            switch (random.below(3)) {
                case 0: changed[at] = static_cast<char>(random.below(256)); break;
                case 1: changed.erase(at, random.below(40)); break;
                default:
                    changed.insert(at, changed.substr(random.below(changed.size()), 40));
                    break;
            }
        }
        const auto policy = parse_policy(changed);
        if (policy) { static_cast<void>(holds_quorum(*policy, std::vector<std::string>{"W0"})); }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core

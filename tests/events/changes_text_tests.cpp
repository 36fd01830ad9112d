// Near-identical texts: what counts as wording only, and what never does.
// SPDX-License-Identifier: EUPL-1.2
#include "changes/text_likeness.hpp"
#include "changes_samples.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>

namespace peil::events {

namespace {

using testing::compare_texts;
using testing::find_change;

const std::string passage =
    "Langs beide oevers van de vaart zijn rietkragen geplant die het water zuiveren. Waar de wind "
    "het hardst staat, houden wilgentenen de planten op hun plaats totdat ze diep genoeg wortelen.";

std::string replaced(const std::string& from, const std::string& to) {
    auto text = passage;
    return text.replace(text.find(from), from.size(), to);
}

changes::Likeness likeness(const std::string& before, const std::string& after) {
    return changes::likeness_of(diff_words(before, after));
}

bool is_wording(const std::string& after) {
    return find_change(compare_texts(passage, after), "1 progress wording-only") != nullptr;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(changes_text)

BOOST_AUTO_TEST_CASE(edits_are_counted_in_characters_not_in_bytes) {
    const auto one = likeness("De reëel gemeten stand", "De reeel gemeten stand");
    BOOST_TEST(one.edit_count == 1U);
    BOOST_TEST(one.same_percent == 95);
    BOOST_TEST(likeness("gelijk", "gelijk").same_percent == 100);
    BOOST_TEST(likeness("", "nieuw").same_percent == 0);
    BOOST_TEST(changes::edit_distance("maaien", "zaaien") == 1U);
}

BOOST_AUTO_TEST_CASE(one_word_in_a_passage_is_wording_only_and_says_how_much) {
    const auto comparison = compare_texts(passage, replaced("beide", "alle"));
    const auto* change = find_change(comparison, "1 progress wording-only");
    BOOST_TEST_REQUIRE(change != nullptr);
    BOOST_TEST(change->same_percent.value_or(0) >= 95);
    BOOST_TEST(change->same_percent.value_or(0) < 100);
    BOOST_TEST(change->edited_characters.value_or(0) >= 3U);
    BOOST_TEST(!change->spans.empty());
}

BOOST_AUTO_TEST_CASE(other_marks_alone_are_wording_only_in_a_short_text_too) {
    BOOST_TEST(find_change(compare_texts("Riet, nat.", "Riet; ‘nat’!"),
                           "1 progress wording-only") != nullptr);
}

BOOST_AUTO_TEST_CASE(a_negation_is_never_wording_only) {
    BOOST_TEST(!is_wording(replaced("die het water", "die niet het water")));
    BOOST_TEST(is_wording(replaced("die het water", "die al het water")));
}

BOOST_AUTO_TEST_CASE(another_number_is_never_wording_only) {
    const auto before = passage + " Dat geldt tot peil 12.";
    const auto after = passage + " Dat geldt tot peil 13.";
    BOOST_TEST(find_change(compare_texts(before, after), "1 progress progress") != nullptr);
}

BOOST_AUTO_TEST_CASE(a_new_sentence_is_progress) {
    BOOST_TEST(!is_wording(passage + " De eerste lisdoddes bloeien."));
}

BOOST_AUTO_TEST_CASE(long_unlike_passages_are_compared_in_bounded_time) {
    std::string before;
    std::string after;
    for (int i = 0; i < 60'000; ++i) {
        before += "oud" + std::to_string(i) + ' ';
        after += "nieuw" + std::to_string(i) + ' ';
    }
    const auto start = std::chrono::steady_clock::now();
    BOOST_TEST(likeness(before, after).same_percent == 0);
    BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(10)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events

// Differences between texts, word by word.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/word_diff.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <random>
#include <string>
#include <vector>

namespace peil::events {

namespace {

/// `[-removed-]{+added+}`, as `git diff --word-diff` writes it.
std::string marked(const std::vector<DiffSpan>& spans) {
    std::string text;
    for (const auto& span : spans) {
        switch (span.op) {
            case DiffOp::same: text += span.text; break;
            case DiffOp::removed: text += "[-" + span.text + "-]"; break;
            case DiffOp::added: text += "{+" + span.text + "+}"; break;
        }
    }
    return text;
}

std::string without(const std::vector<DiffSpan>& spans, DiffOp op) {
    std::string text;
    for (const auto& span : spans) {
        if (span.op != op) { text += span.text; }
    }
    return text;
}

bool is_well_formed(const std::vector<DiffSpan>& spans) {
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (spans[i].text.empty()) { return false; }
        if (i > 0 && spans[i].op == spans[i - 1].op) { return false; }
        if (i > 0 && spans[i].op == DiffOp::removed && spans[i - 1].op == DiffOp::added) {
            return false;
        }
    }
    return true;
}

void check_rebuilds(const std::string& before, const std::string& after) {
    const auto spans = diff_words(before, after);
    BOOST_TEST(without(spans, DiffOp::added) == before);
    BOOST_TEST(without(spans, DiffOp::removed) == after);
    BOOST_TEST(is_well_formed(spans));
}

std::string random_text(std::mt19937& random, std::size_t count, std::size_t vocabulary) {
    static const std::vector<std::string> separators{" ", " ", " ", ", ", "\n\n", "  ", ". ", ""};
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += "woord" + std::to_string(random() % vocabulary);
        text += separators[random() % separators.size()];
    }
    return text;
}

std::string words(const std::string& stem, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) { text += stem + std::to_string(i) + ' '; }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(word_diff)

BOOST_AUTO_TEST_CASE(equal_texts_are_one_span_that_is_the_same) {
    BOOST_TEST(marked(diff_words("Alles blijft.", "Alles blijft.")) == "Alles blijft.");
    BOOST_TEST(diff_words("", "").empty());
}

BOOST_AUTO_TEST_CASE(one_changed_word_is_shown_alone) {
    BOOST_TEST(marked(diff_words("De sloot is diep.", "De vaart is diep.")) ==
               "De [-sloot-]{+vaart+} is diep.");
}

BOOST_AUTO_TEST_CASE(words_that_only_came_or_went_are_shown_with_their_space) {
    BOOST_TEST(marked(diff_words("De sloot", "De diepe sloot")) == "De{+ diepe+} sloot");
    BOOST_TEST(marked(diff_words("De diepe sloot", "De sloot")) == "De[- diepe-] sloot");
    BOOST_TEST(marked(diff_words("", "Nieuw")) == "{+Nieuw+}");
    BOOST_TEST(marked(diff_words("Oud", "")) == "[-Oud-]");
}

BOOST_AUTO_TEST_CASE(a_number_is_one_word_and_punctuation_is_its_own) {
    BOOST_TEST(marked(diff_words("Circa 1.250 meter.", "Circa 1.300 meter!")) ==
               "Circa [-1.250-]{+1.300+} meter[-.-]{+!+}");
    BOOST_TEST(marked(diff_words("op 2031-03-01", "op 2031-04-01")) ==
               "op [-2031-03-01-]{+2031-04-01+}");
    BOOST_TEST(marked(diff_words("3,5 of 4", "3,6 of 4")) == "[-3,5-]{+3,6+} of 4");
}

BOOST_AUTO_TEST_CASE(hyphens_apostrophes_and_accents_do_not_cut_a_word) {
    BOOST_TEST(marked(diff_words("de oever-eigenaar", "de oever-eigenaren")) ==
               "de [-oever-eigenaar-]{+oever-eigenaren+}");
    BOOST_TEST(marked(diff_words("foto’s", "foto’tje")) == "[-foto’s-]{+foto’tje+}");
    BOOST_TEST(marked(diff_words("geïnd", "gemeten")) == "[-geïnd-]{+gemeten+}");
}

BOOST_AUTO_TEST_CASE(changed_white_space_alone_is_a_change) {
    BOOST_TEST(marked(diff_words("een twee", "een\n\ntwee")) == "een[- -]{+\n\n+}twee");
    BOOST_TEST(marked(diff_words("een ", "een")) == "een[- -]");
}

BOOST_AUTO_TEST_CASE(words_that_two_rewritten_sentences_share_by_chance_are_no_resemblance) {
    BOOST_TEST(marked(diff_words("Aa bb cc de dd ee ff", "Gg hh ii de jj kk ll")) ==
               "[-Aa bb cc de dd ee ff-]{+Gg hh ii de jj kk ll+}");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_not_utf8_are_carried_through) {
    check_rebuilds("een \xff\xfe twee", "een \xff twee \xc3");
}

BOOST_AUTO_TEST_CASE(spans_rebuild_both_texts_of_random_words) {
    constexpr unsigned seed = 20310401;
    BOOST_TEST_CONTEXT("seed " << seed) {
        std::mt19937 random(seed);
        for (int round = 0; round < 400; ++round) {
            const auto vocabulary = 1 + random() % 12;
            const auto before = random_text(random, random() % 30, vocabulary);
            const auto after = random_text(random, random() % 30, vocabulary);
            check_rebuilds(before, after);
        }
    }
}

BOOST_AUTO_TEST_CASE(spans_rebuild_long_texts_of_few_words) {
    constexpr unsigned seed = 7;
    BOOST_TEST_CONTEXT("seed " << seed) {
        std::mt19937 random(seed);
        check_rebuilds(random_text(random, 4000, 300), random_text(random, 4500, 300));
        check_rebuilds(random_text(random, 4500, 300), random_text(random, 4000, 300));
        check_rebuilds(random_text(random, 6000, 2000), random_text(random, 200, 2000));
    }
}

BOOST_AUTO_TEST_CASE(a_few_changes_in_five_thousand_words_are_found) {
    const auto before = words("woord", 5000);
    auto after = before;
    const std::string changed = "woord2500 ";
    after.replace(after.find(changed), changed.size(), "anders ");
    after += "slot";
    BOOST_TEST(diff_words(before, after).size() == 5U);
    check_rebuilds(before, after);
}

BOOST_AUTO_TEST_CASE(large_texts_that_share_little_are_removed_and_added_as_a_whole) {
    const auto before = words("oud", 20000);
    const auto after = words("nieuw", 20000);
    const auto start = std::chrono::steady_clock::now();
    const auto spans = diff_words("Begin " + before, "Begin " + after);
    const auto took = std::chrono::steady_clock::now() - start;
    BOOST_TEST(spans.size() == 4U);
    BOOST_TEST((took < std::chrono::seconds(5)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events

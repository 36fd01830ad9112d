// Differences between texts, word by word, and between matrices, field by field.
// SPDX-License-Identifier: EUPL-1.2
#include "matrix_samples.hpp"
#include <peil/events/changes.hpp>

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <vector>

namespace peil::events {

namespace {

using testing::sample_edition;
using testing::sample_edition_without_planning;
using testing::sample_matrix;
using testing::sample_measure;

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

/// `measure field class`, one for each change.
std::vector<std::string> summary(const std::vector<Change>& changes) {
    std::vector<std::string> lines;
    lines.reserve(changes.size());
    for (const auto& change : changes) {
        lines.push_back(change.measure + ' ' + change.field + ' ' + change.change_class);
    }
    return lines;
}

void check_summary(const std::vector<Change>& changes, const std::vector<std::string>& expected) {
    const auto lines = summary(changes);
    BOOST_TEST(lines == expected, boost::test_tools::per_element());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(changes)

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

BOOST_AUTO_TEST_CASE(plain_text_parts_blocks_and_counts_items) {
    BOOST_TEST(plain_text(Blocks{}).empty());
    BOOST_TEST(plain_text(Blocks{Paragraph{"Eerst."}, List{.items = {"een", "twee"}},
                                 List{.ordered = true, .items = {"drie", "vier"}}}) ==
               "Eerst.\n\n- een\n- twee\n\n1. drie\n2. vier");
}

BOOST_AUTO_TEST_CASE(a_matrix_does_not_differ_from_itself) {
    BOOST_TEST(compare(sample_matrix(), sample_matrix()).empty());
    const auto unchanged = unchanged_measures({}, sample_matrix(), sample_matrix());
    const std::vector<std::string> expected{"1", "2", "3", "4"};
    BOOST_TEST(unchanged == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(each_field_of_a_measure_is_compared) {
    const auto before = sample_matrix();
    auto after = before;
    auto& measure = after.measures[0];
    measure.chapter = 2;
    measure.description = "Baggeren van vaarten";
    measure.joint_with = {"2"};
    measure.planning.reset();
    measure.status = "completed";
    measure.progress = {};
    measure.footnotes[0].text = "Vervallen.";
    measure.closure = Closure{"merged", "2", {}};
    check_summary(
        compare(before, after),
        {"1 chapter changed", "1 description changed", "1 joint added", "1 planning removed",
         "1 status changed", "1 progress removed", "1 footnotes changed", "1 closure added"});
}

BOOST_AUTO_TEST_CASE(a_change_carries_both_texts_and_what_differs) {
    const auto before = sample_matrix();
    auto after = before;
    after.measures[1].progress = {Paragraph{"Peilstok geplaatst."}};
    const auto found = compare(before, after);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found[0].before == "Peilstok besteld.");
    BOOST_TEST(found[0].after == "Peilstok geplaatst.");
    BOOST_TEST(marked(found[0].spans) == "Peilstok [-besteld-]{+geplaatst+}.");
}

BOOST_AUTO_TEST_CASE(absent_and_empty_planning_do_not_differ) {
    auto after = sample_matrix();
    after.measures[1].planning.reset();
    BOOST_TEST(compare(sample_matrix(), after).empty());
}

BOOST_AUTO_TEST_CASE(measures_that_entered_or_left_stand_where_they_are_printed) {
    auto before = sample_matrix();
    auto after = before;
    before.measures.insert(before.measures.begin(), sample_measure("0", "Vooraf"));
    after.measures.erase(after.measures.begin() + 1);
    after.measures.push_back(sample_measure("5", "Planten van riet"));
    const auto found = compare(before, after);
    check_summary(found, {"0 measure removed", "2 measure removed", "5 measure added"});
    BOOST_TEST(found[0].before == "Vooraf");
    BOOST_TEST(found[2].after == "Planten van riet");
}

BOOST_AUTO_TEST_CASE(a_column_that_is_gone_is_one_change_of_the_whole) {
    const auto found = compare(sample_edition(), sample_edition_without_planning());
    check_summary(found, {" planning column-removed"});
    BOOST_TEST(found[0].before == "Planning");
    check_summary(compare(sample_edition_without_planning(), sample_edition()),
                  {" planning column-added"});
}

BOOST_AUTO_TEST_CASE(an_edition_without_a_column_differs_so_from_the_matrix_of_a_moment) {
    check_summary(compare(sample_edition_without_planning(), sample_matrix()),
                  {" planning column-added"});
}

BOOST_AUTO_TEST_CASE(titles_of_programme_and_chapters_are_compared) {
    auto after = sample_matrix();
    after.programme = "Programma Heldere Sloten";
    after.chapters[1].title = "Kaden";
    after.chapters.push_back({.number = 3, .title = "Bruggen"});
    check_summary(compare(sample_matrix(), after),
                  {" programme changed", " chapter/2 changed", " chapter/3 added"});
}

BOOST_AUTO_TEST_CASE(json_names_both_sides_the_changes_and_what_is_unchanged) {
    const auto before = sample_edition();
    auto after = sample_edition_without_planning();
    after.measures[1].description = "Meten van de stand";
    const auto json = to_json(compare(before, after), before, after);
    BOOST_TEST(json.at("from").at("edition").as_int64() == 5);
    BOOST_TEST(json.at("to").at("asOf").as_string() == "2031-10-01");
    BOOST_TEST(json.at("to").at("size").as_int64() == 57);
    BOOST_TEST(boost::json::serialize(json.at("changes")) ==
               R"([{"measure":null,"field":"planning","class":"column-removed",)"
               R"("before":"Planning","after":null},)"
               R"({"measure":"2","field":"description","class":"changed",)"
               R"("before":"Meten van de waterstand","after":"Meten van de stand"}])");
    BOOST_TEST(boost::json::serialize(json.at("unchanged")) == R"(["1","3","4"])");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events

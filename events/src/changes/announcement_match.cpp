// Announcements and sentences matched by their words and by the dates that they name.
// SPDX-License-Identifier: EUPL-1.2
#include "announcement_match.hpp"

#include "../suggest/dates.hpp"
#include "../suggest/milestone_matching.hpp"
#include "../suggest/vocabulary.hpp"
#include "../words.hpp"
#include "text_likeness.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace peil::events::changes {

namespace {

/// How surely two announcements are the same, in percent of the words of the first; more where the
/// second says that it moved from the date of the first.
constexpr std::size_t told_move_share = 200;
/// Less than any words that are alike.
constexpr std::size_t same_day_share = 1;

std::size_t share_of(std::string_view first, std::string_view second, const WordWeights& weights) {
    if (first.empty() || second.empty()) { return 0; }
    const auto match = match_words(first, second, weights);
    return match.is_alike() ? 100 * match.shared_weight / match.own_weight : 0;
}

/// All words and numbers of a text, in small letters.
std::vector<std::string> spoken_words(std::string_view text) {
    std::vector<std::string> words;
    for (const auto& word : split_words(text)) {
        if (word.is_letters) { words.push_back(lower_ascii(word.text)); }
    }
    return words;
}

/// Words that tell what a sentence is about, however short or common: no numbers, no dates, and
/// none of grammar.
std::vector<std::string> naming_words(std::string_view sentence) {
    constexpr std::size_t naming_word_size_min = 3;
    auto words = spoken_words(sentence);
    std::erase_if(words, [](const std::string& word) {
        return word.size() < naming_word_size_min || has_ascii_digit(word) || is_date_word(word) ||
               suggest::is_function_word(word);
    });
    return words;
}

bool shares_naming_word(std::string_view first, std::string_view second) {
    const auto others = naming_words(second);
    const auto words = naming_words(first);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(others.begin(), others.end(), word) != others.end();
    });
}

bool is_one_day(const PartialDate& date) {
    return date.from == date.to;
}

/// Whether both are of the same day and share a word, as `De wet treedt op 1 juli 2031 in werking`
/// and `De wet is op 1 juli 2031 van kracht geworden`.
bool is_of_same_day(const Announcement& before, const Announcement& after) {
    return before.due && after.due && is_one_day(*before.due) && is_one_day(*after.due) &&
           before.due->from == after.due->from && shares_naming_word(before.text, after.text);
}

std::size_t share_of(const Announcement& before, const Announcement& after,
                     const WordWeights& weights) {
    const auto words = std::max({share_of(before.text, after.text, weights),
                                 share_of(before.text, after.context, weights),
                                 share_of(before.context, after.text, weights),
                                 is_of_same_day(before, after) ? same_day_share : 0});
    const bool is_told_move = before.due && after.moved_from &&
                              suggest::is_announced_date(*after.moved_from, *before.due);
    return is_told_move ? words + told_move_share : words;
}

/// The dates of a sentence that are named with their year.
std::vector<suggest::Date> dates_with_year(std::string_view sentence, const PartialDate& time) {
    const auto today = suggest::day_of(time.from);
    if (!today) { return {}; }
    auto dates = suggest::find_dates(suggest::tokens_of(sentence), *today);
    std::erase_if(dates,
                  [](const suggest::Date& date) { return !date.has_year || date.is_relative; });
    return dates;
}

/// Whether a sentence names a date, with its year, that lies within a time.
bool names_time(std::string_view sentence, const PartialDate& time) {
    if (!suggest::is_short(time)) { return false; }
    const auto dates = dates_with_year(sentence, time);
    return std::any_of(dates.begin(), dates.end(), [&](const suggest::Date& date) {
        return suggest::iso_day(date.from) >= time.from && suggest::iso_day(date.to) <= time.to;
    });
}

/// Whether a sentence names dates, with their years, and none of them may be of that time.
bool names_other_time(std::string_view sentence, const PartialDate& time) {
    const auto dates = dates_with_year(sentence, time);
    return !dates.empty() &&
           std::none_of(dates.begin(), dates.end(), [&](const suggest::Date& date) {
               return suggest::iso_day(date.from) <= time.to &&
                      suggest::iso_day(date.to) >= time.from;
           });
}

/// The words of a text, each between spaces: punctuation and line breaks of a report are not what
/// was said.
std::string bare_words(std::string_view text) {
    std::string bare = " ";
    for (const auto& word : spoken_words(text)) { bare += word + ' '; }
    return bare;
}

/// Whether a sentence says no more than another one: it has some of its words, in the same order,
/// and denies what that denies.
bool is_part_of(const std::vector<std::string>& words, const std::vector<std::string>& whole) {
    auto next = whole.begin();
    for (const auto& word : words) {
        next = std::find(next, whole.end(), word);
        if (next == whole.end()) { return false; }
        ++next;
    }
    return std::count_if(words.begin(), words.end(), is_negation) ==
           std::count_if(whole.begin(), whole.end(), is_negation);
}

/// The words of each sentence that stood beside an announcement in its text.
std::vector<std::vector<std::string>> words_beside(std::string_view announcement,
                                                   std::string_view text) {
    std::vector<std::vector<std::string>> beside;
    for (const auto sentence : split_sentences(text)) {
        const bool is_own = sentence.find(announcement) != std::string_view::npos ||
                            announcement.find(sentence) != std::string_view::npos;
        if (!is_own) { beside.push_back(spoken_words(sentence)); }
    }
    return beside;
}

/// A sentence of a later text, and the one behind it if that gives an example of it: `Zo is in mei
/// 2031 …`.
struct LaterSentence {
    std::string_view text;
    std::string_view example{};
};

std::vector<LaterSentence> later_sentences(std::string_view text) {
    std::vector<LaterSentence> sentences;
    for (auto sentence : split_sentences(text)) {
        const auto words = split_words(sentence);
        const auto first = std::find_if(words.begin(), words.end(),
                                        [](const auto& word) { return word.is_letters; });
        const bool is_example = first != words.end() && lower_ascii(first->text) == "zo";
        if (is_example && !sentences.empty()) { sentences.back().example = sentence; }
        sentences.push_back({.text = sentence});
    }
    return sentences;
}

/// Words that only this measure uses tell that it is the same, unless it is of another time.
bool has_words_of(const LaterSentence& sentence, std::string_view words,
                  const Announcement& announcement, const WordWeights& weights) {
    const auto match = match_words(words, sentence.text, weights);
    if (match.is_mostly_alike() || !match.has_rare_word() || !announcement.due) {
        return match.is_alike();
    }
    const auto& time = *announcement.due;
    return names_time(sentence.text, time) ||
           (!names_other_time(sentence.text, time) && !names_other_time(sentence.example, time));
}

bool speaks_of(const LaterSentence& sentence, const Announcement& announcement,
               const WordWeights& weights) {
    if (has_words_of(sentence, announcement.text, announcement, weights) ||
        has_words_of(sentence, announcement.context, announcement, weights)) {
        return true;
    }
    if (!announcement.due || !names_time(sentence.text, *announcement.due)) { return false; }
    const auto match = match_words(announcement.text, sentence.text, weights);
    const bool is_shared =
        match.shared_count > 0 || shares_naming_word(announcement.text, sentence.text);
    return match.shared_weight > 0 || (is_one_day(*announcement.due) && is_shared);
}

}  // namespace

bool continues(const Announcement& before, const Announcement& after, const WordWeights& weights) {
    return share_of(before, after, weights) > 0;
}

std::optional<std::size_t> find_later(const Announcement& before,
                                      const std::vector<Announcement>& after,
                                      const WordWeights& weights) {
    std::optional<std::size_t> best;
    std::size_t best_share = 0;
    for (std::size_t i = 0; i < after.size(); ++i) {
        const auto& later = after[i];
        if (!before.is_found() && before.id == later.id) { return i; }
        if (before.is_of_planning || (!before.is_found() && !later.is_found())) { continue; }
        const auto share = share_of(before, later, weights);
        const bool is_better =
            share > best_share || (best && share == best_share && later.state == "reached" &&
                                   after[*best].state != "reached");
        if (is_better) {
            best = i;
            best_share = share;
        }
    }
    return best;
}

std::string telling_text(const MatrixMeasure& measure) {
    return measure.planning.value_or("") + '\n' + plain_text(measure.progress) + '\n' +
           plain_text(measure.footnotes);
}

bool is_mentioned(const Announcement& before, const ToldTexts& texts, const WordWeights& weights) {
    const auto words = bare_words(before.text);
    if (words.size() > 1 && bare_words(texts.after).find(words) != std::string::npos) {
        return true;
    }
    const bool is_quoted = texts.before.find(before.text) != std::string::npos;
    const auto beside = is_quoted ? words_beside(before.text, texts.before)
                                  : std::vector<std::vector<std::string>>();
    const auto is_old = [&](std::string_view sentence) {
        const auto spoken = spoken_words(sentence);
        return std::any_of(beside.begin(), beside.end(),
                           [&](const auto& whole) { return is_part_of(spoken, whole); });
    };
    const auto sentences = later_sentences(texts.after);
    return std::any_of(sentences.begin(), sentences.end(), [&](const LaterSentence& sentence) {
        return speaks_of(sentence, before, weights) && !is_old(sentence.text);
    });
}

}  // namespace peil::events::changes

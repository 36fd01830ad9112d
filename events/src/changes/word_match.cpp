// Sentences compared by the words they share.
// SPDX-License-Identifier: EUPL-1.2
#include "word_match.hpp"

#include "../suggest/vocabulary.hpp"
#include "../words.hpp"
#include "planning.hpp"
#include "text_likeness.hpp"
#include <peil/events/changes.hpp>

#include <algorithm>
#include <optional>
#include <set>

namespace peil::events::changes {

namespace {

constexpr std::size_t subject_word_size_min = 4;
/// Below this many measures, how many of them use a word says little.
constexpr std::size_t programme_size_min = 9;
/// Words are compared with written-together neighbours from this size on.
constexpr std::size_t compound_size_min = 10;
constexpr std::size_t neighbours_max = 3;

bool is_subject_word(const std::string& word) {
    return word.size() >= subject_word_size_min && !has_ascii_digit(word) && !is_date_word(word);
}

std::size_t common_prefix(std::string_view left, std::string_view right) {
    const auto shorter = std::min(left.size(), right.size());
    std::size_t size = 0;
    while (size < shorter && left[size] == right[size]) { ++size; }
    return size;
}

/// A compound and its last part: `vervolgbijeenkomst`, `bijeenkomst`.
bool is_last_part(std::string_view compound, std::string_view part) {
    constexpr std::size_t part_size_min = 7;
    return part.size() >= part_size_min && compound.ends_with(part);
}

/// Equal, or with the same beginning and another ending of at most three letters: `evaluatie`,
/// `evaluaties`.
bool is_same_word(std::string_view left, std::string_view right) {
    if (left == right) { return true; }
    constexpr std::size_t stem_size_min = 5;
    constexpr std::size_t ending_size_max = 3;
    const auto stem = common_prefix(left, right);
    return stem >= stem_size_min && std::max(left.size(), right.size()) - stem <= ending_size_max;
}

/// At most three in ten letters differ, and at least the first five do not.
bool is_same_compound(std::string_view left, std::string_view right) {
    constexpr std::size_t beginning_size_min = 5;
    const auto longer = std::max(left.size(), right.size());
    const auto shorter = std::min(left.size(), right.size());
    if (10 * shorter < 7 * longer || common_prefix(left, right) < beginning_size_min) {
        return false;
    }
    return 10 * edit_distance(left, right) <= 3 * longer;
}

std::vector<std::string> letter_words(std::string_view sentence) {
    std::vector<std::string> words;
    for (const auto& word : split_words(sentence)) {
        if (word.is_letters) { words.push_back(lower_ascii(word.text)); }
    }
    return words;
}

/// Whether two or three neighbours in `words`, written together, are this word.
bool is_written_apart(const std::string& compound, const std::vector<std::string>& words) {
    if (compound.size() < compound_size_min) { return false; }
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto together = words[i];
        for (std::size_t j = i + 1; j < std::min(words.size(), i + neighbours_max); ++j) {
            together += words[j];
            if (is_same_compound(compound, together)) { return true; }
        }
    }
    return false;
}

/// The words of another sentence, one by one and by neighbours.
class OtherSentence {
  public:
    explicit OtherSentence(std::string_view sentence) : words_(letter_words(sentence)) {}

    [[nodiscard]] bool has(const std::string& word) const {
        const bool is_there = std::any_of(words_.begin(), words_.end(), [&](const auto& each) {
            return is_same_word(word, each);
        });
        return is_there || is_written_apart(word, words_);
    }
    /// The general word for it: `bijeenkomst` where `vervolgbijeenkomst` is looked for.
    [[nodiscard]] bool has_part_of(const std::string& word) const {
        return std::any_of(words_.begin(), words_.end(), [&](const auto& each) {
            return is_last_part(word, each) || is_last_part(each, word);
        });
    }

  private:
    std::vector<std::string> words_;
};

bool ends_sentence(std::string_view text, std::size_t at) {
    constexpr std::string_view marks = ".!?";
    if (text[at] == '\n') { return true; }
    if (marks.find(text[at]) == std::string_view::npos || at + 2 >= text.size()) { return false; }
    const auto next = text[at + 2];
    const bool is_capital = next >= 'A' && next <= 'Z';
    const bool is_other_alphabet = (static_cast<unsigned char>(next) & 0x80U) != 0;
    return text[at + 1] == ' ' && (is_capital || is_other_alphabet || next == '(' || next == '\'');
}

}  // namespace

bool has_ascii_digit(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos;
}

bool is_date_word(const std::string& word) {
    return parse_partial_date(word + " 2000").has_value() || word == "kwartaal" || word == "helft";
}

std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (auto& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') { letter = static_cast<char>(letter - 'A' + 'a'); }
    }
    return lower;
}

WordWeights::WordWeights(const Matrix& before, const Matrix& after) {
    count(before);
    count(after);
    measure_count_ = std::max(before.measures.size(), after.measures.size());
}

void WordWeights::count(const Matrix& matrix) {
    for (const auto& measure : matrix.measures) {
        for (const auto& word : subject_words(plain_text(measure.progress))) {
            auto& measures = measures_by_word_[word];
            if (std::find(measures.begin(), measures.end(), measure.number) == measures.end()) {
                measures.push_back(measure.number);
            }
        }
    }
}

std::size_t WordWeights::weight_of(std::string_view word) const {
    const auto found = measures_by_word_.find(word);
    const auto users =
        found == measures_by_word_.end() ? 1 : std::max<std::size_t>(found->second.size(), 1);
    if (measure_count_ >= programme_size_min && 3 * users > measure_count_) { return 0; }
    std::size_t weight = 1;
    for (auto rest = measure_count_ / users; rest > 1; rest /= 2) { ++weight; }
    return weight;
}

bool WordWeights::is_rare(std::string_view word) const {
    const auto found = measures_by_word_.find(word);
    return measure_count_ >= programme_size_min && found != measures_by_word_.end() &&
           found->second.size() == 1;
}

std::vector<std::string> subject_words(std::string_view sentence) {
    std::vector<std::string> words;
    std::set<std::string> seen;
    for (auto& word : letter_words(sentence)) {
        if (is_subject_word(word) && seen.insert(word).second) { words.push_back(std::move(word)); }
    }
    return words;
}

Match match_words(std::string_view first, std::string_view second, const WordWeights& weights) {
    const OtherSentence other(second);
    const auto own = subject_words(first);
    Match match;
    for (const auto& word : own) {
        const auto weight = weights.weight_of(word);
        match.own_weight += weight;
        if (other.has(word)) {
            ++match.shared_count;
            match.shared_weight += weight;
            const bool is_subject = weight > 0 && !suggest::is_function_word(word);
            if (is_subject && weights.is_rare(word)) { ++match.rare_count; }
        } else if (other.has_part_of(word)) {
            match.shared_weight += weight / 2;
        }
    }
    return match;
}

std::vector<std::string_view> split_sentences(std::string_view text) {
    std::vector<std::string_view> sentences;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!ends_sentence(text, i)) { continue; }
        if (i > begin) { sentences.push_back(text.substr(begin, i + 1 - begin)); }
        begin = i + 1;
    }
    if (begin < text.size()) { sentences.push_back(text.substr(begin)); }
    return sentences;
}

}  // namespace peil::events::changes

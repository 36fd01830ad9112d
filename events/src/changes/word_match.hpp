// Whether two sentences speak of the same thing, judged by the words that they share. A word that
// few measures use weighs more than one that most of them use.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/matrix.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::changes {

/// In how many measures of either matrix a word occurs.
class WordWeights {
  public:
    WordWeights(const Matrix& before, const Matrix& after);

    /// 0 for a word that says nothing of the subject: short, a number, part of a date, or used by
    /// more than a third of a larger programme. `word` in small letters.
    [[nodiscard]] std::size_t weight_of(std::string_view word) const;
    /// Whether no other measure uses the word.
    [[nodiscard]] bool is_rare(std::string_view word) const;

  private:
    void count(const Matrix& matrix);

    std::map<std::string, std::vector<std::string>, std::less<>> measures_by_word_;
    std::size_t measure_count_ = 0;
};

[[nodiscard]] std::string lower_ascii(std::string_view text);
[[nodiscard]] bool has_ascii_digit(std::string_view text);
/// Words such as `maart`, `eind`, or `voorjaar`, which with a year are a date; in small letters.
[[nodiscard]] bool is_date_word(const std::string& word);

/// The words of a sentence in small letters, each once, in order.
[[nodiscard]] std::vector<std::string> subject_words(std::string_view sentence);

struct Match {
    std::size_t shared_weight = 0;
    std::size_t own_weight = 0;    ///< of all words of the first sentence
    std::size_t shared_count = 0;  ///< shared words, also those that most measures use
    std::size_t rare_count = 0;    ///< shared words that only this measure uses
    /// They speak of the same: two fifths of the weight, or a word of this measure alone.
    [[nodiscard]] bool is_alike() const { return is_mostly_alike() || has_rare_word(); }
    [[nodiscard]] bool is_mostly_alike() const {
        return shared_weight > 0 && 5 * shared_weight >= 2 * own_weight;
    }
    [[nodiscard]] bool has_rare_word() const { return shared_weight > 0 && rare_count > 0; }
};

/// Words are the same if they are equal but for an ending, or if two or three neighbours written
/// together are (`in werking getreden`, `inwerkingtreding`); the last part of a compound counts for
/// half. Cost: words times words.
[[nodiscard]] Match match_words(std::string_view first, std::string_view second,
                                const WordWeights& weights);

/// The sentences of a text: they end with a mark before a capital, or with the line.
[[nodiscard]] std::vector<std::string_view> split_sentences(std::string_view text);

}  // namespace peil::events::changes

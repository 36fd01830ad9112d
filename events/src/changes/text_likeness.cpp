// Edit distance inside the passages that a word-level difference leaves.
// SPDX-License-Identifier: EUPL-1.2
#include "text_likeness.hpp"

#include "../words.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace peil::events::changes {

namespace {

/// A replaced passage with more pairs of characters than this is not compared by characters.
constexpr std::size_t character_pairs_max = 250'000;

constexpr std::array<std::string_view, 9> negations{"niet", "geen", "nooit", "noch",   "zonder",
                                                    "not",  "no",   "never", "without"};

/// The first bytes of characters, so that an accent counts as one.
std::u32string characters_of(std::string_view text) {
    std::u32string characters;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        constexpr unsigned continuation_mask = 0xC0;
        constexpr unsigned continuation = 0x80;
        if ((byte & continuation_mask) == continuation && !characters.empty()) {
            characters.back() = (characters.back() << 8U) | byte;
        } else {
            characters.push_back(byte);
        }
    }
    return characters;
}

std::size_t distance_of(const std::u32string& before, const std::u32string& after) {
    if (before.size() * after.size() > character_pairs_max) {
        return std::max(before.size(), after.size());
    }
    std::vector<std::size_t> row(after.size() + 1);
    for (std::size_t i = 0; i < row.size(); ++i) { row[i] = i; }
    for (std::size_t i = 0; i < before.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < after.size(); ++j) {
            const auto replaced = diagonal + (before[i] == after[j] ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

bool has_digit(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos;
}

/// Letters and digits of one side of a passage, and what is among its words.
struct Passage {
    std::string text;
    std::string letters;
    bool has_number = false;
    bool has_negation = false;

    void add(std::string_view more) {
        text += more;
        for (const auto& word : split_words(more)) {
            if (!word.is_letters) { continue; }
            letters += word.text;
            has_number = has_number || has_digit(word.text);
            has_negation = has_negation || is_negation(std::string(word.text));
        }
    }
};

/// Adds up passages; each ends where the texts are the same again.
class LikenessCount {
  public:
    void add(const DiffSpan& span) {
        switch (span.op) {
            case DiffOp::same:
                end_passage();
                add_size(characters_of(span.text).size(), characters_of(span.text).size());
                return;
            case DiffOp::removed: removed_.add(span.text); return;
            case DiffOp::added: added_.add(span.text); return;
        }
    }

    Likeness finish() {
        end_passage();
        const auto longer = std::max(before_size_, after_size_);
        if (longer > 0) {
            const auto same = longer - std::min(longer, likeness_.edit_count);
            likeness_.same_percent = static_cast<int>(100 * same / longer);
        }
        return likeness_;
    }

  private:
    void add_size(std::size_t before, std::size_t after) {
        before_size_ += before;
        after_size_ += after;
    }
    void end_passage() {
        const auto before = characters_of(removed_.text);
        const auto after = characters_of(added_.text);
        add_size(before.size(), after.size());
        likeness_.edit_count += distance_of(before, after);
        const bool is_same = removed_.letters == added_.letters;
        likeness_.is_marks_only = likeness_.is_marks_only && is_same;
        if (!is_same) {
            likeness_.has_other_number |= removed_.has_number || added_.has_number;
            likeness_.has_other_negation |= removed_.has_negation || added_.has_negation;
        }
        removed_ = {};
        added_ = {};
    }

    Likeness likeness_;
    Passage removed_;
    Passage added_;
    std::size_t before_size_ = 0;
    std::size_t after_size_ = 0;
};

}  // namespace

bool is_negation(std::string word) {
    for (auto& letter : word) {
        if (letter >= 'A' && letter <= 'Z') { letter = static_cast<char>(letter - 'A' + 'a'); }
    }
    return std::find(negations.begin(), negations.end(), word) != negations.end();
}

std::size_t edit_distance(std::string_view before, std::string_view after) {
    return distance_of(characters_of(before), characters_of(after));
}

Likeness likeness_of(const std::vector<DiffSpan>& spans) {
    LikenessCount count;
    for (const auto& span : spans) { count.add(span); }
    return count.finish();
}

bool is_wording_only(const Likeness& likeness) {
    if (likeness.has_other_number || likeness.has_other_negation) { return false; }
    return likeness.is_marks_only || likeness.same_percent >= near_identical_percent;
}

}  // namespace peil::events::changes

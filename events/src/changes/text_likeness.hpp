// How alike two texts are: whether they differ in wording only, and by how much.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/word_diff.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::changes {

struct Likeness {
    std::size_t edit_count = 0;  ///< characters to insert, remove or replace
    int same_percent = 100;      ///< rounded down: 100 only for equal texts
    bool is_marks_only = true;   ///< letters and digits are the same
    bool has_other_number = false;
    bool has_other_negation = false;  ///< a word such as `niet` came or went
};

/// From this share of equal characters on, two texts that tell the same numbers are near-identical.
constexpr int near_identical_percent = 95;

/// How many characters must be inserted, removed or replaced (Levenshtein). Of texts with more
/// pairs of characters than a bound, the length of the longer.
[[nodiscard]] std::size_t edit_distance(std::string_view before, std::string_view after);

/// `niet`, `geen`, `nooit` …, in small or capital letters.
[[nodiscard]] bool is_negation(std::string word);

/// Compares the texts whose difference is `spans`.
/// Characters are compared inside each replaced passage (Levenshtein), up to a bound; of a longer
/// passage all characters count as edited. Cost: linear but for passages below that bound.
[[nodiscard]] Likeness likeness_of(const std::vector<DiffSpan>& spans);

/// Whether the texts say the same in almost the same words: only marks differ, or at least
/// near_identical_percent is the same; and no number and no negation came, went, or changed.
[[nodiscard]] bool is_wording_only(const Likeness& likeness);

}  // namespace peil::events::changes

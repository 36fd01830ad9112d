// Splitting rows, see flat_split.hpp. The known description is aligned with the words of the row
// (edit distance); where it ends best, the progress begins.
// SPDX-License-Identifier: EUPL-1.2
#include "flat_split.hpp"

#include "prose.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace peil::events::reading {

namespace {

constexpr std::size_t known_words_max = 600;
constexpr std::size_t resemblance_words = 6;
constexpr std::size_t resemblance_bytes = 512;

// What a difference costs. Cheaper to change a word than to drop one and insert another.
constexpr int similar_cost = 1;
constexpr int missing_cost = 2;
constexpr int changed_cost = 3;
// What makes a place unlikely as the end of a description.
constexpr int no_line_end_cost = 3;
constexpr int no_sentence_end_cost = 1;
constexpr int lower_case_follows_cost = 4;
constexpr int within_sentence_cost = 6;
constexpr int page_break_cost = 3;
constexpr int nothing_follows_cost = 40;

/// A word of the row and where it ends.
struct RowWord {
    std::string_view text;
    std::string plain;
    std::size_t line = 0;
    std::size_t end = 0;  ///< the byte behind it in the text of its line
    bool ends_line = false;
};

/// The cheapest alignment of some words of the row with the first words of the description.
struct Alignment {
    int cost = 0;
    std::size_t page_line = 0;     ///< the line behind the page break, if it was crossed
    std::size_t words_before = 0;  ///< the words before the page break, if it was crossed
};
using AlignmentRow = std::vector<Alignment>;

/// The word in lower case, without punctuation and footnote marks around it.
std::string plain_word(std::string_view word) {
    std::string plain = lower_case(word);
    const auto last = plain.find_last_not_of(".,;:!?()'\"");
    const auto first = plain.find_first_not_of("('\"");
    if (first == std::string::npos || last == std::string::npos || last < first) { return plain; }
    plain = plain.substr(first, last - first + 1);
    if (plain.size() > 3 && is_digits(plain.substr(plain.size() - 1)) &&
        is_lower(code_point_before(plain, plain.size() - 1).value)) {
        plain.pop_back();
    }
    return plain;
}

/// Whether most of the letters of two words agree at their starts and ends.
bool similar(std::string_view left, std::string_view right) {
    const std::size_t shorter = std::min(left.size(), right.size());
    std::size_t prefix = 0;
    while (prefix < shorter && left[prefix] == right[prefix]) { ++prefix; }
    std::size_t suffix = 0;
    while (suffix < shorter - prefix &&
           left[left.size() - 1 - suffix] == right[right.size() - 1 - suffix]) {
        ++suffix;
    }
    return (prefix + suffix) * 10 >= std::max(left.size(), right.size()) * 6;
}

int word_cost(std::string_view left, std::string_view right) {
    if (left == right) { return 0; }
    return similar(left, right) ? similar_cost : changed_cost;
}

std::vector<RowWord> row_words(std::span<const FlatLine> row, std::size_t first_line,
                               std::size_t count_max) {
    std::vector<RowWord> found;
    for (std::size_t line = first_line; line < row.size(); ++line) {
        const std::string_view text = row[line].text;
        for (const std::string_view word : words(text)) {
            if (found.size() == count_max) { return found; }
            const auto end = static_cast<std::size_t>(word.data() - text.data()) + word.size();
            found.push_back({word, plain_word(word), line, end, false});
        }
        if (!found.empty()) { found.back().ends_line = true; }
    }
    return found;
}

AlignmentRow empty_alignment(std::size_t word_count) {
    AlignmentRow row(word_count + 1);
    for (std::size_t index = 0; index <= word_count; ++index) {
        row[index].cost = missing_cost * static_cast<int>(index);
    }
    return row;
}

Alignment dearer(Alignment alignment, int cost) {
    alignment.cost += cost;
    return alignment;
}

const Alignment& cheaper(const Alignment& left, const Alignment& right) {
    return right.cost < left.cost ? right : left;
}

AlignmentRow aligned_further(const AlignmentRow& before, const RowWord& word,
                             std::span<const std::string> known) {
    AlignmentRow row(before.size());
    row[0] = dearer(before[0], missing_cost);
    for (std::size_t index = 1; index < row.size(); ++index) {
        const int changed = word_cost(word.plain, known[index - 1]);
        row[index] = cheaper(
            dearer(before[index - 1], changed),
            cheaper(dearer(before[index], missing_cost), dearer(row[index - 1], missing_cost)));
    }
    return row;
}

int end_cost(const RowWord& word, const RowWord* next, bool behind_page_break) {
    if (next == nullptr) { return nothing_follows_cost; }
    const bool sentence = ends_sentence(word.text);
    int cost = sentence ? 0 : no_sentence_end_cost;
    if (!word.ends_line && !sentence) { cost += within_sentence_cost; }
    if (behind_page_break) { return cost; }
    if (!word.ends_line) { cost += no_line_end_cost; }
    if (starts_lower(next->text)) { cost += lower_case_follows_cost; }
    return cost;
}

/// The best end of the description that was found so far.
struct BestEnd {
    int cost = std::numeric_limits<int>::max();
    Alignment alignment;
    std::size_t line = 0;
    std::size_t offset = 0;
};

class Splitter {
  public:
    Splitter(std::span<const FlatLine> row, std::vector<std::string> known)
        : row_(row), known_(std::move(known)), words_(row_words(row, 0, words_max())) {}

    std::optional<SplitRow> run() {
        search_from_start();
        search_behind_page_break();
        const int tolerated = static_cast<int>(known_.size()) + 6;
        if (best_.cost > tolerated) { return std::nullopt; }
        return split();
    }

  private:
    [[nodiscard]] std::size_t words_max() const { return known_.size() * 2 + 20; }

    void search_from_start() {
        AlignmentRow alignment = empty_alignment(known_.size());
        const std::size_t page = page_break_line();
        crossing_ = AlignmentRow(known_.size() + 1, {std::numeric_limits<int>::max() / 2, 0, 0});
        for (std::size_t index = 0; index < words_.size(); ++index) {
            const RowWord& word = words_[index];
            alignment = aligned_further(alignment, word, known_);
            const RowWord* next = index + 1 < words_.size() ? &words_[index + 1] : nullptr;
            consider(alignment.back(), word, end_cost(word, next, false));
            if (word.ends_line && word.line < page) { remember(alignment, index + 1, page); }
        }
    }

    /// The first line of the row, but for its very first, that begins a page.
    [[nodiscard]] std::size_t page_break_line() const {
        std::size_t line = 1;
        while (line < row_.size() && !row_[line].page_break) { ++line; }
        return line;
    }

    /// Where the description may be interrupted: at the end of any line before the page break.
    void remember(const AlignmentRow& alignment, std::size_t words_before, std::size_t page) {
        for (std::size_t index = 0; index < alignment.size(); ++index) {
            if (alignment[index].cost < crossing_[index].cost) {
                crossing_[index] = {alignment[index].cost, page, words_before};
            }
        }
    }

    void search_behind_page_break() {
        const std::size_t page = page_break_line();
        if (page >= row_.size()) { return; }
        AlignmentRow alignment = crossing_;
        const std::vector<RowWord> behind = row_words(row_, page, words_max());
        for (std::size_t index = 0; index < behind.size(); ++index) {
            alignment = aligned_further(alignment, behind[index], known_);
            const RowWord* next = index + 1 < behind.size() ? &behind[index + 1] : nullptr;
            consider(alignment.back(), behind[index],
                     end_cost(behind[index], next, true) + page_break_cost);
        }
    }

    void consider(const Alignment& alignment, const RowWord& word, int extra_cost) {
        const int cost = alignment.cost + extra_cost;
        if (cost < best_.cost) { best_ = {cost, alignment, word.line, word.end}; }
    }

    [[nodiscard]] SplitRow split() const {
        SplitRow result;
        result.cost = best_.cost;
        std::size_t line = 0;
        if (best_.alignment.words_before > 0) {
            result.over_page_break = true;
            const std::size_t last = words_[best_.alignment.words_before - 1].line;
            for (; line <= last; ++line) { result.description.push_back(row_[line]); }
            for (; line < best_.alignment.page_line; ++line) {
                result.progress.push_back(row_[line]);
            }
        }
        for (; line < best_.line; ++line) { result.description.push_back(row_[line]); }
        divide(row_[line], best_.offset, result);
        for (++line; line < row_.size(); ++line) { result.progress.push_back(row_[line]); }
        return result;
    }

  public:
    /// Adds the text of `line` before byte `offset` to the description, the rest to the progress.
    static void divide(const FlatLine& line, std::size_t offset, SplitRow& result) {
        FlatLine start = line;
        start.text.resize(offset);
        FlatLine rest = line;
        rest.text.erase(0, offset);
        const std::size_t space = std::min(rest.text.find_first_not_of(" \t"), rest.text.size());
        rest.text.erase(0, space);
        result.description.push_back(std::move(start));
        if (!rest.text.empty()) { result.progress.push_back(std::move(rest)); }
    }

  private:
    std::span<const FlatLine> row_;
    std::vector<std::string> known_;
    std::vector<RowWord> words_;
    AlignmentRow crossing_;
    BestEnd best_;
};

enum class Behind { anything, capital };

/// The byte behind the first sentence in `text` that more text follows, or none.
std::optional<std::size_t> first_sentence_end(std::string_view text, Behind behind) {
    const std::vector<std::string_view> all = words(text);
    for (std::size_t index = 0; index + 1 < all.size(); ++index) {
        const std::size_t stop = all[index].find('.');
        const bool abbreviation = stop + 1 < all[index].size() && stop != std::string_view::npos;
        const bool fits = behind == Behind::anything || !starts_lower(all[index + 1]);
        if (ends_sentence(all[index]) && !abbreviation && fits) {
            return static_cast<std::size_t>(all[index].data() - text.data()) + all[index].size();
        }
    }
    return std::nullopt;
}

/// How many lines at the start of the row are as narrow as a description.
std::size_t narrow_count(std::span<const FlatLine> row, const WrapWidth& wrap) {
    std::size_t count = 0;
    while (count < row.size() && wrap.is_narrow(row[count].text) &&
           !row[count].text.starts_with("\u2022") && (count == 0 || !row[count].page_break)) {
        ++count;
    }
    return count;
}

}  // namespace

std::optional<SplitRow> split_by_known(std::span<const FlatLine> row, std::string_view known) {
    std::vector<std::string> plain;
    for (const std::string_view word : words(known)) { plain.push_back(plain_word(word)); }
    if (plain.empty() || plain.size() > known_words_max || row.empty()) { return std::nullopt; }
    return Splitter{row, std::move(plain)}.run();
}

std::optional<SplitRow> split_by_shape(std::span<const FlatLine> row, const WrapWidth& wrap) {
    SplitRow result;
    std::size_t count = narrow_count(row, wrap);
    if (count == row.size()) {
        const auto ended = std::find_if(
            row.begin(), row.end(), [](const FlatLine& line) { return ends_sentence(line.text); });
        count = std::min(count, static_cast<std::size_t>(ended - row.begin()) + 1);
    }
    std::size_t line = 0;
    for (; line < count; ++line) { result.description.push_back(row[line]); }
    if (count == 0) {
        const auto end = first_sentence_end(row[0].text, Behind::capital);
        const bool is_whole = !end && row.size() > 1 && ends_sentence(row[0].text);
        if (!end && !is_whole) { return std::nullopt; }
        if (is_whole) {
            result.description.push_back(row[0]);
        } else {
            Splitter::divide(row[0], *end, result);
        }
        ++line;
    }
    const bool unfinished = !ends_sentence(result.description.back().text);
    for (; line < row.size(); ++line) {
        const auto end = first_sentence_end(row[line].text, Behind::anything);
        const bool rest_of_description =
            unfinished && !result.over_page_break && row[line].page_break && line > count &&
            starts_lower(row[line].text) && end &&
            wrap.is_narrow(std::string_view{row[line].text}.substr(0, *end));
        if (rest_of_description) {
            result.over_page_break = true;
            Splitter::divide(row[line], *end, result);
        } else {
            result.progress.push_back(row[line]);
        }
    }
    return result;
}

bool resembles(std::string_view line, std::string_view known) {
    const std::vector<std::string_view> left = words(line.substr(0, resemblance_bytes));
    const std::vector<std::string_view> right = words(known.substr(0, resemblance_bytes));
    const std::size_t left_count = std::min(left.size(), resemblance_words);
    const std::size_t right_count = std::min(right.size(), resemblance_words + 2);
    std::size_t equal_count = 0;
    for (std::size_t index = 0; index < left_count; ++index) {
        const std::string plain = plain_word(left[index]);
        const bool found =
            std::any_of(right.begin(), right.begin() + static_cast<std::ptrdiff_t>(right_count),
                        [&](std::string_view word) { return plain_word(word) == plain; });
        equal_count += found ? 1U : 0U;
    }
    return equal_count * 2 >= std::max<std::size_t>(1, std::min(left_count, right_count));
}

}  // namespace peil::events::reading

// Word-level differences. The edit script over the words is dtl's (Wu, Manber, Myers, Miller: "An
// O(NP) sequence comparison algorithm"); white space is compared afterwards, between the words, so
// that texts which share nothing but spaces share nothing.
// SPDX-License-Identifier: EUPL-1.2
#include "words.hpp"
#include <peil/events/word_diff.hpp>

#include <dtl/dtl.hpp>

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <utility>

namespace peil::events {

namespace {

/// Up to this many pairs of words, the shortest script is always looked for.
constexpr std::size_t pair_count_max = 2'000'000;
/// Above this many words, it never is: even near linear is then slow.
constexpr std::size_t word_count_max = 100'000;

using WordIds = std::vector<int>;

/// Words as small numbers, equal for equal texts.
class Numbering {
  public:
    WordIds number(const std::vector<Word>& words) {
        WordIds ids;
        ids.reserve(words.size());
        for (const auto& word : words) {
            const auto next = static_cast<int>(ids_.size());
            ids.push_back(ids_.try_emplace(word.text, next).first->second);
        }
        return ids;
    }
    [[nodiscard]] std::size_t size() const { return ids_.size(); }

  private:
    std::unordered_map<std::string_view, int> ids_;
};

/// Half-open ranges of words that differ, after the equal beginning and before the equal end.
struct Middle {
    std::size_t first = 0;
    std::size_t before_last = 0;
    std::size_t after_last = 0;
};

Middle find_middle(const WordIds& before, const WordIds& after) {
    Middle middle{.before_last = before.size(), .after_last = after.size()};
    const auto shorter = std::min(before.size(), after.size());
    while (middle.first < shorter && before[middle.first] == after[middle.first]) {
        ++middle.first;
    }
    while (middle.before_last > middle.first && middle.after_last > middle.first &&
           before[middle.before_last - 1] == after[middle.after_last - 1]) {
        --middle.before_last;
        --middle.after_last;
    }
    return middle;
}

/// Fewer than half of the words have a partner in the other text, wherever it stands.
bool is_unlike(const WordIds& before, const WordIds& after, std::size_t id_count) {
    std::vector<std::ptrdiff_t> surplus(id_count, 0);
    for (const auto id : before) { ++surplus[static_cast<std::size_t>(id)]; }
    std::size_t shared = 0;
    for (const auto id : after) {
        if (surplus[static_cast<std::size_t>(id)]-- > 0) { ++shared; }
    }
    return 4 * shared < before.size() + after.size();
}

using Script = std::vector<DiffOp>;

void append(Script& script, DiffOp op, std::size_t count) {
    script.insert(script.end(), count, op);
}

Script replace_all(std::size_t before_count, std::size_t after_count) {
    Script script(before_count, DiffOp::removed);
    append(script, DiffOp::added, after_count);
    return script;
}

DiffOp op_of(dtl::edit_t type) {
    if (type == dtl::SES_DELETE) { return DiffOp::removed; }
    return type == dtl::SES_ADD ? DiffOp::added : DiffOp::same;
}

/// The shortest script. dtl gives up on it after two million steps and goes on from where it
/// stands, so that the script of large texts is right but perhaps not the shortest.
Script shortest_script(const WordIds& before, const WordIds& after) {
    dtl::Diff<int, WordIds> diff(before, after);
    diff.compose();
    Script script;
    for (const auto& step : diff.getSes().getSequence()) {
        script.push_back(op_of(step.second.type));
    }
    return script;
}

Script middle_script(const WordIds& before, const WordIds& after, std::size_t id_count) {
    if (before.empty() || after.empty()) { return replace_all(before.size(), after.size()); }
    const bool is_large = (before.size() + 1) * (after.size() + 1) > pair_count_max;
    if (is_large &&
        (before.size() + after.size() > word_count_max || is_unlike(before, after, id_count))) {
        return replace_all(before.size(), after.size());
    }
    return shortest_script(before, after);
}

WordIds slice(const WordIds& ids, std::size_t first, std::size_t last) {
    return {ids.begin() + static_cast<std::ptrdiff_t>(first),
            ids.begin() + static_cast<std::ptrdiff_t>(last)};
}

/// A run of the script: either words that stay, or words that give way to others.
struct Run {
    std::size_t same = 0;
    std::size_t removed = 0;
    std::size_t added = 0;
    [[nodiscard]] bool is_replacement() const { return removed > 0 && added > 0; }
    [[nodiscard]] std::size_t weight() const { return std::max(removed, added); }
};

std::vector<Run> runs_of(const Script& script) {
    std::vector<Run> runs;
    for (const auto op : script) {
        const bool is_same = op == DiffOp::same;
        if (runs.empty() || (runs.back().same > 0) != is_same) { runs.emplace_back(); }
        auto& run = runs.back();
        switch (op) {
            case DiffOp::same: ++run.same; break;
            case DiffOp::removed: ++run.removed; break;
            case DiffOp::added: ++run.added; break;
        }
    }
    return runs;
}

/// Whether the words that stay between two changes stay by chance: a comma or an article that
/// happens to stand in two rewritten sentences is no resemblance. They are few beside the words
/// that change on both sides, of which at least one gives way to others.
bool is_island(const Run& left, const Run& middle, const Run& right) {
    return middle.same > 0 && 2 * middle.same <= std::min(left.weight(), right.weight()) &&
           (left.is_replacement() || right.is_replacement());
}

/// The runs, with islands made part of the changes around them.
std::vector<Run> without_islands(const std::vector<Run>& runs) {
    std::vector<Run> kept;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto& run = runs[i];
        const bool is_between = !kept.empty() && i + 1 < runs.size();
        if (!is_between || !is_island(kept.back(), run, runs[i + 1])) {
            kept.push_back(run);
            continue;
        }
        const auto& next = runs[++i];
        kept.back().removed += run.same + next.removed;
        kept.back().added += run.same + next.added;
    }
    return kept;
}

/// Number of bytes of white space with which both texts begin.
std::size_t common_space(std::string_view left, std::string_view right) {
    constexpr std::string_view spaces = " \t\r\n";
    const auto shorter = std::min(left.size(), right.size());
    std::size_t size = 0;
    while (size < shorter && left[size] == right[size] &&
           spaces.find(left[size]) != std::string_view::npos) {
        ++size;
    }
    return size;
}

/// Collects spans: neighbours of one op merged, the removed before the added.
class SpanWriter {
  public:
    void keep(std::string_view text) {
        if (text.empty()) { return; }
        flush();
        push(DiffOp::same, text);
    }
    void remove(std::string_view text) { removed_ += text; }
    void add(std::string_view text) { added_ += text; }

    std::vector<DiffSpan> finish() {
        flush();
        return std::move(spans_);
    }

  private:
    void flush() {
        const auto shared = common_space(removed_, added_);
        push(DiffOp::same, std::string_view(removed_).substr(0, shared));
        push(DiffOp::removed, std::string_view(removed_).substr(shared));
        push(DiffOp::added, std::string_view(added_).substr(shared));
        removed_.clear();
        added_.clear();
    }
    void push(DiffOp op, std::string_view text) {
        if (text.empty()) { return; }
        if (spans_.empty() || spans_.back().op != op) { spans_.push_back({op, ""}); }
        spans_.back().text += text;
    }

    std::vector<DiffSpan> spans_;
    std::string removed_;
    std::string added_;
};

/// Walks over the words of both texts as the runs say.
class Walk {
  public:
    Walk(const std::vector<Word>& before, const std::vector<Word>& after)
        : before_(before), after_(after) {}

    void same(std::size_t count) {
        for (; count > 0; --count) {
            const auto& left = before_[before_at_++];
            const auto& right = after_[after_at_++];
            if (left.space == right.space) {
                writer_.keep(left.space);
            } else {
                writer_.remove(left.space);
                writer_.add(right.space);
            }
            writer_.keep(left.text);
        }
    }
    void change(const Run& run) {
        for (std::size_t i = 0; i < run.removed; ++i, ++before_at_) {
            writer_.remove(before_[before_at_].space);
            writer_.remove(before_[before_at_].text);
        }
        for (std::size_t i = 0; i < run.added; ++i, ++after_at_) {
            writer_.add(after_[after_at_].space);
            writer_.add(after_[after_at_].text);
        }
    }
    std::vector<DiffSpan> finish() { return writer_.finish(); }

  private:
    const std::vector<Word>& before_;
    const std::vector<Word>& after_;
    std::size_t before_at_ = 0;
    std::size_t after_at_ = 0;
    SpanWriter writer_;
};

}  // namespace

std::vector<DiffSpan> diff_words(std::string_view before, std::string_view after) {
    const auto before_words = split_words(before);
    const auto after_words = split_words(after);
    Numbering numbering;
    const auto before_ids = numbering.number(before_words);
    const auto after_ids = numbering.number(after_words);
    const auto middle = find_middle(before_ids, after_ids);
    auto script = Script(middle.first, DiffOp::same);
    const auto inner =
        middle_script(slice(before_ids, middle.first, middle.before_last),
                      slice(after_ids, middle.first, middle.after_last), numbering.size());
    script.insert(script.end(), inner.begin(), inner.end());
    append(script, DiffOp::same, before_ids.size() - middle.before_last);
    Walk walk(before_words, after_words);
    for (const auto& run : without_islands(runs_of(script))) {
        walk.same(run.same);
        walk.change(run);
    }
    return walk.finish();
}

}  // namespace peil::events

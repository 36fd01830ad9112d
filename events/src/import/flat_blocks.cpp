// Paragraphs from lines, see flat_blocks.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "flat_blocks.hpp"

#include "prose.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <utility>

namespace peil::events::reading {

namespace {

constexpr std::string_view bullet = "\u2022";

class BlockBuilder {
  public:
    BlockBuilder(std::span<const FlatLine> lines, const WrapWidth& wrap, Notes& notes)
        : lines_(lines), wrap_(wrap), notes_(notes) {}

    Blocks run() {
        for (std::size_t index = 0; index < lines_.size(); ++index) { take(index); }
        end_text();
        return std::move(blocks_);
    }

  private:
    void take(std::size_t index) {
        const FlatLine& line = lines_[index];
        if (line.text.starts_with(bullet)) {
            end_text();
            begin(index, true);
            append_piece(text_, std::string_view{line.text}.substr(bullet.size()));
            return;
        }
        if (index > 0 && ends_before(index)) {
            end_text();
            begin(index, false);
        }
        note_join(index);
        append_piece(text_, line.text);
    }

    void begin(std::size_t index, bool item) {
        first_ = index;
        in_item_ = item;
        ragged_ = false;
    }

    /// Whether a paragraph or item ends between the line before and the line at `index`.
    bool ends_before(std::size_t index) {
        const FlatLine& line = lines_[index];
        if (line.after_gap) { return true; }
        const FlatLine& before = lines_[index - 1];
        const bool by_shape = ends_by_shape(before, line, index);
        if (by_shape) {
            note(notes_, line.page_break ? "paragraph-after-page-break" : "paragraph-without-mark",
                 {before.lines.first, line.lines.last},
                 fmt::format("{} begins a paragraph, as the line before it shows by its end.",
                             excerpt(line.text)));
        }
        return by_shape;
    }

    bool ends_by_shape(const FlatLine& before, const FlatLine& line, std::size_t index) {
        ragged_ = ragged_ || is_broken_by_hand(index - 1);
        if (starts_lower(line.text)) { return false; }
        const bool ended = in_item_ ? ends_item(before.text) : ends_sentence(before.text);
        if (before.double_end && (ended || in_item_)) { return true; }
        if (!ended || !starts_upper(line.text)) { return false; }
        if (!wrap_.had_room(before.text, first_word(line.text))) { return false; }
        if (!ragged_ && !is_broken_by_hand(index)) { return true; }
        note(notes_, "line-broken-by-hand", {before.lines.first, line.lines.last},
             fmt::format("{} goes on with the paragraph, although the line before it is short: "
                         "lines around it are broken in mid-sentence.",
                         excerpt(line.text)));
        return false;
    }

    /// Whether the line at `index` stops in mid-sentence although there was ample room.
    [[nodiscard]] bool is_broken_by_hand(std::size_t index) const {
        if (index + 1 >= lines_.size() || lines_[index + 1].page_break) { return false; }
        const FlatLine& line = lines_[index];
        const FlatLine& next = lines_[index + 1];
        return !next.after_gap && !next.text.starts_with(bullet) && !ends_item(line.text) &&
               wrap_.had_ample_room(line.text, first_word(next.text));
    }

    void note_join(std::size_t index) {
        const FlatLine& line = lines_[index];
        if (!line.page_break || index == first_) { return; }
        note(notes_, "join-over-page-break", line.lines,
             fmt::format("{} goes on behind a page break with {}.",
                         in_item_ ? "An item" : "A paragraph", excerpt(line.text)));
    }

    void end_text() {
        std::string text = collapsed(std::exchange(text_, {}));
        if (text.empty()) { return; }
        if (!in_item_) {
            blocks_.emplace_back(Paragraph{std::move(text)});
            return;
        }
        if (blocks_.empty() || !std::holds_alternative<List>(blocks_.back())) {
            blocks_.emplace_back(List{});
        }
        std::get<List>(blocks_.back()).items.push_back(std::move(text));
    }

    std::span<const FlatLine> lines_;
    const WrapWidth& wrap_;
    Notes& notes_;
    Blocks blocks_;
    std::string text_;
    std::size_t first_ = 0;
    bool in_item_ = false;
    bool ragged_ = false;
};

}  // namespace

Blocks flat_blocks(std::span<const FlatLine> lines, const WrapWidth& wrap, Notes& notes) {
    return BlockBuilder{lines, wrap, notes}.run();
}

}  // namespace peil::events::reading

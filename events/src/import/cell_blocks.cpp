// Cells as blocks, see cell_blocks.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cell_blocks.hpp"

#include "html_tokens.hpp"
#include "prose.hpp"
#include "text_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace peil::events::reading {

namespace {

/// What a cell holds on one page.
struct Fragment {
    std::vector<RawBlock> blocks;
    std::string unclosed;  ///< the name of a tag that is not closed, or empty
};

class FragmentParser {
  public:
    Fragment run(std::string_view html) {
        for (const CellToken& token : cell_tokens(html)) { take(token); }
        if (open_list_) { fragment_.unclosed = "list"; }
        if (open_paragraph_) { fragment_.unclosed = "paragraph"; }
        end_block();
        return std::move(fragment_);
    }

  private:
    void take(const CellToken& token) {
        switch (token.kind) {
            case CellTokenKind::text: add_text(token.text); break;
            case CellTokenKind::paragraph_start: start_paragraph(); break;
            case CellTokenKind::paragraph_end: end_paragraph(); break;
            case CellTokenKind::list_start: start_list(token.ordered); break;
            case CellTokenKind::list_end: end_list(); break;
            case CellTokenKind::item_start: start_item(); break;
            case CellTokenKind::item_end: in_item_ = false; break;
            case CellTokenKind::bullet: add_bullet(); break;
        }
    }

    void add_text(const std::string& text) {
        if (!active_) {
            if (is_blank(text)) { return; }
            begin({.list = false, .ordered = false, .tagged = false, .line = 0, .pieces = {{}}});
        }
        if (block_.pieces.empty()) { block_.pieces.emplace_back(); }
        block_.pieces.back().text += text;
    }

    void start_paragraph() {
        if (in_item_) { return; }  // a paragraph within an item is no block of its own
        end_block();
        begin({.list = false, .ordered = false, .tagged = true, .line = 0, .pieces = {{}}});
        open_paragraph_ = true;
    }

    void end_paragraph() {
        open_paragraph_ = false;
        if (active_ && !block_.list) { end_block(); }
    }

    void start_list(bool ordered) {
        end_block();
        begin({.list = true, .ordered = ordered, .tagged = true, .line = 0, .pieces = {}});
        open_list_ = true;
        in_item_ = false;
    }

    void end_list() {
        open_list_ = false;
        in_item_ = false;
        if (active_ && block_.list) { end_block(); }
    }

    void start_item() {
        ensure_list();
        block_.pieces.push_back({{}, true});
        in_item_ = true;
    }

    void add_bullet() {
        ensure_list();
        const bool fresh_item = in_item_ && is_blank(block_.pieces.back().text);
        if (!fresh_item) { block_.pieces.push_back({{}, true}); }
    }

    void ensure_list() {
        if (active_ && block_.list) { return; }
        const bool at_start = !active_ || is_blank(block_.pieces.back().text);
        end_block();
        if (at_start && !fragment_.blocks.empty() && fragment_.blocks.back().list) {
            block_ = std::move(fragment_.blocks.back());
            fragment_.blocks.pop_back();
            active_ = true;
        } else {
            begin({.list = true, .ordered = false, .tagged = true, .line = 0, .pieces = {}});
        }
    }

    void begin(RawBlock block) {
        block_ = std::move(block);
        active_ = true;
    }

    void end_block() {
        std::erase_if(block_.pieces, [](const ListPiece& piece) { return is_blank(piece.text); });
        if (active_ && !block_.pieces.empty()) { fragment_.blocks.push_back(std::move(block_)); }
        block_ = {};
        active_ = false;
    }

    Fragment fragment_;
    RawBlock block_;
    bool active_ = false;
    bool open_list_ = false;
    bool open_paragraph_ = false;
    bool in_item_ = false;
};

bool same_list(const RawBlock& last, const RawBlock& next) {
    return last.list && next.list && last.ordered == next.ordered &&
           !starts_numbering(next.pieces.front().text);
}

bool goes_on(const RawBlock& last, const RawBlock& next) {
    const std::string& before = last.pieces.back().text;
    if (starts_lower(next.pieces.front().text)) { return true; }
    if (last.list) { return !next.tagged && !ends_item(before); }
    return !next.tagged || !ends_sentence(before);
}

}  // namespace

void Cell::add(std::string_view html, std::uint32_t line) {
    Fragment fragment = FragmentParser{}.run(html);
    if (!fragment.unclosed.empty()) {
        note(notes_, "tags-unclosed", one_line(line),
             fmt::format("A {} is not closed; it was read to where its content ends.",
                         fragment.unclosed));
    }
    if (fragment.blocks.empty()) { return; }
    for (RawBlock& block : fragment.blocks) { block.line = line; }
    const std::size_t taken = blocks_.empty() ? 0 : continue_with(fragment.blocks, line);
    std::move(fragment.blocks.begin() + static_cast<std::ptrdiff_t>(taken), fragment.blocks.end(),
              std::back_inserter(blocks_));
}

/// Joins the first blocks of a new page to the last block; returns how many were joined.
std::size_t Cell::continue_with(std::vector<RawBlock>& parts, std::uint32_t line) {
    RawBlock& last = blocks_.back();
    if (same_list(last, parts.front())) {
        continue_list(parts.front(), line);
        return 1;
    }
    if (parts.front().list) { return 0; }
    const std::string& next = parts.front().pieces.front().text;
    if (!goes_on(last, parts.front())) {
        note(notes_, "paragraph-after-page-break", one_line(line),
             fmt::format("{} begins a paragraph behind a page break.", excerpt(next)));
        return 0;
    }
    note(notes_, "join-over-page-break", one_line(line),
         fmt::format("{} goes on behind a page break with {}.",
                     last.list ? "An item" : "A paragraph", excerpt(next)));
    append_piece(last.pieces.back().text, next);
    if (!last.list || parts.size() < 2 || !same_list(last, parts[1])) { return 1; }
    std::move(parts[1].pieces.begin(), parts[1].pieces.end(), std::back_inserter(last.pieces));
    return 2;
}

/// The list goes on behind a page break; its last item as well if nothing marks the text there.
void Cell::continue_list(const RawBlock& part, std::uint32_t line) {
    RawBlock& last = blocks_.back();
    note(notes_, "join-over-page-break", one_line(line), "A list goes on behind a page break.");
    auto next = part.pieces.begin();
    const bool unmarked_list = last.pieces.size() == 1 && !last.pieces.front().marked;
    if (!next->marked && (unmarked_list || starts_lower(next->text))) {
        append_piece(last.pieces.back().text, next->text);
        ++next;
    }
    std::copy(next, part.pieces.end(), std::back_inserter(last.pieces));
}

Blocks Cell::blocks(Notes& notes) const {
    notes.insert(notes.end(), notes_.begin(), notes_.end());
    Blocks blocks;
    for (const RawBlock& raw : blocks_) {
        if (!raw.list) {
            blocks.emplace_back(Paragraph{collapsed(raw.pieces.front().text)});
            continue;
        }
        ListReading reading = read_list(raw.pieces, raw.ordered);
        if (reading.by_sentences) {
            note(notes, "list-without-bullets", one_line(raw.line),
                 fmt::format("A list without bullets was divided into {} items at its sentences.",
                             reading.list.items.size()));
        }
        blocks.emplace_back(std::move(reading.list));
    }
    return blocks;
}

std::vector<std::string> Cell::texts() const {
    std::vector<std::string> texts;
    for (const RawBlock& raw : blocks_) {
        for (const ListPiece& piece : raw.pieces) { texts.push_back(collapsed(piece.text)); }
    }
    return texts;
}

}  // namespace peil::events::reading

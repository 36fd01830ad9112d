// Finding the words that footnote marks were glued to.
// SPDX-License-Identifier: EUPL-1.2
#include "footnote_marks.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace peil::events {

namespace {

bool is_part_of_word(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
           ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z');
}

/// Where the text goes on after the word; npos if it does not stand there.
std::size_t end_of_word(std::string_view text, std::string_view word) {
    if (word.empty()) { return std::string_view::npos; }
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool begins = at == 0 || !is_part_of_word(text[at - 1]) || !is_part_of_word(word[0]);
        const bool ends =
            end == text.size() || !is_part_of_word(text[end]) || !is_part_of_word(word.back());
        if (begins && ends) { return end; }
    }
    return std::string_view::npos;
}

std::size_t count_texts(const Blocks& blocks) {
    std::size_t count = 0;
    for (const auto& block : blocks) {
        const auto* list = std::get_if<List>(&block);
        count += list == nullptr ? 1 : list->items.size();
    }
    return count;
}

}  // namespace

FootnoteMarks::FootnoteMarks(const std::vector<Footnote>& footnotes, std::string_view field) {
    for (const auto& note : footnotes) {
        if (note.field == field) { waiting_.push_back(&note); }
    }
}

std::vector<MarkedPart> FootnoteMarks::place(std::string_view text, bool is_last) {
    std::multimap<std::size_t, std::string> marks;
    std::erase_if(waiting_, [&](const Footnote* note) {
        const auto end = end_of_word(text, note->anchor);
        const bool is_found = end != std::string_view::npos;
        if (is_found || is_last) { marks.emplace(is_found ? end : text.size(), note->mark); }
        return is_found || is_last;
    });
    std::vector<MarkedPart> parts;
    std::size_t begin = 0;
    for (auto& [at, mark] : marks) {
        parts.push_back({std::string(text.substr(begin, at - begin)), std::move(mark)});
        begin = at;
    }
    parts.push_back({std::string(text.substr(begin)), ""});
    return parts;
}

std::string with_marks(std::string_view text, FootnoteMarks& marks, bool is_last) {
    std::string marked;
    for (const auto& part : marks.place(text, is_last)) {
        marked += part.text;
        if (!part.mark.empty()) { marked += '[' + part.mark + ']'; }
    }
    return marked;
}

Blocks with_marks(const Blocks& blocks, const std::vector<Footnote>& footnotes) {
    FootnoteMarks marks(footnotes, "progress");
    auto left = count_texts(blocks);
    auto marked = blocks;
    for (auto& block : marked) {
        if (auto* list = std::get_if<List>(&block)) {
            for (auto& item : list->items) { item = with_marks(item, marks, --left == 0); }
        } else {
            auto& text = std::get<Paragraph>(block).text;
            text = with_marks(text, marks, --left == 0);
        }
    }
    return marked;
}

}  // namespace peil::events

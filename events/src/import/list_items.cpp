// Dividing lists into items, see list_items.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "list_items.hpp"

#include "prose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace peil::events::reading {

namespace {

/// A number with "." or ")" and a space behind it, at the start of a text.
struct ItemNumber {
    std::uint32_t value = 0;
    std::size_t size_bytes = 0;
};

std::optional<ItemNumber> item_number(std::string_view text) {
    const std::string_view word = first_word(text);
    if (word.size() < 2 || word.size() > 4 || !text.starts_with(word)) { return std::nullopt; }
    if (word.back() != '.' && word.back() != ')') { return std::nullopt; }
    const auto value = parse_decimal(word.substr(0, word.size() - 1));
    if (!value || word.size() == text.size()) { return std::nullopt; }
    return ItemNumber{*value, word.size()};
}

std::vector<std::string> numbered_items(std::string_view text) {
    std::vector<std::string> items;
    auto number = item_number(text);
    while (number) {
        const char mark = text[number->size_bytes - 1];
        text.remove_prefix(number->size_bytes);
        const std::string next = fmt::format(" {}{} ", number->value + 1, mark);
        const std::size_t end = text.find(next);
        items.push_back(collapsed(text.substr(0, end)));
        if (end == std::string_view::npos) { break; }
        text.remove_prefix(end + 1);
        number = item_number(text);
    }
    return items;
}

/// Whether the word ends a sentence rather than being an abbreviation ("c.q.") or an initial.
bool is_sentence_word(std::string_view word) {
    if (!ends_item(word) || word.back() == ':') { return false; }
    const std::string_view stem = word.substr(0, word.size() - 1);
    return stem.size() > 1 && (stem.find('.') == std::string_view::npos || stem.back() == ')');
}

std::vector<std::string> sentence_items(std::string_view text) {
    std::vector<std::string> items(1);
    const std::vector<std::string_view> all = words(text);
    for (std::size_t index = 0; index < all.size(); ++index) {
        append_piece(items.back(), all[index]);
        const bool next_begins = index + 1 < all.size() && starts_upper(all[index + 1]);
        if (next_begins && is_sentence_word(all[index])) { items.emplace_back(); }
    }
    return items;
}

void without_number(std::string& item, std::size_t index) {
    const auto number = item_number(item);
    if (number && number->value == index + 1) { item = collapsed(item.substr(number->size_bytes)); }
}

}  // namespace

bool starts_numbering(std::string_view text) {
    const auto number = item_number(trimmed(text));
    return number && number->value == 1;
}

ListReading read_list(std::span<const ListPiece> pieces, bool ordered) {
    ListReading reading{{ordered, {}}, false};
    std::vector<std::string>& items = reading.list.items;
    if (pieces.size() == 1 && !pieces[0].marked) {
        const std::string_view text = trimmed(pieces[0].text);
        items = numbered_items(text);
        reading.list.ordered = ordered || !items.empty();
        if (items.empty()) {
            items = sentence_items(text);
            reading.by_sentences = true;
        }
    } else {
        std::transform(pieces.begin(), pieces.end(), std::back_inserter(items),
                       [](const ListPiece& piece) { return collapsed(piece.text); });
    }
    std::erase(items, std::string{});
    if (ordered) {
        for (std::size_t index = 0; index < items.size(); ++index) {
            without_number(items[index], index);
        }
    }
    return reading;
}

}  // namespace peil::events::reading

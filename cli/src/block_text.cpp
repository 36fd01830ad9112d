// From typed text to blocks.
// SPDX-License-Identifier: EUPL-1.2
#include "block_text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace peil::cli {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) { return {}; }
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

struct Mark {
    std::size_t size_bytes = 0;  ///< 0: the line is no item
    bool is_ordered = false;
};

Mark mark_of(std::string_view line) {
    for (const std::string_view bullet : {"- ", "* ", "\u2022 "}) {
        if (line.starts_with(bullet)) { return {bullet.size(), false}; }
    }
    const auto digits = line.find_first_not_of("0123456789");
    if (digits != std::string_view::npos && digits > 0 && digits <= 3 &&
        line.substr(digits).starts_with(". ")) {
        return {digits + 2, true};
    }
    return {};
}

class BlockParser {
  public:
    void take(std::string_view line) {
        const auto text = trimmed(line);
        if (text.empty()) {
            is_open_ = false;
            return;
        }
        const auto mark = mark_of(text);
        if (mark.size_bytes > 0) {
            add_item(mark.is_ordered, std::string(trimmed(text.substr(mark.size_bytes))));
        } else if (is_open_) {
            last_text() += " " + std::string(text);
        } else {
            blocks_.emplace_back(events::Paragraph{std::string(text)});
        }
        is_open_ = true;
    }
    events::Blocks finish() { return std::move(blocks_); }

  private:
    void add_item(bool is_ordered, std::string item) {
        auto* list = blocks_.empty() ? nullptr : std::get_if<events::List>(&blocks_.back());
        if (list == nullptr || list->ordered != is_ordered) {
            blocks_.emplace_back(events::List{is_ordered, {}});
            list = &std::get<events::List>(blocks_.back());
        }
        list->items.push_back(std::move(item));
    }
    std::string& last_text() {
        auto* list = std::get_if<events::List>(&blocks_.back());
        return list != nullptr ? list->items.back()
                               : std::get<events::Paragraph>(blocks_.back()).text;
    }

    events::Blocks blocks_;
    bool is_open_ = false;
};

}  // namespace

events::Blocks parse_blocks(std::string_view text) {
    BlockParser parser;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        parser.take(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parser.finish();
}

}  // namespace peil::cli

// The compact form of values that are more than a text: blocks, footnotes, numbers of a row.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/bytes.hpp>
#include <peil/events/fact.hpp>

#include <algorithm>
#include <utility>

namespace peil::events {

namespace {

void append_text(std::string& out, std::string_view text) {
    core::append_u64_be(out, text.size());
    out += text;
}

/// Reads the compact form of blocks and footnotes; stops at the first misshapen byte.
class CompactReader {
  public:
    explicit CompactReader(std::string_view bytes) : rest_(bytes) {}

    Blocks blocks() {
        Blocks blocks;
        while (!rest_.empty()) {
            const char tag = rest_.front();
            rest_.remove_prefix(1);
            auto block = tag == 'P' ? paragraph() : list(tag == 'O');
            if (!block) { break; }
            blocks.push_back(std::move(*block));
        }
        return blocks;
    }
    std::vector<Footnote> footnotes() {
        std::vector<Footnote> footnotes;
        while (!rest_.empty()) {
            Footnote note;
            for (auto* part : {&note.mark, &note.field, &note.anchor, &note.text}) {
                auto value = text();
                if (!value) { return footnotes; }
                *part = std::move(*value);
            }
            footnotes.push_back(std::move(note));
        }
        return footnotes;
    }

  private:
    std::optional<std::uint64_t> number() {
        if (rest_.size() < 8) { return std::nullopt; }
        const auto value = core::read_u64_be(rest_);
        rest_.remove_prefix(8);
        return value;
    }
    std::optional<std::string> text() {
        const auto size = number();
        if (!size || *size > rest_.size()) { return std::nullopt; }
        std::string value(rest_.substr(0, *size));
        rest_.remove_prefix(*size);
        return value;
    }
    std::optional<Block> paragraph() {
        auto value = text();
        if (!value) { return std::nullopt; }
        return Paragraph{std::move(*value)};
    }
    std::optional<Block> list(bool ordered) {
        const auto count = number();
        if (!count || *count > rest_.size()) { return std::nullopt; }
        List list{ordered, {}};
        for (std::uint64_t i = 0; i < *count; ++i) {
            auto item = text();
            if (!item) { return std::nullopt; }
            list.items.push_back(std::move(*item));
        }
        return list;
    }

    std::string_view rest_;
};

}  // namespace

std::string encode_blocks(const Blocks& blocks) {
    std::string out;
    for (const auto& block : blocks) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
            out += 'P';
            append_text(out, paragraph->text);
            continue;
        }
        const auto& list = std::get<List>(block);
        out += list.ordered ? 'O' : 'U';
        core::append_u64_be(out, list.items.size());
        for (const auto& item : list.items) { append_text(out, item); }
    }
    return out;
}

Blocks decode_blocks(std::string_view bytes) {
    return CompactReader(bytes).blocks();
}

std::string encode_footnotes(const std::vector<Footnote>& footnotes) {
    std::string out;
    for (const auto& note : footnotes) {
        for (const auto* part : {&note.mark, &note.field, &note.anchor, &note.text}) {
            append_text(out, *part);
        }
    }
    return out;
}

std::vector<Footnote> decode_footnotes(std::string_view bytes) {
    return CompactReader(bytes).footnotes();
}

std::string encode_numbers(const std::vector<std::string>& numbers) {
    std::string text;
    for (const auto& number : numbers) {
        if (!text.empty()) { text += ' '; }
        text += number;
    }
    return text;
}

std::vector<std::string> decode_numbers(std::string_view text) {
    std::vector<std::string> numbers;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        numbers.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return numbers;
}

}  // namespace peil::events

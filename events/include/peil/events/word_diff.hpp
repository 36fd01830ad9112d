// What differs between two texts, word by word, so that a reader sees the words that were changed
// and not two whole paragraphs.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

enum class DiffOp : std::uint8_t { same, removed, added };

struct DiffSpan {
    DiffOp op = DiffOp::same;
    std::string text;
    friend bool operator==(const DiffSpan&, const DiffSpan&) = default;
};

/// The way from one text to the other: the same and removed spans joined give `before`, the same
/// and added spans joined give `after`, byte by byte, whatever the bytes are. Neighbours differ in
/// op, none is empty, and what was removed comes before what was added in its place.
/// Words, numbers, punctuation, and white space are never cut. Large texts that share few words
/// come out as one removed and one added span.
/// Cost: linear in the size times the number of differences, with a bound that keeps it near
/// linear for unlike texts.
[[nodiscard]] std::vector<DiffSpan> diff_words(std::string_view before, std::string_view after);

}  // namespace peil::events

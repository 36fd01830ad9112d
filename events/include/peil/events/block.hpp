// Progress text as it is printed: paragraphs and lists, nothing else.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace peil::events {

struct Paragraph {
    std::string text;
    friend bool operator==(const Paragraph&, const Paragraph&) = default;
};

struct List {
    bool ordered = false;
    std::vector<std::string> items;
    friend bool operator==(const List&, const List&) = default;
};

using Block = std::variant<Paragraph, List>;
using Blocks = std::vector<Block>;

}  // namespace peil::events

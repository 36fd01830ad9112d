// Doubts as text, and back.
// SPDX-License-Identifier: EUPL-1.2
#include "doubt.hpp"

#include "../import/prose.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peil::events::suggest {

namespace {

constexpr std::string_view other_mark = "other ";
constexpr std::string_view before_mark = ", before ";

std::optional<Difference> read_difference(std::string_view part) {
    part = reading::trimmed(part);
    if (!part.starts_with(other_mark)) { return std::nullopt; }
    part.remove_prefix(other_mark.size());
    const auto colon = part.find(": ");
    Difference difference{.about = std::string(part.substr(0, colon))};
    if (colon == std::string_view::npos) { return difference; }
    const auto said = part.substr(colon + 2);
    const auto mark = said.rfind(before_mark);
    difference.now = said.substr(0, mark);
    if (mark != std::string_view::npos) {
        difference.before = said.substr(mark + before_mark.size());
    }
    return difference;
}

}  // namespace

std::string in_words(const Difference& difference) {
    auto text = std::string(other_mark) + difference.about;
    if (!difference.now.empty()) { text += ": " + difference.now; }
    if (!difference.before.empty()) { text += std::string(before_mark) + difference.before; }
    return text;
}

std::vector<Difference> differences_in(const std::optional<std::string>& doubt) {
    std::vector<Difference> differences;
    if (!doubt) { return differences; }
    const std::string_view text = *doubt;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(';', begin), text.size());
        if (auto difference = read_difference(text.substr(begin, end - begin))) {
            differences.push_back(std::move(*difference));
        }
        begin = end + 1;
    }
    return differences;
}

}  // namespace peil::events::suggest

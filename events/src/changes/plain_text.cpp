// Blocks and footnotes as plain text, for comparing and for programs.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/changes.hpp>

#include <variant>

namespace peil::events {

std::string plain_text(const Blocks& blocks) {
    std::string text;
    for (const auto& block : blocks) {
        if (!text.empty()) { text += "\n\n"; }
        const auto* list = std::get_if<List>(&block);
        if (list == nullptr) {
            text += std::get<Paragraph>(block).text;
            continue;
        }
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            if (i > 0) { text += '\n'; }
            text += list->ordered ? std::to_string(i + 1) + ". " : "- ";
            text += list->items[i];
        }
    }
    return text;
}

std::string plain_text(const std::vector<Footnote>& footnotes) {
    std::string text;
    for (const auto& note : footnotes) {
        if (!text.empty()) { text += '\n'; }
        text += '[' + note.mark + "] " + note.text;
    }
    return text;
}

}  // namespace peil::events

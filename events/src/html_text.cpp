// Escaping for HTML.
// SPDX-License-Identifier: EUPL-1.2
#include "html_text.hpp"

#include <peil/events/text_width.hpp>

namespace peil::events {

std::string escape_html(std::string_view text) {
    std::string out;
    for (const char letter : printable(text)) {
        switch (letter) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += letter; break;
        }
    }
    return out;
}

}  // namespace peil::events

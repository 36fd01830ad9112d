// Differences between two matrices as a table in Markdown.
// SPDX-License-Identifier: EUPL-1.2
#include "../diff_lines.hpp"
#include "../markdown_text.hpp"
#include "page.hpp"
#include <peil/events/render.hpp>

namespace peil::events {

namespace {

std::string spans_in_markdown(const std::vector<DiffSpan>& spans) {
    std::string text;
    for (const auto& span : condense(spans)) {
        // Escaping drops the spaces with which a line begins; those between spans must stay.
        if (!text.empty() && span.text.starts_with(' ')) { text += ' '; }
        const auto escaped = escape_markdown(span.text);
        switch (span.op) {
            case DiffOp::same: text += escaped; break;
            case DiffOp::removed: text += "<del>" + escaped + "</del>"; break;
            case DiffOp::added: text += "<ins>" + escaped + "</ins>"; break;
        }
    }
    return text;
}

std::string content_in_markdown(const Change& change, const ChangesPage& page) {
    if (const auto* same_as = changes::find_repetition(change, page)) {
        return escape_markdown(changes::repetition_words(*same_as, page.language));
    }
    auto text = spans_in_markdown(change.spans);
    text += escape_markdown(changes::values_of(change, page.language));
    const auto quotes = changes::quotes_of(change, page);
    const bool is_quoted = !quotes.before.empty() || !quotes.after.empty();
    if (!text.empty() && is_quoted) { text += "<br>"; }
    if (!quotes.before.empty()) { text += "<del>" + escape_markdown(quotes.before) + "</del>"; }
    if (!quotes.before.empty() && !quotes.after.empty()) { text += "<br>"; }
    if (!quotes.after.empty()) { text += "<ins>" + escape_markdown(quotes.after) + "</ins>"; }
    return text;
}

}  // namespace

std::string render_changes_markdown(const ChangesPage& page) {
    const bool is_nl = page.language == Language::nl;
    auto text =
        escape_markdown(summarise(page.comparison, page.before, page.after, page.language)) +
        "\n\n" + escape_markdown(changes::span_words(page)) + "\n\n";
    text += is_nl ? "| Maatregel | Wat | Verschil |\n" : "| Measure | What | Difference |\n";
    text += "| --- | --- | --- |\n";
    for (const auto& group : changes::grouped(page.comparison)) {
        for (const auto* change : group.changes) {
            text += "| " + escape_markdown(group.measure) + " | " +
                    escape_markdown(changes::title_of(*change, page)) + " | " +
                    content_in_markdown(*change, page) + " |\n";
        }
    }
    const auto unchanged = changes::unchanged_words(page);
    return unchanged.empty() ? text : text + '\n' + escape_markdown(unchanged) + '\n';
}

}  // namespace peil::events

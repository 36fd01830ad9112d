// Differences between two matrices as one HTML page that needs nothing beside it.
// SPDX-License-Identifier: EUPL-1.2
#include "../diff_lines.hpp"
#include "../html_text.hpp"
#include "page.hpp"
#include <peil/events/render.hpp>

namespace peil::events {

namespace {

/// Removed words are struck, added words are underlined, so that they differ without colour.
constexpr std::string_view page_style = R"css(
:root { color-scheme: light; }
body { font: 1rem/1.5 "Noto Sans", Verdana, Arial, sans-serif; color: #1a1a1a; background: #fff;
  max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
.summary { font-size: 1.1rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
caption { text-align: left; padding: 0 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem;
  border-bottom: 1px solid #b4b4b4; overflow-wrap: break-word; }
thead th { border-bottom: 2px solid #1a1a1a; }
tbody th[scope="rowgroup"] { background: #eef2f7; }
.what { width: 18rem; }
.content { white-space: pre-line; }
del { color: #8a0f1c; background: #fdecee; text-decoration: line-through; }
ins { color: #0b5226; background: #e7f6ec; text-decoration: underline; }
@media (max-width: 40rem) { .what { width: 40%; } }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
  thead { display: table-header-group; }
  tbody th[scope="rowgroup"] { background: none; break-after: avoid; }
  tr { break-inside: avoid; }
  tr.long { break-inside: auto; }
  @page { margin: 18mm; }
}
)css";

/// A row with more text than this may be broken over pages.
constexpr std::size_t unbroken_size_max = 1500;

std::string spans_in_html(const std::vector<DiffSpan>& spans) {
    std::string text;
    for (const auto& span : condense(spans)) {
        const auto escaped = escape_html(span.text);
        switch (span.op) {
            case DiffOp::same: text += escaped; break;
            case DiffOp::removed: text += "<del>" + escaped + "</del>"; break;
            case DiffOp::added: text += "<ins>" + escaped + "</ins>"; break;
        }
    }
    return text;
}

std::string content_in_html(const Change& change, const ChangesPage& page) {
    if (const auto* same_as = changes::find_repetition(change, page)) {
        return escape_html(changes::repetition_words(*same_as, page.language));
    }
    auto text = spans_in_html(change.spans);
    const auto values = changes::values_of(change, page.language);
    if (!values.empty()) { text += "<strong>" + escape_html(values) + "</strong>\n"; }
    const auto quotes = changes::quotes_of(change, page);
    if (!quotes.before.empty()) { text += "<del>" + escape_html(quotes.before) + "</del>\n"; }
    if (!quotes.after.empty()) { text += "<ins>" + escape_html(quotes.after) + "</ins>"; }
    return text;
}

/// The words of the page itself.
struct PageWords {
    std::string_view language;
    std::string_view title;
    std::string_view caption;
    std::string_view what;
    std::string_view difference;
};

constexpr PageWords dutch_page{"nl", "Wat is er veranderd",
                               "Verschillen per maatregel. Wat is "
                               "doorgehaald, is verdwenen; wat is onderstreept, is nieuw.",
                               "Wat", "Verschil"};
constexpr PageWords english_page{"en", "What changed",
                                 "Differences by measure. What is struck "
                                 "through is gone; what is underlined is new.",
                                 "What", "Difference"};

std::string group_in_html(const changes::ChangeGroup& group, const ChangesPage& page) {
    auto text = "<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"2\">" +
                escape_html(changes::heading_of(group, page)) + "</th></tr>\n";
    for (const auto* change : group.changes) {
        const auto content = content_in_html(*change, page);
        const bool is_long = content.size() > unbroken_size_max;
        text += is_long ? "<tr class=\"long\">" : "<tr>";
        text += "<th scope=\"row\">" + escape_html(changes::title_of(*change, page)) +
                "</th><td class=\"content\">" + content + "</td></tr>\n";
    }
    return text + "</tbody>\n";
}

std::string head_in_html(const PageWords& words, const std::string& title) {
    return "<!DOCTYPE html>\n<html lang=\"" + std::string(words.language) +
           "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
           title + "</title>\n<style>" + std::string(page_style) + "</style>\n</head>\n";
}

}  // namespace

std::string render_changes_html(const ChangesPage& page) {
    const auto& words = page.language == Language::nl ? dutch_page : english_page;
    const auto title = std::string(words.title) + ": " + escape_html(changes::span_words(page));
    auto text =
        head_in_html(words, title) + "<body>\n<main>\n<h1>" + escape_html(page.after.programme) +
        "</h1>\n<p>" + title + "</p>\n<p class=\"summary\">" +
        escape_html(summarise(page.comparison, page.before, page.after, page.language)) + "</p>\n";
    const auto groups = changes::grouped(page.comparison);
    if (!groups.empty()) {
        text += "<table>\n<caption>" + std::string(words.caption) +
                "</caption>\n<thead><tr><th scope=\"col\" class=\"what\">" +
                std::string(words.what) + "</th><th scope=\"col\">" +
                std::string(words.difference) + "</th></tr></thead>\n";
        for (const auto& group : groups) { text += group_in_html(group, page); }
        text += "</table>\n";
    }
    const auto unchanged = changes::unchanged_words(page);
    if (!unchanged.empty()) { text += "<p>" + escape_html(unchanged) + "</p>\n"; }
    return text + "</main>\n</body>\n</html>\n";
}

}  // namespace peil::events

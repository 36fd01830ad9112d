// Putting the page together.
// SPDX-License-Identifier: EUPL-1.2
#include "../document/published_check.hpp"
#include "../html_text.hpp"
#include "../render_rows.hpp"
#include "page_parts.hpp"
#include "report_html.hpp"
#include <peil/events/page.hpp>

#include <boost/json/serialize.hpp>

#include <string>
#include <utility>

namespace peil::events {

namespace {

constexpr std::string_view document_begin =
    "<script type=\"application/json\" id=\"peil-document\">\n";
constexpr std::string_view document_end = "\n</script>";

/// JSON that no HTML parser takes for markup: `<` only occurs inside strings.
std::string json_in_html(const EditionDocument& document) {
    std::string html;
    for (const char letter : boost::json::serialize(to_json(document))) {
        if (letter == '<') {
            html += "\\u003c";
        } else {
            html += letter;
        }
    }
    return html;
}

std::string format_line() {
    return R"(<meta name="peil-page" content=")" + std::to_string(page_format) + R"(">)";
}

/// By which the program knows the style.
std::string digest_of_style() {
    return core::to_hex(core::sha256(core::as_bytes('\n' + std::string(page_sheet))));
}

}  // namespace

core::Result<std::string> render_page(const EditionDocument& document) {
    const auto matrix = draw_document(document);
    if (!matrix) { return matrix.error(); }
    std::string page =
        "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n" +
        format_line() + "\n<title>" +
        escape_html(matrix->programme + ", " + moment_in_words(*matrix)) + "</title>\n<style>\n";
    page += page_sheet;
    page +=
        "</style>\n</head>\n<body>\n<aside id=\"verdict\" role=\"status\" aria-live=\"polite\">"
        "<p>Dit rapport is nog niet nagerekend. Dat gebeurt in de browser, zonder netwerk; "
        "daarvoor "
        "moeten scripts aan staan. Anders: <code>peil check</code> en dit bestand.</p></aside>\n"
        "<main id=\"report\">";
    page += report_html(*matrix);
    page += "</main>\n<dialog id=\"proof\"></dialog>\n";
    page += document_begin;
    page += json_in_html(document);
    page += document_end;
    page += "\n<script type=\"module\">\n";
    page += page_ed25519;
    page += "{\n";  // so that the names of both keep apart
    page += "const styleDigest = \"" + digest_of_style() + "\";\n";
    page += page_proof;
    page += page_report;
    page += page_program;
    page += "}\n</script>\n</body>\n</html>\n";
    return page;
}

std::optional<std::string_view> find_document(std::string_view page) {
    const auto begin = page.find(document_begin);
    if (begin == std::string_view::npos) { return std::nullopt; }
    page.remove_prefix(begin + document_begin.size());
    const auto end = page.find(document_end);
    if (end == std::string_view::npos) { return std::nullopt; }
    return page.substr(0, end);
}

core::VerifiedClaim check_page(std::string_view page, const EditionDocument& document) {
    const auto expected = render_page(document);
    if (!expected) { return contradicted("page", expected.error().detail); }
    if (*expected == page) {
        return proven("page", "it shows the words of the edition, and nothing else");
    }
    if (page.find(format_line()) == std::string_view::npos) {
        return unproven("page",
                        "it has another format than the pages that this version of peil draws; "
                        "only the document inside it was checked");
    }
    return contradicted("page", "it shows something else than the document inside it");
}

}  // namespace peil::events

// Whether a page is, byte for byte, the one that its document has: docs/FORMAT.md, section 17.
// SPDX-License-Identifier: EUPL-1.2
#include "edition.hpp"

namespace peil::audit {

namespace {

constexpr std::string_view document_begin =
    "<script type=\"application/json\" id=\"peil-document\">\n";
constexpr std::string_view document_end = "\n</script>";
constexpr std::string_view program_begin = "\n<script type=\"module\">\n";
constexpr std::string_view generator =
    "<meta name=\"generator\" content=\"peil " PEIL_VERSION "\">";

/// Takes pieces off the front of a page.
class Page {
  public:
    explicit Page(std::string_view page) : rest_(page) {}
    void take(std::string_view expected) {
        require(rest_.starts_with(expected), "it shows something else than the document inside it");
        rest_.remove_prefix(expected.size());
    }
    /// What stands before `end`, with a SHA-256 that was published with the program.
    void take_known(std::string_view end, std::string_view digest) {
        const auto known = rest_.substr(0, rest_.find(end));
        require(to_hex(sha256(known)) == digest, "it holds another style or program than peil's");
        rest_.remove_prefix(known.size());
    }
    [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

/// The document in the order of section 17, so that one document has one text.
std::string document_html(const Json& document) {
    std::string html;
    for (const char letter : write_json(document, Order::as_read)) {
        html += letter == '<' ? "\\u003c" : std::string(1, letter);
    }
    return html;
}

}  // namespace

std::string_view document_in(std::string_view page) {
    const auto begin = page.find(document_begin);
    require(begin != page.npos, "a page without the document of an edition");
    page.remove_prefix(begin + document_begin.size());
    require(page.find(document_end) != page.npos, "a page that ends within its document");
    return page.substr(0, page.find(document_end));
}

void claim_page(Claims& claims, std::string_view text, const Edition& edition) {
    claim(claims, "page", [&]() -> std::string {
        if (text.find(generator) == text.npos) {
            throw Unproven("another version of peil made it; only the document was checked");
        }
        require(edition.event.has_value(), "the edition's event cannot be read");
        const auto title = edition.contents.find({"programme", "title"});
        Page page(text);
        page.take(
            "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width\">\n");
        page.take(generator);
        page.take("\n<title>" +
                  escape_html((title == edition.contents.end() ? "" : title->second.text) + ", " +
                              moment_of(edition)) +
                  "</title>\n<style>\n");
        page.take_known("</style>", PEIL_PAGE_STYLE);
        page.take(
            "</style>\n</head>\n<body>\n"
            "<aside id=\"verdict\" role=\"status\" aria-live=\"polite\">"
            "<p>Dit rapport is nog niet nagerekend. Dat gebeurt in de browser, zonder netwerk; "
            "daarvoor moeten scripts aan staan. Anders: <code>peil check</code> en dit "
            "bestand.</p></aside>\n<main id=\"report\">");
        page.take(draw_report(edition));
        page.take("</main>\n<dialog id=\"proof\"></dialog>\n");
        page.take(document_begin);
        page.take(document_html(edition.document));
        page.take(document_end);
        page.take(program_begin);
        page.take_known("</script>", PEIL_PAGE_PROGRAM);
        page.take("</script>\n</body>\n</html>\n");
        require(page.is_at_end(), "something stands behind its end");
        return "it shows the words of the edition, and nothing else";
    });
}

}  // namespace peil::audit

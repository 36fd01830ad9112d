// The page of an edition, drawn again and compared to the byte: docs/FORMAT.md, section 17.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>
#include <array>

namespace peil::audit {

namespace {

/// Words of the programme, each behind its key.
constexpr std::array<std::string_view, 20> dictionary{
    "planned",     "gepland",      "ongoing",     "doorlopend",
    "completed",   "afgerond",     "merged",      "samengevoegd",
    "transferred", "overgedragen", "withdrawn",   "vervallen",
    "number",      "Nr",           "description", "Omschrijving",
    "planning",    "Planning",     "progress",    "Recente ontwikkelingen en stand van zaken"};
constexpr std::array<std::string_view, 12> months{"januari",   "februari", "maart",    "april",
                                                  "mei",       "juni",     "juli",     "augustus",
                                                  "september", "oktober",  "november", "december"};

constexpr std::string_view document_begin =
    "<script type=\"application/json\" id=\"peil-document\">\n";
constexpr std::string_view document_end = "\n</script>";

std::string word_for(std::string_view key) {
    const auto* const found = std::find(dictionary.begin(), dictionary.end(), key);
    return found == dictionary.end() ? "" : std::string(found[1]);
}

std::string escaped(std::string_view text) {
    constexpr std::array<std::string_view, 5> names{"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    std::string out;
    for (const char letter : printable(text)) {
        const auto place = std::string_view("&<>\"'").find(letter);
        out += place == std::string_view::npos ? std::string_view(&letter, 1) : names.at(place);
    }
    return out;
}

std::string in_tag(const std::string& tag, const std::string& html) {
    return '<' + tag + '>' + html + "</" + tag.substr(0, tag.find(' ')) + '>';
}

std::string drawn_blocks(const Json& blocks) {
    std::string html;
    for (const auto& block : blocks.items) {
        if (block["type"].text != "list") {
            html += in_tag("p", escaped(block["text"].text));
            continue;
        }
        std::string items;
        for (const auto& item : block["items"].items) { items += in_tag("li", escaped(item.text)); }
        html += in_tag(block["ordered"].flag ? "ol" : "ul", items);
    }
    return html;
}

/// What stands in all measures of a row, with something between.
using OfMeasure = std::function<std::string(const std::string&)>;
std::string joined(const Json& row, const std::string& between, const OfMeasure& of) {
    std::string text;
    for (const auto& number : row.items) {
        text += (text.empty() ? "" : between) + of(number.text);
    }
    return escaped(text);
}

std::string numbers(const Json& row) {
    return joined(row, " & ", [](const std::string& number) { return number; });
}

/// An attribute that says which cells are shown.
std::string cells(const Json& row, const std::string& field) {
    const auto name = [&](const std::string& number) { return "measure/" + number + '#' + field; };
    return " data-cells=\"" + joined(row, " ", name) + '"';
}

std::string drawn_note(const Json& row, const Json& note) {
    return in_tag("p" + cells(row, "footnotes"), in_tag("sup", escaped(note["mark"].text)) +
                                                     " Maatregel " + numbers(row) + ", bij ‘" +
                                                     escaped(note["anchor"].text) +
                                                     "’: " + escaped(note["text"].text));
}

class Report {
  public:
    explicit Report(const Edition& edition)
        : contents_(edition.contents), data_(edition.event->data) {}

    [[nodiscard]] std::string programme() const { return text("programme", "title"); }
    /// `Editie 7, 14 november 2016: title`.
    [[nodiscard]] std::string moment() const {
        const auto& date = data_["date"].text;
        require(date.size() == 10, "a date that is none");
        const auto month = from_decimal(date[5] == '0' ? date.substr(6, 1) : date.substr(5, 2));
        require(month >= 1 && month <= months.size(), "a date that is none");
        return "Editie " + std::to_string(data_["edition"].number) + ", " +
               date.substr(date[8] == '0' ? 9 : 8) + ' ' + std::string(months.at(month - 1)) + ' ' +
               date.substr(0, 4) + (data_["title"].is_null() ? "" : ": " + data_["title"].text);
    }
    [[nodiscard]] std::string draw() const {
        auto html = in_tag("h1 data-cells=\"programme#title\"", escaped(programme())) +
                    in_tag("p class=\"moment\"", escaped(moment())) +
                    in_tag("section", drawn_blocks(data_["introduction"]));
        const auto& rows = data_["rows"].items;
        for (auto row = rows.begin(); row != rows.end();) {
            const auto chapter = chapter_of(*row);
            std::string table;
            std::string notes;
            for (; row != rows.end() && chapter_of(*row) == chapter; ++row) {
                table += in_tag("tr", drawn_row(*row));
                for (const auto& note : notes_of(*row)) { notes += drawn_note(*row, note); }
            }
            table = in_tag("thead", in_tag("tr", header())) + in_tag("tbody", table);
            html += in_tag("h2 data-cells=\"chapter/" + chapter + "#title\"", heading(chapter)) +
                    in_tag("table", table) + in_tag("div class=\"footnotes\"", notes);
        }
        return html;
    }

  private:
    [[nodiscard]] Json find(const std::string& subject, const std::string& field) const {
        const auto found = contents_.find({subject, field});
        return found == contents_.end() ? Json() : found->second;
    }
    [[nodiscard]] std::string text(const std::string& subject, const std::string& field) const {
        return find(subject, field).text;
    }
    /// The chapter of a row; a sub-measure stands in that of its parent.
    [[nodiscard]] std::string chapter_of(const Json& row) const {
        require(!row.items.empty(), "a row without a measure");
        const auto parent = text("measure/" + row.items[0].text, "parent");
        return text("measure/" + (parent.empty() ? row.items[0].text : parent), "chapter");
    }
    [[nodiscard]] std::string heading(const std::string& number) const {
        const auto title = text("chapter/" + number, "title");
        for (const auto& chapter : data_["chapters"].items) {
            if (std::to_string(chapter["chapter"].number) == number && !title.empty() &&
                chapter["titlePrinted"].flag) {
                auto text = number;
                text += ". ";
                return escaped(text += title);
            }
        }
        return escaped("Hoofdstuk " + number);
    }
    /// The label of a column; nothing for a planning that the edition does not print.
    [[nodiscard]] std::string label(std::string_view field) const {
        for (const auto& column : data_["columns"].items) {
            if (column["field"].text == field) { return escaped(column["label"].text); }
        }
        return field == "planning" ? "" : word_for(field);
    }
    [[nodiscard]] std::string header() const {
        std::string html;
        for (const auto* field : {"number", "description", "planning", "progress"}) {
            const auto name = label(field);
            if (!name.empty()) { html += in_tag("th scope=\"col\"", name); }
        }
        return html;
    }
    [[nodiscard]] std::string description(const Json& row) const {
        const auto of = [&](const std::string& number) {
            return text("measure/" + number, "description");
        };
        const auto first = of(row.items[0].text);
        const bool is_shared =
            std::all_of(row.items.begin(), row.items.end(),
                        [&](const Json& each) { return of(each.text) == first; });
        const auto line = [&](const std::string& number) { return number + ": " + of(number); };
        return is_shared ? escaped(first) : joined(row, "\n", line);
    }
    /// The footnotes of all measures of a row, each once.
    [[nodiscard]] std::vector<Json> notes_of(const Json& row) const {
        std::map<std::string, bool> seen;
        std::vector<Json> notes;
        for (const auto& number : row.items) {
            const auto own = find("measure/" + number.text, "footnotes");
            for (const auto& note : own.items) {
                if (seen.emplace(write_json(note), true).second) { notes.push_back(note); }
            }
        }
        return notes;
    }
    [[nodiscard]] std::string drawn_row(const Json& row) const {
        const auto cell = [&](const std::string& field, std::string html) {
            for (const auto& note : notes_of(row)) {
                if (note["field"].text != field) { continue; }
                html += in_tag("sup", escaped(note["mark"].text));
            }
            return in_tag("td" + cells(row, field), html);
        };
        const auto first = "measure/" + row.items[0].text;
        auto planning = text(first, "planning");
        if (planning.empty()) { planning = word_for(text(first, "status")); }
        return in_tag("th scope=\"row\"" + cells(row, "chapter"), numbers(row)) +
               cell("description", description(row)) +
               (label("planning").empty() ? "" : cell("planning", escaped(planning))) +
               cell("progress", drawn_blocks(find(first, "progress")));
    }

    const std::map<CellName, Json>& contents_;
    const Json& data_;
};

/// Takes `expected` off the front of a page, or what stands before `end` and has this hash.
void take(std::string_view& page, std::string_view expected) {
    require(page.starts_with(expected), "it shows something else than the document inside it");
    page.remove_prefix(expected.size());
}
void take_known(std::string_view& page, std::string_view end, std::string_view hash) {
    const auto known = page.substr(0, page.find(end));
    require(to_hex(sha256(known)) == hash, "its style or program is not that of this format");
    page.remove_prefix(known.size());
}

}  // namespace

std::string_view document_in(std::string_view page) {
    const auto begin = page.find(document_begin);
    const auto end = page.find(document_end, begin);
    require(begin != page.npos && end != page.npos, "a page without the document of an edition");
    return page.substr(begin + document_begin.size(), end - begin - document_begin.size());
}

void claim_page(Claims& claims, std::string_view page, const Edition& edition) {
    constexpr std::string_view format = R"(<meta name="peil-page" content="1">)";
    claim(claims, "page", [&]() -> std::string {
        if (page.find(format) == page.npos) {
            throw Unproven("it is of another format; only the document was checked");
        }
        require(edition.event.has_value(), "the edition's event cannot be read");
        const Report report(edition);
        take(page,
             "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width\">\n");
        take(page, format);
        take(page, "\n<title>" + escaped(report.programme() + ", " + report.moment()));
        take(page, "</title>\n<style>\n");
        take_known(page, "</style>", PEIL_PAGE_STYLE);
        take(
            page,
            "</style>\n</head>\n<body>\n"
            "<aside id=\"verdict\" role=\"status\" aria-live=\"polite\">"
            "<p>Dit rapport is nog niet nagerekend. Dat gebeurt in de browser, zonder netwerk; "
            "daarvoor moeten scripts aan staan. Anders: <code>peil check</code> en dit bestand.</p>"
            "</aside>\n<main id=\"report\">");
        take(page, report.draw());
        take(page, "</main>\n<dialog id=\"proof\"></dialog>\n");
        take(page, document_begin);
        std::string document;
        for (const char letter : write_json(edition.document, false)) {
            document += letter == '<' ? "\\u003c" : std::string(1, letter);
        }
        take(page, document);
        take(page, document_end);
        take(page, "\n<script type=\"module\">\n");
        take_known(page, "</script>", PEIL_PAGE_PROGRAM);
        take(page, "</script>\n</body>\n</html>\n");
        require(page.empty(), "something stands behind its end");
        return "it shows the words of the edition, and nothing else";
    });
}

}  // namespace peil::audit

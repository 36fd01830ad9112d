// The page of an edition, drawn again and compared to the byte: docs/FORMAT.md, section 17.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>

namespace peil::audit {

namespace {

const map<string, string> months{{"01", "januari"}, {"02", "februari"}, {"03", "maart"},
                                 {"04", "april"},   {"05", "mei"},      {"06", "juni"},
                                 {"07", "juli"},    {"08", "augustus"}, {"09", "september"},
                                 {"10", "oktober"}, {"11", "november"}, {"12", "december"}};
const map<string, string> status_words{{"planned", "gepland"},          {"ongoing", "doorlopend"},
                                       {"completed", "afgerond"},       {"merged", "samengevoegd"},
                                       {"transferred", "overgedragen"}, {"withdrawn", "vervallen"}};
/// Columns, and their labels where the edition gives none.
const vector<pair<string, string>> columns{
    {"number", "Nr"},
    {"description", "Omschrijving"},
    {"planning", ""},
    {"progress", "Recente ontwikkelingen en stand van zaken"}};

const string format = R"(<meta name="peil-page" content="1">)";
const string document_begin = "<script type=\"application/json\" id=\"peil-document\">\n";
const string document_end = "\n</script>";
const string program_begin = "\n<script type=\"module\">\n";

string escaped(string_view text) {
    return with_names(printable(text), "&<>\"'", {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"});
}

string in_tag(const string& tag, const string& html) {
    return '<' + tag + '>' + html + "</" + tag.substr(0, tag.find(' ')) + '>';
}

/// What is drawn of each item of a list, with something between.
string joined(const Json& list, const string& between, const function<string(const Json&)>& draw) {
    string html;
    for (const auto& item : list.items) { html += (html.empty() ? "" : between) + draw(item); }
    return html;
}

string drawn_block(const Json& block) {
    if (block["type"].text != "list") { return in_tag("p", escaped(block["text"].text)); }
    const auto draw = [](const Json& item) { return in_tag("li", escaped(item.text)); };
    return in_tag(block["ordered"].is_true() ? "ol" : "ul", joined(block["items"], "", draw));
}

string drawn_mark(const Json& note) {
    return in_tag("sup", escaped(note["mark"].text));
}

string numbers(const Json& row) {
    return joined(row, " &amp; ", [](const Json& number) { return escaped(number.text); });
}

/// An attribute that says which cells of the measures in a row are shown.
string cells(const Json& row, const string& field) {
    const auto name = [&](const Json& each) {
        return "measure/" + escaped(each.text) + '#' + field;
    };
    return " data-cells=\"" + joined(row, " ", name) + '"';
}

struct Report {
    const map<CellName, Json>& contents;
    const Json& data;

    [[nodiscard]] string programme() const { return find("programme", "title").text; }
    /// `Editie 7, 14 november 2016: title`.
    [[nodiscard]] string moment() const {
        const auto& date = data["date"].text;
        const auto month = months.find(date.size() == 10 ? date.substr(5, 2) : "");
        require(month != months.end(), "a date that is none");
        return "Editie " + to_string(data["edition"].number) + ", " +
               date.substr(date[8] == '0' ? 9 : 8) + ' ' + month->second + ' ' + date.substr(0, 4) +
               (data["title"].is_null() ? "" : ": " + data["title"].text);
    }
    [[nodiscard]] string draw() const {
        auto html = in_tag("h1 data-cells=\"programme#title\"", escaped(programme())) +
                    in_tag("p class=\"moment\"", escaped(moment())) +
                    in_tag("section", joined(data["introduction"], "", drawn_block));
        const auto& rows = data["rows"].items;
        for (auto row = rows.begin(); row != rows.end();) {
            const auto chapter = chapter_of(*row);
            string table;
            string notes;
            for (; row != rows.end() && chapter_of(*row) == chapter; ++row) {
                table += in_tag("tr", drawn_row(*row));
                notes += joined(notes_of(*row), "",
                                [&](const Json& note) { return drawn_note(*row, note); });
            }
            table = in_tag("thead", in_tag("tr", header())) + in_tag("tbody", table);
            html += in_tag("h2 data-cells=\"chapter/" + chapter + "#title\"", heading(chapter)) +
                    in_tag("table", table) + in_tag("div class=\"footnotes\"", notes);
        }
        return html;
    }

    [[nodiscard]] const Json& find(const string& subject, const string& field) const {
        static const Json none;
        const auto found = contents.find({subject, field});
        return found == contents.end() ? none : found->second;
    }
    [[nodiscard]] const Json& of(const Json& number, const string& field) const {
        return find("measure/" + number.text, field);
    }
    /// The chapter of a row; a sub-measure stands in that of its parent.
    [[nodiscard]] string chapter_of(const Json& row) const {
        require(!row.items.empty(), "a row without a measure");
        const auto& parent = of(row.items[0], "parent");
        return of(parent.text.empty() ? row.items[0] : parent, "chapter").text;
    }
    [[nodiscard]] string heading(const string& number) const {
        const auto& title = find("chapter/" + number, "title").text;
        const auto is_titled = [&](const Json& each) {
            return to_string(each["chapter"].number) == number && each["titlePrinted"].is_true() &&
                   !title.empty();
        };
        const bool has_title = std::ranges::any_of(data["chapters"].items, is_titled);
        return escaped(has_title ? number + ". " + title : "Hoofdstuk " + number);
    }
    [[nodiscard]] string label(const string& field, const string& otherwise) const {
        const auto is_it = [&](const Json& column) { return column["field"].text == field; };
        const auto found = std::ranges::find_if(data["columns"].items, is_it);
        return found == data["columns"].items.end() ? otherwise : escaped((*found)["label"].text);
    }
    [[nodiscard]] string header() const {
        string html;
        for (const auto& [field, otherwise] : columns) {
            const auto name = label(field, otherwise);
            html += name.empty() ? "" : in_tag("th scope=\"col\"", name);
        }
        return html;
    }
    [[nodiscard]] string description(const Json& row) const {
        const auto text = [&](const Json& number) { return of(number, "description").text; };
        const auto is_first = [&](const Json& number) {
            return text(number) == text(row.items[0]);
        };
        const bool is_shared = std::ranges::all_of(row.items, is_first);
        return is_shared ? escaped(text(row.items[0])) : joined(row, "\n", [&](const Json& number) {
            return escaped(number.text + ": " + text(number));
        });
    }
    /// The footnotes of all measures of a row, each once.
    [[nodiscard]] Json notes_of(const Json& row) const {
        set<string> seen;
        Json notes;
        for (const auto& number : row.items) {
            for (const auto& note : of(number, "footnotes").items) {
                if (seen.insert(write_json(note)).second) { notes.items.push_back(note); }
            }
        }
        return notes;
    }
    [[nodiscard]] static string drawn_note(const Json& row, const Json& note) {
        return in_tag("p" + cells(row, "footnotes"),
                      drawn_mark(note) + " Maatregel " + numbers(row) + ", bij ‘" +
                          escaped(note["anchor"].text) + "’: " + escaped(note["text"].text));
    }
    [[nodiscard]] string drawn_cell(const Json& row, const string& field,
                                    const string& html) const {
        const auto mark = [&](const Json& note) {
            return note["field"].text == field ? drawn_mark(note) : "";
        };
        return in_tag("td" + cells(row, field), html + joined(notes_of(row), "", mark));
    }
    [[nodiscard]] string drawn_row(const Json& row) const {
        const auto& first = row.items[0];
        const auto status = status_words.find(of(first, "status").text);
        auto planning = of(first, "planning").text;
        if (planning.empty() && status != status_words.end()) { planning = status->second; }
        return in_tag("th scope=\"row\"" + cells(row, "chapter"), numbers(row)) +
               drawn_cell(row, "description", description(row)) +
               (label("planning", "").empty() ? ""
                                              : drawn_cell(row, "planning", escaped(planning))) +
               drawn_cell(row, "progress", joined(of(first, "progress"), "", drawn_block));
    }
};

/// What stands between the first `begin` in a page and the next `end`.
string_view between(string_view page, string_view begin, string_view end) {
    const auto first = page.find(begin);
    const auto last = page.find(end, first);
    require(first != page.npos && last != page.npos, "a page that lacks one of its parts");
    return page.substr(first + begin.size(), last - first - begin.size());
}

/// As between(), if it has this hash.
string known(string_view page, string_view begin, string_view end, string_view hash) {
    const auto part = between(page, begin, end);
    require(to_hex(sha256(part)) == hash, "its style or program is not that of this format");
    return string(part);
}

string drawn_page(string_view page, const Edition& edition) {
    const Report report{edition.contents, edition.event->data};
    return "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
           "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
           "<meta name=\"viewport\" content=\"width=device-width\">\n" +
           format + "\n<title>" + escaped(report.programme() + ", " + report.moment()) +
           "</title>\n<style>\n" + known(page, "<style>\n", "</style>", PEIL_PAGE_STYLE) +
           "</style>\n</head>\n<body>\n"
           "<aside id=\"verdict\" role=\"status\" aria-live=\"polite\">"
           "<p>Dit rapport is nog niet nagerekend. Dat gebeurt in de browser, zonder netwerk; "
           "daarvoor moeten scripts aan staan. Anders: <code>peil check</code> en dit bestand.</p>"
           "</aside>\n<main id=\"report\">" +
           report.draw() + "</main>\n<dialog id=\"proof\"></dialog>\n" + document_begin +
           with_names(write_json(edition.document, false), "<", {"\\u003c"}) + document_end +
           program_begin + known(page, program_begin, "</script>", PEIL_PAGE_PROGRAM) +
           "</script>\n</body>\n</html>\n";
}

}  // namespace

string_view document_in(string_view page) {
    return between(page, document_begin, document_end);
}

void claim_page(Claims& claims, string_view page, const Edition& edition) {
    claim(claims, "page", [&] {
        const bool is_known = page.find(format) != page.npos;
        if (!is_known) { throw Unproven("it is of another format; only the document was checked"); }
        require(edition.event.has_value(), "the edition's event cannot be read");
        require(page == drawn_page(page, edition), "it shows something else than its document");
        return "it shows the words of the edition, and nothing else";
    });
}

}  // namespace peil::audit

// Drawing the report of an edition: docs/FORMAT.md, section 17.
// SPDX-License-Identifier: EUPL-1.2
#include "edition.hpp"

#include <algorithm>
#include <array>

namespace peil::audit {

namespace {

using Kind = Json::Kind;
using Row = std::vector<std::string>;  ///< numbers of measures

const std::map<std::string_view, std::string_view> words{
    {"planned", "gepland"},
    {"ongoing", "doorlopend"},
    {"completed", "afgerond"},
    {"merged", "samengevoegd"},
    {"transferred", "overgedragen"},
    {"withdrawn", "vervallen"},
    {"number", "Nr"},
    {"description", "Omschrijving"},
    {"planning", "Planning"},
    {"progress", "Recente ontwikkelingen en stand van zaken"}};
constexpr std::array<std::string_view, 12> months{"januari",   "februari", "maart",    "april",
                                                  "mei",       "juni",     "juli",     "augustus",
                                                  "september", "oktober",  "november", "december"};

std::string joined(const Row& row, std::string_view before, std::string_view after,
                   std::string_view between) {
    std::string text;
    for (const auto& number : row) {
        text.append(text.empty() ? "" : between).append(before).append(number).append(after);
    }
    return text;
}

std::string blocks_html(const std::vector<Json>& blocks) {
    std::string html;
    for (const auto& block : blocks) {
        if (block.text_at("type") != "list") {
            html += "<p>" + escape_html(block.text_at("text")) + "</p>";
            continue;
        }
        const std::string tag = block.at("ordered", Kind::boolean).flag ? "ol>" : "ul>";
        html += "<" + tag;
        for (const auto& item : block.texts_at("items")) {
            html += "<li>" + escape_html(item) + "</li>";
        }
        html += "</" + tag;
    }
    return html;
}

class Report {
  public:
    explicit Report(const Edition& edition) : edition_(edition), data_(edition.event->data) {}

    std::string draw() const {
        const auto* introduction = data_.find("introduction");
        auto html =
            "<h1 data-cells=\"programme#title\">" + escape_html(text("programme", "title")) +
            "</h1><p class=\"moment\">" + escape_html(moment_of(edition_)) + "</p><section>" +
            (introduction == nullptr ? "" : blocks_html(introduction->items)) + "</section>";
        std::string footnotes;
        std::string chapter;
        for (const auto& row : data_.list_at("rows")) {
            Row numbers;
            for (const auto& number : row.items) { numbers.push_back(number.text); }
            if (const auto next = chapter_of(numbers.at(0)); next != chapter) {
                html += chapter.empty() ? "" : end(footnotes);
                html += begin(chapter = next);
                footnotes.clear();
            }
            html += row_html(numbers, footnotes);
        }
        return html + (chapter.empty() ? "" : end(footnotes));
    }

  private:
    const Json* find(const std::string& subject, const std::string& field) const {
        const auto found = edition_.contents.find({subject, field});
        return found == edition_.contents.end() ? nullptr : &found->second;
    }
    std::string text(const std::string& subject, const std::string& field) const {
        const auto* content = find(subject, field);
        return content == nullptr ? "" : content->text;
    }
    std::string of(const std::string& number, const std::string& field) const {
        return text("measure/" + number, field);
    }
    /// That of a sub-measure is its parent's.
    std::string chapter_of(const std::string& number) const {
        const auto parent = of(number, "parent");
        return of(parent.empty() ? number : parent, "chapter");
    }
    std::string heading(const std::string& chapter) const {
        for (const auto& each : data_.list_at("chapters")) {
            if (std::to_string(each.number_at("chapter")) != chapter) { continue; }
            const auto title = text("chapter/" + chapter, "title");
            if (!title.empty() && each.at("titlePrinted", Kind::boolean).flag) {
                return chapter + ". " + title;
            }
        }
        return "Hoofdstuk " + chapter;
    }
    /// The label of a column; nothing if the edition does not print it.
    std::string label(std::string_view field) const {
        for (const auto& column : data_.list_at("columns")) {
            if (column.text_at("field") == field) { return column.text_at("label"); }
        }
        return field == "planning" ? "" : std::string(words.at(field));
    }
    std::string begin(const std::string& chapter) const {
        auto html = "<h2 data-cells=\"chapter/" + chapter + "#title\">" +
                    escape_html(heading(chapter)) + "</h2><table><thead><tr>";
        for (const auto* field : {"number", "description", "planning", "progress"}) {
            const auto name = label(field);
            if (!name.empty()) { html += "<th scope=\"col\">" + escape_html(name) + "</th>"; }
        }
        return html + "</tr></thead><tbody>";
    }
    static std::string end(const std::string& footnotes) {
        return "</tbody></table><div class=\"footnotes\">" + footnotes + "</div>";
    }
    static std::string cells(const Row& row, const std::string& field) {
        return " data-cells=\"" + escape_html(joined(row, "measure/", '#' + field, " ")) + "\"";
    }
    std::string description(const Row& row) const {
        std::string text;
        bool is_shared = true;
        for (const auto& number : row) {
            const auto own = of(number, "description");
            is_shared = is_shared && own == of(row[0], "description");
            text += (text.empty() ? "" : "\n") + number + ": " + own;
        }
        return is_shared ? of(row[0], "description") : text;
    }
    /// Those of all measures of a row, each once.
    std::vector<const Json*> footnotes_of(const Row& row) const {
        std::vector<const Json*> notes;
        for (const auto& number : row) {
            const auto* own = find("measure/" + number, "footnotes");
            if (own == nullptr) { continue; }
            for (const auto& note : own->items) {
                const auto same = write_json(note, Order::canonical);
                if (std::none_of(notes.begin(), notes.end(), [&](const Json* each) {
                        return write_json(*each, Order::canonical) == same;
                    })) {
                    notes.push_back(&note);
                }
            }
        }
        return notes;
    }
    std::string row_html(const Row& row, std::string& footnotes) const {
        const auto notes = footnotes_of(row);
        const auto cell = [&](const std::string& field, const std::string& html) {
            auto out = "<td" + cells(row, field) + ">" + html;
            for (const auto* note : notes) {
                if (note->text_at("field") != field) { continue; }
                out += "<sup>" + escape_html(note->text_at("mark")) + "</sup>";
            }
            return out + "</td>";
        };
        for (const auto* note : notes) {
            footnotes += "<p" + cells(row, "footnotes") + "><sup>" +
                         escape_html(note->text_at("mark")) + "</sup> Maatregel " +
                         escape_html(joined(row, "", "", " & ")) + ", bij ‘" +
                         escape_html(note->text_at("anchor")) +
                         "’: " + escape_html(note->text_at("text")) + "</p>";
        }
        auto planning = of(row[0], "planning");
        const auto status = words.find(of(row[0], "status"));
        if (planning.empty() && status != words.end()) { planning = status->second; }
        const auto* progress = find("measure/" + row[0], "progress");
        return "<tr><th scope=\"row\"" + cells(row, "chapter") + ">" +
               escape_html(joined(row, "", "", " & ")) + "</th>" +
               cell("description", escape_html(description(row))) +
               (label("planning").empty() ? "" : cell("planning", escape_html(planning))) +
               cell("progress", progress == nullptr ? "" : blocks_html(progress->items)) + "</tr>";
    }

    const Edition& edition_;
    const Json& data_;
};

}  // namespace

std::string escape_html(std::string_view text) {
    std::string out;
    for (const char letter : printable(text)) {
        const auto place = std::string_view("&<>\"'").find(letter);
        constexpr std::array<std::string_view, 5> names{"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
        out += place == std::string_view::npos ? std::string_view(&letter, 1) : names.at(place);
    }
    return out;
}

std::string moment_of(const Edition& edition) {
    const auto& data = edition.event->data;
    const auto& date = data.text_at("date");
    require(date.size() == 10, "a date that is none");
    const auto month = from_decimal(date.substr(date[5] == '0' ? 6 : 5, date[5] == '0' ? 1 : 2));
    require(month >= 1 && month <= months.size(), "a month that is none");
    auto words_of = "Editie " + std::to_string(data.number_at("edition")) + ", " +
                    date.substr(date[8] == '0' ? 9 : 8) + ' ' + std::string(months.at(month - 1)) +
                    ' ' + date.substr(0, 4);
    if (data.find("title") != nullptr) { words_of += ": " + data.text_at("title"); }
    return words_of;
}

std::string draw_report(const Edition& edition) {
    return Report(edition).draw();
}

}  // namespace peil::audit

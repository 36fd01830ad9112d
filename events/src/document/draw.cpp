// From a document back to the matrix that it prints.
// SPDX-License-Identifier: EUPL-1.2
#include "../json_read.hpp"
#include "read_event.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/disclosure.hpp>
#include <peil/events/document.hpp>
#include <peil/events/error.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

namespace peil::events {

namespace {

namespace json = boost::json;

/// The contents of all cells, by subject and field.
class DocumentContents {
  public:
    static core::Result<DocumentContents> read(const EditionDocument& document) {
        DocumentContents contents;
        for (const auto& each : document.cells) {
            const auto cell = parse_cell(each.leaf);
            if (!cell) { return cell.error(); }
            if (!cell->digest.empty() && each.disclosure.empty()) { continue; }
            auto content = cell_content(*cell, each.disclosure);
            if (!content) { return content.error(); }
            contents.values_[{cell->subject, cell->field}] = {std::move(*content), cell->event};
        }
        return contents;
    }

    [[nodiscard]] const json::value* find(const std::string& subject,
                                          const std::string& field) const {
        const auto found = values_.find({subject, field});
        return found == values_.end() ? nullptr : &found->second.value;
    }
    [[nodiscard]] std::optional<std::string> text(const std::string& subject,
                                                  const std::string& field) const {
        const auto* value = find(subject, field);
        if (value == nullptr || !value->is_string()) { return std::nullopt; }
        return std::string(value->get_string());
    }
    /// The newest event that set a field of the subject.
    [[nodiscard]] std::uint64_t newest(const std::string& subject) const {
        std::uint64_t event = 0;
        for (auto each = values_.lower_bound({subject, ""});
             each != values_.end() && each->first.first == subject; ++each) {
            event = std::max(event, each->second.event);
        }
        return event;
    }

  private:
    struct Content {
        json::value value;
        std::uint64_t event = 0;
    };
    std::map<std::pair<std::string, std::string>, Content> values_;
};

std::uint32_t small_number(const std::string& text) {
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// The chapter of a measure; a sub-measure stands in that of its parent.
std::uint32_t chapter_of(const DocumentContents& contents, const std::string& number) {
    const auto parent = contents.text("measure/" + number, "parent");
    return small_number(
        contents.text("measure/" + parent.value_or(number), "chapter").value_or(""));
}

MatrixMeasure measure_of(const DocumentContents& contents, const std::string& number) {
    const auto subject = "measure/" + number;
    MatrixMeasure measure{.number = number,
                          .chapter = chapter_of(contents, number),
                          .parent = contents.text(subject, "parent").value_or(""),
                          .description = contents.text(subject, "description").value_or(""),
                          .planning = contents.text(subject, "planning"),
                          .status = contents.text(subject, "status"),
                          .event = contents.newest(subject)};
    if (const auto* progress = contents.find(subject, "progress")) {
        measure.progress = read_blocks({{"progress", *progress}}, "progress");
    }
    if (const auto* footnotes = contents.find(subject, "footnotes")) {
        measure.footnotes = read_footnotes(*footnotes);
    }
    measure.joint_with = decode_numbers(contents.text(subject, "joint").value_or(""));
    std::erase(measure.joint_with, number);
    return measure;
}

MatrixChapter chapter_in(const DocumentContents& contents, const EditionChapter& chapter) {
    const auto subject = "chapter/" + std::to_string(chapter.chapter);
    return {.number = chapter.chapter,
            .title = contents.text(subject, "title"),
            .title_printed = chapter.title_printed};
}

core::Error rejected(const std::string& why) {
    return {core::Errc::disclosure_rejected, why};
}

}  // namespace

core::Result<json::value> cell_content(const Cell& cell, std::string_view disclosure) {
    if (cell.digest.empty()) {
        if (!disclosure.empty()) { return rejected("a disclosure that the cell does not name"); }
        return json::value(cell.value);
    }
    const auto digest = core::sha256(core::as_bytes(disclosure));
    if (core::encode_base64url(core::as_bytes(digest)) != cell.digest) {
        return rejected("these are not the words that were recorded");
    }
    auto member = core::parse_disclosure(disclosure);
    if (!member) { return member.error(); }
    // A correction states its fields in one claim, and one of a correction in one within it.
    auto name = member->name.value_or("");
    auto value = std::move(member->value);
    while (name == "content" && value.is_object()) {
        auto& object = value.get_object();
        name = object.contains(cell.field) ? cell.field : "content";
        auto* const inner = object.if_contains(name);
        if (inner == nullptr) { return rejected("the correction does not state the field"); }
        auto taken = std::move(*inner);
        value = std::move(taken);
    }
    if (name != cell.field) { return rejected("the disclosure is of " + name); }
    return value;
}

core::Result<Matrix> draw_document(const EditionDocument& document) {
    auto read = read_edition_event(document.published);
    if (!read) { return read.error(); }
    const auto contents = DocumentContents::read(document);
    if (!contents) { return contents.error(); }
    auto& edition = read->edition;
    auto matrix = frame_of(edition);
    matrix.programme = contents->text("programme", "title").value_or("");
    for (const auto& chapter : edition.chapters) {
        matrix.chapters.push_back(chapter_in(*contents, chapter));
    }
    for (const auto& row : edition.rows) {
        for (const auto& number : row) { matrix.measures.push_back(measure_of(*contents, number)); }
    }
    return matrix;
}

}  // namespace peil::events

// Lenient readers of JSON members.
// SPDX-License-Identifier: EUPL-1.2
#include "json_read.hpp"

#include <boost/json/array.hpp>

namespace peil::events {

namespace {

namespace json = boost::json;

const json::array* find_array(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr ? value->if_array() : nullptr;
}

std::vector<std::string> texts_of(const json::value& value) {
    std::vector<std::string> texts;
    if (const auto* array = value.if_array()) {
        for (const auto& item : *array) {
            if (item.is_string()) { texts.emplace_back(item.get_string()); }
        }
    }
    return texts;
}

}  // namespace

bool read_flag(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::optional<std::string> find_text(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) { return std::nullopt; }
    return std::string(value->get_string());
}

std::string read_text(const json::object& object, std::string_view name) {
    return find_text(object, name).value_or("");
}

std::uint32_t read_number(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_int64() || value->get_int64() < 0) { return 0; }
    return static_cast<std::uint32_t>(value->get_int64());
}

std::optional<std::uint32_t> find_number(const json::object& object, std::string_view name) {
    return object.contains(name) ? std::optional(read_number(object, name)) : std::nullopt;
}

std::optional<PartialDate> find_partial_date(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr) { return std::nullopt; }
    if (value->is_string()) { return parse_partial_date(value->get_string()); }
    const auto* date = value->if_object();
    if (date == nullptr) { return std::nullopt; }
    return PartialDate{read_text(*date, "text"), read_text(*date, "from"), read_text(*date, "to")};
}

std::string read_value(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value != nullptr && value->is_int64()) { return std::to_string(value->get_int64()); }
    return read_text(object, name);
}

std::string read_basis(const json::object& object) {
    return find_text(object, "basis").value_or("stated");
}

std::vector<std::string> read_texts(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr ? texts_of(*value) : std::vector<std::string>{};
}

Blocks read_blocks(const json::object& object, std::string_view name) {
    Blocks blocks;
    const auto* array = find_array(object, name);
    if (array == nullptr) { return blocks; }
    for (const auto& item : *array) {
        const auto* block = item.if_object();
        if (block == nullptr) { continue; }
        if (read_text(*block, "type") == "list") {
            blocks.emplace_back(List{read_flag(*block, "ordered"), read_texts(*block, "items")});
        } else {
            blocks.emplace_back(Paragraph{read_text(*block, "text")});
        }
    }
    return blocks;
}

std::vector<Footnote> read_footnotes(const json::value& value) {
    std::vector<Footnote> footnotes;
    const auto* array = value.if_array();
    if (array == nullptr) { return footnotes; }
    for (const auto& item : *array) {
        if (const auto* note = item.if_object()) {
            footnotes.push_back({read_text(*note, "mark"), read_text(*note, "field"),
                                 read_text(*note, "anchor"), read_text(*note, "text")});
        }
    }
    return footnotes;
}

FigureReported read_figure(const json::object& data) {
    return {.series = read_text(data, "series"),
            .value = read_value(data, "value"),
            .qualifier = find_text(data, "qualifier"),
            .reference_date = find_partial_date(data, "referenceDate"),
            .period_from = find_partial_date(data, "periodFrom"),
            .period_to = find_partial_date(data, "periodTo"),
            .quote = find_text(data, "quote"),
            .planned = read_flag(data, "planned"),
            .revision = find_text(data, "revision"),
            .reason = find_text(data, "reason"),
            .basis = read_basis(data)};
}

EditionPublished read_edition(const json::object& data) {
    EditionPublished edition;
    edition.edition = read_number(data, "edition");
    edition.date = read_text(data, "date");
    edition.title = find_text(data, "title");
    edition.introduction = read_blocks(data, "introduction");
    edition.projection = read_number(data, "projection");
    if (const auto* columns = find_array(data, "columns")) {
        for (const auto& column : *columns) {
            if (const auto* object = column.if_object()) {
                edition.columns.push_back(
                    {read_text(*object, "field"), read_text(*object, "label")});
            }
        }
    }
    if (const auto* chapters = find_array(data, "chapters")) {
        for (const auto& chapter : *chapters) {
            if (const auto* object = chapter.if_object()) {
                edition.chapters.push_back(
                    {read_number(*object, "chapter"), read_flag(*object, "titlePrinted")});
            }
        }
    }
    if (const auto* rows = find_array(data, "rows")) {
        for (const auto& row : *rows) { edition.rows.push_back(texts_of(row)); }
    }
    const auto* cells = data.if_contains("cells");
    if (cells != nullptr && cells->is_object()) {
        edition.cells = {read_text(cells->get_object(), "root"),
                         read_number(cells->get_object(), "size")};
    }
    return edition;
}

}  // namespace peil::events

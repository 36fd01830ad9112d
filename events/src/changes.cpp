// Comparing two matrices, field by field.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/changes.hpp>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>

namespace peil::events {

namespace {

using MeasuresByNumber = std::map<std::string_view, const MatrixMeasure*, std::less<>>;

MeasuresByNumber by_number(const Matrix& matrix) {
    MeasuresByNumber measures;
    for (const auto& measure : matrix.measures) { measures.try_emplace(measure.number, &measure); }
    return measures;
}

/// The column of a field; nullptr if it is not shown. A matrix that no edition fixed shows all.
const EditionColumn* find_column(const Matrix& matrix, std::string_view field) {
    const auto column =
        std::find_if(matrix.columns.begin(), matrix.columns.end(),
                     [&](const EditionColumn& each) { return each.field == field; });
    return column == matrix.columns.end() ? nullptr : &*column;
}

bool shows(const Matrix& matrix, std::string_view field) {
    return matrix.columns.empty() || find_column(matrix, field) != nullptr;
}

std::string label_of(const Matrix& matrix, std::string_view field) {
    const auto* column = find_column(matrix, field);
    return column == nullptr ? std::string(field) : column->label;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const auto& part : parts) {
        if (!text.empty()) { text += separator; }
        text += part;
    }
    return text;
}

std::string closure_text(const std::optional<Closure>& closure) {
    if (!closure) { return ""; }
    auto text = closure->ground;
    if (closure->into) { text += " into " + *closure->into; }
    if (closure->reason) { text += ": " + *closure->reason; }
    return text;
}

std::string_view class_of(const std::string& before, const std::string& after) {
    if (before.empty()) { return change_added; }
    return after.empty() ? change_removed : change_changed;
}

/// Collects what differs.
class Comparison {
  public:
    Comparison(const Matrix& before, const Matrix& after) : before_(before), after_(after) {}

    void compare_whole() {
        compare_text("", "programme", {before_.programme, after_.programme});
        for (const auto field : {"description", "planning", "progress"}) { compare_column(field); }
        compare_chapters();
    }

    void compare_measure(const MatrixMeasure* before, const MatrixMeasure* after) {
        if (before == nullptr) {
            compare_text(after->number, "measure", {"", after->description}, change_added);
        } else if (after == nullptr) {
            compare_text(before->number, "measure", {before->description, ""}, change_removed);
        } else {
            compare_fields(*before, *after);
        }
    }

    std::vector<Change> finish() { return std::move(changes_); }

  private:
    struct Texts {
        std::string before;
        std::string after;
    };

    /// An entry without `forced` class is made only if the texts differ.
    void compare_text(const std::string& measure, std::string field, Texts texts,
                      std::string_view forced = "") {
        if (forced.empty() && texts.before == texts.after) { return; }
        const auto change_class = forced.empty() ? class_of(texts.before, texts.after) : forced;
        auto spans = diff_words(texts.before, texts.after);
        changes_.push_back({.measure = measure,
                            .field = std::move(field),
                            .change_class = std::string(change_class),
                            .before = std::move(texts.before),
                            .after = std::move(texts.after),
                            .spans = std::move(spans)});
    }

    void compare_column(const std::string& field) {
        const bool is_before = shows(before_, field);
        const bool is_after = shows(after_, field);
        if (is_before && !is_after) {
            compare_text("", field, {label_of(before_, field), ""}, change_column_removed);
        } else if (!is_before && is_after) {
            compare_text("", field, {"", label_of(after_, field)}, change_column_added);
        }
    }

    /// Titles as they are known, not as they are printed: a report that prints no titles of
    /// chapters does not rename them.
    void compare_chapters() {
        std::map<std::uint32_t, Texts> titles;
        for (const auto& chapter : before_.chapters) {
            titles[chapter.number].before = chapter.title.value_or("");
        }
        for (const auto& chapter : after_.chapters) {
            titles[chapter.number].after = chapter.title.value_or("");
        }
        for (auto& [number, texts] : titles) {
            compare_text("", "chapter/" + std::to_string(number), std::move(texts));
        }
    }

    void compare_fields(const MatrixMeasure& before, const MatrixMeasure& after) {
        const auto& number = after.number;
        compare_text(number, "chapter",
                     {std::to_string(before.chapter), std::to_string(after.chapter)});
        if (both_show("description")) {
            compare_text(number, "description", {before.description, after.description});
        }
        compare_text(number, "joint",
                     {join(before.joint_with, ", "), join(after.joint_with, ", ")});
        if (both_show("planning")) {
            compare_text(number, "planning",
                         {before.planning.value_or(""), after.planning.value_or("")});
            compare_text(number, "status", {before.status.value_or(""), after.status.value_or("")});
        }
        if (both_show("progress")) {
            compare_text(number, "progress",
                         {plain_text(before.progress), plain_text(after.progress)});
        }
        compare_text(number, "footnotes",
                     {plain_text(before.footnotes), plain_text(after.footnotes)});
        compare_text(number, "closure",
                     {closure_text(before.closure), closure_text(after.closure)});
    }

    [[nodiscard]] bool both_show(std::string_view field) const {
        return shows(before_, field) && shows(after_, field);
    }

    const Matrix& before_;
    const Matrix& after_;
    std::vector<Change> changes_;
};

/// Numbers of both in the order of `after`; those that left stand where they stood.
std::vector<std::string_view> merged_order(const Matrix& before, const Matrix& after) {
    const auto remaining = by_number(after);
    std::map<std::string_view, std::vector<std::string_view>, std::less<>> left_after;
    std::set<std::string_view, std::less<>> seen;
    std::string_view previous;
    for (const auto& measure : before.measures) {
        if (remaining.contains(measure.number)) {
            previous = measure.number;
        } else if (seen.insert(measure.number).second) {
            left_after[previous].push_back(measure.number);
        }
    }
    auto order = left_after[""];
    for (const auto& measure : after.measures) {
        if (!seen.insert(measure.number).second) { continue; }
        order.push_back(measure.number);
        const auto& left = left_after[measure.number];
        order.insert(order.end(), left.begin(), left.end());
    }
    return order;
}

const MatrixMeasure* find(const MeasuresByNumber& measures, std::string_view number) {
    const auto found = measures.find(number);
    return found == measures.end() ? nullptr : found->second;
}

boost::json::object side_to_json(const Matrix& matrix) {
    boost::json::object object{{"asOf", matrix.as_of}, {"edition", nullptr}};
    if (matrix.edition) { object["edition"] = std::int64_t{*matrix.edition}; }
    object["size"] = static_cast<std::int64_t>(matrix.size);
    object["root"] = core::to_hex(matrix.root);
    return object;
}

/// Null where there is nothing on that side.
boost::json::value side_text(const std::string& text, bool is_there) {
    boost::json::value value;
    if (is_there) { value.emplace_string() = text; }
    return value;
}

boost::json::object change_to_json(const Change& change) {
    boost::json::object object{{"measure", side_text(change.measure, !change.measure.empty())},
                               {"field", change.field},
                               {"class", change.change_class}};
    const auto& name = change.change_class;
    object["before"] =
        side_text(change.before, name != change_added && name != change_column_added);
    object["after"] =
        side_text(change.after, name != change_removed && name != change_column_removed);
    return object;
}

}  // namespace

std::string plain_text(const Blocks& blocks) {
    std::string text;
    for (const auto& block : blocks) {
        if (!text.empty()) { text += "\n\n"; }
        const auto* list = std::get_if<List>(&block);
        if (list == nullptr) {
            text += std::get<Paragraph>(block).text;
            continue;
        }
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            if (i > 0) { text += '\n'; }
            text += list->ordered ? std::to_string(i + 1) + ". " : "- ";
            text += list->items[i];
        }
    }
    return text;
}

std::string plain_text(const std::vector<Footnote>& footnotes) {
    std::string text;
    for (const auto& note : footnotes) {
        if (!text.empty()) { text += '\n'; }
        text += '[' + note.mark + "] " + note.text;
    }
    return text;
}

std::vector<Change> compare(const Matrix& before, const Matrix& after) {
    Comparison comparison(before, after);
    comparison.compare_whole();
    const auto before_measures = by_number(before);
    const auto after_measures = by_number(after);
    for (const auto number : merged_order(before, after)) {
        comparison.compare_measure(find(before_measures, number), find(after_measures, number));
    }
    return comparison.finish();
}

std::vector<std::string> unchanged_measures(const std::vector<Change>& changes,
                                            const Matrix& before, const Matrix& after) {
    std::set<std::string_view, std::less<>> changed;
    for (const auto& change : changes) { changed.insert(change.measure); }
    std::vector<std::string> numbers;
    for (const auto number : merged_order(before, after)) {
        if (!changed.contains(number)) { numbers.emplace_back(number); }
    }
    return numbers;
}

boost::json::object to_json(const std::vector<Change>& changes, const Matrix& before,
                            const Matrix& after) {
    boost::json::array array;
    for (const auto& change : changes) { array.push_back(change_to_json(change)); }
    boost::json::array unchanged;
    for (const auto& number : unchanged_measures(changes, before, after)) {
        unchanged.push_back(boost::json::value(number));
    }
    return {{"schema", "peil.changes/1"},
            {"from", side_to_json(before)},
            {"to", side_to_json(after)},
            {"changes", std::move(array)},
            {"unchanged", std::move(unchanged)}};
}

}  // namespace peil::events

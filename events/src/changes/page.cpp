// Words around changes, in Dutch and English.
// SPDX-License-Identifier: EUPL-1.2
#include "page.hpp"

#include "../render_rows.hpp"
#include "measure_order.hpp"
#include "named_words.hpp"
#include "reason.hpp"
#include <peil/events/number_text.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace peil::events::changes {

namespace {

constexpr std::array field_words{
    NamedWords{"description", "omschrijving", "description"},
    NamedWords{"progress", "voortgang", "progress"},
    NamedWords{"footnotes", "voetnoten", "footnotes"},
    NamedWords{"programme", "titel", "title"},
    NamedWords{"planning", "planning", "planning"},
    NamedWords{"status", "status", "status"},
    NamedWords{"joint", "gezamenlijke rij", "joint row"},
};

bool is_dutch(Language language) {
    return language == Language::nl;
}

std::string field_in_words(const std::string& field, Language language) {
    constexpr std::string_view chapter = "chapter/";
    if (field.starts_with(chapter)) {
        return (is_dutch(language) ? "titel van hoofdstuk " : "title of chapter ") +
               field.substr(chapter.size());
    }
    const auto* const found =
        std::find_if(field_words.begin(), field_words.end(),
                     [&](const NamedWords& each) { return each.name == field; });
    if (found == field_words.end()) { return field; }
    return std::string(found->in(language));
}

/// Classes that tell nothing of which text they are about.
bool needs_field(ChangeClass change_class) {
    return change_class == ChangeClass::reworded || change_class == ChangeClass::wording_only;
}

/// `1 maart 2017`, and of a month `maart 2017`.
std::string day_words(const std::string& date, Language language) {
    if (!is_dutch(language)) { return date; }
    constexpr std::size_t month_size = 7;
    const bool is_month = date.size() == month_size && date[4] == '-';
    if (!is_month) { return date_in_words(date); }
    const auto words = date_in_words(date + "-01");
    return words.starts_with("1 ") ? words.substr(2) : date;
}

std::string class_words(const Change& change, Language language) {
    std::string words;
    if (needs_field(change.change_class)) { words = field_in_words(change.field, language) + ": "; }
    return words += in_words(change.change_class, language);
}

/// Whether the words of the reason leave nothing for the explanation to add.
bool is_told_by_reason(const Change& change) {
    return change.explanation.empty() || change.reason == ChangeReason::other_unit ||
           change.reason == ChangeReason::other_population ||
           change.reason == ChangeReason::other_period;
}

/// What stands between brackets.
std::string notes_of(const Change& change, Language language) {
    std::vector<std::string> notes;
    if (change.same_percent && change.change_class != ChangeClass::progress) {
        notes.push_back(std::to_string(*change.same_percent) +
                        (is_dutch(language) ? " % gelijk" : " % the same"));
    }
    if (change.is_target) { notes.emplace_back(is_dutch(language) ? "streefwaarde" : "target"); }
    if (change.reason != ChangeReason::none) {
        notes.emplace_back(in_words(change.reason, language));
    }
    if (change.is_found_in_text) {
        notes.emplace_back(is_dutch(language) ? "gevonden in de tekst" : "found in the text");
    }
    if (!is_told_by_reason(change)) { notes.push_back(change.explanation); }
    std::string text;
    for (const auto& note : notes) { text += (text.empty() ? "" : "; ") + note; }
    return text;
}

std::string side_words(const Matrix& matrix, const std::optional<std::uint64_t>& event,
                       Language language) {
    if (event) { return (is_dutch(language) ? "gebeurtenis " : "event ") + std::to_string(*event); }
    if (matrix.edition) {
        return (is_dutch(language) ? "editie " : "edition ") + std::to_string(*matrix.edition) +
               " (" + day_words(matrix.edition_date, language) + ')';
    }
    return day_words(matrix.as_of, language);
}

bool belongs_to_row(const std::string& field) {
    return field == "planning" || field == "status" || field == "progress" ||
           field == "milestone" || field == "figure";
}

bool is_joint(const Matrix& matrix, const std::string& left, const std::string& right) {
    const auto* measure = find_measure(by_number(matrix), left);
    return measure != nullptr && std::find(measure->joint_with.begin(), measure->joint_with.end(),
                                           right) != measure->joint_with.end();
}

}  // namespace

std::vector<ChangeGroup> grouped(const Comparison& comparison) {
    std::vector<ChangeGroup> groups;
    for (const auto& change : comparison.changes) {
        if (!is_difference(change)) { continue; }
        if (groups.empty() || groups.back().measure != change.measure) {
            groups.push_back({.measure = change.measure, .changes = {}});
        }
        groups.back().changes.push_back(&change);
    }
    return groups;
}

std::string heading_of(const ChangeGroup& group, const ChangesPage& page) {
    if (group.measure.empty()) { return is_dutch(page.language) ? "Programma" : "Programme"; }
    auto heading = (is_dutch(page.language) ? "Maatregel " : "Measure ") + group.measure;
    if (group.changes.front()->field == "measure") { return heading; }
    const auto* measure = find_measure(by_number(page.after), group.measure);
    if (measure == nullptr) { measure = find_measure(by_number(page.before), group.measure); }
    return measure == nullptr ? heading : heading + ": " + measure->description;
}

std::string label_of(const Change& change, Language language) {
    const auto values = values_of(change, language);
    const auto notes = notes_of(change, language);
    auto label = class_words(change, language);
    if (!values.empty()) { label += ": " + values; }
    return notes.empty() ? label : label + " (" + notes + ')';
}

std::string title_of(const Change& change, Language language) {
    const auto notes = notes_of(change, language);
    const auto title = class_words(change, language);
    return notes.empty() ? title : title + " (" + notes + ')';
}

std::string values_of(const Change& change, Language language) {
    if (has_words(change)) { return ""; }
    if (change.field == "figure") {
        return values_text({change.before, change.after, change.unit}, language);
    }
    const auto before = day_words(change.before, language);
    const auto after = day_words(change.after, language);
    auto text = before;
    if (!before.empty() && !after.empty()) { text += " → "; }
    return text += after;
}

bool has_words(const Change& change) {
    return !change.spans.empty();
}

Quotes quotes_of(const Change& change) {
    const auto name = change.change_class;
    const bool is_plain = name == ChangeClass::figure_grown || name == ChangeClass::figure_fallen;
    if (is_plain) { return {}; }
    return {change.quote_before, change.quote_after};
}

const std::string* find_repetition(const Change& change, const ChangesPage& page) {
    if (!belongs_to_row(change.field)) { return nullptr; }
    for (const auto& earlier : page.comparison.changes) {
        if (&earlier == &change) { break; }
        const bool is_same = earlier.field == change.field && earlier.before == change.before &&
                             earlier.after == change.after &&
                             earlier.change_class == change.change_class;
        if (is_same && (is_joint(page.before, earlier.measure, change.measure) ||
                        is_joint(page.after, earlier.measure, change.measure))) {
            return &earlier.measure;
        }
    }
    return nullptr;
}

std::string repetition_words(const std::string& measure, Language language) {
    return (is_dutch(language) ? "zoals bij maatregel " : "as with measure ") + measure;
}

std::string span_words(const ChangesPage& page) {
    const bool is_nl = is_dutch(page.language);
    return (is_nl ? "van " : "from ") +
           side_words(page.before, page.comparison.before_event, page.language) +
           (is_nl ? " naar " : " to ") +
           side_words(page.after, page.comparison.after_event, page.language);
}

std::string unchanged_words(const ChangesPage& page) {
    std::string numbers;
    for (const auto& change : page.comparison.changes) {
        if (is_difference(change)) { continue; }
        numbers += (numbers.empty() ? "" : ", ") + change.measure;
    }
    if (numbers.empty()) { return ""; }
    return (is_dutch(page.language) ? "Woord voor woord gelijk: " : "Word for word the same: ") +
           numbers;
}

}  // namespace peil::events::changes

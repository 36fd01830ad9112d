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
#include <utility>

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

constexpr std::string_view chapter_prefix = "chapter/";

bool is_dutch(Language language) {
    return language == Language::nl;
}

std::string field_in_words(const std::string& field, Language language) {
    if (field.starts_with(chapter_prefix)) {
        return (is_dutch(language) ? "titel van hoofdstuk " : "title of chapter ") +
               field.substr(chapter_prefix.size());
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

std::string value_words(const Change& change, const std::string& value, Language language) {
    const bool is_status = change.change_class == ChangeClass::status;
    return is_status && is_dutch(language) ? status_word(value) : day_words(value, language);
}

bool is_of_chapter(ChangeClass change_class) {
    return change_class == ChangeClass::chapter_entered ||
           change_class == ChangeClass::chapter_left;
}

std::string class_words(const Change& change, Language language) {
    std::string words;
    if (needs_field(change.change_class)) { words = field_in_words(change.field, language) + ": "; }
    words += in_words(change.change_class, language);
    if (is_of_chapter(change.change_class)) {
        words += ' ' + change.field.substr(chapter_prefix.size());
    }
    return words;
}

/// `met 3`, `afgesloten: afgerond`; in English `into 3`, `closed: completed`.
std::string closure_words(const Closure& closure, Language language) {
    const bool is_nl = is_dutch(language);
    if (closure.into) { return (is_nl ? "met " : "into ") + *closure.into; }
    return is_nl ? "afgesloten: " + status_word(closure.ground) : "closed: " + closure.ground;
}

/// Whether the words of the reason leave nothing for the explanation to add.
bool is_told_by_reason(const Change& change) {
    return change.explanation.empty() || change.reason == ChangeReason::other_unit ||
           change.reason == ChangeReason::other_population ||
           change.reason == ChangeReason::other_period;
}

bool is_plain(ChangeClass change_class) {
    return change_class == ChangeClass::figure_grown || change_class == ChangeClass::figure_fallen;
}

/// The other figures of the measure that changed and have the same unit: their lines read alike.
std::vector<const Change*> look_alikes(const Change& change, const ChangesPage& page) {
    std::vector<const Change*> others;
    if (change.field != "figure") { return others; }
    for (const auto& other : page.comparison.changes) {
        const bool is_alike = &other != &change && other.field == "figure" &&
                              other.measure == change.measure && other.unit == change.unit;
        if (is_alike) { others.push_back(&other); }
    }
    return others;
}

/// What tells a figure of the ledger from others of its unit: the label of its series, if the unit
/// does not say as much, or its id where labels are the same.
std::string name_among_alikes(const Change& change, const ChangesPage& page) {
    const auto others = look_alikes(change, page);
    if (others.empty()) { return ""; }
    const bool is_same = std::any_of(others.begin(), others.end(), [&](const Change* other) {
        return other->label == change.label && other->series != change.series;
    });
    if (is_same) { return change.series; }
    return change.label == change.unit ? "" : change.label;
}

/// What stands between brackets.
std::string notes_of(const Change& change, const ChangesPage& page) {
    const auto language = page.language;
    std::vector<std::string> notes;
    const auto quotes = quotes_of(change, page);
    const bool is_quoted = !quotes.before.empty() || !quotes.after.empty();
    if (!is_quoted && !change.is_found_in_text) {
        auto name = name_among_alikes(change, page);
        if (!name.empty()) { notes.push_back(std::move(name)); }
    }
    const bool is_in_both = !change.before.empty() && !change.after.empty();
    if (change.same_percent && is_in_both && change.change_class != ChangeClass::progress) {
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
    if (change.closure) { notes.push_back(closure_words(*change.closure, language)); }
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

std::string label_of(const Change& change, const ChangesPage& page) {
    const auto values = values_of(change, page.language);
    const auto notes = notes_of(change, page);
    auto label = class_words(change, page.language);
    if (!values.empty()) { label += ": " + values; }
    return notes.empty() ? label : label + " (" + notes + ')';
}

std::string title_of(const Change& change, const ChangesPage& page) {
    const auto notes = notes_of(change, page);
    const auto title = class_words(change, page.language);
    return notes.empty() ? title : title + " (" + notes + ')';
}

std::string values_of(const Change& change, Language language) {
    if (has_words(change)) { return ""; }
    if (change.field == "figure") {
        return values_text({change.before, change.after, change.unit}, language);
    }
    const auto before = value_words(change, change.before, language);
    const auto after = value_words(change, change.after, language);
    auto text = before;
    if (!before.empty() && !after.empty()) { text += " → "; }
    return text += after;
}

bool has_words(const Change& change) {
    return !change.spans.empty();
}

Quotes quotes_of(const Change& change, const ChangesPage& page) {
    const bool is_told_apart = change.is_found_in_text && !look_alikes(change, page).empty();
    if (is_plain(change.change_class) && !is_told_apart) { return {}; }
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

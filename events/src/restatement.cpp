// Comparing the cells of an edition as printed with what is known of its date later.
// SPDX-License-Identifier: EUPL-1.2
#include "cell_fields.hpp"
#include "import/prose.hpp"
#include "json_write.hpp"
#include "restated_content.hpp"
#include <peil/events/kind.hpp>
#include <peil/events/restatement.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace peil::events {

namespace {

/// The end of the last day of the edition before this one by date; the beginning of time if none.
core::UnixMs period_start(const FactSource& facts, const EditionRecord& record) {
    auto start = std::numeric_limits<core::UnixMs>::min();
    const auto end = moment_of(record).as_of;
    for (const auto& other : list_editions(facts)) {
        const auto date = moment_of(other).as_of;
        if (date < end) { start = std::max(start, date); }
    }
    return start;
}

bool is_in_programme(const SubjectState& state) {
    const auto closure = state.find(Field::closure);
    return (state.find(Field::chapter) || state.find(Field::parent)) &&
           (!closure || closure->value.empty());
}

std::optional<std::string> text_of_fact(Field field, const std::optional<StoredFact>& fact) {
    return fact ? std::optional(field_text(field, fact->value)) : std::nullopt;
}

/// The same field of a subject as an edition printed it, and as it is known later.
struct FactPair {
    std::optional<StoredFact> then;
    std::optional<StoredFact> now;
    [[nodiscard]] bool differs() const {
        return then.has_value() != now.has_value() || (then && then->value != now->value);
    }
};

/// Finds the restatements of one edition; of the events that restate only their numbers.
class RestatementFinder {
  public:
    RestatementFinder(const FactSource& facts, const EditionRecord& record, std::uint64_t known)
        : facts_(facts),
          record_(record),
          then_(moment_of(record)),
          now_{.as_of = then_.as_of, .known = known},
          start_(period_start(facts, record)),
          subjects_(list_content_subjects(facts)) {}

    [[nodiscard]] std::vector<Restatement> find() {
        if (now_.known <= record_.sequence) { return {}; }
        compare_titles();
        for (const auto& row : record_.edition.rows) {
            for (const auto& number : row) { compare_measure(number); }
        }
        add_entered();
        return std::move(found_);
    }

  private:
    [[nodiscard]] FactPair pair_of(FactKey key) const {
        return {lookup(facts_, key, then_), lookup(facts_, key, now_)};
    }
    [[nodiscard]] bool is_late(const std::optional<StoredFact>& fact) const {
        return fact && fact->position.sequence > record_.sequence;
    }
    [[nodiscard]] std::uint64_t voider_of(std::uint64_t sequence) const {
        return last_voider(facts_, sequence, now_.known);
    }
    /// The late event that makes the difference: it states what is known now, or is the last of
    /// those that voided what was printed. 0 if neither.
    [[nodiscard]] std::uint64_t event_between(const FactPair& pair) const {
        if (is_late(pair.now)) { return pair.now->position.sequence; }
        return pair.then ? voider_of(pair.then->position.sequence) : 0;
    }

    void add(Restatement one, std::uint64_t event) {
        if (event == 0) { return; }
        one.edition = record_.edition.edition;
        one.by.sequence = event;
        found_.push_back(std::move(one));
    }
    void add_change(const std::string& measure, const std::string& field, Field kind,
                    const FactPair& pair, std::uint64_t event) {
        add({.measure = measure,
             .field = field,
             .printed = text_of_fact(kind, pair.then),
             .known = text_of_fact(kind, pair.now),
             .printed_by = pair.then ? pair.then->position.sequence : 0},
            event);
    }

    void compare_titles() {
        const auto programme = pair_of({"programme", Field::title});
        // Before its first date a programme has its first title, so that none was lacking.
        if (programme.then && programme.differs()) {
            add_change("", "programme", Field::title, programme, event_between(programme));
        }
        for (const auto& chapter : record_.edition.chapters) {
            if (!chapter.title_printed) { continue; }
            const auto subject = fmt::format("chapter/{}", chapter.chapter);
            const auto pair = pair_of({subject, Field::title});
            if (pair.differs()) {
                add_change("", subject, Field::title, pair, event_between(pair));
            }
        }
    }

    void compare_measure(const std::string& number) {
        const auto subject = "measure/" + number;
        const auto then = facts_.state_of(subject, then_);
        const auto now = facts_.state_of(subject, now_);
        if (is_in_programme(then) && !is_in_programme(now)) { add_left(number, then, now); }
        const std::string leaders[]{leader_of(then, number), leader_of(now, number)};
        const FactPair joint{then.find(Field::joint), now.find(Field::joint)};
        for (const auto& cell : cell_fields) {
            if (!is_printed(cell, record_.edition)) { continue; }
            // A row is printed once, with the cells of its first number.
            const bool is_told = cell.is_of_row && leaders[0] != number && leaders[0] == leaders[1];
            if (is_told) { continue; }
            compare_cell(number, cell, leaders, joint);
        }
        compare_cell(number, {Field::owner, false, false, ""}, leaders, joint);
        const RestatedSpan span{then_, now_, record_.sequence, printed_text(then, leaders[0])};
        for (auto& one : restated_content(facts_, subjects_, number, span)) {
            const auto event = one.by.sequence;
            add(std::move(one), event);
        }
    }

    /// What the edition says of a measure, with single spaces.
    [[nodiscard]] std::string printed_text(const SubjectState& measure,
                                           const std::string& leader) const {
        const auto row = facts_.state_of("measure/" + leader, then_);
        std::string text;
        const auto add_text = [&](const SubjectState& state, Field field) {
            text += text_of_fact(field, state.find(field)).value_or("") + '\n';
        };
        for (const auto field : {Field::description, Field::footnotes}) {
            add_text(measure, field);
        }
        for (const auto field : {Field::planning, Field::progress}) { add_text(row, field); }
        return reading::collapsed(text);
    }

    void compare_cell(const std::string& number, const CellField& cell,
                      const std::string (&leaders)[2], const FactPair& joint) {
        const auto own = "measure/" + number;
        const auto before = cell.is_of_row ? "measure/" + leaders[0] : own;
        const auto after = cell.is_of_row ? "measure/" + leaders[1] : own;
        const FactPair pair{lookup(facts_, {before, cell.field}, then_),
                            lookup(facts_, {after, cell.field}, now_)};
        const auto name = std::string(name_of(cell.field));
        if (pair.differs()) {
            const auto event = event_between(pair);
            add_change(number, name, cell.field, pair, event != 0 ? event : event_between(joint));
        }
        add_earlier(number, {after, cell.field}, pair);
    }

    /// Late facts of the edition's period that another one had followed by its date.
    void add_earlier(const std::string& number, FactKey key, const FactPair& pair) {
        FactPosition limit{now_.as_of, everything};
        while (const auto fact = facts_.latest(key, limit, now_.known)) {
            const auto& position = fact->position;
            if (position.effective <= start_) { return; }
            const bool is_printed_now = pair.now && pair.now->position == position;
            const bool says_else = !pair.then || pair.then->value != fact->value;
            if (is_late(fact) && !is_printed_now && says_else &&
                voider_of(position.sequence) == 0) {
                add({.measure = number,
                     .field = std::string(name_of(key.field)),
                     .printed = text_of_fact(key.field, pair.then),
                     .known = field_text(key.field, fact->value),
                     .changes_printed = false,
                     .printed_by = pair.then ? pair.then->position.sequence : 0},
                    position.sequence);
            }
            limit = {position.effective, position.sequence - 1};
        }
    }

    void add_left(const std::string& number, const SubjectState& then, const SubjectState& now) {
        const FactPair closure{then.find(Field::closure), now.find(Field::closure)};
        const auto field = then.find(Field::chapter) ? Field::chapter : Field::parent;
        const FactPair registration{then.find(field), now.find(field)};
        const auto event = event_between(closure);
        const auto text = text_of_fact(Field::closure, closure.now).value_or("");
        add({.measure = number,
             .field = "measure",
             .printed = text_of_fact(Field::description, then.find(Field::description)),
             .known = text.empty() ? std::nullopt : std::optional("closed: " + text),
             .printed_by = registration.then ? registration.then->position.sequence : 0},
            event != 0 ? event : event_between(registration));
    }

    /// Measures that the edition would have printed.
    void add_entered() {
        auto subjects = facts_.subjects("measure/");
        std::sort(subjects.begin(), subjects.end(), [](const auto& a, const auto& b) {
            return number_less(a.substr(8), b.substr(8));
        });
        for (const auto& subject : subjects) {
            const auto number = subject.substr(8);
            if (prints(number)) { continue; }
            const auto then = facts_.state_of(subject, then_);
            const auto now = facts_.state_of(subject, now_);
            if (is_in_programme(then) || !is_in_programme(now)) { continue; }
            const auto field = now.find(Field::chapter) ? Field::chapter : Field::parent;
            const auto event = event_between({then.find(field), now.find(field)});
            const auto reopened =
                event_between({then.find(Field::closure), now.find(Field::closure)});
            add({.measure = number,
                 .field = "measure",
                 .known = text_of_fact(Field::description, now.find(Field::description))},
                event != 0 ? event : reopened);
        }
    }
    [[nodiscard]] bool prints(const std::string& number) const {
        const auto& rows = record_.edition.rows;
        return std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
            return std::find(row.begin(), row.end(), number) != row.end();
        });
    }

    const FactSource& facts_;
    const EditionRecord& record_;
    Moment then_;
    Moment now_;
    core::UnixMs start_;
    ContentSubjects subjects_;
    std::vector<Restatement> found_;
};

bool is_of_matrix(const Restatement& one, std::string_view measure, std::string_view field) {
    return one.changes_printed && one.measure == measure && one.field == field;
}

}  // namespace

core::Result<std::vector<Restatement>> find_restatements(const View& view,
                                                         const EditionRecord& record,
                                                         std::uint64_t known) {
    const auto size = std::min(known, view.ledger().head().size);
    auto found = RestatementFinder(view.facts(), record, size).find();
    for (auto& one : found) {
        auto origin = find_origin(view.ledger(), one.by.sequence);
        if (!origin) { return origin.error(); }
        one.by = std::move(*origin);
    }
    return found;
}

std::vector<Restatement> find_restated(const FactSource& facts, std::uint64_t after) {
    std::vector<Restatement> all;
    for (const auto& record : list_editions(facts)) {
        auto found = RestatementFinder(facts, record, everything).find();
        std::erase_if(found, [&](const Restatement& one) { return one.by.sequence <= after; });
        std::move(found.begin(), found.end(), std::back_inserter(all));
    }
    return all;
}

core::Result<std::vector<Restatement>> find_restatements(const View& view, std::uint64_t known) {
    std::vector<Restatement> all;
    for (const auto& record : list_editions(view.facts())) {
        if (record.sequence >= known) { continue; }
        auto found = find_restatements(view, record, known);
        if (!found) { return found.error(); }
        std::move(found->begin(), found->end(), std::back_inserter(all));
    }
    return all;
}

bool EditionComparison::differs(std::string_view measure, std::string_view field) const {
    return std::any_of(restatements.begin(), restatements.end(),
                       [&](const Restatement& one) { return is_of_matrix(one, measure, field); });
}

core::Result<EditionComparison> compare_edition(const View& view, const EditionRecord& record,
                                                std::uint64_t known) {
    const auto size = std::min(known, view.ledger().head().size);
    auto found = find_restatements(view, record, size);
    if (!found) { return found.error(); }
    auto later = record;
    for (const auto& one : *found) {
        const bool has_entered = is_of_matrix(one, one.measure, "measure") && !one.printed;
        if (has_entered) { later.edition.rows.push_back({one.measure}); }
    }
    EditionComparison comparison{.printed = draw_edition(view.facts(), record),
                                 .known = draw_edition_as_known(view.facts(), later, size),
                                 .restatements = std::move(*found)};
    complete(comparison.printed, view.ledger(), record.sequence);
    complete(comparison.known, view.ledger(), size);
    return comparison;
}

boost::json::array to_json(const std::vector<Restatement>& restatements) {
    boost::json::array array;
    for (const auto& one : restatements) {
        auto object = to_json(one.by);
        object["edition"] = std::int64_t{one.edition};
        object["measure"] =
            text_or_null(one.measure.empty() ? std::nullopt : std::optional(one.measure));
        object["field"] = one.field;
        object["about"] = text_or_null(one.about.empty() ? std::nullopt : std::optional(one.about));
        object["printed"] = text_or_null(one.printed);
        object["known"] = text_or_null(one.known);
        object["changesPrinted"] = one.changes_printed;
        object["printedEvent"] = nullptr;
        if (one.printed_by != 0) { object["printedEvent"] = one.printed_by; }
        array.push_back(std::move(object));
    }
    return array;
}

boost::json::object to_json(const EditionComparison& comparison) {
    auto object = to_json(comparison.printed);
    for (auto& measure : object["measures"].as_array()) {
        const auto number = std::string(measure.at("number").as_string());
        boost::json::array fields;
        for (const auto& one : comparison.restatements) {
            const bool is_there = is_of_matrix(one, number, one.field);
            const boost::json::value field(one.field);
            const bool is_new = std::find(fields.begin(), fields.end(), field) == fields.end();
            if (is_there && is_new) { fields.push_back(field); }
        }
        measure.as_object()["differs"] = std::move(fields);
    }
    object["asWeNowKnow"] = to_json(comparison.known);
    object["restatements"] = to_json(comparison.restatements);
    return object;
}

}  // namespace peil::events

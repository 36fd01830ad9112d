// Drawing the matrix from facts.
// SPDX-License-Identifier: EUPL-1.2
#include "content_subjects.hpp"
#include "json_read.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/events/matrix.hpp>

#include <algorithm>
#include <charconv>
#include <set>

namespace peil::events {

namespace {

/// Reads the fields of one measure and remembers the newest event that answered.
class MeasureReader {
  public:
    MeasureReader(const FactSource& facts, std::string_view number, Moment moment)
        : state_(facts.state_of("measure/" + std::string(number), moment)) {}

    std::optional<std::string_view> read(Field field) {
        const auto fact = state_.find(field);
        if (!fact) { return std::nullopt; }
        if (fact->position.sequence > newest_.sequence) { newest_ = fact->position; }
        return fact->value;
    }
    /// From when a field holds; empty if it has never been set.
    [[nodiscard]] std::string effective(Field field) const {
        const auto fact = state_.find(field);
        return fact ? format_effective(fact->position.effective) : "";
    }
    [[nodiscard]] const FactPosition& newest() const { return newest_; }

  private:
    SubjectState state_;
    FactPosition newest_;
};

std::uint32_t parse_number(std::string_view text) {
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::optional<std::string> owned(std::optional<std::string_view> text) {
    return text ? std::optional<std::string>(*text) : std::nullopt;
}

/// A joint row has one planning, status, and progress: those of its first number.
void read_row(MeasureReader& reader, MatrixMeasure& measure) {
    measure.planning = owned(reader.read(Field::planning));
    measure.status = owned(reader.read(Field::status));
    if (const auto progress = reader.read(Field::progress)) {
        measure.progress = decode_blocks(*progress);
    }
    measure.progress_effective = reader.effective(Field::progress);
}

std::optional<std::uint32_t> number_of(std::string_view subject) {
    const auto slash = subject.find('/');
    if (slash == std::string_view::npos) { return std::nullopt; }
    return parse_number(subject.substr(slash + 1));
}

MatrixChapter draw_chapter(const FactSource& facts, std::uint32_t number, Moment moment) {
    const auto title = lookup(facts, {"chapter/" + std::to_string(number), Field::title}, moment);
    MatrixChapter chapter{.number = number};
    if (title && !title->value.empty()) { chapter.title = std::string(title->value); }
    return chapter;
}

/// By chapter, then number. Measures are large: their places are sorted, and each moves once.
void sort_measures(std::vector<MatrixMeasure>& measures) {
    std::vector<MatrixMeasure*> order;
    order.reserve(measures.size());
    for (auto& measure : measures) { order.push_back(&measure); }
    std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
        return a->chapter != b->chapter ? a->chapter < b->chapter
                                        : number_less(a->number, b->number);
    });
    std::vector<MatrixMeasure> sorted;
    sorted.reserve(measures.size());
    for (auto* measure : order) { sorted.push_back(std::move(*measure)); }
    measures = std::move(sorted);
}

/// Rows of a matrix that no edition fixed: joint measures share the row of the first.
std::vector<std::vector<std::string>> rows_of(const std::vector<MatrixMeasure>& measures) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& measure : measures) {
        if (measure.joint_with.empty()) {
            rows.push_back({measure.number});
            continue;
        }
        const auto joint = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
            return std::find(measure.joint_with.begin(), measure.joint_with.end(), row.front()) !=
                   measure.joint_with.end();
        });
        if (joint != rows.end()) {
            joint->push_back(measure.number);
        } else {
            rows.push_back({measure.number});
        }
    }
    return rows;
}

/// The last edition that was published up to a moment; none is less than all.
EditionMark last_edition_at(const FactSource& facts, Moment moment) {
    EditionMark last;
    for (const auto& subject : facts.subjects("edition/")) {
        const auto fact = lookup(facts, {subject, Field::edition}, moment);
        const auto number = number_of(subject);
        if (!fact || !number) { continue; }
        last = std::max(last, {core::format_date(fact->position.effective), *number});
    }
    return last;
}

bool has_column(const EditionPublished& edition, std::string_view field) {
    return std::any_of(edition.columns.begin(), edition.columns.end(),
                       [&](const EditionColumn& column) { return column.field == field; });
}

/// Where a measure is drawn from.
struct Drawing {
    const FactSource& facts;
    const ContentSubjects& subjects;
    Moment moment;
    std::uint64_t later_than = everything;  ///< what is known later than this event is of its date
};

/// Milestones of measures that a matrix does not show.
std::vector<Milestone> draw_other_milestones(const Drawing& drawing, const Matrix& matrix) {
    std::set<std::string_view> shown;
    for (const auto& measure : matrix.measures) { shown.insert(measure.number); }
    std::vector<Milestone> others;
    for (const auto& subject : drawing.subjects.milestones) {
        const auto id = std::string_view(subject).substr(std::string_view("milestone/").size());
        if (shown.contains(id.substr(0, id.find('.')))) { continue; }
        auto milestone = find_milestone(drawing.facts, id, drawing.moment);
        if (milestone) { others.push_back(std::move(*milestone)); }
    }
    return others;
}

/// How the measures were closed that an edition does not print. It names those that it prints, so
/// that the others have to be looked for.
std::vector<ClosedMeasure> find_unprinted_closures(const Drawing& drawing,
                                                   const EditionPublished& edition) {
    std::set<std::string_view> printed;
    for (const auto& row : edition.rows) { printed.insert(row.begin(), row.end()); }
    std::vector<ClosedMeasure> closures;
    for (const auto& subject : drawing.facts.subjects("measure/")) {
        const auto number = std::string_view(subject).substr(std::string_view("measure/").size());
        if (printed.contains(number)) { continue; }
        const auto fact = lookup(drawing.facts, {subject, Field::closure}, drawing.moment);
        auto closure = fact ? decode_closure(fact->value) : std::nullopt;
        if (closure) { closures.push_back({std::string(number), std::move(*closure)}); }
    }
    return closures;
}

std::optional<MatrixMeasure> draw_one(const Drawing& drawing, std::string_view number) {
    const auto& [facts, subjects, moment, later_than] = drawing;
    MeasureReader reader(facts, number, moment);
    const auto chapter = reader.read(Field::chapter);
    const auto parent = chapter ? std::nullopt : reader.read(Field::parent);
    if (!chapter && !parent) { return std::nullopt; }
    MatrixMeasure measure{.number = std::string(number)};
    if (chapter) { measure.chapter = parse_number(*chapter); }
    if (parent) {
        measure.parent = *parent;
        MeasureReader of_parent(facts, *parent, moment);
        measure.chapter = parse_number(of_parent.read(Field::chapter).value_or(""));
    }
    measure.description = reader.read(Field::description).value_or("");
    if (const auto footnotes = reader.read(Field::footnotes)) {
        measure.footnotes = decode_footnotes(*footnotes);
    }
    measure.closure = decode_closure(reader.read(Field::closure).value_or(""));
    measure.joint_with = decode_numbers(reader.read(Field::joint).value_or(""));
    measure.references = decode_numbers(reader.read(Field::references).value_or(""));
    measure.owner = owned(reader.read(Field::owner));
    auto figures =
        later_than < moment.known
            ? figures_of_measure(facts, subjects, number, LaterKnowledge{moment, later_than})
            : figures_of_measure(facts, subjects, number, moment);
    measure.figures = std::move(figures.current);
    measure.past_figures = std::move(figures.past);
    measure.milestones = milestones_of_measure(facts, subjects, number, moment);
    auto newest = reader.newest();
    if (measure.joint_with.empty() || measure.joint_with.front() == number) {
        read_row(reader, measure);
        newest = reader.newest();
    } else {
        MeasureReader leader(facts, measure.joint_with.front(), moment);
        read_row(leader, measure);
        if (leader.newest().sequence > newest.sequence) { newest = leader.newest(); }
    }
    std::erase(measure.joint_with, measure.number);
    measure.effective = format_effective(newest.effective);
    measure.event = newest.sequence;
    return measure;
}

}  // namespace

std::optional<Closure> decode_closure(std::string_view text) {
    if (text.empty()) { return std::nullopt; }
    const auto json = core::parse_strict(text);
    if (!json || !json->is_object()) { return Closure{}; }
    const auto& object = json->get_object();
    return Closure{read_text(object, "ground"), find_text(object, "into"),
                   find_text(object, "reason")};
}

std::optional<StoredFact> programme_title(const FactSource& facts, Moment moment) {
    const auto title = lookup(facts, {"programme", Field::title}, moment);
    if (title) { return title; }
    return lookup(facts, {"programme", Field::title}, {.as_of = always, .known = moment.known});
}

std::optional<MatrixMeasure> draw_measure(const FactSource& facts, std::string_view number,
                                          Moment moment) {
    return draw_one({facts, list_content_subjects(facts, number), moment}, number);
}

Matrix draw_matrix(const FactSource& facts, Moment moment, Closed closed) {
    Matrix matrix;
    if (const auto title = programme_title(facts, moment)) { matrix.programme = title->value; }
    for (const auto& subject : facts.subjects("chapter/")) {
        const auto number = number_of(subject);
        if (number && lookup(facts, {subject, Field::title}, moment)) {
            matrix.chapters.push_back(draw_chapter(facts, *number, moment));
        }
    }
    const auto subjects = list_content_subjects(facts);
    const Drawing drawing{facts, subjects, moment};
    for (const auto& subject : facts.subjects("measure/")) {
        auto measure = draw_one(drawing, std::string_view(subject).substr(8));
        if (!measure) { continue; }
        if (measure->closure && closed == Closed::left_out) {
            matrix.other_closures.push_back({measure->number, std::move(*measure->closure)});
        } else {
            matrix.measures.push_back(std::move(*measure));
        }
    }
    std::sort(matrix.chapters.begin(), matrix.chapters.end(),
              [](const auto& a, const auto& b) { return a.number < b.number; });
    sort_measures(matrix.measures);
    matrix.rows = rows_of(matrix.measures);
    matrix.last_edition = last_edition_at(facts, moment);
    const auto last = find_edition(facts, matrix.last_edition.number, moment.known);
    matrix.has_current_planning = !last || has_column(last->edition, "planning");
    matrix.other_milestones = draw_other_milestones(drawing, matrix);
    return matrix;
}

std::optional<EditionRecord> find_edition(const FactSource& facts, std::uint32_t number,
                                          std::uint64_t known) {
    const auto fact = lookup(facts, {"edition/" + std::to_string(number), Field::edition},
                             {.as_of = always, .known = known});
    if (!fact) { return std::nullopt; }
    const auto json = core::parse_strict(fact->value);
    if (!json || !json->is_object()) { return std::nullopt; }
    return EditionRecord{read_edition(json->get_object()), fact->position.sequence};
}

std::vector<EditionRecord> list_editions(const FactSource& facts) {
    std::vector<EditionRecord> editions;
    for (const auto& subject : facts.subjects("edition/")) {
        const auto number = number_of(subject);
        if (!number) { continue; }
        if (auto record = find_edition(facts, *number)) { editions.push_back(std::move(*record)); }
    }
    std::sort(editions.begin(), editions.end(),
              [](const auto& a, const auto& b) { return a.edition.edition < b.edition.edition; });
    return editions;
}

Moment moment_of(const EditionRecord& record) {
    const auto date = core::parse_date(record.edition.date);
    return {.as_of = date ? *date + core::day_ms - 1 : always, .known = record.sequence};
}

Matrix frame_of(const EditionPublished& edition) {
    Matrix matrix;
    matrix.as_of = edition.date;
    matrix.edition = edition.edition;
    matrix.edition_date = edition.date;
    matrix.last_edition = {edition.date, edition.edition};
    matrix.title = edition.title;
    matrix.introduction = edition.introduction;
    matrix.columns = edition.columns;
    matrix.has_current_planning = has_column(edition, "planning");
    matrix.rows = edition.rows;
    return matrix;
}

Matrix draw_edition(const FactSource& facts, const EditionRecord& record) {
    return draw_edition_as_known(facts, record, record.sequence);
}

Matrix draw_edition_as_known(const FactSource& facts, const EditionRecord& record,
                             std::uint64_t known) {
    const auto& edition = record.edition;
    const Moment moment{.as_of = moment_of(record).as_of, .known = known};
    auto matrix = frame_of(edition);
    if (const auto title = programme_title(facts, moment)) { matrix.programme = title->value; }
    for (const auto& chapter : edition.chapters) {
        matrix.chapters.push_back(draw_chapter(facts, chapter.chapter, moment));
        matrix.chapters.back().title_printed = chapter.title_printed;
    }
    const auto subjects = list_content_subjects(facts);
    const Drawing drawing{facts, subjects, moment, record.sequence};
    for (const auto& row : edition.rows) {
        for (const auto& number : row) {
            auto measure = draw_one(drawing, number);
            if (!measure) { continue; }
            if (!has_column(edition, "planning")) {
                measure->planning.reset();
                measure->status.reset();
            }
            if (!has_column(edition, "progress")) { measure->progress.clear(); }
            matrix.measures.push_back(std::move(*measure));
        }
    }
    matrix.other_milestones = draw_other_milestones(drawing, matrix);
    matrix.other_closures = find_unprinted_closures(drawing, edition);
    return matrix;
}

}  // namespace peil::events

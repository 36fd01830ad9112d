// Random events on a few measures, random questions about them, and the slowest answer: a search
// through all that was ever said.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "../core/test_ledger.hpp"
#include <peil/events/codec.hpp>
#include <peil/events/fact.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/partial_date.hpp>

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace peil::events::testing {

/// Which measures, chapters and editions events are about: so many from `offset` on. Histories
/// with different offsets do not touch each other.
struct Scope {
    std::uint64_t offset = 0;
    std::uint64_t measure_count = 10;
    std::uint64_t chapter_count = 3;
    std::uint64_t edition_count = 2;
    bool is_alone = true;  ///< a history that names the programme, which has no number
};

/// Random events: all kinds that state facts but the definition of the programme, with which a
/// ledger begins; corrections and retractions of them, corrections of corrections, effective on any
/// of a few dates whatever the order of recording.
class EventMaker {
  public:
    explicit EventMaker(std::uint64_t seed, Scope scope = {}) : random_(seed), scope_(scope) {}

    core::testing::SeededRandom& random() { return random_; }
    std::string measure() { return number_of(scope_.measure_count); }
    std::string series() { return measure() + ".kaden"; }
    std::string milestone() { return measure() + ".plan"; }
    std::string sub_measure() { return measure() + "b"; }
    std::string check() { return "controle-" + measure(); }
    /// The programme, or a chapter where no history names the programme.
    std::string titled() {
        return scope_.is_alone ? "programme" : "chapter/" + std::to_string(chapter());
    }
    std::uint32_t chapter() { return id_of(scope_.chapter_count); }
    std::uint32_t edition() { return id_of(scope_.edition_count); }

    /// One of 60 dates and moments, from before 1970 on; many events share one.
    std::string effective() {
        auto text = date();
        return random_.below(8) == 0 ? text + "T12:30:00.500Z" : text;
    }

    /// The event that will have this number; earlier ones may be corrected, also twice.
    Event make(std::uint64_t sequence) {
        Made made{sequence, random_.below(kind_count), {}};
        if (made_.size() >= 3 && random_.below(8) == 0) {
            made = correction(sequence);
        } else {
            made.event = plain(made.kind);
        }
        made_.push_back(made);
        return std::move(made.event);
    }

  private:
    struct Made {
        std::uint64_t sequence;
        std::uint64_t kind;  ///< of plain(): what it states, a correction what it corrects at last
        Event event;
    };
    static constexpr std::uint64_t kind_count = 27;

    std::uint32_t id_of(std::uint64_t count) {
        return static_cast<std::uint32_t>(scope_.offset + 1 + random_.below(count));
    }
    std::string number_of(std::uint64_t count) { return std::to_string(id_of(count)); }
    std::string text() { return "tekst " + std::to_string(random_.below(1000)); }
    std::string date() {
        static constexpr const char* years[] = {"1962", "1969", "1970", "2020", "2021"};
        const auto month = 1 + random_.below(12);
        return std::string(years[random_.below(std::size(years))]) + (month < 10 ? "-0" : "-") +
               std::to_string(month) + "-17";
    }
    PartialDate due() { return partial_date_of_day(date()); }

    Event plain(std::uint64_t kind) {
        switch (kind) {
            case 0: return MeasureRegistered{measure(), chapter(), text()};
            case 1: return MeasureReworded{measure(), text()};
            case 2: return MeasureMoved{measure(), chapter()};
            case 3: return MeasuresJoined{row()};
            case 4: return MeasureClosed{measure(), "completed", {}, text()};
            case 5: return MeasureReopened{measure(), text()};
            case 6: return StatusSet{measure(), "ongoing"};
            case 7: return ProgressReported{measure(), {Paragraph{text()}}};
            case 8: return ChapterDefined{chapter(), text()};
            case 9: return PlanningSet{measure(), text()};
            default: return content(kind);
        }
    }
    /// Figures, milestones, and what else stands beside the columns of a measure.
    Event content(std::uint64_t kind) {
        switch (kind) {
            case 10: return MeasureOwnerSet{measure(), text()};
            case 11: return SeriesRegistered{series(), measure(), text(), "kaden", {}, "level"};
            case 12: return SeriesRedefined{.series = series(), .counts = text(), .reason = text()};
            case 13: return MilestoneExpected{milestone(), measure(), text(), due()};
            case 14: return MilestoneMoved{milestone(), due(), text()};
            case 15: return MilestoneReached{milestone(), due()};
            case 16: return ReferencesSet{measure(), {measure()}};
            case 17: return published();
            case 18:
            case 19: return figure();
            default: return rare(kind);
        }
    }
    /// What ends or follows what others began, and what is said of the programme.
    Event rare(std::uint64_t kind) {
        switch (kind) {
            case 20: return MeasuresSeparated{row()};
            case 21: return SubMeasureRegistered{sub_measure(), measure(), text()};
            case 22: return ChapterRenamed{chapter(), text()};
            case 23: return FootnotesSet{measure(), {{"1", "progress", "kade", text()}}};
            case 24: return MilestoneDropped{milestone(), text()};
            case 25: return CheckConfigured{.check = check(), .severity = "note", .reason = text()};
            default: return renamed();
        }
    }
    std::vector<std::string> row() {
        return {measure(), std::to_string(scope_.offset + scope_.measure_count + 1)};
    }
    Event renamed() {
        if (scope_.is_alone) { return ProgrammeRenamed{text()}; }
        return ChapterRenamed{chapter(), text()};
    }
    /// One of three reference dates, so that there are vintages.
    Event figure() {
        FigureReported reported{.series = series(), .value = std::to_string(random_.below(100))};
        reported.reference_date =
            partial_date_of_day("2020-0" + std::to_string(1 + random_.below(3)) + "-17");
        return reported;
    }
    Event published() {
        EditionPublished published;
        published.edition = edition();
        published.date = date();
        published.columns = {{"planning", "Planning"}, {"progress", "Stand"}};
        published.chapters = {{chapter(), true}};
        published.rows = {{measure()}};
        published.cells.root = std::string(64, 'a');
        return published;
    }

    Made correction(std::uint64_t sequence) {
        const auto& target = made_[random_.below(made_.size())];
        EventCorrected event{target.sequence, std::string(type_of(target.event)), "Fout.", {}};
        if (random_.below(3) != 0) {
            event.content = boost::json::serialize(to_data(instead_of(target)));
        }
        return {sequence, target.kind, std::move(event)};
    }
    /// What an event should have said. A correction keeps its target, and should have said another
    /// thing, or nothing; a correction of a correction is retracted or said again.
    Event instead_of(const Made& made) {
        const auto* corrected = std::get_if<EventCorrected>(&made.event);
        if (corrected == nullptr) { return plain(made.kind); }
        auto instead = *corrected;
        if (random_.below(3) == 0) {
            instead.content.reset();
        } else if (instead.type != type_of(made.event)) {
            instead.content = boost::json::serialize(to_data(plain(made.kind)));
        }
        return instead;
    }

    core::testing::SeededRandom random_;
    Scope scope_;
    std::vector<Made> made_;
};

/// A question about one field with the moment that it is about.
struct FactQuestion {
    std::string subject;
    Field field;
    Moment moment;
};

inline std::string describe(const FactQuestion& question) {
    return question.subject + " " + std::string(name_of(question.field)) + " as of " +
           std::to_string(question.moment.as_of) + " known " +
           std::to_string(question.moment.known);
}

/// Questions about the subjects of a maker's events, at and beside the dates that it uses, and as
/// known after any event.
class QuestionMaker {
  public:
    QuestionMaker(EventMaker& events, std::uint64_t known_max)
        : events_(events), known_max_(known_max) {}

    FactQuestion make() {
        auto [subject, field] = key();
        if (events_.random().below(20) == 0) { subject += 'z'; }  // nothing was said of it
        return {std::move(subject), field, moment()};
    }
    /// One in ten is about all dates, one in ten about all that is known.
    Moment moment() {
        auto& random = events_.random();
        Moment moment;
        if (random.below(10) != 0) {
            moment.as_of = effective_start(events_.effective()) +
                           static_cast<core::UnixMs>(random.below(3)) - 1;
        }
        if (random.below(10) != 0) { moment.known = random.below(known_max_ + 1); }
        return moment;
    }

  private:
    std::pair<std::string, Field> key() {
        static constexpr Field fields[] = {Field::chapter,  Field::description, Field::planning,
                                           Field::status,   Field::progress,    Field::joint,
                                           Field::closure,  Field::owner,       Field::references,
                                           Field::footnotes};
        auto& random = events_.random();
        switch (random.below(11)) {
            case 0: return {"chapter/" + std::to_string(events_.chapter()), Field::title};
            case 1: return {"series/" + events_.series(), Field::series};
            case 2: return {"milestone/" + events_.milestone(), Field::milestone};
            case 3: return {"figure/" + events_.series() + "/2020-02-17/2020-02-17", Field::figure};
            case 4: return {"measure/" + events_.sub_measure(), Field::parent};
            case 5: return {"check/" + events_.check(), Field::check};
            case 6: return {events_.titled(), Field::title};
            default: return {"measure/" + events_.measure(), fields[random.below(10)]};
        }
    }

    EventMaker& events_;
    std::uint64_t known_max_;
};

/// Numbers of the events that those up to `known` void.
inline std::vector<std::uint64_t> voided_events(std::span<const Effect> effects,
                                                std::uint64_t known) {
    std::vector<std::uint64_t> voided;
    for (const auto& effect : effects) {
        if (effect.voids != 0 && effect.sequence <= known) { voided.push_back(effect.voids); }
    }
    return voided;
}

/// Number and value of a fact, or `-`.
inline std::string text_of(const std::optional<StoredFact>& fact) {
    return fact ? std::to_string(fact->position.sequence) + " " + std::string(fact->value) : "-";
}

/// The answer by looking at every event: the latest fact that is known and not voided.
inline std::string search(std::span<const Effect> effects, const FactQuestion& question) {
    const auto voided = voided_events(effects, question.moment.known);
    std::optional<StoredFact> answer;
    for (const auto& effect : effects) {
        const FactPosition position{effect.effective, effect.sequence};
        if (effect.sequence > question.moment.known || effect.effective > question.moment.as_of ||
            (answer && position < answer->position)) {
            continue;
        }
        for (const auto& fact : effect.facts) {
            if (fact.field == question.field && fact.subject == question.subject &&
                std::find(voided.begin(), voided.end(), effect.sequence) == voided.end()) {
                answer = StoredFact{position, fact.value};
            }
        }
    }
    return text_of(answer);
}

inline std::string answer_of(const FactSource& source, const FactQuestion& question) {
    return text_of(lookup(source, {question.subject, question.field}, question.moment));
}

}  // namespace peil::events::testing

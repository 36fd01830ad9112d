// Comparing the series, figures and milestones of two moments.
// SPDX-License-Identifier: EUPL-1.2
#include "restated_content.hpp"

#include "import/prose.hpp"
#include <peil/events/content_words.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>
#include <tuple>
#include <utility>

namespace peil::events {

namespace {

/// The days that values are of; a target and a fact of the same days are two.
using ReferenceKey = std::tuple<std::string, std::string, bool, bool>;

struct ReferencePair {
    const Figure* then = nullptr;
    const Figure* now = nullptr;
    std::span<const Figure> vintages{};  ///< all that are known now, in the order of reporting
};

bool is_current(const std::vector<Figure>& current, const Figure* figure) {
    return figure != nullptr &&
           std::any_of(current.begin(), current.end(),
                       [&](const Figure& each) { return each.position == figure->position; });
}

/// Finds what is known otherwise of the content of one measure.
class ContentComparer {
  public:
    ContentComparer(const FactSource& facts, const ContentSubjects& subjects, std::string measure,
                    const RestatedSpan& span)
        : facts_(facts), subjects_(subjects), measure_(std::move(measure)), span_(span) {}

    [[nodiscard]] std::vector<Restatement> compare() {
        for (const auto& subject : subjects_of(subjects_.series, "series")) {
            compare_figures(subject.substr(std::string_view("series/").size()));
        }
        for (const auto& subject : subjects_of(subjects_.milestones, "milestone")) {
            compare_milestones(subject);
        }
        return std::move(found_);
    }

  private:
    [[nodiscard]] std::span<const std::string> subjects_of(const std::vector<std::string>& all,
                                                           std::string_view kind) const {
        return with_prefix(all, fmt::format("{}/{}.", kind, measure_));
    }
    void add(Restatement one, std::uint64_t event) {
        if (event == 0 || one.printed == one.known) { return; }
        one.measure = measure_;
        one.by.sequence = event;
        found_.push_back(std::move(one));
    }

    /// Whether a figure or milestone that the edition lacked is in its texts.
    [[nodiscard]] bool is_printed(const std::string& quote) const {
        const auto words = reading::collapsed(quote);
        return !words.empty() && span_.printed.find(words) != std::string::npos;
    }

    void compare_figures(const std::string& id) {
        const auto then = find_figures(facts_, id, span_.then);
        const auto now = figures_known_later(facts_, id, {span_.now, span_.published});
        std::map<ReferenceKey, ReferencePair> pairs;
        const auto key_of = [](const FigureReference& reference) {
            return ReferenceKey{reference.to, reference.from, reference.is_dated,
                                reference.planned};
        };
        for (const auto& each : then) { pairs[key_of(each)].then = &each.last(); }
        for (const auto& each : now) {
            auto& pair = pairs[key_of(each)];
            pair.now = &each.last();
            pair.vintages = each.vintages;
        }
        const auto printed = current_figures(then);
        const auto known = current_figures(now);
        for (const auto& [key, pair] : pairs) {
            const bool is_shown = is_current(printed, pair.then) || is_current(known, pair.now);
            add_followed(id, pair);
            compare_values(id, pair, is_shown);
            if (is_shown && pair.then != nullptr && pair.now != nullptr) {
                compare_definitions(id, *pair.then, *pair.now);
            }
        }
    }

    /// A late break restates the values after it, of which it says that they count something else.
    void compare_definitions(const std::string& id, const Figure& printed, const Figure& known) {
        const auto then = find_series(facts_, id, span_.then);
        const auto now = find_series(facts_, id, {.known = span_.now.known});
        if (!then || !now || printed.position != known.position) { return; }
        const auto key = "series/" + id;
        add({.field = "series",
             .about = id,
             .printed = definition_in_words(definition_at(*then, printed.break_count)),
             .known = definition_in_words(definition_at(*now, known.break_count)),
             .printed_by = then->registered.sequence},
            event_between(facts_, {key, Field::series}, span_));
    }

    /// Late values that another one for the same days has followed.
    void add_followed(const std::string& id, const ReferencePair& pair) {
        for (const auto& vintage : pair.vintages) {
            const bool is_late = vintage.position.sequence > span_.published;
            if (!is_late || &vintage == pair.now) { continue; }
            compare_values(id, {.then = pair.then, .now = &vintage}, false);
        }
    }

    void compare_values(const std::string& id, const ReferencePair& pair, bool is_shown) {
        if (pair.then == nullptr && is_printed(pair.now->quote.value_or(""))) { return; }
        const auto text = [](const Figure* figure) {
            return figure == nullptr ? std::nullopt : std::optional(figure_in_words(*figure));
        };
        const bool is_late = pair.now != nullptr && pair.now->position.sequence > span_.published;
        const auto voided = pair.then == nullptr ? 0 : pair.then->position.sequence;
        add({.field = "figure",
             .about = id,
             .printed = text(pair.then),
             .known = text(pair.now),
             .changes_printed = is_shown,
             .printed_by = voided},
            is_late ? pair.now->position.sequence : last_voider(facts_, voided, span_.now.known));
    }

    /// The words of the event that told of it last; empty if it gives none.
    [[nodiscard]] static std::string newest_words(const Milestone& milestone, bool is_new) {
        if (is_new) { return milestone.last_words(); }
        const bool is_moved = milestone.state == "moved";
        return (is_moved ? milestone.moves.back().quote : milestone.quote).value_or("");
    }

    void compare_milestones(const std::string& subject) {
        const auto id = subject.substr(std::string_view("milestone/").size());
        const auto then = find_milestone(facts_, id, span_.then);
        const auto now = find_milestone(facts_, id, span_.now);
        if (now && is_printed(newest_words(*now, !then))) { return; }
        const auto text = [](const std::optional<Milestone>& milestone) {
            return milestone ? std::optional(milestone_in_words(*milestone)) : std::nullopt;
        };
        add({.field = "milestone",
             .about = id,
             .printed = text(then),
             .known = text(now),
             .printed_by = then ? then->newest.sequence : 0},
            event_between(facts_, {subject, Field::milestone}, span_));
    }

    const FactSource& facts_;
    const ContentSubjects& subjects_;
    std::string measure_;
    const RestatedSpan& span_;
    std::vector<Restatement> found_;
};

}  // namespace

std::uint64_t last_voider(const FactSource& facts, std::uint64_t sequence, std::uint64_t known) {
    std::uint64_t last = 0;
    auto next = sequence == 0 ? 0 : facts.voided_by(sequence);
    for (; next > last && next <= known; next = facts.voided_by(next)) { last = next; }
    return last;
}

std::uint64_t event_between(const FactSource& facts, FactKey key, const RestatedSpan& span) {
    std::uint64_t last = 0;
    for (const auto& fact : timeline_of(facts, key, span.now)) {
        if (fact.position.sequence > span.published) {
            last = std::max(last, fact.position.sequence);
        }
    }
    for (const auto& fact : timeline_of(facts, key, span.then)) {
        last = std::max(last, last_voider(facts, fact.position.sequence, span.now.known));
    }
    return last;
}

std::vector<Restatement> restated_content(const FactSource& facts, const ContentSubjects& subjects,
                                          const std::string& measure, const RestatedSpan& span) {
    return ContentComparer(facts, subjects, measure, span).compare();
}

}  // namespace peil::events

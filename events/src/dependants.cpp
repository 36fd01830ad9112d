// Walking the facts that need another one, see dependants.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "dependants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace peil::events {

namespace {

/// All facts of a subject and field that count, the latest first.
std::vector<StoredFact> facts_of(const FactSource& source, FactKey key) {
    std::vector<StoredFact> facts;
    FactPosition limit{always, everything};
    while (const auto fact = source.latest(key, limit, everything)) {
        if (source.voided_by(fact->position.sequence) == 0) { facts.push_back(*fact); }
        if (fact->position.sequence == 0) { break; }
        limit = {fact->position.effective, fact->position.sequence - 1};
    }
    return facts;
}

/// Where registrations of a measure stand: they state a parent, or a chapter with a description.
std::vector<FactPosition> registrations_of(const FactSource& source, std::string_view subject) {
    std::vector<FactPosition> found;
    for (const auto& fact : facts_of(source, {subject, Field::parent})) {
        found.push_back(fact.position);
    }
    const auto described = facts_of(source, {subject, Field::description});
    for (const auto& fact : facts_of(source, {subject, Field::chapter})) {
        const bool is_registration =
            std::any_of(described.begin(), described.end(),
                        [&](const auto& other) { return other.position == fact.position; });
        if (is_registration) { found.push_back(fact.position); }
    }
    return found;
}

/// Collects what needs a subject within the time for which it would be gone.
class Gap {
  public:
    Gap(const FactSource& without, core::UnixMs first) : without_(without), first_(first) {}

    /// The subject is there again from this moment on.
    void end_at(core::UnixMs moment) { last_ = std::min(last_, moment); }

    void need(core::UnixMs effective, std::string text) {
        if (effective < first_ || (last_ != always && effective >= last_)) { return; }
        if (!found_ || effective < found_->effective) { found_ = {effective, std::move(text)}; }
    }

    void measure(const std::string& number) {
        const auto subject = "measure/" + number;
        const auto registrations = registrations_of(without_, subject);
        for (const auto& position : registrations) { end_at(position.effective); }
        for (auto field = 1; field <= static_cast<int>(last_field); ++field) {
            const auto name = static_cast<Field>(field);
            for (const auto& fact : facts_of(without_, {subject, name})) {
                if (std::count(registrations.begin(), registrations.end(), fact.position) > 0) {
                    continue;
                }
                need(fact.position.effective,
                     fmt::format("measure {} has a {}", number,
                                 name == Field::joint ? "joint row" : name_of(name)));
            }
        }
        content(number);
        each_measure(Field::parent, [&](const std::string& part, const StoredFact& fact) {
            if (fact.value == number) {
                need(fact.position.effective, fmt::format("measure {} is a part of it", part));
            }
        });
        const auto into = fmt::format(R"("into":"{}")", number);  // quotes in a text are escaped
        each_measure(Field::closure, [&](const std::string& other, const StoredFact& fact) {
            if (fact.value.find(into) != std::string_view::npos) {
                need(fact.position.effective, fmt::format("measure {} was merged into it", other));
            }
        });
    }

    /// Values of a series need what they count; it may be registered again.
    void series(const std::string& id) {
        const auto subject = "series/" + id;
        for (const auto& fact : facts_of(without_, {subject, Field::series})) {
            const bool is_registration = fact.value.find(R"("measure":)") != std::string_view::npos;
            if (is_registration) { end_at(fact.position.effective); }
            if (!is_registration) {
                need(fact.position.effective, fmt::format("series {} is redefined", id));
            }
        }
        each_fact("figure/" + id + "/", Field::figure, fmt::format("series {} has a figure", id));
    }

    void milestone(const std::string& id) {
        for (const auto& fact : facts_of(without_, {"milestone/" + id, Field::milestone})) {
            need(fact.position.effective, fmt::format("milestone {} was moved or ended", id));
        }
    }

    void chapter(std::uint32_t number) {
        const auto subject = fmt::format("chapter/{}", number);
        for (const auto& fact : facts_of(without_, {subject, Field::title})) {
            end_at(fact.position.effective);
        }
        each_measure(Field::chapter, [&](const std::string& measure, const StoredFact& fact) {
            if (fact.value == std::to_string(number)) {
                need(fact.position.effective, fmt::format("measure {} stands in it", measure));
            }
        });
    }

    [[nodiscard]] std::optional<Dependant> take() { return std::move(found_); }

  private:
    void each_fact(const std::string& prefix, Field field, const std::string& text) {
        for (const auto& subject : without_.subjects(prefix)) {
            for (const auto& fact : facts_of(without_, {subject, field})) {
                need(fact.position.effective, text);
            }
        }
    }
    /// What stands under the number of a measure.
    void content(const std::string& number) {
        each_fact(fmt::format("series/{}.", number), Field::series,
                  fmt::format("measure {} has a series", number));
        each_fact(fmt::format("figure/{}.", number), Field::figure,
                  fmt::format("measure {} has a figure", number));
        each_fact(fmt::format("milestone/{}.", number), Field::milestone,
                  fmt::format("measure {} has a milestone", number));
    }
    template <class Visit>
    void each_measure(Field field, const Visit& visit) {
        constexpr std::string_view prefix = "measure/";
        for (const auto& subject : without_.subjects(prefix)) {
            for (const auto& fact : facts_of(without_, {subject, field})) {
                visit(subject.substr(prefix.size()), fact);
            }
        }
    }

    const FactSource& without_;
    core::UnixMs first_;
    core::UnixMs last_ = always;
    std::optional<Dependant> found_;
};

}  // namespace

std::optional<Dependant> find_dependant(const FactSource& without, const Event& stated,
                                        core::UnixMs effective, std::optional<core::UnixMs> again) {
    Gap gap(without, effective);
    if (again) { gap.end_at(*again); }
    if (const auto* measure = std::get_if<MeasureRegistered>(&stated)) {
        gap.measure(measure->measure);
    } else if (const auto* part = std::get_if<SubMeasureRegistered>(&stated)) {
        gap.measure(part->measure);
    } else if (const auto* chapter = std::get_if<ChapterDefined>(&stated)) {
        gap.chapter(chapter->chapter);
    } else if (const auto* series = std::get_if<SeriesRegistered>(&stated)) {
        gap.series(series->series);
    } else if (const auto* milestone = std::get_if<MilestoneExpected>(&stated)) {
        gap.milestone(milestone->milestone);
    }
    return gap.take();
}

}  // namespace peil::events

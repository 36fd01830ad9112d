// What time costs: one cell as of one moment and as known at another, all that was ever said of a
// measure, what changed between two dates, and building the index again; on ledgers of growing
// size.
// SPDX-License-Identifier: EUPL-1.2
#include "child.hpp"
#include "seeded_random.hpp"
#include "workbench.hpp"
#include <peil/events/changes.hpp>
#include <peil/events/matrix.hpp>
#include <peil/events/view.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <memory>
#include <utility>
#include <vector>

namespace peil::bench {

namespace {

constexpr unsigned cell_count = 2'000;  // questions a round, timed together
constexpr unsigned measure_history_count = 20;
constexpr unsigned comparison_count = 5;
constexpr std::uint64_t aim_size = 1'000'000;  ///< from here on the aims count
/// The index of a larger ledger is built once, not in every round.
constexpr std::uint64_t often_built_size_max = 1'000'000;

/// A ledger and its figures.
struct HistorySubject {
    std::uint64_t size;
    std::unique_ptr<BenchLedger> ledger;
    std::optional<events::View> view;
    Figure cell;
    Figure cell_known_at;
    Figure timelines;
    Figure changes;
    Figure rebuild;
    Figure command;
};

Figure sized_figure(const char* name, const char* text, const char* unit, std::uint64_t size) {
    return {.name = fmt::format("{}-{}", name, size),
            .text = fmt::format("{}, {} events", text, size),
            .unit = unit};
}

HistorySubject make_history_subject(const Workbench& bench, std::uint64_t size) {
    HistorySubject subject{
        .size = size,
        .ledger = std::make_unique<BenchLedger>(bench.ledger_root(size), bench.recipe(size)),
        .view = std::nullopt,
        .cell = sized_figure("cell", "a cell at a random date, after a random event", "µs", size),
        .cell_known_at =
            sized_figure("cell-known-at", "… with dates as texts on both axes", "µs", size),
        .timelines = sized_figure("history", "all facts of a measure, from the index", "ms", size),
        .changes = sized_figure("changes", "what changed between two random dates", "ms", size),
        .rebuild = sized_figure("rebuild", "building the index again", "events/s", size),
        .command = sized_figure("history-command", "`peil history` as a process", "ms", size)};
    if (size >= aim_size) {
        subject.cell.aim = Aim{Aim::Subject::value, Aim::Bound::at_most, 5};
        subject.rebuild.aim = Aim{Aim::Subject::value, Aim::Bound::at_least, 500'000};
    }
    subject.view.emplace(take(events::View::open(subject.ledger->ledger())));
    return subject;
}

struct CellQuestion {
    std::string subject;
    events::Field field;
    events::Question when;
    events::Moment moment;
};

CellQuestion ask_cell(Dice& dice, std::uint64_t size) {
    static constexpr std::array fields{events::Field::description, events::Field::planning,
                                       events::Field::status, events::Field::progress};
    CellQuestion question{.subject = fmt::format("measure/{}", 1 + dice.below(measure_count)),
                          .field = fields[dice.below(fields.size())],
                          .when = {.as_of = date_of_day(dice.below(day_count))},
                          .moment = {}};
    question.when.known_at = date_of_day(dice.below(day_count));
    question.moment = {.as_of = take(events::parse_moment(*question.when.as_of)),
                       .known = 1 + dice.below(size)};
    return question;
}

/// Microseconds a question, of many questions that were thought of before.
template <class FindMoment>
double answer_cells(Dice& dice, const HistorySubject& subject, FindMoment find_moment) {
    std::vector<CellQuestion> questions;
    for (unsigned i = 0; i < cell_count; ++i) { questions.push_back(ask_cell(dice, subject.size)); }
    unsigned found_count = 0;
    const Stopwatch watch;
    for (const auto& question : questions) {
        const auto fact = events::lookup(subject.view->facts(), {question.subject, question.field},
                                         find_moment(question));
        if (fact) { ++found_count; }
    }
    const auto seconds = watch.seconds();
    if (found_count < cell_count / 4) { throw std::runtime_error("most cells are empty"); }
    return seconds * 1e6 / cell_count;
}

/// Milliseconds for a measure, and how many facts that is.
double read_timelines(Dice& dice, HistorySubject& subject) {
    std::size_t fact_count = 0;
    const Stopwatch watch;
    for (unsigned i = 0; i < measure_history_count; ++i) {
        const auto measure = fmt::format("measure/{}", 1 + dice.below(measure_count));
        for (auto number = 1; number <= static_cast<int>(events::last_field); ++number) {
            const auto field = static_cast<events::Field>(number);
            fact_count +=
                events::timeline_of(subject.view->facts(), {measure, field}, subject.view->moment())
                    .size();
        }
    }
    const auto seconds = watch.seconds();
    subject.timelines.note = fmt::format("{} facts a measure", fact_count / measure_history_count);
    return seconds * 1e3 / measure_history_count;
}

/// The median in milliseconds of drawing two matrices and comparing them.
double compare_dates(Dice& dice, const HistorySubject& subject) {
    Samples samples;
    for (unsigned i = 0; i < comparison_count; ++i) {
        const events::Question from{.as_of = date_of_day(dice.below(day_count))};
        const events::Question to{.as_of = date_of_day(dice.below(day_count))};
        const Stopwatch watch;
        const auto before = take(events::answer(*subject.view, from, 0));
        const auto after = take(events::answer(*subject.view, to, 0));
        const auto comparison = events::compare(before, after);
        samples.push_back(watch.seconds() * 1e3);
        if (comparison.measure_count != measure_count) {
            throw std::runtime_error("a comparison lacks measures");
        }
    }
    return median(samples);
}

void measure_questions(Dice& dice, HistorySubject& subject, bool counts) {
    const auto cell =
        answer_cells(dice, subject, [](const CellQuestion& question) { return question.moment; });
    const auto known_at = answer_cells(dice, subject, [&](const CellQuestion& question) {
        return take(events::resolve(*subject.view, question.when, 0)).moment;
    });
    const auto timelines = read_timelines(dice, subject);
    const auto changes = compare_dates(dice, subject);
    if (!counts) { return; }  // warms the cache
    subject.cell.samples.push_back(cell);
    subject.cell_known_at.samples.push_back(known_at);
    subject.timelines.samples.push_back(timelines);
    subject.changes.samples.push_back(changes);
}

/// The index is removed and built again by the library. No view of it may be open.
void measure_rebuild(const Workbench& bench, HistorySubject& subject) {
    const auto& ledger = subject.ledger->ledger();
    const auto rounds = subject.size > often_built_size_max ? 1 : bench.options().round_count;
    for (unsigned round = 0; round < rounds; ++round) {
        std::filesystem::remove_all(ledger.folder().derived());
        const Stopwatch watch;
        auto index = events::Index::open(ledger.folder());
        if (!index) { throw std::runtime_error("the index cannot be made"); }
        take(index->catch_up(ledger.snapshot()));
        subject.rebuild.samples.push_back(static_cast<double>(subject.size) / watch.seconds());
    }
}

void measure_history_command(const Workbench& bench, HistorySubject& subject) {
    const auto peil = bench.peil();
    if (peil.empty()) { return; }
    const auto root = bench.ledger_root(subject.size).string();
    for (unsigned round = 0; round < bench.options().round_count; ++round) {
        const auto run =
            run_child({peil.string(), "history", "8", "--format", "json", "--ledger", root});
        subject.command.samples.push_back(run.seconds * 1e3);
    }
}

/// Reads an index once, so that it is in memory if it fits there: what was not asked for yet would
/// come from the disk, and the answer to a question that was never asked is what is measured.
void warm_index(const HistorySubject& subject) {
    std::ifstream file(subject.ledger->ledger().folder().derived() / "data.mdb", std::ios::binary);
    std::vector<char> buffer(std::size_t{1} << 20U);
    while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()))) {}
}

/// What a factor of ten in the size of the ledger makes of a figure.
Figure make_tenfold(const HistorySubject& from, const HistorySubject& to,
                    Figure HistorySubject::*which) {
    const auto factor = (to.*which).value() / (from.*which).value();
    const auto tens = std::log10(static_cast<double>(to.size) / static_cast<double>(from.size));
    return {.name = (to.*which).name + "-growth",
            .text = fmt::format("of that, from {} events, for each factor of ten", from.size),
            .unit = "×",
            .samples = {std::pow(factor, 1 / tens)}};
}

void add_sizes(Workbench& bench, const std::vector<HistorySubject>& subjects,
               Figure HistorySubject::*which) {
    const HistorySubject* before = nullptr;
    for (const auto& subject : subjects) {
        if ((subject.*which).samples.empty()) { continue; }
        bench.add(subject.*which);
        if (before != nullptr) { bench.add(make_tenfold(*before, subject, which)); }
        before = &subject;
    }
}

}  // namespace

void measure_history(Workbench& bench) {
    Workbench::tell("asking about the past");
    std::vector<HistorySubject> subjects;
    for (const auto size : bench.sizes()) { subjects.push_back(make_history_subject(bench, size)); }
    for (const auto& subject : subjects) { warm_index(subject); }
    Dice dice(seed_of(bench.options().seed, 1));
    for (unsigned round = 0; round <= bench.options().round_count; ++round) {
        for (auto& subject : subjects) { measure_questions(dice, subject, round > 0); }
    }
    Workbench::tell("building indexes again");
    for (auto& subject : subjects) {
        subject.view.reset();
        measure_rebuild(bench, subject);
        subject.ledger.reset();
        measure_history_command(bench, subject);
    }
    for (const auto which :
         {&HistorySubject::cell, &HistorySubject::cell_known_at, &HistorySubject::timelines,
          &HistorySubject::changes, &HistorySubject::rebuild, &HistorySubject::command}) {
        add_sizes(bench, subjects, which);
    }
}

}  // namespace peil::bench

// The matrix at random dates and as known at random moments, on ledgers of growing size.
// SPDX-License-Identifier: EUPL-1.2
#include "seeded_random.hpp"
#include "workbench.hpp"
#include <peil/events/matrix.hpp>
#include <peil/events/view.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace peil::bench {

namespace {

constexpr unsigned question_count = 50;  // of each kind, a round
constexpr double microsecond = 1e-6;

/// A ledger opened for reading, and its figures.
struct Subject {
    std::uint64_t size;
    std::unique_ptr<BenchLedger> ledger;
    std::optional<events::View> view;
    Figure as_of;
    Figure known_at;
    Figure opened;
};

events::Question ask(Dice& dice, bool is_known_at) {
    events::Question question{.as_of = date_of_day(dice.below(day_count))};
    if (is_known_at) { question.known_at = date_of_day(dice.below(day_count)); }
    return question;
}

/// The median of some questions, in microseconds.
template <class Prepare>
double answer_some(Dice& dice, bool is_known_at, Prepare prepare) {
    Samples samples;
    for (unsigned i = 0; i < question_count; ++i) {
        const auto question = ask(dice, is_known_at);
        const Stopwatch watch;
        const auto matrix = take(events::answer(prepare(), question, 0));
        samples.push_back(watch.seconds() / microsecond);
        if (!is_known_at && matrix.measures.size() != measure_count) {
            throw std::runtime_error("a matrix lacks measures");
        }
    }
    return median(samples);
}

Figure make_figure(std::string name, std::string text, std::optional<double> limit_us) {
    Figure figure{.name = std::move(name), .text = std::move(text), .unit = "µs"};
    if (limit_us) { figure.aim = Aim{Aim::Subject::value, Aim::Bound::at_most, *limit_us}; }
    return figure;
}

Subject make_subject(const Workbench& bench, std::uint64_t size) {
    std::optional<double> limit_us;
    if (size >= 1'000'000) { limit_us = size >= 10'000'000 ? 2'000 : 1'000; }
    Subject subject{
        .size = size,
        .ledger = std::make_unique<BenchLedger>(bench.ledger_root(size), bench.recipe(size)),
        .view = std::nullopt,
        .as_of = make_figure(fmt::format("matrix-{}", size),
                             fmt::format("matrix as of a random date, {} events", size), limit_us),
        .known_at = make_figure(fmt::format("matrix-known-at-{}", size),
                                fmt::format("… and as known at a random moment, {} events", size),
                                limit_us),
        .opened =
            make_figure(fmt::format("matrix-opened-{}", size),
                        fmt::format("… opening the view as well, {} events", size), std::nullopt)};
    subject.view.emplace(take(events::View::open(subject.ledger->ledger())));
    return subject;
}

/// Asks for every day once, so that what answers lies in memory: an index of ten million events as
/// a whole does not fit there.
void warm(const Subject& subject) {
    for (std::uint64_t day = 0; day < day_count; ++day) {
        const events::Question question{.as_of = date_of_day(day)};
        static_cast<void>(take(events::answer(*subject.view, question, 0)));
    }
}

/// How much longer the last figure takes than the first, beside what the logarithm allows.
Figure make_growth(const Subject& first, const Subject& last, Figure Subject::*which,
                   std::string name) {
    const auto& from = first.*which;
    const auto& to = last.*which;
    Figure figure{.name = std::move(name),
                  .text = fmt::format("growth of that from {} to {} events", first.size, last.size),
                  .unit = "×"};
    for (std::size_t i = 0; i < to.samples.size(); ++i) {
        figure.samples.push_back(to.samples[i] / from.samples[i]);
    }
    figure.aim =
        Aim{Aim::Subject::value, Aim::Bound::at_most,
            std::log2(static_cast<double>(last.size)) / std::log2(static_cast<double>(first.size))};
    return figure;
}

}  // namespace

void measure_matrix(Workbench& bench) {
    Workbench::tell("drawing matrices");
    std::vector<Subject> subjects;
    for (const auto size : bench.sizes()) { subjects.push_back(make_subject(bench, size)); }
    for (const auto& subject : subjects) { warm(subject); }
    Dice dice(seed_of(bench.options().seed, 0));
    for (unsigned round = 0; round <= bench.options().round_count; ++round) {
        for (auto& subject : subjects) {
            const auto open = [&]() -> const events::View& { return *subject.view; };
            const auto as_of = answer_some(dice, false, open);
            const auto known_at = answer_some(dice, true, open);
            const auto opened = answer_some(
                dice, false, [&] { return take(events::View::open(subject.ledger->ledger())); });
            if (round == 0) { continue; }  // warms the cache
            subject.as_of.samples.push_back(as_of);
            subject.known_at.samples.push_back(known_at);
            subject.opened.samples.push_back(opened);
        }
    }
    for (const auto& subject : subjects) { bench.add(subject.as_of); }
    bench.add(make_growth(subjects.front(), subjects.back(), &Subject::as_of, "matrix-growth"));
    for (const auto& subject : subjects) { bench.add(subject.known_at); }
    bench.add(make_growth(subjects.front(), subjects.back(), &Subject::known_at,
                          "matrix-known-at-growth"));
    for (const auto& subject : subjects) { bench.add(subject.opened); }
}

}  // namespace peil::bench

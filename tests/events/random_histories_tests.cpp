// Ten thousand short random histories, and random questions on the three axes of time: what the
// index answers, alone and under the last events folded in memory, is what a fold over all events
// and a search through them say. PEIL_SEED repeats a run.
// SPDX-License-Identifier: EUPL-1.2
#include "index_rows.hpp"
#include "index_writer.hpp"
#include "random_events.hpp"
#include <peil/events/history.hpp>
#include <peil/events/index.hpp>
#include <peil/events/matrix.hpp>

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace core = peil::core;
namespace events = peil::events;

using events::testing::EventMaker;
using events::testing::FactQuestion;
using events::testing::QuestionMaker;
using events::testing::Scope;

constexpr std::uint64_t history_count = 10'000;
/// So many histories share a transaction: a commit waits for the disk.
constexpr std::uint64_t histories_per_batch = 100;
constexpr std::uint64_t history_size_min = 5;
constexpr std::uint64_t history_size_max = 40;
constexpr std::uint64_t base_size = 12;  ///< events of a history that the base of layers holds
constexpr int questions_per_history = 6;
constexpr Scope narrow{
    .measure_count = 3, .chapter_count = 2, .edition_count = 2, .is_alone = false};

/// Of PEIL_SEED, or another one in every run.
std::uint64_t chosen_seed() {
    const char* text = std::getenv("PEIL_SEED");  // NOLINT(concurrency-mt-unsafe): one thread
    if (text != nullptr && *text != '\0') { return std::strtoull(text, nullptr, 10); }
    return std::random_device{}();
}

/// The number in the index of the event with this number in its history: histories take turns.
std::uint64_t indexed_number(std::uint64_t slot, std::uint64_t number) {
    return number == 0 ? 0 : (number - 1) * histories_per_batch + slot + 1;
}

/// A random history on measures of its own, with its folds.
struct ShortHistory {
    ShortHistory(std::uint64_t seed, std::uint64_t number)
        : slot(number % histories_per_batch),
          maker(seed ^ (number << 32U), scope_of(number % histories_per_batch)) {
        const auto size =
            history_size_min + maker.random().below(history_size_max - history_size_min + 1);
        for (std::uint64_t i = 1; i <= size; ++i) { add(i); }
    }

    static Scope scope_of(std::uint64_t slot) {
        auto scope = narrow;
        scope.offset = slot * (narrow.measure_count + 1);  // and one that rows are joined with
        return scope;
    }
    void add(std::uint64_t number) {
        events::RecordedEvent recorded{.envelope = {}, .data = {}, .event = maker.make(number)};
        recorded.envelope.sequence = number;
        recorded.envelope.effective = maker.effective();
        auto effect = events::effect_of(recorded);
        BOOST_TEST_REQUIRE(effect.has_value());
        effect->sequence = indexed_number(slot, effect->sequence);
        effect->voids = indexed_number(slot, effect->voids);
        all.apply(*effect);
        if (number > base_size) { later.apply(*effect); }
        effects.push_back(std::move(*effect));
    }
    /// A moment with numbers of the index in place of those of the history.
    [[nodiscard]] events::Moment indexed(events::Moment moment) const {
        if (moment.known != events::everything) {
            moment.known = indexed_number(slot, moment.known);
        }
        return moment;
    }

    std::uint64_t slot;
    EventMaker maker;
    events::History all;
    events::History later;  ///< what the base of layers lacks
    std::vector<events::Effect> effects;
};

/// One store for all histories, a batch of them at a time.
class HistoryIndex {
  public:
    HistoryIndex() : store_(create(folder_ / "index")) {}

    /// Holds the events (first, last] of each history as well; those after 0 replace all others.
    void take_in(const std::deque<ShortHistory>& histories, std::uint64_t first,
                 std::uint64_t last) {
        const auto done = store_.update([&](core::WriteTransaction& rows) -> core::Result<void> {
            if (first == 0) { clear(rows); }
            events::IndexWriter writer(rows,
                                       [&](std::uint64_t sequence) -> core::Result<events::Effect> {
                                           const auto place = sequence - 1;
                                           return histories[place % histories_per_batch]
                                               .effects[place / histories_per_batch];
                                       });
            for (auto i = first; i < last; ++i) {
                for (const auto& history : histories) {
                    if (i >= history.effects.size()) { continue; }
                    const auto written = writer.write(history.effects[i]);
                    if (!written) { return written; }
                }
            }
            write_head(rows, last);
            return {};
        });
        BOOST_TEST_REQUIRE(done.has_value());
    }
    [[nodiscard]] events::IndexSnapshot snapshot() const {
        return events::IndexSnapshot(store_.read());
    }

  private:
    static core::Store create(const std::filesystem::path& folder) {
        core::Store::create(folder, events::index_options());
        auto store = core::Store::open(folder, events::index_options());
        BOOST_TEST_REQUIRE(store.has_value());
        return std::move(*store);
    }
    static void clear(core::WriteTransaction& rows) {
        for (std::size_t table = 0; table < events::index_options().tables.size(); ++table) {
            rows.clear(table);
        }
    }
    static void write_head(core::WriteTransaction& rows, std::uint64_t last) {
        const std::string root(32, '\0');
        rows.put(events::index_table::head, events::head_key,
                 core::u64_be(last * histories_per_batch) + root + core::u64_be(0));
    }

    core::testing::TemporaryFolder folder_;
    core::Store store_;
};

/// All that a source holds of a subject at a moment.
std::string text_of_state(const events::SubjectState& state) {
    std::string text;
    events::append_state(text, state);
    return text;
}

std::string text_of_timeline(const std::vector<events::StoredFact>& facts) {
    std::string text;
    for (const auto& fact : facts) { text += events::testing::text_of(fact) + "; "; }
    return text;
}

/// What the edition printed, or nothing.
std::string text_of_edition(const events::FactSource& facts, std::uint32_t number,
                            std::uint64_t known) {
    const auto record = events::find_edition(facts, number, known);
    if (!record) { return {}; }
    return boost::json::serialize(events::to_json(events::draw_edition(facts, *record)));
}

/// How often a question had an answer that is not empty, by way of asking.
struct AnswerCounts {
    std::uint64_t facts = 0;
    std::uint64_t states = 0;
    std::uint64_t editions = 0;
};

/// Asks one history the same of the slow source and of a fast one.
class Comparer {
  public:
    Comparer(ShortHistory& history, const events::FactSource& fast, AnswerCounts& counts)
        : history_(history),
          questions_(history.maker, history.effects.size()),
          fast_(fast),
          counts_(counts) {}

    /// The first question with two answers; empty if there is none.
    std::string find_difference() {
        for (int i = 0; i < questions_per_history; ++i) {
            auto question = ask();
            question.moment = history_.indexed(question.moment);
            if (auto found = compare_fact(question); !found.empty()) { return found; }
        }
        const auto question = ask();
        auto found = compare_timeline(question);
        if (found.empty()) { found = compare_states(question); }
        return found.empty() ? compare_edition() : found;
    }

  private:
    /// Mostly about something that the history speaks of.
    FactQuestion ask() {
        auto& random = history_.maker.random();
        auto question = questions_.make();
        const auto& facts = history_.effects[random.below(history_.effects.size())].facts;
        if (!facts.empty() && random.below(4) != 0) {
            const auto& fact = facts[random.below(facts.size())];
            question.subject = fact.subject;
            question.field = fact.field;
        }
        return question;
    }
    std::string compare_fact(const FactQuestion& question) {
        const auto wanted = events::testing::search(history_.effects, question);
        if (wanted != "-") { ++counts_.facts; }
        const auto folded = events::testing::answer_of(history_.all, question);
        if (folded != wanted) { return differ(question, wanted, "folded: " + folded); }
        return differ(question, wanted, events::testing::answer_of(fast_, question));
    }
    std::string compare_timeline(const FactQuestion& question) const {
        const auto ask = [&](const events::FactSource& source) {
            return text_of_timeline(events::timeline_of(source, {question.subject, question.field},
                                                        history_.indexed(question.moment)));
        };
        return differ(question, ask(history_.all), ask(fast_));
    }
    /// At a moment, and with all that is known now: the index has a shorter way for that.
    std::string compare_states(FactQuestion question) {
        question.subject = "measure/" + history_.maker.measure();
        question.moment = history_.indexed(question.moment);
        const auto ask = [&](const events::FactSource& source) {
            return text_of_state(source.state_of(question.subject, question.moment));
        };
        auto found = differ(question, ask(history_.all), ask(fast_));
        if (!found.empty()) { return found; }
        question.moment.known = events::everything;
        const auto wanted = ask(history_.all);
        if (!wanted.empty()) { ++counts_.states; }
        return differ(question, wanted, ask(fast_));
    }
    std::string compare_edition() {
        const auto number = history_.maker.edition();
        const FactQuestion question{"edition/" + std::to_string(number), events::Field::edition,
                                    history_.indexed(questions_.moment())};
        const auto wanted = text_of_edition(history_.all, number, question.moment.known);
        if (!wanted.empty()) { ++counts_.editions; }
        return differ(question, wanted, text_of_edition(fast_, number, question.moment.known));
    }
    static std::string differ(const FactQuestion& question, const std::string& wanted,
                              const std::string& found) {
        if (wanted == found) { return {}; }
        return events::testing::describe(question) + "\n  wanted " + wanted + "\n  found " + found;
    }

    ShortHistory& history_;
    QuestionMaker questions_;
    const events::FactSource& fast_;
    AnswerCounts& counts_;
};

/// The subjects of all histories of a batch in order.
std::vector<std::string> subjects_of(const std::deque<ShortHistory>& histories) {
    std::vector<std::string> subjects;
    for (const auto& history : histories) {
        const auto some = history.all.subjects("");
        subjects.insert(subjects.end(), some.begin(), some.end());
    }
    std::sort(subjects.begin(), subjects.end());
    return subjects;
}

void compare_batch(std::uint64_t seed, std::uint64_t first, HistoryIndex& index,
                   AnswerCounts& counts) {
    std::deque<ShortHistory> histories;
    for (auto i = first; i < first + histories_per_batch; ++i) { histories.emplace_back(seed, i); }
    index.take_in(histories, 0, base_size);
    const auto base = index.snapshot();
    index.take_in(histories, base_size, history_size_max);
    const auto whole = index.snapshot();
    BOOST_TEST(whole.subjects("") == subjects_of(histories), boost::test_tools::per_element());
    for (auto& history : histories) {
        const events::LayeredFacts layered(base, history.later);
        for (const auto& fast : {static_cast<const events::FactSource*>(&whole),
                                 static_cast<const events::FactSource*>(&layered)}) {
            const auto found = Comparer(history, *fast, counts).find_difference();
            if (!found.empty()) {
                BOOST_FAIL("PEIL_SEED=" << seed << " history " << first + history.slot << ", "
                                        << (fast == &layered ? "layers: " : "index: ") << found);
            }
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(random_histories)

BOOST_AUTO_TEST_CASE(the_index_answers_as_a_fold_over_all_events_does) {
    const auto seed = chosen_seed();
    BOOST_TEST_MESSAGE("PEIL_SEED=" << seed);
    HistoryIndex index;
    AnswerCounts counts;
    for (std::uint64_t first = 0; first < history_count; first += histories_per_batch) {
        compare_batch(seed, first, index, counts);
    }
    BOOST_TEST_MESSAGE("answers: " << counts.facts << " facts, " << counts.states << " states, "
                                   << counts.editions << " editions");
    // Enough questions must not be about nothing: each history is asked twice.
    BOOST_TEST(counts.facts > history_count * questions_per_history * 2 / 5);
    BOOST_TEST(counts.states > history_count / 2);
    BOOST_TEST(counts.editions > history_count / 10);
}

BOOST_AUTO_TEST_SUITE_END()

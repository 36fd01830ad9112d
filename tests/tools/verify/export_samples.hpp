// Invented programmes that grow at random, and the documents of their editions.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "../../events/document_samples.hpp"
#include <peil/events/validate.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peil::audit::testing {

namespace core = peil::core;
namespace events = peil::events;
using core::testing::SeededRandom;

template <class List>
auto& one_of(List& list, SeededRandom& random) {
    BOOST_TEST_REQUIRE(std::size(list) > 0U);
    return list[random.below(std::size(list))];
}

/// Texts of a few words, some with what HTML, JSON and terminals take for their own.
inline std::string random_text(SeededRandom& random) {
    static constexpr std::array<std::string_view, 24> words{
        "gemaal",   "dijk",      "één",      "kade & oever", "<b>vet</b>", "\"zand\"",
        "vijf",     "‘sluis’",   "peil's",   "a\tb",         "C:\\polder", "regel\nregel",
        "2021",     "😀",         "\u202eom", "noord",        "zuid",       "</script>",
        "&amp;lt;", "\u2028dan", "100 %",    "water",        "\u0007",     "pomp"};
    std::string text;
    for (auto left = 1 + random.below(6); left > 0; --left) {
        text += text.empty() ? "" : " ";
        text += one_of(words, random);
    }
    return text;
}

inline events::Blocks random_blocks(SeededRandom& random) {
    events::Blocks blocks;
    for (auto left = random.below(4); left > 0; --left) {
        if (random.below(3) > 0) {
            blocks.emplace_back(events::Paragraph{random_text(random)});
        } else {
            blocks.emplace_back(
                events::List{random.below(2) == 0, {random_text(random), random_text(random)}});
        }
    }
    return blocks;
}

/// A programme whose editions are published and sealed one after the other.
class RandomProgramme {
  public:
    struct Options {
        bool changes_keys = true;
        bool others_sign = true;  ///< witnesses and authorities, of whom nobody knows the keys
    };
    explicit RandomProgramme(std::uint64_t seed, Options options)
        : random_(seed), options_(options) {}
    explicit RandomProgramme(std::uint64_t seed) : RandomProgramme(seed, Options()) {}

    events::testing::SampleLedger& ledger() { return ledger_; }
    SeededRandom& random() { return random_; }

    /// Some changes, the next edition, and its document.
    events::EditionDocument next_document() {
        ++edition_;
        change(edition_ == 1 ? 12 : 1 + random_.below(4));
        if (options_.changes_keys && random_.below(32) == 0) { change_key(); }
        publish();
        seal();
        if (options_.others_sign) { let_others_sign(); }
        auto document = events::testing::document_of(ledger_, edition_);
        if (options_.others_sign) { add_evidence(document); }
        return document;
    }

  private:
    void seal() { ledger_.seal_with(core::testing::key_of(key_)); }
    /// This checkpoint or some that follow are cosigned, stamped, or both.
    void let_others_sign() {
        for (auto left = random_.below(4); left > 0; --left) {
            if (random_.below(3) == 0) { events::testing::cosign(ledger_, witness_); }
            for (auto stamps = random_.below(6); stamps > 3; --stamps) {
                events::testing::stamp(ledger_);
            }
            change(1 + random_.below(3));
            seal();
        }
    }
    void add_evidence(events::EditionDocument& document) {
        std::optional<core::TrustPolicy> policy;
        if (random_.below(4) == 0) {
            const auto cosigner =
                *core::make_cosigner_key(witness_, core::testing::key_of(7).public_key());
            policy.emplace();
            policy->logs = {{*core::parse_vkey(ledger_.ledger().settings().log_key)}};
            policy->witnesses = {{"getuige", cosigner}};
        }
        const auto snapshot = ledger_.ledger().snapshot();
        BOOST_TEST_REQUIRE(events::add_evidence(document, snapshot, policy).has_value());
    }
    [[nodiscard]] std::string date() const {
        constexpr std::uint32_t days = 28;
        const auto two = [](std::uint32_t number) {
            return std::to_string(100 + number).substr(1);
        };
        const auto month = edition_ / days;
        return std::to_string(2020 + month / 12) + '-' + two(1 + month % 12) + '-' +
               two(1 + edition_ % days);
    }
    std::string measure() { return std::to_string(1 + random_.below(3)); }
    std::uint32_t chapter() { return static_cast<std::uint32_t>(1 + random_.below(2)); }

    /// Events that break a rule of the programme are left out.
    void change(std::uint64_t count) {
        const auto view = ledger_.view();
        events::BatchBuilder batch(view, "example.nl", ledger_.random());
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto event = edition_ == 1 && i < 5 ? first_event(i) : random_event();
            const auto violations = batch.try_add(event, {.effective = date(), .actor = {}});
            const auto* reworded = std::get_if<events::MeasureReworded>(&event);
            if (violations.empty() && reworded != nullptr) {
                reworded_.emplace_back(batch.expected_size() + batch.drafts().size(),
                                       reworded->measure);
            }
        }
        if (!batch.drafts().empty()) { ledger_.append_drafts(batch.drafts()); }
    }
    events::Event first_event(std::uint64_t number) {
        if (number == 0) { return events::ChapterDefined{1, random_text(random_)}; }
        if (number == 1) { return events::ChapterDefined{2, std::nullopt}; }
        return events::MeasureRegistered{std::to_string(number - 1), chapter(),
                                         random_text(random_)};
    }
    events::Event random_event() {
        static constexpr std::array<std::string_view, 3> statuses{"planned", "ongoing",
                                                                  "completed"};
        switch (random_.below(14)) {
            case 0: return events::ChapterRenamed{chapter(), random_text(random_)};
            case 1: return events::MeasureReworded{measure(), random_text(random_)};
            case 2: return events::MeasureMoved{measure(), chapter()};
            case 3: return events::MeasuresJoined{{measure(), measure()}};
            case 4: return events::MeasuresSeparated{{measure(), measure()}};
            case 5: return closed();
            case 6: return events::MeasureReopened{measure(), random_text(random_)};
            case 7: return events::PlanningSet{measure(), random_text(random_)};
            case 8: return events::StatusSet{measure(), std::string(one_of(statuses, random_))};
            case 9: return events::FootnotesSet{measure(), footnotes()};
            case 10: return events::ProgrammeRenamed{random_text(random_)};
            case 11: return sub_measure();
            case 12: return corrected();
            default: return events::ProgressReported{measure(), random_blocks(random_)};
        }
    }
    events::Event closed() {
        if (random_.below(2) == 0) {
            return events::MeasureClosed{measure(), "withdrawn", {}, random_text(random_)};
        }
        return events::MeasureClosed{measure(), "merged", measure(), {}};
    }
    events::Event sub_measure() {
        const auto parent = measure();
        return events::SubMeasureRegistered{parent + 'a', parent, random_text(random_)};
    }
    events::Event corrected() {
        if (reworded_.empty()) { return events::PlanningSet{measure(), "2022"}; }
        const auto [sequence, number] = one_of(reworded_, random_);
        const boost::json::object content{{"measure", number}, {"description", "beter"}};
        return events::EventCorrected{sequence, "nl.peil.measure.reworded", "een fout",
                                      boost::json::serialize(content)};
    }
    std::vector<events::Footnote> footnotes() {
        static constexpr std::array<std::string_view, 3> fields{"description", "planning",
                                                                "progress"};
        std::vector<events::Footnote> notes;
        for (auto left = random_.below(3); left > 0; --left) {
            notes.push_back({std::to_string(left), std::string(one_of(fields, random_)), "woord",
                             random_text(random_)});
        }
        return notes;
    }

    /// Another key signs from here on; or one that did not sign any more is revoked.
    void change_key() {
        constexpr int distance = 40;  // each key is 32 bytes that rise from here
        if (key_ > 0 && random_.below(3) == 0 && revoked_ < key_) {
            const auto id = core::testing::id_of(revoked_, events::testing::sample_origin);
            ledger_.append(events::KeyRevoked{{id, {}}, "zoek"}, date());
            revoked_ += distance;
        } else if (key_ < 3 * distance) {
            const auto next = key_ + distance;
            ledger_.append(events::testing::rotated(key_, next, ledger_.size() + 1), date());
            key_ = next;
        }
    }

    void publish() {
        const auto view = ledger_.view();
        events::BatchBuilder batch(view, "example.nl", ledger_.random());
        const auto matrix = events::answer(view, {.as_of = date()}, 0);
        BOOST_TEST_REQUIRE(matrix.has_value());
        auto edition = events::edition_of(*matrix, edition_, date());
        if (random_.below(2) == 0) { edition.title = random_text(random_); }
        if (random_.below(2) == 0) { edition.introduction = random_blocks(random_); }
        if (random_.below(5) == 0) { edition.columns.erase(edition.columns.begin() + 2); }
        edition.columns.front().label = random_text(random_);
        for (auto& each : edition.chapters) {
            each.title_printed = each.title_printed && random_.below(4) > 0;
        }
        const auto published = batch.publish(edition, {.effective = date(), .actor = {}});
        if (!published) { BOOST_FAIL(published.error().detail); }
        ledger_.append_drafts(batch.drafts());
    }

    const std::string witness_ = "getuige.example";
    events::testing::SampleLedger ledger_;
    SeededRandom random_;
    Options options_;
    std::uint32_t edition_ = 0;
    int key_ = 0;      ///< that signs: first byte of its seed
    int revoked_ = 0;  ///< the next one to be revoked
    std::vector<std::pair<std::uint64_t, std::string>> reworded_;
};

}  // namespace peil::audit::testing

// A ledger of an invented programme in a folder of its own, with a clock that the test sets and
// randomness that is the same in every run.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "../core/key_samples.hpp"
#include "../core/test_ledger.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/ledger.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/import.hpp>
#include <peil/events/publish.hpp>
#include <peil/events/view.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace peil::events::testing {

/// An event with the date it holds from.
struct Dated {
    Event event;
    std::string effective;
};

inline core::UnixMs moment(const std::string& text) {
    const auto time = core::parse_time(text);
    BOOST_TEST_REQUIRE(time.has_value());
    return *time;
}

/// The last moment of a day.
inline core::UnixMs day(const std::string& text) {
    const auto end = parse_moment(text);
    BOOST_TEST_REQUIRE(end.has_value());
    return *end;
}

inline std::string sample_file(const std::string& name) {
    return core::testing::read_whole(PEIL_SOURCE_DIR "/tests/data/sample/" + name);
}

/// Event 1 is the programme's, from 2020-01-01, recorded on 2021-01-01 at 09:00.
class SampleLedger {
  public:
    SampleLedger() {
        core::LedgerSettings settings{.origin = "example.nl/droge-voeten",
                                      .source = "urn:peil:example.nl/droge-voeten",
                                      .actor = "example.nl"};
        const auto verifier = core::make_verifier_key(settings.origin, key_.public_key());
        BOOST_TEST_REQUIRE(verifier.has_value());
        settings.log_key = core::encode_vkey(*verifier);
        const ProgrammeDefined first{"Programma Droge Voeten", settings.origin, settings.log_key};
        const auto made = core::create_ledger(
            root(), settings, key_.to_pem(std::nullopt),
            [&](core::Ledger& ledger) -> core::Result<void> {
                const auto draft = to_draft(first, {"2020-01-01", settings.actor});
                const auto appended = ledger.append({&draft, 1});
                if (!appended) { return appended.error(); }
                return {};
            },
            surroundings());
        BOOST_TEST_REQUIRE(made.has_value());
        reopen();
    }

    [[nodiscard]] std::filesystem::path root() const { return folder_ / "ledger"; }
    [[nodiscard]] core::Ledger& ledger() { return *ledger_; }
    [[nodiscard]] std::uint64_t size() const { return ledger_->snapshot().head().size; }

    [[nodiscard]] View view() {
        auto view = View::open(*ledger_);
        if (!view) { BOOST_FAIL(view.error().detail); }
        return std::move(*view);
    }

    /// The moment of recording from now on.
    void set_time(const std::string& text) { now_ = moment(text); }
    [[nodiscard]] core::UnixMs now() const { return now_; }

    /// Appends events in one batch as they are, without the rules; returns the last number.
    std::uint64_t append(const std::vector<Dated>& events) {
        std::vector<core::Draft> drafts;
        drafts.reserve(events.size());
        for (const auto& one : events) {
            drafts.push_back(to_draft(one.event, {one.effective, "example.nl"}));
        }
        return append_drafts(drafts);
    }
    std::uint64_t append(const Event& event, const std::string& effective) {
        return append(std::vector<Dated>{{event, effective}});
    }
    std::uint64_t append_drafts(const std::vector<core::Draft>& drafts) {
        const auto receipts = ledger_->append(drafts);
        if (!receipts) { BOOST_FAIL(receipts.error().detail); }
        return receipts->back().sequence;
    }

    void seal() { seal_with(key_); }
    void seal_with(const core::SigningKey& key) {
        const auto sealed = ledger_->seal(key);
        BOOST_TEST_REQUIRE(sealed.has_value());
    }

    /// Nobody has the ledger open until reopen(): its store may be tampered with.
    void close() { ledger_.reset(); }
    void reopen() {
        auto opened = core::Ledger::open(root(), core::Access::write, surroundings());
        if (!opened) { BOOST_FAIL(opened.error().detail); }
        ledger_.emplace(std::move(*opened));
    }

    /// Changes rows of one of the ledger's stores while nobody has it open, then opens it again.
    void alter(const std::filesystem::path& folder, const core::StoreOptions& options,
               const std::function<void(core::WriteTransaction&)>& change) {
        close();
        {
            auto store = core::Store::open(folder, options);
            BOOST_TEST_REQUIRE(store.has_value());
            const auto altered =
                store->update([&](core::WriteTransaction& rows) -> core::Result<void> {
                    change(rows);
                    return {};
                });
            BOOST_TEST_REQUIRE(altered.has_value());
        }
        reopen();
    }
    void alter_truth(const std::function<void(core::WriteTransaction&)>& change) {
        alter(root() / "ledger", core::testing::stored_tables(), change);
    }

    [[nodiscard]] core::Random& random() { return random_; }

  private:
    core::Surroundings surroundings() {
        return {[this] { return now_; }, &random_};
    }
    core::testing::TemporaryFolder folder_;
    core::UnixMs now_ = moment("2021-01-01T09:00:00Z");
    core::testing::SeededRandom random_{20210517};
    core::SigningKey key_ = core::testing::key_of(0);
    std::optional<core::Ledger> ledger_;
};

/// Plans and appends an import; nothing is appended for an empty plan.
inline core::Result<ImportPlan> import_text(SampleLedger& ledger, const ImportRequest& request) {
    const auto view = ledger.view();
    auto plan = plan_import(view, request);
    if (!plan || plan->events.empty()) { return plan; }
    BatchBuilder batch(view, "example.nl", ledger.random());
    const auto added = add_plan(*plan, request, batch);
    if (!added) { return added.error(); }
    const auto receipts = ledger.ledger().append(batch.drafts(), batch.expected_size());
    if (!receipts) { return receipts.error(); }
    return plan;
}

/// Imports the sample report of edition 3 (2021-05-17) or 4 (2021-11-22).
inline ImportPlan import_sample(SampleLedger& ledger, std::uint32_t edition) {
    const auto title = "report-" + std::to_string(edition) + ".txt";
    const auto text = sample_file(title);
    auto plan = import_text(ledger, {.text = text,
                                     .file_title = title,
                                     .edition = edition,
                                     .date = edition == 3 ? "2021-05-17" : "2021-11-22"});
    if (!plan) { BOOST_FAIL(plan.error().detail); }
    return std::move(*plan);
}

/// One event of every kind that is known, each with all its members, in the order of the kinds.
/// They keep no rule of the programme.
/// The log of a SampleLedger, whose first key is key_of(0).
constexpr std::string_view sample_origin = "example.nl/droge-voeten";
/// The number of the key's event if one_of_every_kind() is appended to a new SampleLedger.
constexpr std::uint64_t sample_rotation = 28;

/// The event by which one key takes the place of another in a SampleLedger.
inline KeyRotated rotated(int current, int next, std::uint64_t sequence) {
    return {core::testing::rotation_of(current, next, sequence, sample_origin), {}};
}

inline std::vector<Event> one_of_every_kind() {
    const Blocks blocks{Paragraph{"De gemalen zijn getest."},
                        List{.ordered = true, .items = {"eerst noord", "dan zuid"}},
                        List{.ordered = false, .items = {"zand"}}};
    EditionPublished edition{.edition = 3,
                             .date = "2021-05-17",
                             .title = "Derde rapportage",
                             .introduction = blocks,
                             .columns = {{"number", "Nr"}, {"progress", "Stand"}},
                             .chapters = {{1, true}, {2, false}},
                             .rows = {{"1"}, {"7", "8"}},
                             .cells = {std::string(64, 'a'), 12},
                             .projection = 1};
    return {ProgrammeDefined{"Droge Voeten", "example.nl/x", "example.nl/x+0a+AA"},
            ProgrammeRenamed{"Natte Voeten"},
            ChapterDefined{2, "Dijken en kaden"},
            ChapterRenamed{2, "Kaden"},
            MeasureRegistered{"20", 2, "Kaden worden gemeten."},
            SubMeasureRegistered{"20b", "20", "De Zwanenkade wordt gemeten."},
            MeasureReworded{"20", "Kaden worden vaak gemeten."},
            MeasureMoved{"20", 3},
            MeasuresJoined{{"7", "8"}},
            MeasuresSeparated{{"7", "8"}},
            MeasureClosed{"20", "merged", "7", "Hoort bij dezelfde wijk."},
            MeasureReopened{"20", "Toch niet klaar."},
            PlanningSet{"20", "Doorlopend"},
            StatusSet{"20", "ongoing"},
            ProgressReported{"20", blocks},
            FootnotesSet{"20", {{"1", "progress", "gemalen", "Zie het logboek."}}},
            SeriesRegistered{"20.kaden", "20", "Gemeten kaden", "kaden",
                             "alle kaden binnen de ring", "cumulative", "EUR", 2, "suggested"},
            SeriesRedefined{"20.kaden", "Kaden en oevers", "oevers", "ook oevers buiten de ring",
                            "per-period", "SEK", 1, "De oevers tellen mee."},
            FigureReported{"20.kaden", "6.70", "ruwweg", partial_date_of_day("2021-05-01"),
                           PartialDate{"2020", "2020-01-01", "2020-12-31"},
                           PartialDate{"maart 2021", "2021-03-01", "2021-03-31"},
                           "ruwweg 6,70 per meter", true, "revision", "Er was dubbel geteld.",
                           "suggested"},
            MilestoneExpected{"20.meetplan", "20", "Het meetplan ligt er",
                              PartialDate{"eind 2021", "2021-10-01", "2021-12-31"}, "Dienst Water",
                              "12345, nr. 6", "suggested"},
            MilestoneMoved{"20.meetplan", PartialDate{"2022", "2022-01-01", "2022-12-31"},
                           "De meters kwamen laat."},
            MilestoneReached{"20.meetplan", partial_date_of_day("2022-03-15"), "Vastgesteld."},
            MilestoneDropped{"20.meetplan", "Niet meer nodig."},
            ReferencesSet{"20", {"7", "8"}, "suggested"},
            MeasureOwnerSet{"20", "Waterschap Zuid"},
            CheckConfigured{"overdue-milestone", "warning", 30, "Pas na een maand."},
            KeyRotated{core::testing::rotation_of(0, 40, sample_rotation, sample_origin),
                       "Jaarlijkse wissel."},
            KeyRevoked{{core::testing::id_of(0, sample_origin), 27}, "De laptop is weg."},
            edition,
            EventCorrected{1, "nl.peil.programme.renamed", "Verschrijving in de naam.",
                           R"({"title":"Droge Tenen"})"}};
}

/// The texts of one_of_every_kind() that are disclosed apart, so that no event may show them.
inline const std::vector<std::string>& hidden_texts() {
    static const std::vector<std::string> texts{"Droge Voeten",
                                                "Natte Voeten",
                                                "Dijken en kaden",
                                                "Kaden",
                                                "gemalen",
                                                "eerst noord",
                                                "zand",
                                                "Zwanenkade",
                                                "wijk",
                                                "Toch niet klaar",
                                                "Doorlopend",
                                                "Zie het logboek",
                                                "Verschrijving",
                                                "Droge Tenen",
                                                "Derde rapportage",
                                                "Gemeten kaden",
                                                "binnen de ring",
                                                "tellen mee",
                                                "6.70",
                                                "ruwweg",
                                                "dubbel geteld",
                                                "meetplan ligt",
                                                "Dienst Water",
                                                "meters",
                                                "Vastgesteld",
                                                "Niet meer nodig",
                                                "Waterschap Zuid",
                                                "Pas na een maand",
                                                "Jaarlijkse wissel",
                                                "laptop"};
    return texts;
}

}  // namespace peil::events::testing

// Importing reports: editions come back as they were printed, whatever else the ledger learns.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_samples.hpp"
#include <peil/events/error.hpp>
#include <peil/events/import.hpp>
#include <peil/events/verify.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace {

namespace core = peil::core;
namespace events = peil::events;
namespace json = boost::json;

using events::testing::import_sample;
using events::testing::import_text;
using events::testing::SampleLedger;

events::Matrix draw(SampleLedger& ledger, const events::Question& question) {
    const auto view = ledger.view();
    auto matrix = events::answer(view, question, ledger.now());
    if (!matrix) { BOOST_FAIL(matrix.error().detail); }
    return std::move(*matrix);
}

const events::MatrixMeasure& measure_of(const events::Matrix& matrix, const std::string& number) {
    const auto found = std::find_if(matrix.measures.begin(), matrix.measures.end(),
                                    [&](const auto& one) { return one.number == number; });
    BOOST_TEST_REQUIRE((found != matrix.measures.end()));
    return *found;
}

/// A measure in the members that the transcriptions have.
json::object transcribed(const events::MatrixMeasure& measure) {
    json::array footnotes;
    for (const auto& note : measure.footnotes) {
        footnotes.push_back({{"mark", note.mark}, {"text", note.text}});
    }
    return {{"number", measure.number},
            {"chapter", measure.chapter},
            {"description", measure.description},
            {"planning", json::value_from(measure.planning)},
            {"progress", events::to_json(measure.progress)},
            {"jointWith", json::value_from(measure.joint_with)},
            {"footnotes", footnotes}};
}

json::object transcribed(const events::Matrix& matrix) {
    json::array columns;
    for (const auto& column : matrix.columns) { columns.emplace_back(column.field); }
    json::array chapters;
    for (const auto& chapter : matrix.chapters) {
        const auto title = chapter.title_printed ? chapter.title : std::nullopt;
        chapters.push_back({{"number", chapter.number}, {"title", json::value_from(title)}});
    }
    json::array measures;
    for (const auto& measure : matrix.measures) { measures.push_back(transcribed(measure)); }
    return {{"title", json::value_from(matrix.title)},
            {"introduction", events::to_json(matrix.introduction)},
            {"columns", columns},
            {"chapters", chapters},
            {"measures", measures}};
}

/// Compares an edition with its transcription piece by piece.
void check_edition(SampleLedger& ledger, std::uint32_t edition) {
    const auto file = "report-" + std::to_string(edition) + ".json";
    const auto wanted = json::parse(events::testing::sample_file(file)).as_object();
    const auto found = transcribed(draw(ledger, {.edition = edition}));
    for (const char* name : {"title", "introduction", "columns", "chapters"}) {
        BOOST_CHECK_EQUAL(json::serialize(found.at(name)), json::serialize(wanted.at(name)));
    }
    const auto& measures = wanted.at("measures").as_array();
    BOOST_TEST_REQUIRE(found.at("measures").as_array().size() == measures.size());
    for (std::size_t i = 0; i < measures.size(); ++i) {
        const auto& measure = found.at("measures").at(i).as_object();
        for (const auto& member : measures[i].as_object()) {
            BOOST_TEST_CONTEXT("edition " << edition << " measure " << measure.at("number") << " "
                                          << member.key()) {
                BOOST_CHECK_EQUAL(json::serialize(measure.at(member.key())),
                                  json::serialize(member.value()));
            }
        }
    }
}

std::set<std::string> types_of(const events::ImportPlan& plan) {
    std::set<std::string> types;
    for (const auto& planned : plan.events) {
        types.insert(std::string(events::type_of(planned.event).substr(8)));
    }
    return types;
}

/// A tabbed report of one chapter; each row is `number TAB description TAB planning TAB progress`.
std::string tabbed(const std::string& rows) {
    return "Inleiding\n\nDit is het overzicht.\n\n1. Wegen en bruggen\t\t\t\n"
           "Nr\tOmschrijving\tPlanning\tVoortgang\n" +
           rows;
}

core::Result<events::ImportPlan> import_rows(SampleLedger& ledger, const std::string& rows,
                                             std::uint32_t edition, const std::string& date) {
    const auto text = tabbed(rows);
    return import_text(ledger,
                       {.text = text, .file_title = "a.txt", .edition = edition, .date = date});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(import)

BOOST_AUTO_TEST_CASE(editions_come_back_as_they_were_printed) {
    SampleLedger ledger;
    import_sample(ledger, 3);
    check_edition(ledger, 3);
    import_sample(ledger, 4);
    check_edition(ledger, 4);
    check_edition(ledger, 3);
}

BOOST_AUTO_TEST_CASE(the_same_report_again_appends_nothing) {
    SampleLedger ledger;
    import_sample(ledger, 3);
    BOOST_TEST(import_sample(ledger, 3).events.empty());
    import_sample(ledger, 4);
    const auto size = ledger.size();
    BOOST_TEST(import_sample(ledger, 3).events.empty());
    BOOST_TEST(import_sample(ledger, 4).events.empty());
    BOOST_TEST(ledger.size() == size);
}

BOOST_AUTO_TEST_CASE(only_what_differs_is_appended) {
    SampleLedger ledger;
    import_sample(ledger, 3);
    const auto plan = import_sample(ledger, 4);
    const std::set<std::string> wanted{"measure.reworded", "progress.reported", "footnotes.set",
                                       "edition.published"};
    BOOST_TEST((types_of(plan) == wanted));
    std::set<std::string> reworded;
    for (const auto& planned : plan.events) {
        if (const auto* one = std::get_if<events::MeasureReworded>(&planned.event)) {
            reworded.insert(one->measure);
        }
        const auto* progress = std::get_if<events::ProgressReported>(&planned.event);
        BOOST_TEST((progress == nullptr || progress->measure != "10"));
    }
    BOOST_TEST((reworded == std::set<std::string>{"6"}));
    BOOST_TEST(events::type_of(plan.events.back().event) == "nl.peil.edition.published");
}

BOOST_AUTO_TEST_CASE(between_the_dates_the_matrix_is_that_of_the_first_edition) {
    SampleLedger ledger;
    import_sample(ledger, 3);
    import_sample(ledger, 4);
    const auto third = draw(ledger, {.edition = 3});
    const auto between = draw(ledger, {.as_of = "2021-11-21"});
    const auto after = draw(ledger, {.as_of = "2021-11-22"});
    const auto fourth = draw(ledger, {.edition = 4});
    BOOST_TEST(draw(ledger, {.as_of = "2021-05-16"}).measures.empty());
    BOOST_TEST_REQUIRE(between.measures.size() == third.measures.size());
    for (std::size_t i = 0; i < third.measures.size(); ++i) {
        BOOST_CHECK_EQUAL(transcribed(between.measures[i]), transcribed(third.measures[i]));
        auto printed = after.measures.at(i);
        printed.planning.reset();  // edition 4 has no such column; what was planned still holds
        BOOST_CHECK_EQUAL(transcribed(printed), transcribed(fourth.measures[i]));
        BOOST_TEST(after.measures[i].planning.value_or("") ==
                   third.measures[i].planning.value_or(""));
    }
}

BOOST_AUTO_TEST_CASE(each_event_names_its_file_and_lines) {
    SampleLedger ledger;
    const auto first = ledger.size() + 1;
    import_sample(ledger, 3);
    const auto text = events::testing::sample_file("report-3.txt");
    const auto line_count = std::count(text.begin(), text.end(), '\n') + 1;
    const auto hash = core::to_hex(core::sha256(core::as_bytes(text)));
    const auto snapshot = ledger.ledger().snapshot();
    for (auto sequence = first; sequence <= snapshot.head().size; ++sequence) {
        const auto event = events::read_event(snapshot, sequence);
        BOOST_TEST_REQUIRE(event.has_value());
        if (event->envelope.type == "nl.peil.edition.published") {
            // It is published with the report, and names no file of whoever made it.
            BOOST_TEST(!event->data.contains("source"));
            continue;
        }
        const auto& source = event->data.at("source").as_object();
        BOOST_CHECK_EQUAL(source.at("title"), json::value("report-3.txt"));
        BOOST_CHECK_EQUAL(source.at("sha256"), json::value(hash));
        const auto from = source.at("lines").at(0).as_int64();
        const auto to = source.at("lines").at(1).as_int64();
        BOOST_TEST_CONTEXT("event " << sequence << " " << event->envelope.subject) {
            BOOST_TEST(from >= 1);
            BOOST_TEST(to > from);
            BOOST_TEST(to <= line_count + 1);
            BOOST_TEST(event->envelope.effective == "2021-05-17");
        }
    }
}

BOOST_AUTO_TEST_CASE(an_edition_with_other_content_is_refused) {
    SampleLedger ledger;
    import_sample(ledger, 3);
    const auto size = ledger.size();
    auto text = events::testing::sample_file("report-3.txt");
    const auto place = text.find("264 peilbuizen");
    BOOST_TEST_REQUIRE(place != std::string::npos);
    text[place] = '3';
    const auto changed = import_text(
        ledger, {.text = text, .file_title = "report-3.txt", .edition = 3, .date = "2021-05-17"});
    BOOST_TEST_REQUIRE(!changed.has_value());
    BOOST_TEST((changed.error().code == make_error_code(events::Errc::edition_exists)));
    BOOST_TEST(changed.error().detail.find("content: measure 3 (progress). ") != std::string::npos);
    const auto original = events::testing::sample_file("report-3.txt");
    const auto moved = import_text(
        ledger,
        {.text = original, .file_title = "report-3.txt", .edition = 3, .date = "2021-05-18"});
    BOOST_TEST_REQUIRE(!moved.has_value());
    BOOST_TEST((moved.error().code == make_error_code(events::Errc::edition_exists)));
    BOOST_TEST(moved.error().detail.find("content: the date (2021-05-17, not 2021-05-18). ") !=
               std::string::npos);
    BOOST_TEST(ledger.size() == size);
}

// The message used to list every change of every measure on one line.
BOOST_AUTO_TEST_CASE(an_edition_with_much_other_content_is_refused_in_a_few_words) {
    SampleLedger ledger;
    import_sample(ledger, 3);
    const auto text = events::testing::sample_file("report-4.txt");
    const auto other = import_text(
        ledger, {.text = text, .file_title = "report-4.txt", .edition = 3, .date = "2021-05-17"});
    BOOST_TEST_REQUIRE(!other.has_value());
    for (const auto* part :
         {"the title (“", "the introduction; ", "the columns; ",
          "measure 1 (progress); measure 2 (progress, footnotes); ", "; 5 more. What is"}) {
        BOOST_TEST(other.error().detail.find(part) != std::string::npos, other.error().detail);
    }
    BOOST_TEST(other.error().detail.size() < 600U);
    const auto fewer = import_rows(ledger, "1\tVerf.\tDoorlopend\tKlaar.\n", 3, "2021-05-17");
    BOOST_TEST_REQUIRE(!fewer.has_value());
    BOOST_TEST(fewer.error().detail.find("measure 2 (not in this report)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_joint_row_that_moves_is_separated_and_joined_again) {
    SampleLedger ledger;
    const std::string row =
        "1 2\t<p>Verf.</p><p>&</p><p>Vegen.</p>\tDoorlopend\t<p>Beide lopen.</p>\n";
    const std::string other = "3\tWieden.\tDoorlopend\tBezig.\n";
    const auto second = "2. Water\t\t\t\nNr\tOmschrijving\tPlanning\tVoortgang\n";
    BOOST_TEST_REQUIRE(import_rows(ledger, row + other, 1, "2021-05-17").has_value());
    const auto plan = import_rows(ledger, other + second + row, 2, "2021-11-22");
    if (!plan) { BOOST_FAIL(plan.error().detail); }
    BOOST_TEST((types_of(*plan) == std::set<std::string>{"chapter.defined", "measure.separated",
                                                         "measure.moved", "measure.joined",
                                                         "edition.published"}));
    const auto moved = draw(ledger, {.edition = 2});
    for (const auto* number : {"1", "2"}) {
        BOOST_TEST(measure_of(moved, number).chapter == 2U);
        BOOST_TEST(measure_of(moved, number).joint_with.size() == 1U);
        BOOST_TEST((measure_of(moved, number).progress ==
                    events::Blocks{events::Paragraph{"Beide lopen."}}));
    }
}

BOOST_AUTO_TEST_CASE(an_edition_stays_as_printed_after_corrections) {
    SampleLedger ledger;
    import_sample(ledger, 3);
    const auto view = ledger.view();
    const auto before = view.ledger().head().size;
    for (std::uint64_t sequence = 2; sequence <= before; ++sequence) {
        const auto event = events::read_event(view.ledger(), sequence);
        BOOST_TEST_REQUIRE(event.has_value());
        const auto type = event->envelope.type;
        if (type == "nl.peil.progress.reported" || type == "nl.peil.planning.set" ||
            type == "nl.peil.footnotes.set") {
            ledger.append(events::EventCorrected{sequence, type, "Fout.", {}}, "2021-05-17");
        }
        if (const auto* registered = std::get_if<events::MeasureRegistered>(&event->event)) {
            ledger.append(events::MeasureReworded{registered->measure, "Anders."}, "2021-05-17");
        }
    }
    ledger.append(events::ChapterRenamed{1, "Zwakke dijken"}, "2021-05-17");
    BOOST_TEST(measure_of(draw(ledger, {.as_of = "2021-05-17"}), "1").description == "Anders.");
    check_edition(ledger, 3);
    BOOST_TEST(import_sample(ledger, 3).events.empty());
    import_sample(ledger, 4);
    check_edition(ledger, 3);
    check_edition(ledger, 4);
}

// An older report used to be refused, since its chapters and measures were there already.
BOOST_AUTO_TEST_CASE(an_older_report_may_come_after_a_newer_one) {
    SampleLedger ledger;
    import_sample(ledger, 4);
    check_edition(ledger, 4);
    const auto newest = draw(ledger, {.as_of = "2022-01-01"});
    BOOST_TEST(newest.measures.size() == 12U);
    import_sample(ledger, 3);
    check_edition(ledger, 3);
    check_edition(ledger, 4);
    const auto between = draw(ledger, {.as_of = "2021-11-21"});
    const auto third = draw(ledger, {.edition = 3});
    BOOST_TEST_REQUIRE(between.measures.size() == third.measures.size());
    for (std::size_t i = 0; i < third.measures.size(); ++i) {
        BOOST_CHECK_EQUAL(transcribed(between.measures[i]), transcribed(third.measures[i]));
    }
    const auto now = draw(ledger, {.as_of = "2022-01-01"});
    for (const auto& measure : newest.measures) {
        BOOST_TEST((measure_of(now, measure.number).progress == measure.progress));
        BOOST_TEST(measure_of(now, measure.number).description == measure.description);
    }
    BOOST_TEST(import_sample(ledger, 3).events.empty());
    BOOST_TEST(import_sample(ledger, 4).events.empty());
}

BOOST_AUTO_TEST_CASE(a_measure_that_is_printed_again_is_reopened) {
    SampleLedger ledger;
    const std::string rows = "1\tVerf.\tDoorlopend\tKlaar.\n2\tVegen.\tDoorlopend\tBezig.\n";
    BOOST_TEST_REQUIRE(import_rows(ledger, rows, 1, "2021-05-17").has_value());
    ledger.append(events::MeasureClosed{"2", "withdrawn", {}, {}}, "2021-06-01");
    const auto plan = import_rows(ledger, rows, 2, "2021-11-22");
    BOOST_TEST_REQUIRE(plan.has_value());
    BOOST_TEST(types_of(*plan).contains("measure.reopened"));
    BOOST_TEST(!measure_of(draw(ledger, {.as_of = "2021-11-22"}), "2").closure.has_value());
}

BOOST_AUTO_TEST_CASE(a_measure_that_is_not_printed_stays_and_is_named) {
    SampleLedger ledger;
    const std::string first = "1\tVerf.\tDoorlopend\tKlaar.\n";
    const std::string second = "2\tVegen.\tDoorlopend\tBezig.\n";
    const std::string third = "3\tWieden.\tDoorlopend\tBezig.\n";
    BOOST_TEST_REQUIRE(import_rows(ledger, first + second + third, 1, "2021-05-17").has_value());
    const auto plan = import_rows(ledger, first + third, 2, "2021-11-22");
    BOOST_TEST_REQUIRE(plan.has_value());
    const auto& notes = plan->assumptions;
    BOOST_TEST(std::count_if(notes.begin(), notes.end(), [](const events::Assumption& note) {
                   return note.code == "measure-not-printed" && note.measure == "2";
               }) == 1);
    BOOST_TEST(draw(ledger, {.edition = 2}).measures.size() == 2U);
    BOOST_TEST(draw(ledger, {.as_of = "2021-11-22"}).measures.size() == 3U);
}

// What a row had shared used to be missing where a later report printed the same for each alone.
BOOST_AUTO_TEST_CASE(measures_that_leave_a_joint_row_have_what_is_printed) {
    SampleLedger ledger;
    const std::string joint =
        "1 2\t<p>Verf.</p><p>&</p><p>Vegen.</p>\tDoorlopend\t<p>Beide lopen.</p>\n";
    BOOST_TEST_REQUIRE(import_rows(ledger, joint, 1, "2021-05-17").has_value());
    BOOST_TEST_REQUIRE((measure_of(draw(ledger, {.edition = 1}), "2").joint_with ==
                        std::vector<std::string>{"1"}));
    const std::string apart =
        "1\tVerf.\tDoorlopend\tBeide lopen.\n2\tVegen.\tDoorlopend\tBeide lopen.\n";
    BOOST_TEST_REQUIRE(import_rows(ledger, apart, 2, "2021-11-22").has_value());
    const auto edition = draw(ledger, {.edition = 2});
    for (const auto* number : {"1", "2"}) {
        const auto& measure = measure_of(edition, number);
        BOOST_TEST(measure.joint_with.empty());
        BOOST_TEST(measure.planning.value_or("-") == "Doorlopend");
        BOOST_TEST(measure.status.value_or("-") == "ongoing");
        BOOST_TEST((measure.progress == events::Blocks{events::Paragraph{"Beide lopen."}}));
    }
    BOOST_TEST(import_rows(ledger, apart, 2, "2021-11-22")->events.empty());
}

BOOST_AUTO_TEST_CASE(a_date_is_a_date) {
    SampleLedger ledger;
    const auto plan = import_rows(ledger, "1\tVerf.\tDoorlopend\tKlaar.\n", 1, "17 mei 2021");
    BOOST_TEST_REQUIRE(!plan.has_value());
    BOOST_TEST((plan.error().code == make_error_code(events::Errc::malformed_date)));
}

BOOST_AUTO_TEST_CASE(what_is_no_report_is_refused) {
    SampleLedger ledger;
    const auto plan = import_text(
        ledger, {.text = "Geen tabel.\n", .file_title = "a", .edition = 1, .date = "2021-05-17"});
    BOOST_TEST_REQUIRE(!plan.has_value());
    BOOST_TEST((plan.error().code == make_error_code(events::Errc::unreadable_report)));
    BOOST_TEST(ledger.size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_was_imported_is_proven) {
    SampleLedger ledger;
    import_sample(ledger, 3);
    import_sample(ledger, 4);
    ledger.seal();
    for (const auto& claim : events::verify_content(ledger.ledger(), {})) {
        BOOST_TEST_CONTEXT(claim.name << ": " << claim.text) {
            BOOST_TEST((claim.verdict == core::Verdict::proven));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

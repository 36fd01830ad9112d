// Files that were cut: wherever they break off, they are refused with the line, or the cut is one
// that nobody can see.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_samples.hpp"
#include "report_samples.hpp"
#include <peil/events/error.hpp>
#include <peil/events/import.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace core = peil::core;
namespace events = peil::events;

using events::testing::import_sample;
using events::testing::import_text;
using events::testing::sample_file;
using events::testing::SampleLedger;

constexpr std::size_t step_bytes = 197;
constexpr std::size_t told_count_max = 2;

events::ImportRequest request_of(std::string_view text, std::uint32_t edition,
                                 bool is_partial = false) {
    return {.text = text,
            .file_title = "report.txt",
            .edition = edition,
            .date = edition == 3 ? "2021-05-17" : "2021-11-22",
            .is_partial = is_partial};
}

std::string_view without(std::string_view closing, std::string_view text) {
    while (!text.empty() && closing.find(text.back()) != std::string_view::npos) {
        text.remove_suffix(1);
    }
    return text;
}

/// A cut that nobody can see: behind a sentence of the last measure.
bool is_invisible(std::string_view whole, std::string_view cut, std::string_view last_row) {
    auto text = without("- \n\t", cut);
    if (text.ends_with("</p>")) { text.remove_suffix(4); }
    return text.ends_with('.') && cut.size() > whole.find(last_row);
}

std::size_t count_of(const events::ImportPlan& plan, std::string_view code) {
    return static_cast<std::size_t>(
        std::count_if(plan.assumptions.begin(), plan.assumptions.end(),
                      [&](const auto& assumption) { return assumption.code == code; }));
}

/// Cuts the sample at many places and plans an import of each.
void check_cuts(SampleLedger& ledger, std::uint32_t edition, std::string_view last_row) {
    const auto whole = sample_file("report-" + std::to_string(edition) + ".txt");
    BOOST_TEST_REQUIRE(whole.find(last_row) != std::string::npos);
    const auto view = ledger.view();
    const auto end = without(" \n", whole).size();
    std::size_t accepted = 0;
    std::size_t told_count = 0;
    for (std::size_t size = 1; size<end; size += size> end - 1200 ? 1 : step_bytes) {
        const auto cut = whole.substr(0, size);
        const auto plan = events::plan_import(view, request_of(cut, edition));
        BOOST_TEST_CONTEXT("edition " << edition << ", " << size << " bytes") {
            if (plan.has_value()) {
                ++accepted;
                // Behind a whole line, a row without a full stop may be the last one; it is told.
                const bool is_told = count_of(*plan, "ends-in-mid-sentence") == 1;
                if (is_told && cut.ends_with('\n') && ++told_count <= told_count_max) { continue; }
                BOOST_TEST(is_invisible(whole, cut, last_row),
                           "…" << cut.substr(cut.size() - std::min<std::size_t>(60, cut.size())));
                continue;
            }
            BOOST_CHECK(plan.error().code == make_error_code(events::Errc::unreadable_report));
            BOOST_TEST(plan.error().detail.starts_with("line "), plan.error().detail);
            BOOST_TEST(plan.error().detail.find("; expected ") != std::string::npos);
        }
    }
    BOOST_TEST_MESSAGE("edition " << edition << ": " << accepted << " invisible cuts");
    BOOST_TEST(events::plan_import(view, request_of(whole, edition)).has_value());
}

const std::string head = "1. Wegen\t\t\t\nNr\tOmschrijving\tPlanning\tVoortgang\n";

std::string cut_of(const std::string& text, const std::vector<events::KnownMeasure>& known = {}) {
    const auto report = events::testing::report_of(text, known);
    return report.cut ? std::to_string(report.cut->line) + ": " + report.cut->found + "; " +
                            report.cut->expected
                      : "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_cut)

BOOST_AUTO_TEST_CASE(a_table_that_was_cut_is_refused_in_an_empty_ledger) {
    SampleLedger ledger;
    check_cuts(ledger, 3, "12\tVrijwilligers");
}

BOOST_AUTO_TEST_CASE(a_flat_report_that_was_cut_is_refused_after_another_edition) {
    SampleLedger ledger;
    import_sample(ledger, 3);
    check_cuts(ledger, 4, "12 Vrijwilligers");
}

BOOST_AUTO_TEST_CASE(a_flat_report_that_was_cut_is_refused_in_an_empty_ledger) {
    SampleLedger ledger;
    check_cuts(ledger, 4, "12 Vrijwilligers");
}

// Without an edition before it and without a count, no cut behind a whole measure could be seen;
// so the file has to close as an extracted document does.
BOOST_AUTO_TEST_CASE(a_first_flat_report_has_to_tell_where_it_ends) {
    SampleLedger ledger;
    auto whole = sample_file("report-4.txt");
    const std::string count = "twaalf ";
    BOOST_TEST_REQUIRE(whole.find(count + "maatregelen") != std::string::npos);
    whole.erase(whole.find(count + "maatregelen"), count.size());
    const auto view = ledger.view();
    for (auto end = whole.find('\n'); end + 1 < whole.size(); end = whole.find('\n', end + 1)) {
        const auto cut = whole.substr(0, end + 1);
        const auto plan = events::plan_import(view, request_of(cut, 4));
        BOOST_TEST_CONTEXT(cut.size() << " of " << whole.size() << " bytes") {
            BOOST_TEST_REQUIRE(plan.has_error());
            BOOST_TEST(plan.error().detail.starts_with("line "), plan.error().detail);
        }
    }
    const auto open = whole.substr(0, whole.size() - 1);
    const auto refused = events::plan_import(view, request_of(open, 4));
    const auto& told = refused.error().detail;
    BOOST_TEST(told.find("nothing that tells that it is the last") != std::string::npos, told);
    BOOST_TEST(told.find("if this is the whole, or is wanted as far as it goes, add --partial") !=
                   std::string::npos,
               told);
    const auto partial = events::plan_import(view, request_of(open, 4, true));
    BOOST_TEST_REQUIRE(partial.has_value());
    BOOST_TEST(count_of(*partial, "report-cut") == 1U);
    // What is published is compared, so the same file may be asked for again.
    BOOST_TEST_REQUIRE(import_text(ledger, request_of(whole, 4)).has_value());
    const auto again = events::plan_import(ledger.view(), request_of(open, 4));
    BOOST_TEST_REQUIRE(again.has_value());
    BOOST_TEST(again->events.empty());
    // Nor is an older edition the first that the ledger has.
    BOOST_TEST(events::plan_import(ledger.view(), request_of(open, 3)).has_value());
}

BOOST_AUTO_TEST_CASE(an_edition_before_it_or_the_count_tells_where_a_flat_report_ends) {
    const std::string rows =
        " Nr Omschrijving Voortgang \n\n1 Bruggen krijgen een nieuwe laag verf. \n\n"
        "De Maasbrug was dit jaar de eerste die een nieuwe laag verf kreeg. \n";
    const auto is_open = [](const std::string& text) {
        return events::testing::report_of(text).open_end.has_value();
    };
    BOOST_TEST(is_open(rows));
    BOOST_TEST(is_open(rows + "\n \n"));
    BOOST_TEST(is_open(rows + "\n \n\n"));
    BOOST_TEST(is_open(rows + "\n\n\n"));
    BOOST_TEST(!is_open(rows + "\n \n\n\n"));
    BOOST_TEST(!is_open("Met 1 maatregelen. \n" + rows));
    BOOST_TEST(is_open("Met 2 maatregelen. \n" + rows));
    BOOST_TEST(!is_open(head + "1\tVerf\t2020\tDroog.\n"));
}

BOOST_AUTO_TEST_CASE(a_row_breaks_off_in_mid_sentence) {
    const auto row = head + "1\tVerf\t2020\t";
    const std::string wanted = "the end of its sentence";
    BOOST_TEST(cut_of(row + "<p>De verf is") ==
               "3: text that breaks off behind “De verf is”; " + wanted);
    BOOST_TEST(cut_of(row + "De ver") == "3: text that breaks off behind “De ver”; " + wanted);
    BOOST_TEST(!cut_of(row + "<p>De verf is droog. ").empty());
    BOOST_TEST(!cut_of(row + "Er is:\n").empty());
    BOOST_TEST(!cut_of(row + "Er is verf,\n").empty());
    BOOST_TEST(!cut_of(row + "De verf is van het</p>\n").empty());
    BOOST_TEST(!cut_of(row + "Droog.\n2. Wat").empty());
    BOOST_TEST(!cut_of(row + "Droog¹.\n\n¹ Zie de").empty());
    BOOST_TEST(!cut_of(row + "De verf is\n\nBijlage\n\n" + "\t\t\tdroog en\n\nBijlage\n").empty());
}

// The last row of a table may lack its full stop, and the file its last line end.
BOOST_AUTO_TEST_CASE(a_row_that_just_ends_is_whole) {
    const auto row = head + "1\tVerf\t2020\t";
    BOOST_TEST(cut_of(row + "De verf is droog\n") == "");
    BOOST_TEST(cut_of(row + "De verf is droog.") == "");
    BOOST_TEST(cut_of(row + "<p>De verf is droog.</p>") == "");
    BOOST_TEST(cut_of(row + "<p>De verf is droog</p>\n--\t--\t--\t---") == "");
    BOOST_TEST(cut_of(row + "De verf is (bijna) droog!\n\n12") == "");
}

BOOST_AUTO_TEST_CASE(a_flat_row_breaks_off_within_a_line_or_behind_a_full_one) {
    const std::string text =
        " Nr Omschrijving Voortgang \n\n1 Bruggen krijgen een nieuwe laag verf. \n\n"
        "De Maasbrug was dit jaar de eerste die een nieuwe laag verf kreeg, en daarna kwam ook \n\n"
        "de Waalbrug aan de beurt, waar het werk door de vele regen een week langer heeft \n\n";
    const auto known = events::testing::two_measures();
    BOOST_TEST(!cut_of(text, known).empty());
    BOOST_TEST(!cut_of(text + "geduur", known).empty());
    BOOST_TEST(!cut_of(text + "geduurd. Daarna volgt", known).empty());
    BOOST_TEST(!cut_of(text + "geduurd. \n\n2", known).empty());
    BOOST_TEST(cut_of(text + "geduurd.", known) == "");
    BOOST_TEST(cut_of(text + "geduurd \n", known) == "");
    BOOST_TEST(cut_of(text + "geduurd. \n\n14", known) == "");
}

BOOST_AUTO_TEST_CASE(the_number_in_the_introduction_is_believed_of_a_first_report) {
    const auto rows = head + "1\tVerf\t2020\tDroog.\n";
    BOOST_TEST(cut_of("Met de 38 maatregelen.\n\n" + rows) ==
               "5: the end of the file behind measure 1; 38 measures, which line 1 speaks of");
    BOOST_TEST(!cut_of("De twaalf maatregelen.\n\n" + rows).empty());
    BOOST_TEST(cut_of("Met 1 maatregelen en maatregelen.\n\n" + rows) == "");
    BOOST_TEST(cut_of("Met de 38 maatregelen.\n\n" + rows, events::testing::two_measures()) == "");
}

// The row stands there, without its number: what it says was read as part of the row before it.
BOOST_AUTO_TEST_CASE(a_row_that_lost_its_number_is_named_at_its_place) {
    SampleLedger ledger;
    auto whole = sample_file("report-3.txt");
    const std::string number = "<p>4</p>";
    BOOST_TEST_REQUIRE(whole.find(number) != std::string::npos);
    whole.erase(whole.find(number), number.size());
    const auto refused = events::plan_import(ledger.view(), request_of(whole, 3));
    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST(refused.error().detail.starts_with(
                   "line 32: found measure 5 behind measure 3, which line 19 begins with; expected "
                   "measure 4 between them, as one of the 12 measures, which line 5 speaks of; "),
               refused.error().detail);
}

BOOST_AUTO_TEST_CASE(measures_that_are_missing_at_the_end_are_refused) {
    SampleLedger ledger;
    import_sample(ledger, 3);
    const auto whole = sample_file("report-4.txt");
    const auto cut = whole.substr(0, whole.find("11 Innamepunten"));
    const auto refused = events::plan_import(ledger.view(), request_of(cut, 4));
    BOOST_TEST_REQUIRE(!refused.has_value());
    BOOST_CHECK(refused.error().code == make_error_code(events::Errc::unreadable_report));
    BOOST_TEST(refused.error().detail.find("measures 11 to 12, the last 2 of edition 3") !=
               std::string::npos);
    BOOST_TEST(refused.error().detail.find("--partial") != std::string::npos);
    for (const auto* number : {"11", "12"}) {
        ledger.append(events::MeasureClosed{number, "completed", {}, {}}, "2021-11-01");
    }
    BOOST_TEST(events::plan_import(ledger.view(), request_of(cut, 4)).has_value());
}

BOOST_AUTO_TEST_CASE(a_partial_report_is_imported_with_an_assumption) {
    SampleLedger ledger;
    import_sample(ledger, 3);
    const auto whole = sample_file("report-4.txt");
    const auto cut = whole.substr(0, whole.find("3,2 miljoen euro"));
    const auto plan = import_text(ledger, request_of(cut, 4, true));
    BOOST_TEST_REQUIRE(plan.has_value());
    BOOST_TEST(count_of(*plan, "report-cut") == 1U);
    BOOST_TEST(std::all_of(plan->assumptions.begin(), plan->assumptions.end(), [](const auto& one) {
        return is_grave(one) == (one.code == "report-cut" || one.code == "ends-in-mid-sentence" ||
                                 one.code == "measure-not-printed");
    }));
    const auto again = events::plan_import(ledger.view(), request_of(cut, 4, true));
    BOOST_TEST_REQUIRE(again.has_value());
    BOOST_TEST(again->events.empty());
}

BOOST_AUTO_TEST_CASE(a_whole_report_needs_no_option_and_no_grave_assumption) {
    SampleLedger ledger;
    for (const std::uint32_t edition : {3U, 4U}) {
        const auto plan = import_sample(ledger, edition);
        BOOST_TEST(std::none_of(plan.assumptions.begin(), plan.assumptions.end(),
                                [](const auto& one) { return is_grave(one); }));
    }
}

BOOST_AUTO_TEST_SUITE_END()

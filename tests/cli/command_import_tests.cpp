// Importing as it is typed: plans, receipts, repetition, and files that are no report.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::Outcome;
using testing::Words;

constexpr std::size_t truncation_count = 30;

std::string sample_path(int edition) {
    return PEIL_SOURCE_DIR "/tests/data/sample/report-" + std::to_string(edition) + ".txt";
}

std::string date_of(int edition) {
    return edition == 3 ? "2021-05-17" : "2021-11-22";
}

/// A refusal says where, what it found, and what it expected there.
bool names_the_line(const Outcome& outcome) {
    static const std::regex form("^peil: [^:]+: line [1-9][0-9]*: found .+; expected .+\n$");
    return std::regex_match(outcome.errors, form);
}

struct Importer : testing::LedgerPlace {
    Outcome import(const std::string& file, int edition, const Words& more = {}) const {
        Words words{"import",        file, "--edition", std::to_string(edition), "--date",
                    date_of(edition)};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    /// Imports a text as a file of the workplace.
    Outcome import_text(const std::string& text, const Words& more = {}) const {
        peil::core::testing::write_whole(*this / "file.txt", text);
        return import("file.txt", 4, more);
    }
    void check_refused(const std::string& text) const {
        const auto outcome = import_text(text);
        BOOST_TEST(outcome.exit_code == 2, outcome);
        BOOST_TEST(names_the_line(outcome), outcome);
        BOOST_TEST(outcome.output.empty());
        BOOST_TEST(size() == 1U);
    }
};

bool has_assumption(const json::value& plan, std::string_view code) {
    const auto& assumptions = plan.at("assumptions").as_array();
    return std::any_of(assumptions.begin(), assumptions.end(),
                       [&](const json::value& one) { return one.at("code") == json::value(code); });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command_import, Importer)

BOOST_AUTO_TEST_CASE(a_report_is_appended_once) {
    const auto first = import(sample_path(3), 3, {"--format", "json"});
    BOOST_TEST(first.exit_code == 0, first);
    const auto receipts = first.json_lines();
    BOOST_TEST(receipts.size() + 1 == size());
    BOOST_CHECK_EQUAL(receipts.back().at("size"), json::value(receipts.size() + 1));
    const auto again = import(sample_path(3), 3, {"--format", "json"});
    BOOST_TEST(again.exit_code == 0);
    BOOST_TEST(again.output == "{\"appended\":0}\n");
    BOOST_TEST(import(sample_path(3), 3).says("nothing to append"));
    const auto dry = import(sample_path(3), 3, {"--dry-run"});
    BOOST_TEST(dry.says("Nothing to append"), dry);
    BOOST_TEST(dry.says("assumptions:"), dry);
    BOOST_TEST(receipts.size() + 1 == size());
    BOOST_TEST(done({"verify"}).says("intact"));
}

BOOST_AUTO_TEST_CASE(assumptions_are_counted_on_standard_error) {
    const auto first = import(sample_path(3), 3);
    BOOST_TEST(first.errors.find("assumptions were made") != std::string::npos);
    BOOST_TEST(first.errors.find("52 events appended; the ledger has 53 "
                                 "events and the root ") != std::string::npos,
               first.errors);
    BOOST_TEST(first.output.find("assumptions") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_dry_run_shows_the_plan_and_appends_nothing) {
    const auto shown = import(sample_path(3), 3, {"--dry-run"});
    BOOST_TEST(shown.exit_code == 0);
    BOOST_TEST(shown.says("events would be appended"));
    BOOST_TEST(shown.says("status-from-planning"));
    const auto plan = import(sample_path(3), 3, {"--dry-run", "--format", "json"}).json();
    BOOST_CHECK_EQUAL(plan.at("schema"), json::value("peil.plan/1"));
    BOOST_TEST(size() == 1U);
    BOOST_TEST(import(sample_path(3), 3).exit_code == 0);
    BOOST_TEST(size() == plan.at("events").as_array().size() + 1);
    const auto nothing = import(sample_path(3), 3, {"--dry-run", "--format", "json"}).json();
    BOOST_TEST(nothing.at("events").as_array().empty());
}

BOOST_AUTO_TEST_CASE(standard_input_is_a_file) {
    const auto text = peil::core::testing::read_whole(sample_path(3));
    const auto piped =
        run({"import", "-", "--edition", "3", "--date", "2021-05-17"}, {.input = text});
    BOOST_TEST(piped.exit_code == 0, piped);
    BOOST_TEST(done({"show", "5", "--format", "json"}).says("standard input"));
}

BOOST_AUTO_TEST_CASE(arguments_are_checked) {
    const auto file = sample_path(3);
    for (const Words& words :
         std::vector<Words>{{"import", file},
                            {"import", file, "--edition", "3"},
                            {"import", file, "--edition", "0", "--date", "2021-05-17"},
                            {"import", file, "--edition", "x", "--date", "2021-05-17"},
                            {"import", file, "--edition", "1000001", "--date", "2021-05-17"},
                            {"import", file, "--edition", "3", "--date", "17 mei 2021"},
                            {"import", file, "--edition", "3", "--date", "2021-02-30"},
                            {"import", "missing.txt", "--edition", "3", "--date", "2021-05-17"},
                            {"import", ".", "--edition", "3", "--date", "2021-05-17"}}) {
        const auto outcome = run(words);
        BOOST_TEST(outcome.exit_code == 2, outcome);
        BOOST_TEST(!outcome.errors.empty());
    }
    BOOST_TEST(size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_edition_with_other_content_is_refused) {
    BOOST_TEST(import(sample_path(3), 3).exit_code == 0);
    const auto before = size();
    const auto other = run({"import", sample_path(4), "--edition", "3", "--date", "2021-05-17"});
    BOOST_TEST(other.exit_code == 2, other);
    BOOST_TEST(other.says("other content"));
    BOOST_TEST(size() == before);
}

BOOST_AUTO_TEST_CASE(a_report_is_not_of_a_date_that_is_still_to_come) {
    for (const Words& more : std::vector<Words>{{}, {"--dry-run"}}) {
        Words words{"import", sample_path(3), "--edition", "3", "--date", "2121-05-17"};
        words.insert(words.end(), more.begin(), more.end());
        const auto refused = run(words);
        BOOST_TEST(refused.exit_code == 2, refused);
        BOOST_TEST(refused.says("--date 2121-05-17 is still to come"), refused);
    }
    BOOST_TEST(size() == 1U);
}

BOOST_AUTO_TEST_CASE(editions_have_the_order_of_their_dates_however_they_are_imported) {
    BOOST_TEST(import(sample_path(4), 4).exit_code == 0);
    const auto before = size();
    const auto later = run({"import", sample_path(3), "--edition", "3", "--date", "2021-11-23"});
    BOOST_TEST(later.exit_code == 2, later);
    BOOST_TEST(later.says("--date: edition 4 is of 2021-11-22; edition 3 is not of a later date"),
               later);
    BOOST_TEST(size() == before);
    BOOST_TEST(import(sample_path(3), 3).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(what_is_no_text_is_refused) {
    check_refused("");
    check_refused("\n\n\n");
    check_refused("   ");
    check_refused(std::string("\0\0\0", 3));
    check_refused(std::string("%PDF-1.7\n\x01\x02\x03"));
    check_refused("Inleiding\n\nCaf\xe9 en bar.\n");
    check_refused("\xff\xfeI\0n\0");
}

BOOST_AUTO_TEST_CASE(another_layout_is_refused) {
    check_refused("naam;bedrag\nJan;3\n");
    check_refused("{\"measures\":[]}\n");
    check_refused("<html><body><table></table></body></html>\n");
    check_refused("Een brief.\n\nGeachte lezer,\n\nEr is geen tabel.\n");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_not_utf8_are_refused_with_their_line) {
    auto text = peil::core::testing::read_whole(sample_path(4));
    const auto place = text.find("peildatum");
    BOOST_TEST_REQUIRE(place != std::string::npos);
    text[place] = '\xc3';
    const auto line =
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(place), '\n');
    check_refused(text);
    BOOST_TEST(import_text(text).says("line " + std::to_string(line) + ":"));
}

BOOST_AUTO_TEST_CASE(a_file_beyond_all_bounds_is_refused_at_once) {
    peil::core::testing::write_whole(*this / "big.txt", "Inleiding");
    std::filesystem::resize_file(*this / "big.txt", 100'000'000);
    const auto refused = import("big.txt", 3);
    BOOST_TEST(refused.exit_code == 2, refused);
    BOOST_TEST(names_the_line(refused), refused);
    check_refused(std::string(20'000'000, 'a'));
    check_refused(std::string(2'000'000, 'a'));
    BOOST_TEST(size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_file_beyond_its_limit_is_refused_with_a_line) {
    const auto one_line = import_text(std::string(std::size_t{100} << 20U, 'x'));
    BOOST_TEST(one_line.exit_code == 2, one_line);
    BOOST_TEST(names_the_line(one_line), one_line);
    BOOST_TEST(one_line.says("file.txt: line 1: "), one_line);
    BOOST_TEST(one_line.says("262144 bytes"), one_line);
    const auto report = peil::core::testing::read_whole(sample_path(4));
    const auto second = import_text("Een regel\n" + std::string(std::size_t{17} << 20U, 'x'));
    BOOST_TEST(second.exit_code == 2, second);
    BOOST_TEST(names_the_line(second), second);
    auto many = report;
    while (many.size() <= std::size_t{16} << 20U) { many += std::string(1000, 'x') + "\n"; }
    const auto long_file = import_text(many);
    BOOST_TEST(long_file.exit_code == 2, long_file);
    BOOST_TEST(names_the_line(long_file), long_file);
}

BOOST_AUTO_TEST_CASE(a_report_that_was_cut_off_is_refused) {
    BOOST_TEST(import(sample_path(3), 3).exit_code == 0);
    const auto before = size();
    const auto text = peil::core::testing::read_whole(sample_path(4));
    for (std::size_t i = 1; i <= truncation_count; ++i) {
        const auto outcome = import_text(text.substr(0, text.size() * i / (truncation_count + 1)));
        BOOST_TEST_CONTEXT("cut " << i << ": " << outcome.errors) {
            BOOST_TEST(outcome.exit_code == 2);
            BOOST_TEST(names_the_line(outcome));
        }
    }
    BOOST_TEST(size() == before);
}

BOOST_AUTO_TEST_CASE(a_report_that_was_cut_off_is_imported_as_far_as_it_goes) {
    BOOST_TEST(import(sample_path(3), 3).exit_code == 0);
    const auto text = peil::core::testing::read_whole(sample_path(4));
    const auto cut = text.substr(0, text.find("3,2 miljoen euro"));
    BOOST_TEST(import_text(cut).says("--partial"));
    const auto plan = import_text(cut, {"--partial", "--dry-run", "--format", "json"}).json();
    BOOST_TEST(has_assumption(plan, "report-cut"));
    const auto imported = import_text(cut, {"--partial"});
    BOOST_TEST(imported.exit_code == 0, imported);
    for (const auto* grave : {"report-cut (line ", "measure-not-printed (line ", "measure 12 is"}) {
        BOOST_TEST(imported.errors.find(grave) != std::string::npos, imported);
    }
    BOOST_TEST(import_text(cut, {"--partial"}).says("nothing to append"));
}

BOOST_AUTO_TEST_CASE(a_table_that_was_cut_off_is_refused_with_its_line) {
    const auto text = peil::core::testing::read_whole(sample_path(3));
    std::size_t refused = 0;
    for (std::size_t i = 1; i <= truncation_count; ++i) {
        const auto outcome = import_text(text.substr(0, text.size() * i / (truncation_count + 1)),
                                         {"--dry-run", "--format", "json"});
        BOOST_TEST_CONTEXT("cut " << i << ": " << outcome.errors) {
            BOOST_TEST((outcome.exit_code == 0 || outcome.exit_code == 2));
            BOOST_TEST((outcome.exit_code == 0 || names_the_line(outcome)));
        }
        refused += outcome.exit_code == 2 ? 1U : 0U;
    }
    BOOST_TEST(refused > truncation_count / 2);
    BOOST_TEST(size() == 1U);
}

// Read at a later date, a sentence about what was to come tells of what has been.
BOOST_AUTO_TEST_CASE(a_report_that_is_repeated_later_changes_no_figures) {
    for (const int edition : {3, 4}) {
        BOOST_TEST(import(sample_path(edition), edition).exit_code == 0);
    }
    static_cast<void>(done({"edition", "publish", "5", "--date", "2021-12-01"}));
    static_cast<void>(done({"edition", "publish", "6", "--date", "2022-06-01"}));
    const auto compared = done({"changes", "5", "6", "--format", "json"}).json();
    for (const auto& change : compared.at("changes").as_array()) {
        BOOST_TEST(!change.at("class").as_string().starts_with("figure-"), change);
    }
}

BOOST_AUTO_TEST_SUITE_END()

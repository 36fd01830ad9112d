// Suggestions as they are reviewed and accepted from the command line.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::Outcome;
using testing::Words;

struct Reviewer : testing::LedgerPlace {
    Outcome import(int edition, const Words& more = {}) const {
        Words words{"import",
                    PEIL_SOURCE_DIR "/tests/data/sample/report-" + std::to_string(edition) + ".txt",
                    "--edition",
                    std::to_string(edition),
                    "--date",
                    edition == 3 ? "2021-05-17" : "2021-11-22"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    void write(const std::string& name, const std::string& text) const {
        peil::core::testing::write_whole(*this / name, text);
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        return peil::core::testing::read_whole(*this / name);
    }
};

std::size_t count_of(const json::value& list, std::string_view kind) {
    const auto& array = list.as_array();
    return static_cast<std::size_t>(
        std::count_if(array.begin(), array.end(),
                      [&](const json::value& one) { return one.at("kind") == json::value(kind); }));
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command_review, Reviewer)

BOOST_AUTO_TEST_CASE(a_review_is_written_and_nothing_appended) {
    const auto written = import(3, {"--review", "kept.json"});
    BOOST_TEST(written.exit_code == 0, written);
    BOOST_TEST(written.says("nothing was appended"), written);
    BOOST_TEST(size() == 1U);
    const auto list = json::parse(read("kept.json"));
    BOOST_TEST(count_of(list, "figure") > 40U);
    BOOST_TEST(count_of(list, "milestone") > 8U);
    BOOST_TEST(count_of(list, "reference") == 5U);
    for (const auto& one : list.as_array()) {
        BOOST_TEST(one.as_object().contains("doubt"));
        BOOST_TEST(one.as_object().contains("quote"));
    }
    const auto again = import(3, {"--review", "kept.json"});
    BOOST_TEST(again.exit_code == 2, again);
    BOOST_TEST(again.says("kept.json exists"), again);
}

BOOST_AUTO_TEST_CASE(nothing_that_was_guessed_is_appended_unasked) {
    BOOST_TEST(import(3).exit_code == 0);
    BOOST_TEST(!done({"log"}).says("figure.reported"));
}

BOOST_AUTO_TEST_CASE(what_was_kept_is_appended_with_the_edition_once) {
    for (const std::string name : {"three.json", "three.txt"}) {
        BOOST_TEST(import(3, {"--review", name}).exit_code == 0);
    }
    const auto first = import(3, {"--accept", "three.txt", "--format", "json"});
    BOOST_TEST(first.exit_code == 0, first);
    const auto count = size();
    const auto receipts = first.json_lines();
    BOOST_TEST(receipts.size() + 1 == count);
    const auto last = std::to_string(receipts.back().at("sequence").as_int64());
    BOOST_TEST(done({"show", last, "--format", "json"}).says("edition.published"));
    for (const std::string name : {"three.json", "three.txt"}) {
        const auto again = import(3, {"--accept", name});
        BOOST_TEST(again.exit_code == 0, again);
        BOOST_TEST(again.says("nothing to append"), again);
        BOOST_TEST(again.says("recorded before"), again);
    }
    BOOST_TEST(size() == count);
    BOOST_TEST(done({"verify"}).says("intact"));
}

BOOST_AUTO_TEST_CASE(an_edition_that_is_there_takes_what_was_kept_later) {
    BOOST_TEST(import(3).exit_code == 0);
    const auto before = size();
    write(
        "one.txt",
        "# kept by hand\n\n"
        "figure | 10 | 10.bedrijven | 34 | bedrijven | | 2021-05-17 | | Tot nu toe doen er 34 mee\n"
        "reference | 6 | | 7, 8 | | | | | zie\n");
    const auto first = import(3, {"--accept", "one.txt"});
    BOOST_TEST(first.exit_code == 0, first);
    BOOST_TEST(size() == before + 3);
    BOOST_TEST(import(3, {"--accept", "one.txt"}).says("nothing to append"));
    BOOST_TEST(size() == before + 3);
}

BOOST_AUTO_TEST_CASE(two_editions_are_accepted_one_after_the_other) {
    for (const int edition : {3, 4}) {
        const auto name = "kept-" + std::to_string(edition) + ".json";
        BOOST_TEST(import(edition, {"--review", name}).exit_code == 0);
        const auto kept = import(edition, {"--accept", name});
        BOOST_TEST(kept.exit_code == 0, kept);
        const auto count = size();
        BOOST_TEST(import(edition, {"--accept", name}).says("nothing to append"));
        BOOST_TEST(size() == count);
    }
    BOOST_TEST(read("kept-4.json").find("other period length: 9 months, before 12 months") !=
               std::string::npos);
    BOOST_TEST(done({"verify"}).says("intact"));
}

BOOST_AUTO_TEST_CASE(a_line_at_fault_is_named_and_nothing_is_appended) {
    struct Wrong {
        std::string line;
        std::string_view says;
    };
    for (const auto& [line, says] : std::vector<Wrong>{
             {"figure | 10 | 10.x | veel | bedrijven | | | | w",
              "wrong.txt: line 2: value: 'veel'"},
             {"figure | 10 | 10.x | 34", "wrong.txt: line 2: fewer than nine columns"},
             {"cijfer | 10 | 10.x | 34 | b | | | | w", "line 2: 'cijfer' is no kind"},
             {"figure | 10 | 10.x | 34 | b | | ooit | | w", "line 2: referenceDate: 'ooit'"},
             {"milestone | 10 | 10.x | 2023 | straks | | | | w", "line 2: state: 'straks'"},
             {"milestone | 10 | 10.x | | expected | | | | w", "line 2: due: it is missing"},
             {"reference | 10 | | | | | | | w", "line 2: to: no number"},
             {"figure | 99 | 99.x | 34 | b | | | | w", "wrong.txt: line 2: "}}) {
        write("wrong.txt", "# wrong\n" + line + "\n");
        const auto outcome = import(3, {"--accept", "wrong.txt"});
        BOOST_TEST(outcome.exit_code == 2, outcome);
        BOOST_TEST(outcome.says(says), line << "\n" << outcome);
        BOOST_TEST(size() == 1U);
    }
    write("wrong.json", "[\n {\"kind\": \"figure\", \"measure\": \"10\"},\n {\"kind\": 3}\n]\n");
    const auto outcome = import(3, {"--accept", "wrong.json"});
    BOOST_TEST(outcome.says("wrong.json: line 2: value"), outcome);
    BOOST_TEST(outcome.says("wrong.json: line 3: kind"), outcome);
    write("wrong.json", "{}");
    BOOST_TEST(import(3, {"--accept", "wrong.json"}).says("not an array"));
    BOOST_TEST(size() == 1U);
}

BOOST_AUTO_TEST_CASE(reviewing_and_accepting_exclude_each_other) {
    const auto outcome = import(3, {"--review", "a.txt", "--accept", "b.txt"});
    BOOST_TEST(outcome.exit_code == 2, outcome);
    BOOST_TEST(import(3, {"--accept", "missing.txt"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(a_plan_holds_the_suggestions) {
    const auto plan = import(3, {"--dry-run", "--format", "json"}).json();
    BOOST_TEST(plan.at("suggestions").as_array().size() > 50U);
    BOOST_TEST(import(3, {"--dry-run"}).says("found in the text"));
}

BOOST_AUTO_TEST_SUITE_END()

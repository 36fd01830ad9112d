// What an import refuses of a form that a person edited, and what it says of it.
// SPDX-License-Identifier: EUPL-1.2
#include "reviewer.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {

namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::Outcome;
using testing::Words;

struct Form : testing::Reviewer {
    /// A figure of measure 10, of the words `Tot nu toe doen 34 bedrijven mee.`
    static std::string figure(const std::string& id, const std::string& value,
                              const std::string& when = "") {
        return "figure | 10 | " + id + " | " + value + " | bedrijven | | " + when +
               " | | Tot nu toe doen 34 bedrijven mee.\n";
    }
    static std::string milestone(const std::string& id, const std::string& due,
                                 const std::string& state = "expected") {
        return "milestone | 11 | " + id + " | " + due + " | " + state +
               " | | | | De stuurgroep kiest op 15 oktober 2021.\n";
    }
    /// Edition 3 with this form; it must be refused, by a dry run as by the import.
    Outcome refused(const std::string& form, int edition = 3) const {
        const auto before = size();
        write("form.txt", form);
        auto outcome = import(edition, {"--accept", "form.txt"});
        BOOST_TEST(outcome.exit_code == 2, outcome);
        const auto dry = import(edition, {"--accept", "form.txt", "--dry-run"});
        BOOST_TEST(dry.exit_code == 2, dry);
        BOOST_TEST(dry.errors == outcome.errors);
        BOOST_TEST(size() == before);
        return outcome;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command_accept, Form)

BOOST_AUTO_TEST_CASE(a_value_that_its_words_contradict_is_refused) {
    const auto outcome = refused(figure("10.bedrijven", "43") + figure("10.bedrijven-2", "34"));
    BOOST_TEST(outcome.says("form.txt: line 1: value: 43 does not stand in the words"), outcome);
    BOOST_TEST(outcome.says("they say 34; write the number that they say"), outcome);
    BOOST_TEST(!outcome.says("line 2"), outcome);
    const auto none = refused(
        "figure | 11 | 11.dagen | 3 | dagen | | | | is het innamepunt daar op\n"
        "figure | 4 | 4.plekken | 6 | opvangplekken | | | | Er zijn nu zes opvangplekken\n"
        "figure | 11 | 11.eur | 1.1 | EUR | | | | 1,1 miljoen euro gereserveerd\n");
    BOOST_TEST(none.says("line 1: value: 3 does not stand in the words"), none);
    BOOST_TEST(none.says("which hold no number"), none);
    BOOST_TEST(!none.says("line 2"), none);
    BOOST_TEST(none.says("line 3: value: 1.1 does not stand"), none);
    BOOST_TEST(none.says("they say 1100000"), none);
}

BOOST_AUTO_TEST_CASE(an_edition_that_was_imported_does_not_revise_itself) {
    const std::string words =
        " | opvangplekken | | 2021-05-17 | | Er zijn nu zes opvangplekken met samen ten minste "
        "3.400 bedden.\n";
    write("form.txt", "figure | 4 | 4.plekken | 6" + words);
    BOOST_TEST(import(3, {"--accept", "form.txt"}).exit_code == 0);
    const auto outcome = refused("figure | 4 | 4.plekken | 3400" + words);
    BOOST_TEST(outcome.says("form.txt: line 1: value: event "), outcome);
    BOOST_TEST(outcome.says("says 6 for the same date or period"), outcome);
    BOOST_TEST(outcome.says("`peil correct "), outcome);
    BOOST_TEST(!done({"figure", "4.plekken"}).says("states another value"));
}

BOOST_AUTO_TEST_CASE(a_dry_run_refuses_what_the_import_refuses) {
    const auto outcome = refused(
        figure("10.Bedrijven", "34") + "reference | 6 | | zeven | | | | | zie ook maatregel 7\n" +
        milestone("11.keuze", "2021-10-15") + milestone("11.keuze", "2021-10-15") +
        figure("10.bedrijven", "34") + figure("10.bedrijven", "34") +
        figure("10.later", "34", "2106-06-15") + milestone("11.ooit", "2022-01-01", "reached"));
    BOOST_TEST(outcome.says("form.txt: line 1: series: '10.Bedrijven': give the number of the"),
               outcome);
    BOOST_TEST(outcome.errors.find("line 1:") == outcome.errors.rfind("line 1:"), outcome);
    BOOST_TEST(outcome.says("form.txt: line 2: to: 'zeven': "), outcome);
    BOOST_TEST(outcome.says("form.txt: line 4: milestone: '11.keuze': line 3 has this id too; give "
                            "one of the two another"),
               outcome);
    BOOST_TEST(outcome.says("form.txt: line 6: value: '34': line 5 says the same from the same "
                            "date; remove one of the two"),
               outcome);
    BOOST_TEST(outcome.says("form.txt: line 7: referenceDate: '2106-06-15': that lies after the "
                            "report, which is of 2021-05-17"),
               outcome);
    BOOST_TEST(outcome.says("form.txt: line 8: due: '2022-01-01': that lies after the report"),
               outcome);
    BOOST_TEST(!outcome.says("--effective"), outcome);
}

BOOST_AUTO_TEST_CASE(two_values_for_one_date_name_each_other_by_line) {
    const std::string words =
        " | Er zijn nu zes opvangplekken met samen ten minste 3.400 bedden.\n";
    const auto outcome = refused("figure | 4 | 4.x | 6 | plekken | | 2021-05-03 | " + words +
                                 "figure | 4 | 4.x | 3400 | plekken | | 2021-05-03 | " + words);
    BOOST_TEST(outcome.says("form.txt: line 2: revision: line 1 gives 6 for the same date or "
                            "period; remove one of the two, or give one of them another series"),
               outcome);
}

BOOST_AUTO_TEST_CASE(a_form_that_keeps_nothing_says_so) {
    write("form.txt", "# nothing\n");
    const auto outcome = import(3, {"--accept", "form.txt"});
    BOOST_TEST(outcome.exit_code == 0, outcome);
    BOOST_TEST(outcome.says("form.txt keeps 0 suggestions"), outcome);
}

BOOST_AUTO_TEST_CASE(a_figure_up_to_a_date_is_none_of_that_date) {
    write("form.txt", figure("10.bedrijven", "34", "..2021-05"));
    BOOST_TEST(import(3, {"--accept", "form.txt"}).exit_code == 0);
    const auto page = done({"figure", "10.bedrijven", "--format", "json"}).json();
    const auto& reference = page.at("references").as_array().at(0);
    BOOST_TEST(reference.at("from").is_null());
    BOOST_TEST(reference.at("to").as_string() == "2021-05-31");
    const auto& value = reference.at("vintages").as_array().at(0);
    BOOST_TEST(value.at("periodTo").as_string() == "2021-05");
    BOOST_TEST(value.at("periodFrom").is_null());
    BOOST_TEST(value.at("referenceDate").is_null());
    BOOST_TEST(done({"figure", "10.bedrijven"}).says("up to 2021-05"));
    BOOST_TEST(import(3, {"--accept", "form.txt"}).says("nothing to append"));
    BOOST_TEST(import(3, {"--review", "found.txt"}).exit_code == 0);
    BOOST_TEST(read("found.txt").find("..2016-11 (up to then)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_id_of_a_series_is_no_population) {
    BOOST_TEST(import(3, {"--review", "three.txt"}).exit_code == 0);
    auto form = read("three.txt");
    const std::string found = "| 12.dijkwachten |";
    form.replace(form.find(found), found.size(), "| 12.wacht-totaal |");
    write("kept.txt", form);
    const auto kept = import(3, {"--accept", "kept.txt"});
    BOOST_TEST(kept.exit_code == 0, kept);
    BOOST_TEST(import(4, {"--review", "four.json"}).exit_code == 0);
    bool is_found = false;
    const auto list = json::parse(read("four.json"));
    for (const auto& one : list.as_array()) {
        const auto* series = one.as_object().if_contains("series");
        if (series == nullptr || *series != json::value("12.wacht-totaal")) { continue; }
        is_found = true;
        BOOST_TEST(one.at("doubt").is_null(), json::serialize(one));
    }
    BOOST_TEST(is_found);
}

BOOST_AUTO_TEST_CASE(a_value_is_typed_as_a_dutch_report_prints_decimals) {
    const std::string words = " | kilometer | ruim | | | Dat is ruim 9,6 kilometer dijk\n";
    const auto outcome = refused(
        "figure | 4 | 4.x | 7.850 | huishoudens | | 2021-02 | | Alle 7.850 huishoudens\n"
        "figure | 4 | 4.y | 1.007.850 | huishoudens | | 2021-02 | | Alle 7.850 huishoudens\n");
    BOOST_TEST(outcome.says("line 1: value: '7.850' is 7 thousand to one reader"), outcome);
    BOOST_TEST(outcome.says("write 7850 for the thousands, or 7,850 for the decimals"), outcome);
    BOOST_TEST(outcome.says("line 2: value: '1.007.850' is no number"), outcome);
    BOOST_TEST(import(3, {"--review", "found.txt"}).exit_code == 0);
    BOOST_TEST(read("found.txt").find("| 1.kilometer | 9,6 |") != std::string::npos);
    write("form.txt", "figure | 1 | 1.comma | 9,6" + words + "figure | 1 | 1.point | 9.6" + words);
    const auto kept = import(3, {"--accept", "form.txt"});
    BOOST_TEST(kept.exit_code == 0, kept);
    for (const auto* id : {"1.comma", "1.point"}) { BOOST_TEST(done({"figure", id}).says("9,6")); }
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_is_skipped_in_text_and_named_in_json) {
    const std::string mark = "\xEF\xBB\xBF";
    write("form.txt", mark + figure("10.bedrijven", "34"));
    const auto kept = import(3, {"--accept", "form.txt"});
    BOOST_TEST(kept.exit_code == 0, kept);
    write("form.json", mark + "[]");
    const auto outcome = import(3, {"--accept", "form.json"});
    BOOST_TEST(outcome.exit_code == 2, outcome);
    BOOST_TEST(outcome.says("form.json: line 1: the file begins with a byte order mark"), outcome);
}

BOOST_AUTO_TEST_CASE(a_reason_that_a_person_gave_is_a_reason_to_lint) {
    accept_all(3);
    const Words lint{"lint", "--only", "date-moved-without-reason"};
    const std::string kaart =
        "De openbare kaart met metingen zou in oktober 2021 online komen; dat wordt februari 2022.";
    const std::string acht =
        "De laatste acht zouden eind december 2021 klaar zijn, maar de levering hapert";
    const auto lines = [&](const std::string& reason) {
        return "milestone | 3 | 3.kaart-verwachting-online | 2022-02 | moved | " + reason +
               " | | | " + kaart +
               "\nmilestone | 2 | 2.andere-uiterlijk | 2021-11-01 | reached | " + reason +
               " | | | " + acht + "\n";
    };
    write("kept.txt", lines("de leverancier was later"));
    const auto kept = import(4, {"--accept", "kept.txt"});
    BOOST_TEST(kept.exit_code == 0, kept);
    const auto found = done(lint);
    BOOST_TEST(!found.says("measure 3, "), found);
    BOOST_TEST(!found.says("measure 2, "), found);
    BOOST_TEST(found.says("measure 6, planning: from 2021-11 to 2022-04-15"), found);
    BOOST_TEST(found.says("peil milestone reach"), found);
}

BOOST_AUTO_TEST_CASE(a_move_that_is_kept_is_told_to_lint_once) {
    for (const int edition : {3, 4}) { accept_all(edition); }
    const auto found = done({"lint", "--only", "date-moved-without-reason"});
    BOOST_TEST(found.says("measure 6, 6.vlierstraat-klaar: from 2021-11 to 2022-04-15"), found);
    BOOST_TEST(!found.says("measure 6, planning"), found);
    // "Door de levertijd van drinkkranen, …" says why.
    BOOST_TEST(!found.says("measure 7, "), found);
}

BOOST_AUTO_TEST_CASE(a_commitment_is_closed_apart_from_the_report) {
    BOOST_TEST(import(3, {}).exit_code == 0);
    static_cast<void>(done({"milestone", "expect", "4.oefening", "Een oefening", "--due", "2021",
                            "--owner", "Anna", "--as", "Anna", "--effective", "2021-06-01"}));
    const std::string form =
        "milestone | 4 | 4.oefening | 2021-09-25 | reached | | | | Op 25 september 2021 verlieten "
        "640 inwoners van Lindewaard op proef hun huis.\n";
    const auto outcome = refused(form, 4);
    BOOST_TEST(outcome.says("in a batch that reports no progress of its measure"), outcome);
    BOOST_TEST(import(4, {"--accept", "form.txt", "--as", "Bert"}).exit_code == 2);
    BOOST_TEST(import(4, {}).exit_code == 0);
    const auto before = size();
    BOOST_TEST(import(4, {"--accept", "form.txt"}).exit_code == 2);
    BOOST_TEST(import(4, {"--accept", "form.txt", "--as", "Bert"}).exit_code == 0);
    BOOST_TEST(size() == before + 1);
}

BOOST_AUTO_TEST_SUITE_END()

// The command as it is typed: exit codes, receipts, where it finds its ledger, who else may write.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <sys/file.h>
#include <vector>

namespace {

namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::add_measures;
using testing::chapter_line;
using testing::LedgerPlace;
using testing::measure_line;
using testing::offered;
using testing::Words;
using testing::Workplace;

/// Holds the writer's lock of a ledger.
class OtherWriter {
  public:
    explicit OtherWriter(const std::filesystem::path& folder)
        : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        BOOST_TEST_REQUIRE(::flock(descriptor_, LOCK_EX | LOCK_NB) == 0);
    }
    ~OtherWriter() { ::close(descriptor_); }
    OtherWriter(const OtherWriter&) = delete;
    OtherWriter& operator=(const OtherWriter&) = delete;

  private:
    int descriptor_;
};

std::string verdict_of(const testing::Outcome& outcome, std::string_view name) {
    const auto verification = outcome.json();
    for (const auto& claim : verification.at("claims").as_array()) {
        if (claim.at("claim") == json::value(name)) {
            return std::string(claim.at("verdict").as_string());
        }
    }
    return "absent";
}

/// What `verify` says of a store that cannot be read at all.
void check_unreadable(const Workplace& place) {
    const auto outcome = place.run({"verify", "--format", "json"});
    BOOST_TEST(outcome.exit_code == 1, outcome);
    BOOST_TEST_REQUIRE(!outcome.output.empty(), outcome);
    const auto found = outcome.json();
    const auto& claims = found.at("claims").as_array();
    BOOST_TEST_REQUIRE(claims.size() == 18U);
    BOOST_CHECK_EQUAL(claims[0].at("claim"), json::value("stored-bytes"));
    BOOST_CHECK_EQUAL(claims[0].at("verdict"), json::value("contradicted"));
    for (std::size_t i = 1; i < claims.size(); ++i) {
        BOOST_CHECK_EQUAL(claims[i].at("verdict"), json::value("not proven"));
    }
    BOOST_CHECK_EQUAL(found.at("size"), json::value());
    BOOST_TEST(!outcome.says("peil verify"), outcome);
    const auto page = place.run({"verify"});
    BOOST_TEST(page.exit_code == 1, page);
    BOOST_TEST(page.output.find("  stored-bytes  contradicted") != std::string::npos, page);
    BOOST_TEST(page.output.find("  editions      not proven") != std::string::npos, page);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(command)

BOOST_FIXTURE_TEST_CASE(init_makes_a_ledger_once, Workplace) {
    const Words words{"init",     "--origin", "example.nl/droge-voeten", "--title", "Droge Voeten",
                      "--format", "json"};
    const auto made = done(words).json();
    BOOST_TEST(made.at("origin").as_string() == "example.nl/droge-voeten");
    BOOST_TEST(made.at("actor").as_string() == "example.nl");
    BOOST_TEST(std::string(made.at("logKey").as_string()).find("example.nl/droge-voeten+") == 0U);
    const auto again = run(words);
    BOOST_TEST(again.exit_code == 2);
    BOOST_TEST(again.says("exists"));
    BOOST_TEST(
        done({"matrix", "--format", "json"}).json().at("programme").at("title").as_string() ==
        "Droge Voeten");
}

BOOST_FIXTURE_TEST_CASE(init_refuses_what_no_log_can_be_called, Workplace) {
    BOOST_TEST(run({"init", "--title", "T"}).exit_code == 2);
    BOOST_TEST(run({"init", "--origin", "a b", "--title", "T"}).exit_code == 2);
    BOOST_TEST(run({"init", "--origin", "https://a/b", "--title", "T"}).says("without https://"));
    BOOST_TEST(run({"init", "--origin", "example.nl/x", "--title", ""}).exit_code == 2);
    BOOST_TEST(
        run({"init", "--origin", "example.nl/x", "--title", "T", "--source", "niets"}).exit_code ==
        2);
    BOOST_TEST(!std::filesystem::exists(*this / ".peil"));
}

BOOST_FIXTURE_TEST_CASE(without_a_ledger_it_says_how_to_make_one, Workplace) {
    for (const auto* name : {"matrix", "log", "verify", "doctor", "checkpoint"}) {
        const auto outcome = run({name});
        BOOST_TEST(outcome.exit_code == 3, outcome);
        BOOST_TEST(outcome.says("peil init"));
    }
    BOOST_TEST(run({"matrix", "--ledger", "nowhere"}).exit_code == 3);
    std::filesystem::create_directory(*this / "empty");
    BOOST_TEST(run({"matrix", "--ledger", "empty"}).exit_code == 3);
}

BOOST_FIXTURE_TEST_CASE(the_ledger_is_found_upward_and_by_name, LedgerPlace) {
    add_measures(*this);
    std::filesystem::create_directories(*this / "a/b");
    BOOST_TEST(done({"matrix"}, {.folder = "a/b"}).says("Wat 7 is."));
    const Workplace elsewhere;
    const auto ledger = (*this / ".peil").string();
    BOOST_TEST(elsewhere.done({"matrix", "--ledger", ledger}).says("Wat 7 is."));
    BOOST_TEST(
        elsewhere.done({"matrix"}, {.environment = {"PEIL_LEDGER=" + ledger}}).says("Wat 7 is."));
    BOOST_TEST(
        elsewhere.run({"matrix", "--ledger", "no"}, {.environment = {"PEIL_LEDGER=" + ledger}})
            .exit_code == 3);
}

BOOST_FIXTURE_TEST_CASE(a_folder_that_is_no_ledger_is_told_with_the_one_in_it, LedgerPlace) {
    const auto parent = path().string();
    for (const Words& words : std::vector<Words>{
             {"log"}, {"verify"}, {"doctor"}, {"chapter", "define", "1", "Dijken"}}) {
        const auto refused = run(words, {.environment = {"PEIL_LEDGER=" + parent}});
        BOOST_TEST(refused.exit_code == 3, refused);
        BOOST_TEST(refused.says(parent + " is no ledger; " + parent + "/.peil is: name that"),
                   refused);
    }
    std::filesystem::create_directory(*this / "photos");
    const auto other = run({"log", "--ledger", "photos"});
    BOOST_TEST(other.exit_code == 3, other);
    BOOST_TEST(other.says("photos is no ledger"), other);
    BOOST_TEST(!other.says("data.mdb"), other);
    BOOST_TEST(run({"log", "--ledger", "no"}).says("there is no folder no"));
}

BOOST_FIXTURE_TEST_CASE(before_the_ledger_nothing_was_known_and_it_says_since_when, LedgerPlace) {
    const auto early = done({"matrix", "--known-at", "2017-01-01"});
    BOOST_TEST(early.says("at 2017-01-01 nothing was known: the ledger begins with event 1 of 2"),
               early);
    BOOST_TEST(early.says("bekend op 2017-01-01T23:59:59"), early);
    BOOST_TEST(done({"matrix", "--known-at", "2017-01-01", "--format", "md"}).says("bekend op"));
    BOOST_TEST(!done({"matrix"}).says("nothing was known"));
}

BOOST_FIXTURE_TEST_CASE(receipts_name_what_is_durable, LedgerPlace) {
    const auto receipts =
        done({"append", "-", "--format", "json"}, {.input = chapter_line() + measure_line("1")})
            .json_lines();
    BOOST_TEST_REQUIRE(receipts.size() == 2U);
    const auto shown = done({"show", "3", "--format", "json"}).json();
    BOOST_CHECK_EQUAL(receipts[0].at("sequence"), json::value(2));
    BOOST_CHECK_EQUAL(receipts[1].at("sequence"), json::value(3));
    BOOST_CHECK_EQUAL(receipts[1].at("size"), json::value(3));
    BOOST_CHECK_EQUAL(receipts[1].at("repeated"), json::value(false));
    BOOST_CHECK_EQUAL(receipts[1].at("id"), shown.at("id"));
    BOOST_CHECK_EQUAL(receipts[1].at("leafHash"), shown.at("leafHash"));
    BOOST_CHECK_EQUAL(receipts[1].at("root"), receipts[0].at("root"));
    BOOST_CHECK_EQUAL(receipts[1].at("root"),
                      done({"matrix", "--format", "json"}).json().at("root"));
    const auto line = done({"append"}, {.input = measure_line("2")}).output;
    BOOST_TEST(line.find("recorded event 4") == 0U);
}

BOOST_FIXTURE_TEST_CASE(append_stores_all_or_nothing, LedgerPlace) {
    const auto lines = chapter_line() +
                       offered("measure.registered", R"({"measure":"x","chapter":0,"a/b":1})") +
                       "\n" + offered("status.set", R"({"measure":"1","status":"done"})");
    const auto refused = run({"append"}, {.input = lines});
    BOOST_TEST(refused.exit_code == 2);
    BOOST_TEST(refused.output.empty());
    for (const auto* text : {"line 2:", "/data/measure:", "/data/chapter:", "/data/description:",
                             "/data/a~1b:", "line 4:", "/data/status:"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(refused.says(text), refused);
        }
    }
    BOOST_TEST(!refused.says("line 1:"));
    BOOST_TEST(size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(append_tells_of_all_broken_rules, LedgerPlace) {
    const auto lines = chapter_line() + chapter_line() +
                       offered("status.set", R"({"measure":"1","status":"ongoing"})");
    const auto refused = run({"append"}, {.input = lines});
    BOOST_TEST(refused.exit_code == 2);
    for (const auto* text : {"line 2:", "[chapter-new]", "line 3:", "[measure-exists]"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(refused.says(text), refused);
        }
    }
    BOOST_TEST(size() == 1U);
}

// A shape that was wrong used to hide the rules that later lines broke.
BOOST_FIXTURE_TEST_CASE(append_names_file_and_line_of_every_violation_at_once, LedgerPlace) {
    peil::core::testing::write_whole(
        *this / "e1.jsonl", offered("measure.registered", R"({"measure":"x","chapter":0})") +
                                offered("status.set", R"({"measure":"1","status":"done"})") +
                                offered("status.set", R"({"measure":"99","status":"ongoing"})") +
                                "{geen json\n");
    const auto refused = run({"append", "e1.jsonl"});
    BOOST_TEST(refused.exit_code == 2);
    for (const auto* text :
         {"peil: e1.jsonl: line 1: /data/measure: ", "peil: e1.jsonl: line 1: /data/chapter: ",
          "peil: e1.jsonl: line 2: /data/status: ",
          "peil: e1.jsonl: line 3: /data/measure: there is no measure 99",
          "peil: e1.jsonl: line 4: "}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(refused.errors.find(text) != std::string::npos, refused);
        }
    }
    BOOST_TEST(run({"append"}, {.input = measure_line("1")}).says("standard input: the event: "));
    BOOST_TEST(size() == 1U);
    const auto homeless = run({"append", "e1.jsonl", "--ledger", "nowhere"});
    BOOST_TEST(homeless.says("line 2: /data/status: "), homeless);
}

BOOST_FIXTURE_TEST_CASE(append_reads_one_event_a_list_or_lines, LedgerPlace) {
    BOOST_TEST(done({"append"}, {.input = "\n" + chapter_line() + "\n"}).exit_code == 0);
    auto list = "[" + measure_line("1") + "," + measure_line("2") + "]";
    BOOST_TEST(done({"append"}, {.input = list}).exit_code == 0);
    peil::core::testing::write_whole(*this / "events.json", measure_line("3"));
    BOOST_TEST(done({"append", "events.json"}).exit_code == 0);
    BOOST_TEST(size() == 5U);
    for (const auto* input : {"", "   \n", "[]", "7", "{", "[7]", "{\"type\":7}", "{\"data\":{}}",
                              "{\"type\":\"nl.peil.status.set\",\"data\":[]}", "\xff\xfe"}) {
        const auto refused = run({"append"}, {.input = input});
        BOOST_TEST_CONTEXT(input) {
            BOOST_TEST(refused.exit_code == 2, refused);
        }
    }
    BOOST_TEST(run({"append", "missing.json"}).exit_code == 2);
    BOOST_TEST(size() == 5U);
}

BOOST_FIXTURE_TEST_CASE(append_refuses_members_that_would_be_lost, LedgerPlace) {
    const auto line = offered("chapter.defined", R"({"chapter":1})", R"(,"prevhash":"00")");
    BOOST_TEST(run({"append"}, {.input = line}).says("/prevhash"));
    const auto other = offered("chapter.defined", R"({"chapter":1})", R"(,"subject":"chapter/2")");
    BOOST_TEST(run({"append"}, {.input = other}).says("/subject"));
    const auto date = R"({"type":"nl.peil.chapter.defined","effective":"morgen",)"
                      R"("data":{"chapter":1}})";
    BOOST_TEST(run({"append"}, {.input = date}).says("/effective"));
    BOOST_TEST(size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(the_same_id_gives_the_old_receipt, LedgerPlace) {
    const auto line =
        offered("chapter.defined", R"({"chapter":1,"title":"Dijken"})", R"(,"id":"eerste")");
    const auto first = done({"append", "--format", "json"}, {.input = line}).json();
    const auto second = done({"append", "--format", "json"}, {.input = line}).json();
    BOOST_CHECK_EQUAL(first.at("repeated"), json::value(false));
    BOOST_CHECK_EQUAL(second.at("repeated"), json::value(true));
    BOOST_CHECK_EQUAL(first.at("sequence"), second.at("sequence"));
    BOOST_CHECK_EQUAL(first.at("leafHash"), second.at("leafHash"));
    const auto other =
        offered("chapter.defined", R"({"chapter":1,"title":"Kaden"})", R"(,"id":"eerste")");
    const auto refused = run({"append"}, {.input = other});
    BOOST_TEST(refused.exit_code == 2);
    BOOST_TEST(refused.says("eerste"));
    BOOST_TEST(size() == 2U);
    const Words verb{"chapter", "define", "2",           "Riolen",
                     "--id",    "tweede", "--effective", "2021-01-01"};
    BOOST_TEST(done(verb).says("recorded"));
    BOOST_TEST(done(verb).says("present"));
    BOOST_TEST(size() == 3U);
}

BOOST_FIXTURE_TEST_CASE(a_second_writer_is_refused_and_readers_are_not, LedgerPlace) {
    add_measures(*this);
    {
        const OtherWriter other(*this / ".peil");
        const auto refused = run({"append"}, {.input = measure_line("9")});
        BOOST_TEST(refused.exit_code == 3, refused);
        BOOST_TEST(run({"status", "set", "1", "ongoing"}).exit_code == 3);
        BOOST_TEST(done({"matrix"}).says("Wat 7 is."));
        BOOST_TEST(done({"verify"}).says("intact"));
        BOOST_TEST(run({"doctor"}).exit_code == 1);
    }
    BOOST_TEST(done({"append"}, {.input = measure_line("9")}).exit_code == 0);
    BOOST_TEST(run({"doctor"}).exit_code == 0);
}

BOOST_FIXTURE_TEST_CASE(events_name_who_appended_them, LedgerPlace) {
    const auto actor = [&](const char* event) {
        return std::string(
            done({"show", event, "--format", "json"}).json().at("actor").as_string());
    };
    const Words plain{"chapter", "define", "1", "Dijken"};
    BOOST_TEST(done(plain).exit_code == 0);
    BOOST_TEST(done({"chapter", "rename", "1", "Kaden"}, {.environment = {"PEIL_ACTOR=politie"}})
                   .exit_code == 0);
    BOOST_TEST(done({"chapter", "rename", "1", "Riolen", "--as", "gemeente"},
                    {.environment = {"PEIL_ACTOR=politie"}})
                   .exit_code == 0);
    BOOST_TEST(actor("2") == "example.nl");
    BOOST_TEST(actor("3") == "politie");
    BOOST_TEST(actor("4") == "gemeente");
}

BOOST_FIXTURE_TEST_CASE(verify_ends_with_what_it_found, LedgerPlace) {
    add_measures(*this);
    const auto intact = done({"verify", "--format", "json"});
    BOOST_TEST(verdict_of(intact, "sealed") == "proven");
    BOOST_TEST(verdict_of(intact, "key-validity") == "proven");
    for (const auto* name : {"editions", "documents", "completeness"}) {
        BOOST_TEST(verdict_of(intact, name) == "not proven", "no edition was published");
    }
    BOOST_TEST(done({"edition", "publish", "1", "--date", "2021-02-01"}).exit_code == 0);
    const auto published = done({"verify", "--format", "json"});
    for (const auto* name : {"editions", "documents", "completeness"}) {
        BOOST_TEST(verdict_of(published, name) == "proven");
    }
    BOOST_TEST(done({"status", "set", "1", "ongoing", "--no-seal"}).exit_code == 0);
    const auto unsealed = run({"verify", "--format", "json"});
    BOOST_TEST(unsealed.exit_code == 4, unsealed);
    BOOST_TEST(verdict_of(unsealed, "sealed") == "not proven");
    BOOST_TEST(done({"checkpoint"}).says("example.nl/droge-voeten"));
    BOOST_TEST(done({"verify"}).says("intact"));
}

BOOST_FIXTURE_TEST_CASE(a_quick_run_does_not_pass_for_a_proof, LedgerPlace) {
    const auto quick = run({"verify", "--quick", "--format", "json"});
    BOOST_TEST(quick.exit_code == 4, quick);
    BOOST_TEST(verdict_of(quick, "stored-bytes") == "not proven");
    BOOST_TEST(verdict_of(quick, "signatures") == "proven");
    BOOST_TEST(run({"verify", "--quick"}).says("left out"));
}

BOOST_FIXTURE_TEST_CASE(verify_counts_one_event_as_one, LedgerPlace) {
    const auto intact = done({"verify"});
    BOOST_TEST(!intact.says("1 events"), intact);
    BOOST_TEST(intact.says("replay of 1 event does"), intact);
    BOOST_TEST(done({"chapter", "define", "1", "Dijken", "--no-seal"}).exit_code == 0);
    BOOST_TEST(run({"verify"}).says("the last event is not covered"));
}

BOOST_FIXTURE_TEST_CASE(verify_finds_a_changed_byte, LedgerPlace) {
    add_measures(*this);
    const auto file = *this / ".peil/ledger/data.mdb";
    auto bytes = peil::core::testing::read_whole(file);
    const std::string wanted = R"("subject":"measure/7")";
    auto place = bytes.find(wanted);
    BOOST_TEST_REQUIRE(place != std::string::npos);
    for (; place != std::string::npos; place = bytes.find(wanted, place)) {
        bytes[place + wanted.size() - 2] = '6';
    }
    peil::core::testing::write_whole(file, bytes);
    const auto damaged = run({"verify", "--format", "json"});
    BOOST_TEST(damaged.exit_code == 1, damaged);
    BOOST_TEST(verdict_of(damaged, "stored-bytes") == "contradicted");
    BOOST_TEST(verdict_of(damaged, "signatures") == "proven");
}

BOOST_FIXTURE_TEST_CASE(a_cut_off_store_is_damage, LedgerPlace) {
    add_measures(*this);
    for (const std::uintmax_t size : {20'480U, 4'096U, 0U}) {
        std::filesystem::resize_file(*this / ".peil/ledger/data.mdb", size);
        check_unreadable(*this);
        BOOST_TEST(run({"matrix"}).exit_code == 3);
    }
    std::filesystem::remove(*this / ".peil/ledger/data.mdb");
    check_unreadable(*this);
}

BOOST_FIXTURE_TEST_CASE(a_store_that_cannot_be_opened_is_damage, LedgerPlace) {
    add_measures(*this);
    const auto file = *this / ".peil/ledger/data.mdb";
    const auto intact = peil::core::testing::read_whole(file);
    // In both meta pages: the magic number, the version, and the root page of all tables.
    for (const std::size_t place : {16U, 20U, 129U, 132U}) {
        auto bytes = intact;
        for (const auto page : {std::size_t{0}, std::size_t{4096}}) { bytes[page + place] ^= 0x55; }
        peil::core::testing::write_whole(file, bytes);
        BOOST_TEST_CONTEXT("byte " << place) {
            check_unreadable(*this);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(every_damaged_page_gets_its_claims, LedgerPlace) {
    add_measures(*this);
    const auto file = *this / ".peil/ledger/data.mdb";
    const auto intact = peil::core::testing::read_whole(file);
    for (std::size_t page = 2 * 4096; page < intact.size(); page += 4096) {
        auto bytes = intact;
        bytes.replace(page, 4096, 4096, '\x7f');
        peil::core::testing::write_whole(file, bytes);
        const auto outcome = run({"verify", "--format", "json"});
        BOOST_TEST((outcome.exit_code == 0 || outcome.exit_code == 1), outcome);
        BOOST_TEST(outcome.json().at("claims").as_array().size() == 18U, outcome);
    }
}

BOOST_FIXTURE_TEST_CASE(a_damaged_index_does_not_accuse_the_events, LedgerPlace) {
    add_measures(*this);
    const auto file = *this / ".peil/derived/data.mdb";
    auto bytes = peil::core::testing::read_whole(file);
    std::fill(bytes.begin() + 2 * 4096, bytes.end(), '\x7f');
    peil::core::testing::write_whole(file, bytes);
    const auto outcome = run({"verify", "--format", "json"});
    BOOST_TEST(verdict_of(outcome, "stored-bytes") == "proven", outcome);
    BOOST_TEST(verdict_of(outcome, "events") == "proven", outcome);
}

BOOST_FIXTURE_TEST_CASE(a_key_that_others_can_read_is_refused, LedgerPlace) {
    std::filesystem::permissions(*this / ".peil/keys/log.pem", std::filesystem::perms(0644));
    const auto refused = run({"chapter", "define", "1", "Dijken"});
    BOOST_TEST(refused.exit_code == 3, refused);
    BOOST_TEST(size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(without_its_key_it_says_what_can_still_be_done, LedgerPlace) {
    std::filesystem::remove(*this / ".peil/keys/log.pem");
    const Words define{"chapter", "define", "1", "Dijken"};
    const auto refused = run(define);
    BOOST_TEST(refused.exit_code == 3, refused);
    BOOST_TEST(refused.says("--no-seal"), refused);
    BOOST_TEST(refused.says("restore the key"), refused);
    BOOST_TEST(done({"chapter", "define", "1", "Dijken", "--no-seal"}).says("recorded"));
}

BOOST_FIXTURE_TEST_CASE(a_checkpoint_is_a_signed_note, LedgerPlace) {
    const auto shown = done({"checkpoint", "--show"}).output;
    BOOST_TEST(shown.find("example.nl/droge-voeten\n1\n") == 0U);
    BOOST_TEST(shown.find("\n\n\u2014 example.nl/droge-voeten ") != std::string::npos);
    const auto data = done({"checkpoint", "--show", "--format", "json"}).json();
    BOOST_TEST(data.at("note").as_string() == shown);
    BOOST_CHECK_EQUAL(data.at("size"), json::value(1));
    BOOST_TEST(done({"checkpoint"}).output == shown);
}

BOOST_FIXTURE_TEST_CASE(an_encrypted_key_needs_its_passphrase, Workplace) {
    peil::core::testing::write_whole(*this / "secret", "open sesam\n");
    peil::core::testing::write_whole(*this / "wrong", "sluit sesam\n");
    for (const auto* name : {"secret", "wrong"}) {
        std::filesystem::permissions(*this / name, std::filesystem::perms(0600));
    }
    BOOST_TEST(
        done({"init", "--origin", "example.nl/x", "--title", "T", "--passphrase-file", "secret"})
            .exit_code == 0);
    const Words define{"chapter", "define", "1", "Dijken"};
    auto with = [&](const char* file) {
        auto words = define;
        words.insert(words.end(), {"--passphrase-file", file});
        return run(words).exit_code;
    };
    BOOST_TEST(with("wrong") == 3);
    BOOST_TEST(with("missing") == 2);
    BOOST_TEST(size() == 1U);
    BOOST_TEST(with("secret") == 0);
    BOOST_TEST(
        done({"chapter", "rename", "1", "Kaden"}, {.environment = {"PEIL_PASSPHRASE_FILE=secret"}})
            .exit_code == 0);
}

BOOST_AUTO_TEST_SUITE_END()

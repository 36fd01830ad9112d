// The checkpoint on paper: typed by hand, and as a QR code that another program reads.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <string>
#include <vector>

namespace {

using peil::cli::testing::add_measures;
using peil::cli::testing::LedgerPlace;
using peil::cli::testing::Words;
namespace core = peil::core;

/// A ledger under a checkpoint, which lies beside it.
struct PaperPlace : LedgerPlace {
    PaperPlace() {
        add_measures(*this);
        note = done({"checkpoint", "--show"}).output;
        core::testing::write_whole(*this / "note", note);
        text = note.substr(0, note.find("\n\n") + 1);
        code = done({"checkpoint", "--code"}).output;
        key = std::string(
            done({"checkpoint", "--show", "--format", "json"}).json().at("logKey").as_string());
    }
    /// What zbarimg reads in a picture.
    [[nodiscard]] std::string scan(const std::string& file) const {
        const auto result = *this / "scanned";
        const auto command =
            "zbarimg --nodbus --quiet --raw --oneshot -Sdisable -Sqrcode.enable '" +
            (*this / file).string() + "' > '" + result.string() + "'";
        const int outcome = std::system(command.c_str());  // NOLINT(cert-env33-c): an own command
        BOOST_TEST_REQUIRE(outcome == 0, "zbarimg (package zbar-tools) reads " << file);
        return core::testing::read_whole(result);
    }
    [[nodiscard]] peil::cli::testing::Outcome check(const std::string& typed) const {
        return run({"check", "note", "--key", key, "--code", typed});
    }

    std::string note;
    std::string text;  ///< the three lines
    std::string code;
    std::string key;
};

/// Rows of modules as a picture, four pixels each.
std::string pgm(const std::vector<std::vector<bool>>& rows) {
    constexpr std::size_t scale = 4;
    std::string pixels;
    for (const auto& row : rows) {
        std::string line;
        for (const bool dark : row) { line += std::string(scale, dark ? '\0' : '\xFF'); }
        for (std::size_t i = 0; i < scale; ++i) { pixels += line; }
    }
    return "P5 " + std::to_string(rows.front().size() * scale) + " " +
           std::to_string(rows.size() * scale) + " 255\n" + pixels;
}

/// The modules of half blocks, as they stand on a terminal.
std::vector<std::vector<bool>> modules_of_blocks(const std::string& blocks) {
    std::vector<std::vector<bool>> rows;
    std::istringstream lines(blocks);
    for (std::string line; std::getline(lines, line);) {
        std::vector<bool> upper;
        std::vector<bool> lower;
        while (!line.empty()) {
            const bool is_space = line.front() == ' ';
            const auto letter = line.substr(0, is_space ? 1 : 3);
            line.erase(0, letter.size());
            upper.push_back(letter == "█" || letter == "▀");
            lower.push_back(letter == "█" || letter == "▄");
        }
        rows.push_back(std::move(upper));
        rows.push_back(std::move(lower));
    }
    return rows;
}

/// The modules of the squares in the path of an SVG.
std::vector<std::vector<bool>> modules_of_svg(const std::string& svg) {
    const auto number_at = [&](std::size_t place) {
        return std::size_t{std::strtoul(svg.c_str() + place, nullptr, 10)};
    };
    const auto side = number_at(svg.find("viewBox=\"0 0 ") + 13);
    std::vector<std::vector<bool>> rows(side, std::vector<bool>(side));
    auto place = svg.find("<path d=\"");
    while ((place = svg.find('M', place + 1)) != std::string::npos) {
        const auto column = number_at(place + 1);
        rows.at(number_at(svg.find(' ', place))).at(column) = true;
    }
    return rows;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(checkpoint_on_paper, PaperPlace)

BOOST_AUTO_TEST_CASE(the_code_is_one_line_and_stays_while_nothing_is_recorded) {
    BOOST_TEST(code.size() == 13U * 4 + 12 + 1);
    BOOST_TEST(done({"checkpoint", "--code", "--show"}).output == code);
    const auto json = done({"checkpoint", "--format", "json"}).json();
    BOOST_TEST(std::string(json.at("code").as_string()) + '\n' == code);
    BOOST_TEST(json.at("note").as_string() == note);
}

BOOST_AUTO_TEST_CASE(a_code_typed_by_hand_proves_the_checkpoint) {
    auto typed = code;
    for (auto& letter : typed) {
        letter = letter == ' '   ? '-'
                 : letter == '0' ? 'o'
                                 : static_cast<char>(std::tolower(letter));
    }
    const auto outcome = check(typed);
    BOOST_TEST(outcome.exit_code == 0, outcome);
    BOOST_TEST(outcome.says("over 6 events"));
    const auto claims = run({"check", "note", "--code", code, "--format", "json"}).json();
    const auto& last = claims.at("files").at(0).at("claims").as_array().back();
    BOOST_TEST(last.at("claim").as_string() == "code");
    BOOST_TEST(last.at("verdict").as_string() == "proven");
}

BOOST_AUTO_TEST_CASE(it_says_which_group_is_mistyped_and_not_what_it_should_be) {
    auto typed = code;
    typed[10] = typed[10] == 'X' ? 'Y' : 'X';
    const auto outcome = check(typed);
    BOOST_TEST(outcome.exit_code == 4, outcome);
    BOOST_TEST(outcome.says("group 3 (" + typed.substr(10, 4) + ") is mistyped"));
    BOOST_TEST(!outcome.says(code.substr(10, 4)));
    typed[60] = typed[60] == 'X' ? 'Y' : 'X';
    BOOST_TEST(check(typed).says("group 13 (" + typed.substr(60, 4) + ") are mistyped"));
}

BOOST_AUTO_TEST_CASE(the_code_of_another_checkpoint_is_contradicted) {
    const auto line =
        peil::cli::testing::offered("chapter.defined", R"({"chapter":2,"title":"B"})");
    BOOST_TEST(done({"append"}, {.input = line}).exit_code == 0);
    const auto other = done({"checkpoint", "--code"}).output;
    BOOST_TEST(other != code);
    auto outcome = check(other);
    BOOST_TEST(outcome.exit_code == 1, outcome);
    BOOST_TEST(outcome.says("the code of another checkpoint"));
    outcome = check("hello");
    BOOST_TEST(outcome.exit_code == 1, outcome);
    BOOST_TEST(outcome.says("no code of this checkpoint"));
    BOOST_TEST(run({"check", "note", "note", "--code", code}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(every_file_with_a_checkpoint_takes_it) {
    for (const Words& words :
         {Words{"prove", "event", "3"}, Words{"prove", "consistency", "2", "6"},
          Words{"prove", "event", "3", "--format", "tlog-proof"}}) {
        core::testing::write_whole(*this / "proof", done(words).output);
        BOOST_TEST(run({"check", "proof", "--key", key, "--code", code}).says("over 6 events"));
    }
}

BOOST_AUTO_TEST_CASE(an_edition_takes_the_code_of_its_own_checkpoint_at_any_later_time) {
    BOOST_TEST(done({"edition", "publish", "1", "--date", "2021-05-17"}).exit_code == 0);
    const auto line =
        peil::cli::testing::offered("chapter.defined", R"({"chapter":2,"title":"B"})");
    BOOST_TEST(done({"append"}, {.input = line}).exit_code == 0);
    BOOST_TEST(done({"edition", "export", "1", "--output", "1.html"}).exit_code == 0);
    const auto now = done({"checkpoint", "--code"}).output;
    const auto then = done({"checkpoint", "--code", "--edition", "1"}).output;
    BOOST_TEST(now != then);
    BOOST_TEST(run({"check", "1.html", "--key", key, "--code", then}).exit_code == 0);
    BOOST_TEST(run({"check", "1.html", "--key", key, "--code", now}).exit_code == 1);
    BOOST_TEST(run({"checkpoint", "--edition", "9"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(another_program_reads_the_three_lines_in_every_picture) {
    BOOST_TEST(done({"checkpoint", "--qr", "--format", "png", "--output", "code.png"}).output ==
               "");
    BOOST_TEST(scan("code.png") == text);
    core::testing::write_whole(*this / "piped.png",
                               done({"checkpoint", "--qr", "--format", "png"}).output);
    BOOST_TEST(scan("piped.png") == text);
    core::testing::write_whole(*this / "blocks.pgm",
                               pgm(modules_of_blocks(done({"checkpoint", "--qr"}).output)));
    BOOST_TEST(scan("blocks.pgm") == text);
    const auto svg = done({"checkpoint", "--qr", "--format", "svg"}).output;
    core::testing::write_whole(*this / "svg.pgm", pgm(modules_of_svg(svg)));
    BOOST_TEST(scan("svg.pgm") == text);
}

BOOST_AUTO_TEST_CASE(what_was_scanned_is_taken_for_the_code) {
    BOOST_TEST(done({"checkpoint", "--qr", "--format", "png", "--output", "code.png"}).output ==
               "");
    BOOST_TEST(check(scan("code.png")).exit_code == 0);
    auto other = text;
    other.replace(other.find("\n6\n"), 3, "\n7\n");
    const auto outcome = check(other);
    BOOST_TEST(outcome.exit_code == 1, outcome);
    BOOST_TEST(outcome.says("what was scanned is another checkpoint"));
}

BOOST_AUTO_TEST_CASE(colours_are_those_of_paper) {
    const auto outcome = done({"checkpoint", "--qr", "--color", "always"});
    BOOST_TEST(outcome.output.starts_with("\x1b[30;107m"));
}

BOOST_AUTO_TEST_CASE(the_ending_of_the_file_tells_what_is_drawn) {
    for (const std::string form : {"png", "svg"}) {
        const auto file = "code." + form;
        BOOST_TEST(done({"checkpoint", "--qr", "--color", "always", "--output", file}).output ==
                   "");
        BOOST_TEST(core::testing::read_whole(*this / file) ==
                   done({"checkpoint", "--qr", "--format", form}).output);
    }
    static_cast<void>(done({"checkpoint", "--qr", "--color", "always", "--output", "code.txt"}));
    BOOST_TEST(core::testing::read_whole(*this / "code.txt") ==
               done({"checkpoint", "--qr"}).output);
}

BOOST_AUTO_TEST_CASE(a_picture_needs_the_option_and_a_code_is_no_picture) {
    BOOST_TEST(run({"checkpoint", "--output", "code.png"}).exit_code == 2);
    BOOST_TEST(run({"checkpoint", "--format", "png"}).exit_code == 2);
    BOOST_TEST(run({"checkpoint", "--qr", "--code"}).exit_code == 2);
}

BOOST_AUTO_TEST_SUITE_END()

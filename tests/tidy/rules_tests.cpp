// Every rule is tested on the lines that it carries: those that break it and their neighbours.
// Then the parts on which the rules stand, and that this folder is held to them as well.
// SPDX-License-Identifier: EUPL-1.2
#include "function_lengths.hpp"
#include "rules.hpp"
#include "tree.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using peil::tidy::Allowance;
using peil::tidy::PhraseIndex;
using peil::tidy::Rule;
using peil::tidy::Sample;
using peil::tidy::SourceFile;

std::vector<Rule> rules_with_made_up_report() {
    PhraseIndex foreign;
    foreign.add(peil::tidy::made_up_report());
    return peil::tidy::make_rules(foreign);
}

SourceFile source(std::string path, std::string content) {
    return peil::tidy::make_source_file({std::move(path), std::move(content)});
}

std::vector<std::size_t> lines_found(const Rule& rule, const Sample& sample) {
    std::vector<std::size_t> lines;
    for (const auto& spot : rule.find(source(sample.path, sample.content))) {
        lines.push_back(spot.line);
    }
    return lines;
}

std::string described(const Rule& rule, const Sample& sample) {
    return rule.name + " on " + sample.path + ": " + sample.content.substr(0, 120);
}

/// A folder that is removed at the end of the test.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        auto name = (fs::temp_directory_path() / "peil-tidy-").string() + std::string(6, 'X');
        BOOST_REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    void write(const fs::path& relative, std::string_view content) const {
        fs::create_directories((path_ / relative).parent_path());
        std::ofstream(path_ / relative, std::ios::binary) << content;
    }
    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(rules)

BOOST_AUTO_TEST_CASE(every_rule_has_a_name_a_reason_and_samples_on_both_sides) {
    std::set<std::string> names;
    for (const auto& rule : rules_with_made_up_report()) {
        BOOST_TEST(names.insert(rule.name).second, "twice: " << rule.name);
        BOOST_TEST(rule.reason.size() > 20U, rule.name);
        BOOST_TEST(rule.reason.find_first_of(";:,") != std::string::npos, rule.name);
        BOOST_TEST(!rule.breaks.empty(), rule.name);
        BOOST_TEST(!rule.passes.empty(), rule.name);
    }
}

BOOST_AUTO_TEST_CASE(every_breaking_sample_is_found_on_its_line) {
    for (const auto& rule : rules_with_made_up_report()) {
        for (const auto& sample : rule.breaks) {
            const auto lines = lines_found(rule, sample);
            const bool found = std::find(lines.begin(), lines.end(), sample.line) != lines.end();
            BOOST_TEST(found, described(rule, sample));
        }
    }
}

BOOST_AUTO_TEST_CASE(no_neighbour_of_a_breaking_sample_is_found) {
    for (const auto& rule : rules_with_made_up_report()) {
        for (const auto& sample : rule.passes) {
            BOOST_TEST(lines_found(rule, sample).empty(), described(rule, sample));
        }
    }
}

BOOST_AUTO_TEST_CASE(every_banned_word_stands_in_a_breaking_sample) {
    for (const auto& rule : rules_with_made_up_report()) {
        for (const auto word : rule.words) {
            const bool shown =
                std::any_of(rule.breaks.begin(), rule.breaks.end(), [&](const Sample& sample) {
                    return sample.content.find(word) != std::string::npos;
                });
            BOOST_TEST(shown, rule.name << " has no sample with " << word);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_finding_says_where_what_why_and_what_to_do) {
    const auto findings = peil::tidy::inspect(
        source("cli/src/a.cpp",
               "// What it is for.\n// SPDX-License-Identifier: EUPL-1.2\ngoto x;\n"),
        rules_with_made_up_report());
    BOOST_TEST_REQUIRE(findings.size() == 1U);
    BOOST_TEST(findings[0].path == "cli/src/a.cpp");
    BOOST_TEST(findings[0].line == 3U);
    BOOST_TEST(findings[0].rule == "no-goto");
    BOOST_TEST(findings[0].message == "`goto` in code: clean-up is a destructor's; return early");
}

BOOST_AUTO_TEST_CASE(an_allowance_covers_one_rule_in_one_file) {
    const std::array files{source("docs/a.md",
                                  "FIX"
                                  "ME\n"),
                           source("docs/b.md",
                                  "FIX"
                                  "ME\n")};
    constexpr std::array allowances{Allowance{"no-unfinished-marks", "docs/a.md", "a reason"}};
    const auto rules = rules_with_made_up_report();
    const auto findings = peil::tidy::inspect_tree(files, rules, allowances);
    BOOST_TEST_REQUIRE(findings.size() == 1U);
    BOOST_TEST(findings[0].path == "docs/b.md");
}

BOOST_AUTO_TEST_CASE(an_allowance_that_nothing_needs_is_found) {
    const std::array files{source("docs/a.md", "Finished.\n")};
    constexpr std::array allowances{Allowance{"no-unfinished-marks", "docs/a.md", "a reason"}};
    const auto rules = rules_with_made_up_report();
    const auto findings = peil::tidy::inspect_tree(files, rules, allowances);
    BOOST_TEST_REQUIRE(findings.size() == 1U);
    BOOST_TEST(findings[0].rule == "stale-allowance");
}

BOOST_AUTO_TEST_CASE(every_allowance_names_a_rule_and_a_reason) {
    const auto rules = rules_with_made_up_report();
    for (const auto& allowance : peil::tidy::granted_allowances()) {
        const bool known = std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
            return rule.name == allowance.rule;
        });
        BOOST_TEST(known, allowance.rule);
        BOOST_TEST(allowance.reason.size() > 10U, allowance.path);
    }
}

BOOST_AUTO_TEST_CASE(no_file_is_exempt_and_this_folder_breaks_no_rule) {
    const auto files = peil::tidy::read_tree(PEIL_SOURCE_DIR);
    const auto rules = peil::tidy::make_rules({});
    std::size_t own_files = 0;
    for (const auto& file : files) {
        if (!file.path.starts_with("tests/tidy/")) { continue; }
        ++own_files;
        for (const auto& finding : peil::tidy::inspect(file, rules)) {
            BOOST_ERROR(finding.path << ":" << finding.line << ": " << finding.message);
        }
    }
    BOOST_TEST(own_files >= 16U);
}

BOOST_AUTO_TEST_CASE(the_walk_leaves_out_what_is_built_and_what_is_binary) {
    const TemporaryFolder folder;
    folder.write("core/src/a.cpp", "int a;\n");
    folder.write("tools/build/b.md", "text\n");
    folder.write("tests/vectors/c.json", "{}\n");
    folder.write(".ci/run", "#!/bin/sh\n");
    folder.write("empty.md", "");
    for (const auto* path :
         {"build/x.cpp", ".git/x", "a/.git/x", "tools/node_modules/x.js", ".peil/x", ".cache/x"}) {
        folder.write(path, "left out\n");
    }
    folder.write("data.mdb", std::string_view("a\0b", 3));
    std::vector<std::string> paths;
    for (const auto& file : peil::tidy::read_tree(folder.path())) { paths.push_back(file.path); }
    const std::vector<std::string> expected{".ci/run", "core/src/a.cpp", "empty.md",
                                            "tests/vectors/c.json", "tools/build/b.md"};
    BOOST_TEST(paths == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(without_a_folder_of_reports_there_are_no_phrases) {
    const TemporaryFolder folder;
    BOOST_TEST(!peil::tidy::read_reports(folder.path() / "reports").has_value());
    folder.write("reports/a.txt", peil::tidy::made_up_report());
    const auto phrases = peil::tidy::read_reports(folder.path() / "reports");
    BOOST_TEST_REQUIRE(phrases.has_value());
    BOOST_TEST(!phrases->empty());
}

BOOST_AUTO_TEST_CASE(a_phrase_is_nine_words_and_not_eight) {
    PhraseIndex phrases;
    phrases.add("een twee drie vier vijf zes zeven acht negen");
    const std::vector<std::size_t> at_four{4};
    BOOST_TEST(phrases.find("nul Een twee drie vier vijf zes zeven acht NEGEN tien") == at_four);
    BOOST_TEST(phrases.find("een twee drie vier vijf zes zeven acht").empty());
    BOOST_TEST(phrases.find("een twee drie vier vijf zes zeven acht negenen").empty());
    phrases.add("");
    BOOST_TEST(phrases.find("").empty());
}

BOOST_AUTO_TEST_CASE(words_of_a_phrase_are_unicode_words) {
    PhraseIndex phrases;
    phrases.add("Één zeeën “drie” – vier; vijf_5 zes… ‘zeven’ acht, ΑΒΓ");
    BOOST_TEST(phrases.find("één ZEEËN drie vier vijf_5 zes zeven acht αβγ").size() == 1U);
    BOOST_TEST(phrases.find("een zeeen drie vier vijf_5 zes zeven acht αβγ").empty());
    BOOST_TEST(phrases.find("\xff\xfe").empty());
}

BOOST_AUTO_TEST_CASE(comments_and_literals_are_not_code) {
    const auto file = source("a.cpp",
                             "int a; // goto\n"
                             "/* goto\n goto */ int b;\n"
                             "auto c = \"goto \\\" goto\"; int d;\n"
                             "auto e = R\"x(goto \" )\" goto)x\"; int f;\n"
                             "auto g = u8R\"(\ngoto)\"; char h = '\"'; int i = 1'000'000; int j;\n"
                             "char k = '\\''; int l; // it's\nint m;\n");
    BOOST_TEST(peil::tidy::find_words(file.code, "goto").empty());
    for (const auto* name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"}) {
        BOOST_TEST(peil::tidy::find_words(file.code, name).size() == 1U, name);
    }
    BOOST_TEST(peil::tidy::find_words(file.comments, "goto").size() == 3U);
    BOOST_TEST(file.code.size() == file.text.size());
    BOOST_TEST(file.line_of(peil::tidy::find_words(file.code, "m").at(0)) == 9U);
}

BOOST_AUTO_TEST_CASE(an_unterminated_literal_or_comment_ends_the_file_without_harm) {
    for (const auto* content :
         {"\"", "'", "\"\\", "/*", "//", "R\"", "R\"(", "R\"x", "1'", "#include <"}) {
        BOOST_TEST(source("a.cpp", content).code.size() == std::string_view(content).size());
    }
}

BOOST_AUTO_TEST_CASE(includes_are_read_with_their_lines) {
    const auto file = source("a.cpp", "// x\n#include <new>\n  #  include \"b/c.hpp\"\n#if 0\n");
    BOOST_TEST_REQUIRE(file.includes.size() == 2U);
    BOOST_TEST(file.includes[0].target == "new");
    BOOST_TEST(file.includes[0].angled);
    BOOST_TEST(file.includes[1].target == "b/c.hpp");
    BOOST_TEST(file.includes[1].line == 3U);
    BOOST_TEST(!file.includes[1].angled);
}

BOOST_AUTO_TEST_CASE(width_counts_columns_and_not_bytes) {
    BOOST_TEST(peil::tidy::display_width("abc") == 3U);
    BOOST_TEST(peil::tidy::display_width("é…⌈") == 3U);
    BOOST_TEST(peil::tidy::display_width("e\u0301") == 1U);
    BOOST_TEST(peil::tidy::display_width("漢字") == 4U);
    BOOST_TEST(peil::tidy::display_width("\t\xff") == 5U);
}

BOOST_AUTO_TEST_CASE(function_bodies_are_told_from_classes_and_tables) {
    const auto file = source("a.cpp",
                             "namespace a {\n"
                             "template <class T, class U = B<T>>\n"
                             "class C : D<int()> {\n"
                             "    C() : a_{1}, b_(2) {\n"
                             "    }\n"
                             "    bool operator==(const C&) const = default;\n"
                             "};\n"
                             "const std::array table{f({1}), g({2})};\n"
                             "enum class E : int { a };\n"
                             "template <class T>\n"
                             "void g(T t = {}) noexcept {\n"
                             "    for (;;) { auto l = [&](int i) { return i; }; }\n"
                             "    struct L { int f() { return 1; } };\n"
                             "}\n"
                             "}\n");
    std::vector<std::size_t> counts;
    for (const auto& body : peil::tidy::function_bodies(file)) {
        counts.push_back(body.line_count);
    }
    const std::vector<std::size_t> expected{1, 2, 4};  // a_{1} counts as a body of one line
    BOOST_TEST(counts == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

// How large a file, a function and a line may be, and what a file opens with.
// SPDX-License-Identifier: EUPL-1.2
#include "function_lengths.hpp"
#include "rule_groups.hpp"

#include <algorithm>
#include <utility>

namespace peil::tidy {

namespace {

constexpr std::size_t file_lines_max = 500;
constexpr std::size_t function_lines_max = 70;
constexpr std::size_t columns_max = 100;
constexpr std::size_t licence_line_max = 10;

std::string repeated(std::string_view text, std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) { result += text; }
    return result;
}

std::vector<Spot> find_long_file(const SourceFile& file) {
    const auto count = file.line_starts.size();
    if (file.kind == Kind::text || count <= file_lines_max) { return {}; }
    return {{file_lines_max + 1, std::to_string(count) + " lines"}};
}

std::vector<Spot> find_long_functions(const SourceFile& file) {
    std::vector<Spot> spots;
    for (const auto& body : function_bodies(file)) {
        if (body.line_count <= function_lines_max) { continue; }
        spots.push_back(
            {body.first_line, "a function of " + std::to_string(body.line_count) + " lines"});
    }
    return spots;
}

std::vector<Spot> find_wide_lines(const SourceFile& file) {
    std::vector<Spot> spots;
    if (file.kind == Kind::text) { return spots; }
    const auto lines = file.lines(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].size() <= columns_max) { continue; }
        const auto width = display_width(lines[i]);
        if (width > columns_max) { spots.push_back({i + 1, std::to_string(width) + " columns"}); }
    }
    return spots;
}

std::string function_of(std::size_t lines) {
    return "void f() {\n" + repeated("    g();\n", lines - 2) + "}\n";
}

std::vector<Rule> size_rules() {
    return {
        {"file-length",
         "a file is read in one sitting: at most 500 lines; split it by subject",
         find_long_file,
         {{"core/src/a.cpp", repeated("int x;\n", 501), 501},
          {"tools/setup/run", "#!/bin/sh\n" + repeated("true\n", 500), 501}},
         {{"core/src/a.cpp", repeated("int x;\n", 500)},
          {"docs/FORMAT.md", repeated("text\n", 501)}},
         {}},
        {"function-length",
         "a function is seen at one glance: at most 70 lines from brace to brace; move the "
         "leaves out",
         find_long_functions,
         {{"core/src/a.cpp", function_of(71)},
          {"core/src/a.cpp", "namespace a {\nstruct B {\n" + function_of(71) + "};\n}\n", 3}},
         {{"core/src/a.cpp", function_of(70)},
          {"core/src/a.cpp", function_of(40) + function_of(40)},
          {"core/src/a.cpp", "class A {\n" + repeated("    int x;\n", 80) + "};\n"}},
         {}},
        {"line-width",
         "two files stand side by side on a screen: at most 100 columns",
         find_wide_lines,
         {{"core/src/a.cpp", "\n// " + repeated("x", 98) + "\n", 2},
          {"CMakeLists.txt", repeated("é", 101)},
          {"tools/a.sh", "#" + repeated("漢", 50)}},
         {{"core/src/a.cpp", "// " + repeated("x", 97) + "\n"},
          {"core/src/a.cpp", "// " + repeated("é", 97) + "\n"},
          {"README.md", repeated("x", 101)}},
         {}},
    };
}

std::vector<Spot> find_missing_pragma(const SourceFile& file) {
    const bool header = file.path.ends_with(".hpp") || file.path.ends_with(".h");
    if (!header || !find_words(file.code, "#pragma once").empty()) { return {}; }
    return {{1, "a header without `#pragma once`"}};
}

/// The text of a comment in any of the languages here; empty if the line is none.
std::string_view comment_text(std::string_view line) {
    for (const std::string_view mark : {"//", "/*", "#"}) {
        if (line.starts_with(mark)) { return trimmed(line.substr(mark.size())); }
    }
    return {};
}

bool says_something(std::string_view comment) {
    return std::count(comment.begin(), comment.end(), ' ') >= 2 && !comment.starts_with("SPDX-");
}

std::vector<Spot> find_missing_opening(const SourceFile& file) {
    if (file.kind == Kind::text) { return {}; }
    const auto lines = file.lines(file.text);
    const std::size_t first = lines.front().starts_with("#!") ? 1 : 0;
    const bool opens = first < lines.size() && says_something(comment_text(lines[first]));
    if (opens) { return {}; }
    return {{first + 1, "no opening comment"}};
}

std::vector<Spot> find_missing_licence(const SourceFile& file) {
    if (file.kind == Kind::text) { return {}; }
    const auto lines = file.lines(file.text);
    const auto last =
        lines.begin() + static_cast<std::ptrdiff_t>(std::min(lines.size(), licence_line_max));
    const bool named = std::any_of(lines.begin(), last, [](std::string_view line) {
        return comment_text(line).starts_with("SPDX-License-Identifier: EUPL-1.2");
    });
    if (named) { return {}; }
    return {{1, "no licence line"}};
}

std::vector<Rule> opening_rules() {
    const std::string licence = "SPDX-License-Identifier: EUPL-1.2\n";
    return {
        {"pragma-once",
         "a header that is included twice must not declare twice; write it below the opening "
         "comment",
         find_missing_pragma,
         {{"core/include/peil/core/a.hpp", "int a();\n"},
          {"core/src/a.hpp", "// #pragma once\nint a();\n"}},
         {{"core/src/a.hpp", "// What it is for.\n#pragma once\n"},
          {"core/src/a.cpp", "int a() { return 1; }\n"}},
         {}},
        {"opening-comment",
         "the reader learns first what a file is for; begin with a comment of 2 to 5 lines",
         find_missing_opening,
         {{"core/src/a.cpp", "#include <string>\n"},
          {"core/src/a.cpp", "// " + licence + "// What it is for.\n"},
          {"tools/setup/run", "#!/usr/bin/env bash\nset -e\n", 2},
          {"core/CMakeLists.txt", "project(peil)\n"}},
         {{"core/src/a.cpp", "// What it is for.\n"},
          {"tools/setup/run", "#!/usr/bin/env bash\n# What it is for.\n"},
          {"docs/index.html", "<p>\n"}},
         {}},
        {"spdx-line",
         "who takes one file must see its licence; write the SPDX comment (EUPL-1.2) within the "
         "first ten lines",
         find_missing_licence,
         {{"core/src/a.cpp", "// What it is for.\n"},
          {"core/src/a.cpp", "// What it is for.\n// SPDX-License-Identifier: MIT\n"},
          {"core/src/a.cpp", repeated("//\n", 10) + "// " + licence},
          {"tools/cmake/a.cmake", "# What it is for.\n"},
          {"tools/setup/run", "#!/bin/sh\n# What it is for.\n"}},
         {{"core/src/a.cpp", repeated("//\n", 9) + "// " + licence},
          {"core/CMakeLists.txt", "# What it is for.\n# " + licence},
          {"README.md", "# Peil\n"}},
         {}},
    };
}

/// The mark by which clang-tidy is silenced; split, since it would silence this line too.
constexpr std::string_view silencer =
    "NO"
    "LINT";

bool begins_with_name(std::string_view checks) {
    return !checks.empty() && checks.front() != '*' && checks.front() != ')';
}

/// `(check): reason`, behind the mark and its variant; a closing mark repeats no reason.
bool is_explained(std::string_view tail) {
    const bool closes = tail.starts_with("END");
    const auto open = tail.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (open == std::string_view::npos || tail[open] != '(') { return false; }
    const auto close = tail.find(')', open);
    if (close == std::string_view::npos || !begins_with_name(tail.substr(open + 1))) {
        return false;
    }
    if (closes) { return true; }
    const auto reason = tail.substr(close + 1);
    return reason.starts_with(':') && trimmed(reason.substr(1)).find(' ') != std::string_view::npos;
}

std::vector<Spot> find_unexplained_silence(const SourceFile& file) {
    std::vector<Spot> spots;
    if (file.kind != Kind::cpp) { return spots; }
    const auto lines = file.lines(file.comments);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto at = lines[i].find(silencer);
        if (at == std::string_view::npos) { continue; }
        if (is_explained(lines[i].substr(at + silencer.size()))) { continue; }
        spots.push_back({i + 1, "a check is silenced without its name and a reason"});
    }
    return spots;
}

Rule silence_rule() {
    const auto mark = std::string(silencer);
    return {
        "silence-with-reason",
        "a silenced check is a decision; name the check in parentheses and write why behind a "
        "colon on the same line",
        find_unexplained_silence,
        {{"core/src/a.cpp", "\nf();  // " + mark + "\n", 2},
         {"core/src/a.cpp", "f();  // " + mark + "(misc-no-recursion)\n"},
         {"core/src/a.cpp", "f();  // " + mark + ": it is bounded by depth_max\n"},
         {"core/src/a.cpp", "f();  // " + mark + "(*): it is bounded by depth_max\n"},
         {"core/src/a.cpp", "// " + mark + "NEXTLINE(misc-no-recursion): bounded\nf();\n"}},
        {{"core/src/a.cpp", "f();  // " + mark + "(misc-no-recursion): bounded by depth_max\n"},
         {"core/src/a.cpp", "// " + mark + "NEXTLINE(misc-no-recursion): bounded by depth_max\n"},
         {"core/src/a.cpp", "// " + mark + "END(misc-no-recursion)\n"},
         {"docs/STYLE.md", "A " + mark + " names its check.\n"}},
        {},
    };
}

}  // namespace

std::vector<Rule> shape_rules() {
    auto rules = size_rules();
    for (auto& rule : opening_rules()) { rules.push_back(std::move(rule)); }
    rules.push_back(silence_rule());
    return rules;
}

}  // namespace peil::tidy

// Words that may not stand in C++ code, with the reason. Comments and literals may name them.
// SPDX-License-Identifier: EUPL-1.2
#include "rule_groups.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace peil::tidy {

namespace {

/// Words and where they are banned: in the folders `inside` (all, if empty) but not `outside`.
struct BannedWords {
    std::string name;
    std::string reason;
    std::vector<std::string_view> words;
    std::vector<std::string_view> inside;
    std::vector<std::string_view> outside;
};

bool lies_in(const std::string& path, const std::vector<std::string_view>& folders) {
    return std::any_of(folders.begin(), folders.end(),
                       [&](std::string_view folder) { return path.starts_with(folder); });
}

bool applies(const BannedWords& banned, const SourceFile& file) {
    return file.kind == Kind::cpp && !lies_in(file.path, banned.outside) &&
           (banned.inside.empty() || lies_in(file.path, banned.inside));
}

/// `f() = delete` declares; it frees nothing.
bool is_deleted_function(std::string_view code, std::size_t at) {
    const auto before = trimmed(code.substr(0, at));
    return code.substr(at).starts_with("delete") && before.ends_with('=');
}

std::vector<Spot> find_banned(const SourceFile& file, const BannedWords& banned) {
    std::vector<Spot> spots;
    if (!applies(banned, file)) { return spots; }
    for (const auto word : banned.words) {
        for (const auto at : find_words(file.code, word)) {
            if (is_deleted_function(file.code, at)) { continue; }
            spots.push_back({file.line_of(at), "`" + std::string(word) + "` in code"});
        }
    }
    return spots;
}

/// A rule whose samples stand in a source file of `folder` that holds one line.
Rule word_rule(BannedWords banned, std::string_view folder,
               const std::vector<std::string>& breaking_lines,
               const std::vector<std::string>& passing_lines) {
    Rule rule;
    rule.name = banned.name;
    rule.reason = banned.reason;
    rule.words = banned.words;
    const auto path = std::string(folder) + "a.cpp";
    for (const auto& line : breaking_lines) { rule.breaks.push_back({path, line + "\n"}); }
    for (const auto& line : passing_lines) { rule.passes.push_back({path, line + "\n"}); }
    for (const auto word : banned.words) {
        rule.passes.push_back({path, "// Not " + std::string(word) + ".\n"});
        rule.passes.push_back({path, "const auto* text = \" " + std::string(word) + " \";\n"});
    }
    rule.find = [banned = std::move(banned)](const SourceFile& file) {
        return find_banned(file, banned);
    };
    return rule;
}

std::vector<Rule> ownership_words() {
    return {
        word_rule({"no-new", "owners free what they own; use std::make_unique", {"new"}, {}, {}},
                  "core/src/", {"auto* leaf = new Leaf();", "auto a = std::unique_ptr<A>(new A);"},
                  {"int new_size = 1;", "#include <new>"}),
        word_rule(
            {"no-delete", "owners free what they own; use std::unique_ptr", {"delete"}, {}, {}},
            "core/src/", {"delete leaf;", "delete[] leaves;"},
            {"Leaf(const Leaf&) = delete;", "Leaf(const Leaf&) =\n    delete;"}),
        word_rule({"no-shared-ptr",
                   "shared ownership hides who ends what; one owner, and references to it",
                   {"shared_ptr", "make_shared"},
                   {},
                   {}},
                  "core/src/", {"std::shared_ptr<Leaf> leaf;", "auto a = std::make_shared<A>();"},
                  {"std::unique_ptr<Leaf> leaf;"}),
        word_rule({"no-const-cast",
                   "it writes to what somebody was promised would not change; copy, or change the "
                   "signature",
                   {"const_cast"},
                   {},
                   {}},
                  "core/src/", {"auto* p = const_cast<char*>(text);"},
                  {"auto n = static_cast<int>(size);"}),
        word_rule(
            {"no-volatile", "it is no synchronisation; use std::atomic", {"volatile"}, {}, {}},
            "core/src/", {"volatile bool stop = false;"}, {"std::atomic<bool> stop;"}),
    };
}

std::vector<Rule> language_words() {
    return {
        word_rule({"no-using-namespace",
                   "names then depend on what others include; write the name out",
                   {"using namespace"},
                   {},
                   {}},
                  "core/src/", {"using namespace std;"},
                  {"using Bytes = std::string;", "namespace fs = std::filesystem;"}),
        word_rule({"no-goto", "clean-up is a destructor's; return early", {"goto"}, {}, {}},
                  "core/src/", {"goto done;"}, {"go_to(done);"}),
        word_rule({"no-macros",
                   "macros know no scope and no type; use constexpr, a template or a function",
                   {"#define"},
                   {},
                   {}},
                  "core/src/", {"#define PEIL_SIZE 8", "  #define X"}, {"#ifdef PEIL_SIZE"}),
        word_rule({"no-std-format",
                   "the library of GCC 12 has none; use fmt::format",
                   {"std::format", "std::format_to", "std::vformat"},
                   {},
                   {}},
                  "core/src/",
                  {"auto a = std::format(text);", "std::format_to(out, text);",
                   "std::vformat(text, arguments);"},
                  {"auto a = fmt::format(text);"}),
        word_rule({"no-std-views",
                   "clang 14, which runs the checks, cannot read them; write the loop or a "
                   "std::ranges algorithm",
                   {"std::views", "ranges::views"},
                   {},
                   {}},
                  "core/src/",
                  {"for (auto x : xs | std::views::take(2)) {}",
                   "auto y = xs | std::ranges::views::reverse;"},
                  {"std::ranges::sort(xs);"}),
        word_rule({"no-std-source-location",
                   "clang 14, which runs the checks, has none; use boost::source_location",
                   {"std::source_location"},
                   {},
                   {}},
                  "core/src/", {"void f(const std::source_location& where);"},
                  {"void f(const boost::source_location& where);"}),
    };
}

std::vector<Rule> library_words() {
    return {
        word_rule({"no-endl", "it flushes at every line; write '\\n'", {"endl"}, {}, {}},
                  "tools/bench/", {"out << std::endl;", "using std::endl;"},
                  {"out << '\\n';", "int endless = 0;"}),
        word_rule({"no-unsafe-c",
                   "they write past the end or swallow errors; use std::string, fmt::format or "
                   "std::from_chars",
                   {"strcpy", "strncpy", "strcat", "strncat", "sprintf", "vsprintf", "gets",
                    "strtok", "sscanf", "atoi", "atol", "atof"},
                   {},
                   {}},
                  "cli/src/",
                  {"strcpy(a, b);", "std::strncpy(a, b, 3);", "strcat(a, b);", "strncat(a, b, 3);",
                   "sprintf(a, b);", "vsprintf(a, b, c);", "gets(a);", "strtok(a, b);",
                   "sscanf(a, b);", "auto n = std::atoi(a);", "atol(a);", "atof(a);"},
                  {"std::snprintf(a, 3, b);", "std::fgets(a, 3, file);"}),
        word_rule({"no-rand",
                   "it can be guessed; take the source of randomness as an argument",
                   {"rand", "srand"},
                   {},
                   {}},
                  "tests/core/", {"int n = std::rand();", "srand(1);"},
                  {"int n = operand;", "random(source);"}),
    };
}

std::vector<Rule> storage_words() {
    return {
        word_rule({"lmdb-stays-durable",
                   "a receipt promises that the event survives a power cut and one writer; leave "
                   "the flag out",
                   {"MDB_NOSYNC", "MDB_WRITEMAP", "MDB_NOLOCK", "MDB_MAPASYNC"},
                   {},
                   {}},
                  "core/src/store/",
                  {"open(MDB_NOSYNC);", "open(MDB_RDONLY | MDB_WRITEMAP);", "open(MDB_NOLOCK);",
                   "open(MDB_MAPASYNC);"},
                  {"open(MDB_NOTLS);"}),
        word_rule({"lmdb-syncs-meta",
                   "a receipt promises that the commit survives a power cut; only a view that is "
                   "rebuilt may lose it",
                   {"MDB_NOMETASYNC"},
                   {},
                   {}},
                  "core/src/store/", {"open(MDB_NOMETASYNC);"}, {"open(MDB_NORDAHEAD);"}),
    };
}

std::vector<Rule> determinism_words() {
    return {
        word_rule({"no-floating-point",
                   "the same event must give the same bytes on every machine; use integers with a "
                   "unit",
                   {"float", "double"},
                   {"core/", "events/"},
                   {}},
                  "events/src/", {"float share = 1;", "auto x = static_cast<double>(n);"},
                  {"bool double_row = true;", "if (value.is_double()) { return; }"}),
        word_rule(
            {"clock-is-an-argument",
             "the same input gives the same bytes only if the time is passed in; read the "
             "clock in cli/src",
             {"system_clock::now", "gettimeofday", "clock_gettime", "std::time"},
             {},
             {"cli/src/", "tests/", "tools/"}},
            "core/src/",
            {"const auto now = std::chrono::system_clock::now();", "gettimeofday(&a, nullptr);",
             "clock_gettime(CLOCK_REALTIME, &a);", "const auto t = std::time(nullptr);"},
            {"std::chrono::system_clock::time_point at;", "std::time_put<char> put;"}),
        word_rule({"randomness-is-an-argument",
                   "the same input gives the same bytes only if randomness is passed in; draw it "
                   "in cli/src",
                   {"random_device"},
                   {},
                   {"cli/src/", "tests/", "tools/"}},
                  "events/src/", {"std::random_device device;"}, {"Random& random = source;"}),
    };
}

/// The parts of an identifier, lower-cased: `EditionRoot_id` gives edition, root, id.
std::vector<std::string> parts_of(std::string_view identifier) {
    std::vector<std::string> parts{""};
    char before = '_';
    for (const char character : identifier) {
        const bool capital = character >= 'A' && character <= 'Z';
        const bool capital_before = before >= 'A' && before <= 'Z';
        if (character == '_' || (capital && !capital_before)) { parts.emplace_back(); }
        if (character != '_') { parts.back() += character; }
        before = character;
    }
    std::transform(parts.begin(), parts.end(), parts.begin(),
                   [](const std::string& part) { return lower_case(part); });
    return parts;
}

bool names_the_domain(std::string_view identifier) {
    constexpr std::array<std::string_view, 8> words{"measure", "measures",    "maatregel",
                                                    "chapter", "maatregelen", "chapters",
                                                    "edition", "editions"};
    const auto parts = parts_of(identifier);
    return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
        return std::find(words.begin(), words.end(), part) != words.end();
    });
}

std::vector<Spot> find_domain_words(const SourceFile& file) {
    std::vector<Spot> spots;
    if (file.kind != Kind::cpp || !file.path.starts_with("core/")) { return spots; }
    const std::string_view code = file.code;
    for (std::size_t at = 0; at < code.size();) {
        std::size_t end = at;
        while (end < code.size() && is_word_character(code[end])) { ++end; }
        const auto identifier = code.substr(at, end - at);
        if (names_the_domain(identifier)) {
            spots.push_back({file.line_of(at), "`" + std::string(identifier) + "` in core"});
        }
        at = end + 1;
    }
    return spots;
}

Rule domain_rule() {
    return {
        "core-knows-no-measures",
        "the engine keeps any event of any domain; move what knows the words of reports to events",
        find_domain_words,
        {{"core/src/a.cpp", "\nint measure = 0;\n", 2},
         {"core/src/a.cpp", "struct EditionRoot {};\n"},
         {"core/include/peil/core/a.hpp", "void f(int chapter_count);\n"},
         {"core/src/a.cpp", "std::string maatregel;\n"}},
        {{"core/src/a.cpp", "// A measure of size.\nint measured = 0;\n"},
         {"core/src/a.cpp", "const auto* key = \"measure\";\n"},
         {"events/src/a.cpp", "int measure = 0;\n"}},
        {"measure", "maatregel", "chapter", "Edition"},
    };
}

}  // namespace

std::vector<Rule> word_rules() {
    std::vector<Rule> rules{domain_rule()};
    for (auto* group :
         {&ownership_words, &language_words, &library_words, &storage_words, &determinism_words}) {
        for (auto& rule : group()) { rules.push_back(std::move(rule)); }
    }
    return rules;
}

}  // namespace peil::tidy

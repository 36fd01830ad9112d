// What no text of the repository may say, whatever its kind. The words are put together from
// pieces, because no file is exempt from these rules, this one included.
// SPDX-License-Identifier: EUPL-1.2
#include "rule_groups.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace peil::tidy {

namespace {

constexpr std::array<std::string_view, 3> unfinished_marks{
    "TO"
    "DO",
    "FIX"
    "ME",
    "XX"
    "X"};

std::vector<Spot> find_unfinished_marks(const SourceFile& file) {
    std::vector<Spot> spots;
    for (const auto mark : unfinished_marks) {
        for (const auto at : find_words(file.text, mark)) {
            spots.push_back({file.line_of(at), "`" + std::string(mark) + "`"});
        }
    }
    return spots;
}

Rule unfinished_rule() {
    return {
        "no-unfinished-marks",
        "what is not finished is not merged; finish it, or state the limit in docs",
        find_unfinished_marks,
        {{"core/src/a.cpp",
          "\n// "
          "TO"
          "DO: later\n",
          2},
         {"docs/FORMAT.md",
          "FIX"
          "ME\n"},
         {"tools/setup/run",
          "# "
          "XX"
          "X not yet\n"}},
        {{"core/src/a.cpp",
          "const auto* name = \"peil-"
          "XX"
          "XXXX\";\n"},
         {"docs/guide.md", "What is left to do.\n"}},
        {unfinished_marks.begin(), unfinished_marks.end()},
    };
}

/// Compared in lower case, anywhere in the text.
constexpr std::array<std::string_view, 6> foreign_subjects{
    "."
    "library",
    "helper"
    " agent",
    "sub"
    "agent",
    "ai"
    " assistant",
    "language"
    " model",
    "this"
    " session"};

constexpr std::string_view workshop_path =
    "/"
    "work";

/// The path stands alone: nothing before it makes it part of another path or word.
bool is_workshop_path(std::string_view text, std::size_t at) {
    const auto end = at + workshop_path.size();
    const bool begins =
        at == 0 || (!is_word_character(text[at - 1]) &&
                    std::string_view("./}-").find(text[at - 1]) == std::string_view::npos);
    return begins && (end == text.size() || !is_word_character(text[end]));
}

std::vector<Spot> find_foreign_subjects(const SourceFile& file) {
    std::vector<Spot> spots;
    const auto lowered = lower_case(file.text);
    for (const auto subject : foreign_subjects) {
        for (auto at = lowered.find(subject); at != std::string::npos;
             at = lowered.find(subject, at + 1)) {
            spots.push_back({file.line_of(at), "`" + std::string(subject) + "`"});
        }
    }
    for (auto at = lowered.find(workshop_path); at != std::string::npos;
         at = lowered.find(workshop_path, at + 1)) {
        if (!is_workshop_path(lowered, at)) { continue; }
        spots.push_back({file.line_of(at), "`" + std::string(workshop_path) + "`"});
    }
    return spots;
}

Rule product_rule() {
    return {
        "product-only",
        "the repository speaks of the product, not of where and how it was made; remove it",
        find_foreign_subjects,
        {{"docs/guide.md",
          "\nsee "
          "/"
          "work/main\n",
          2},
         {"tools/setup/run",
          "cd \""
          "/"
          "work\"\n"},
         {"README.md",
          "in "
          "."
          "library/env\n"},
         {"README.md",
          "A Helper"
          " Agent wrote it.\n"},
         {"core/src/a.cpp",
          "// by a sub"
          "agent\n"},
         {"core/src/a.cpp",
          "// An AI"
          " assistant\n"},
         {"docs/guide.md",
          "a large language"
          " model\n"},
         {"docs/guide.md",
          "in this"
          " session\n"}},
        {{"docs/guide.md",
          "the user agent, a library, this work/home, /workflow, ../wo"
          "rk/a\n"},
         {"core/src/a.cpp", "// The session ends with the model of the language.\n"}},
        {},
    };
}

/// Hosts that serve packages; an address elsewhere is suspect if it names a distribution.
constexpr std::array<std::string_view, 7> registry_hosts{
    "debian"
    ".org",
    "ubuntu"
    ".com",
    "npmjs"
    ".org",
    "npmjs"
    ".com",
    "pypi"
    ".org",
    "crates"
    ".io",
    "docker"
    ".io"};
constexpr std::array<std::string_view, 2> distributions{"debian", "ubuntu"};

bool names_a_mirror(std::string_view address) {
    return std::any_of(distributions.begin(), distributions.end(), [&](std::string_view name) {
        return address.find(name) != std::string_view::npos;
    });
}

std::vector<Spot> find_mirrors(const SourceFile& file, const std::string& lowered) {
    std::vector<Spot> spots;
    for (auto at = lowered.find("://"); at != std::string::npos; at = lowered.find("://", at + 1)) {
        const auto end = std::min(lowered.find_first_of(" \t\r\n\"'`<>()", at), lowered.size());
        const auto address = std::string_view(lowered).substr(at + 3, end - at - 3);
        if (names_a_mirror(address)) {
            spots.push_back({file.line_of(at), "address " + std::string(address)});
        }
    }
    return spots;
}

std::vector<Spot> find_registry_hosts(const SourceFile& file) {
    const auto lowered = lower_case(file.text);
    auto spots = find_mirrors(file, lowered);
    for (const auto host : registry_hosts) {
        for (const auto at : find_words(lowered, host)) {
            spots.push_back({file.line_of(at), "host " + std::string(host)});
        }
    }
    return spots;
}

Rule registry_rule() {
    return {
        "no-registry-hosts",
        "where packages come from is the machine's configuration; name the package only (a lock "
        "file of npm: set omit-lockfile-registry-resolved)",
        find_registry_hosts,
        {{"tools/setup/install",
          "#!/bin/sh\ncurl deb.debian"
          ".org/a.deb\n",
          2},
         {"tools/package-lock.json",
          "\"https://registry.npmjs"
          ".org/a\"\n"},
         {"docs/guide.md",
          "from http://mirror.example.nl/"
          "debian/pool\n"},
         {"docs/guide.md",
          "archive.ubuntu"
          ".com, www.npmjs"
          ".com\n"},
         {"docs/guide.md",
          "pypi"
          ".org, crates"
          ".io, docker"
          ".io\n"}},
        {{"README.md", "Debian 12, Ubuntu or npm; see https://example.nl/peil\n"}},
        {registry_hosts.begin(), registry_hosts.end()},
    };
}

Rule foreign_report_rule(const PhraseIndex& foreign) {
    const std::string quoted =
        "Zeven <b>eenden</b> zwommen | op DINSDAG, voorbij de *rode* boei van\n";
    return {
        "foreign-report-text",
        "nine words in a row stand in a published report that is not ours to spread; make up "
        "another example",
        [foreign](const SourceFile& file) {
            std::vector<Spot> spots;
            for (const auto at : foreign.find(file.text)) {
                spots.push_back({file.line_of(at), "text of a real report"});
            }
            return spots;
        },
        {{"docs/guide.md", "\n" + quoted, 2},
         {"core/src/a.cpp", "// zwommen op dinsdag\n// voorbij de rode boei van het meer\n"},
         {"tests/data/a.json", "{\"a\": \"zwommen op\\ndinsdag voorbij de rode boei van het\"}\n"}},
        {{"docs/guide.md", "Eenden zwommen op dinsdag voorbij de rode boei.\n"}},
        {},
    };
}

}  // namespace

std::string_view made_up_report() {
    return "Er was eens een meer.\n\nZeven eenden zwommen op\tdinsdag voorbij de rode boei van "
           "het meer.\n";
}

std::vector<Rule> text_rules(const PhraseIndex& foreign) {
    return {unfinished_rule(), product_rule(), registry_rule(), foreign_report_rule(foreign)};
}

}  // namespace peil::tidy

// Damage to a document or around it, and to the page that shows it.
// SPDX-License-Identifier: EUPL-1.2
#include "damage.hpp"

#include "altered_text.hpp"
#include "damage_document.hpp"

#include <boost/json/serialize.hpp>

namespace peil::audit::testing {

namespace {

namespace json = boost::json;

constexpr std::string_view report_begin = "<main id=\"report\">";
constexpr std::string_view report_end = "</main>";
constexpr std::string_view source_begin = "id=\"peil-document\">\n";
constexpr std::string_view source_end = "\n</script>";

std::string page_source(const json::object& document) {
    std::string source;
    for (const char letter : json::serialize(document)) {
        source += letter == '<' ? "\\u003c" : std::string(1, letter);
    }
    return source;
}

/// What stands between two texts, both of which are there.
struct Part {
    std::size_t begin;
    std::size_t size;
};
Part part_between(const std::string& text, std::string_view before, std::string_view after) {
    const auto begin = text.find(before) + before.size();
    return {begin, text.find(after, begin) - begin};
}

bool borrow_part(Exported& exported, SeededRandom& random) {
    constexpr std::array<std::string_view, 4> names{"event", "cells", "checkpoint", "inclusion"};
    const auto name = one_of(names, random);
    auto& part = exported.document.at(name);
    if (part == exported.other.at(name)) { return false; }
    part = exported.other.at(name);
    return true;
}

// Pages -------------------------------------------------------------------------------------------

/// Places of `what` in a report.
std::vector<std::size_t> places_of(const std::string& report, std::string_view what) {
    std::vector<std::size_t> places;
    for (auto at = report.find(what); at != std::string::npos; at = report.find(what, at + 1)) {
        places.push_back(at);
    }
    return places;
}

/// Letters that are shown: in no tag, and in no name of a character.
std::vector<std::size_t> shown_letters(const std::string& report) {
    std::vector<std::size_t> places;
    char until = '\0';
    for (std::size_t i = 0; i < report.size(); ++i) {
        if (until != '\0') {
            until = report[i] == until ? '\0' : until;
        } else if (report[i] == '<' || report[i] == '&') {
            until = report[i] == '<' ? '>' : ';';
        } else if (is_letter(report[i])) {
            places.push_back(i);
        }
    }
    return places;
}

/// From the begin of one of these elements to its end, which holds none of its own name.
bool cut_element(std::string& report, std::string_view begin, std::string_view end,
                 SeededRandom& random) {
    const auto places = places_of(report, begin);
    if (places.empty()) { return false; }
    const auto at = one_of(places, random);
    report.erase(at, report.find(end, at) + end.size() - at);
    return true;
}

bool insert_before(std::string& report, std::string_view what, std::string_view added,
                   SeededRandom& random) {
    const auto places = places_of(report, what);
    if (places.empty()) { return false; }
    report.insert(one_of(places, random), added);
    return true;
}

bool damage_report(std::string& report, SeededRandom& random) {
    switch (random.below(10)) {
        case 0: return cut_element(report, "<tr><th scope=\"row\"", "</tr>", random);
        case 1: return cut_element(report, "<sup>", "</sup>", random);
        case 2: return cut_element(report, "<li>", "</li>", random);
        case 3: return cut_element(report, "<h2", "</h2>", random);
        case 4: return insert_before(report, "</tbody>", "<tr hidden><td>x</td></tr>", random);
        case 5: return insert_before(report, "</div>", "<p>Een voetnoot.</p>", random);
        case 6: return insert_before(report, " data-cells", " hidden", random);
        default: return alter_at(report, shown_letters(report), random);
    }
}

/// Changes that are seen, or that hide what should be, where the report is not: each puts the
/// second text before the first one, which stands in every page.
struct Addition {
    std::string_view place;
    std::string_view added;
};
constexpr std::array<Addition, 16> additions{
    {{"<!DOCTYPE", "<!-- x -->"},
     {" lang=\"nl\"", " dir=\"rtl\""},
     {"<meta charset", "<base href=\"x\">"},
     {"default-src 'none'", "img-src *; "},
     {"\n<title>", "\n<meta http-equiv=\"refresh\" content=\"9\">"},
     {"</title>", ", vervangen"},
     {"</style>", "td{font-size:0}td::after{content:'x';font-size:1rem}"},
     {"</head>", "<style>#verdict{display:none}</style>"},
     {"<aside id", "<p>Nog een woord.</p>"},
     {"</aside>", "<p>Dit rapport is echt.</p>"},
     {"<main id", "Nog een woord."},
     {" id=\"report\"", " style=\"display:none\""},
     {"<h1 ", "<template shadowrootmode=\"closed\"><h1>x</h1></template>"},
     {"\n<dialog", "<table><tr><td>x</td></tr></table>"},
     {"></dialog>", " open>Nog een woord."},
     {"</html>", "</html>Nog een woord."}}};

void damage_outside(std::string& page, SeededRandom& random) {
    const auto& [place, added] = one_of(additions, random);
    // The program draws pages and has these texts in it, too: behind all places but the last.
    const auto at = place == "</html>" ? page.rfind(place) : page.find(place);
    if (place == "></dialog>") { page.erase(at, 1); }
    page.insert(at, added);
}

// Choosing ----------------------------------------------------------------------------------------

File with_source(const Exported& exported, const std::string& source) {
    File file{source, source};
    if (exported.page.empty()) { return file; }
    file.text = exported.page;
    const auto part = part_between(file.text, source_begin, source_end);
    file.text.replace(part.begin, part.size, source);
    file.is_page = true;
    return file;
}
/// A page with another report in it; nothing if there is nothing to damage.
std::optional<File> with_damaged_report(const Exported& exported, SeededRandom& random) {
    auto file = file_of(exported);
    const auto shown = part_between(file.text, report_begin, report_end);
    auto report = file.text.substr(shown.begin, shown.size);
    if (!damage_report(report, random)) { return std::nullopt; }
    file.text.replace(shown.begin, shown.size, report);
    return file;
}

std::optional<DamagedFile> try_damage(Exported exported, SeededRandom& random) {
    const auto sorts = document_damages();
    const auto choice = random.below(sorts.size() + (exported.page.empty() ? 3 : 8));
    if (choice < sorts.size()) {
        const auto& sort = sorts[choice];
        if (!sort.apply(exported.document, random)) { return std::nullopt; }
        return DamagedFile{std::string(sort.name), file_of(exported)};
    }
    if (choice == sorts.size()) {
        if (!borrow_part(exported, random)) { return std::nullopt; }
        return DamagedFile{"borrowed", file_of(exported)};
    }
    if (choice == sorts.size() + 1) {
        auto source = page_source(judged_part(exported.document));
        if (!alter_at(source, plain_letters(source), random)) { return std::nullopt; }
        return DamagedFile{"a letter of the document", with_source(exported, source)};
    }
    if (choice == sorts.size() + 2) {
        auto source = page_source(exported.document);
        source.resize(1 + random.below(source.size() - 1));
        return DamagedFile{"cut off", with_source(exported, source)};
    }
    if (choice < sorts.size() + 5) {
        auto file = file_of(exported);
        damage_outside(file.text, random);
        return DamagedFile{"outside the report", std::move(file)};
    }
    const auto file = with_damaged_report(exported, random);
    return file ? std::optional(DamagedFile{"report", *file}) : std::nullopt;
}

}  // namespace

File file_of(const Exported& exported) {
    return with_source(exported, page_source(exported.document));
}

std::string with_another_letter(std::string text, SeededRandom& random) {
    BOOST_TEST_REQUIRE(alter_at(text, plain_letters(text), random));
    return text;
}

DamagedFile damaged(const Exported& exported, SeededRandom& random) {
    while (true) {
        if (auto done = try_damage(exported, random)) { return *std::move(done); }
    }
}

}  // namespace peil::audit::testing

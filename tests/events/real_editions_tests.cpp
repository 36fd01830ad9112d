// The two published reports through the whole product, where a checkout has them beside it:
// imported, then asked for again as editions and on dates, every cell compared by its digest with a
// transcription made by hand.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_samples.hpp"
#include "report_samples.hpp"
#include <peil/core/bytes.hpp>
#include <peil/core/hash.hpp>

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <map>
#include <optional>
#include <string>

namespace {

namespace core = peil::core;
namespace events = peil::events;

using events::testing::published;
using events::testing::SampleLedger;

/// `7 20 progress` → digest.
using Digests = std::map<std::string, std::string>;

Digests transcribed(const std::string& edition) {
    Digests digests;
    std::ifstream file{PEIL_SOURCE_DIR "/tests/data/real/editions.txt"};
    std::string line;
    while (std::getline(file, line)) {
        const auto last = line.rfind(' ');
        if (line.starts_with(edition + " ")) {
            digests[line.substr(0, last)] = line.substr(last + 1);
        }
    }
    return digests;
}

std::string digest(const std::string& text) {
    return core::to_hex(core::sha256(core::as_bytes(text))).substr(0, 16);
}

std::string line_a_block(const events::Blocks& blocks) {
    std::string text;
    for (const auto& block : blocks) {
        if (const auto* paragraph = std::get_if<events::Paragraph>(&block)) {
            text += "P " + paragraph->text + "\n";
            continue;
        }
        const auto& list = std::get<events::List>(block);
        for (const auto& item : list.items) { text += (list.ordered ? "O " : "U ") + item + "\n"; }
    }
    return text;
}

Digests drawn(const std::string& edition, const events::Matrix& matrix, bool has_planning) {
    Digests digests;
    for (const auto& measure : matrix.measures) {
        const auto cell = edition + " " + measure.number + " ";
        digests[cell + "description"] = digest(measure.description);
        if (has_planning && measure.planning) {
            digests[cell + "planning"] = digest(*measure.planning);
        }
        digests[cell + "progress"] = digest(line_a_block(measure.progress));
    }
    return digests;
}

void compare(const std::string& edition, const events::Matrix& matrix, bool has_planning) {
    const auto wanted = transcribed(edition);
    const auto found = drawn(edition, matrix, has_planning);
    BOOST_TEST(matrix.measures.size() == 38U);
    BOOST_TEST(found.size() == wanted.size());
    for (const auto& [cell, value] : wanted) {
        BOOST_TEST((found.contains(cell) && found.at(cell) == value), cell);
    }
}

events::ImportPlan import_published(SampleLedger& ledger, const std::string& text,
                                    std::uint32_t edition) {
    auto plan = events::testing::import_text(
        ledger, {.text = text,
                 .file_title = "report-" + std::to_string(edition) + ".txt",
                 .edition = edition,
                 .date = edition == 7 ? "2016-11-14" : "2017-04-10"});
    if (!plan) { BOOST_FAIL(plan.error().detail); }
    return std::move(*plan);
}

/// A ledger with both reports, where a checkout has them beside it.
struct BothReports {
    std::optional<std::string> seventh = published("report-7.txt");
    std::optional<std::string> eighth = published("report-8.txt");
    SampleLedger ledger;

    /// False if the reports are not there.
    bool import() {
        if (!seventh || !eighth) { return false; }
        import_published(ledger, *seventh, 7);
        import_published(ledger, *eighth, 8);
        return true;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(real_editions)

BOOST_FIXTURE_TEST_CASE(come_back_word_for_word_as_editions_and_on_dates, BothReports) {
    if (!import()) { return; }
    const auto view = ledger.view();
    const auto ask = [&](const events::Question& question) {
        auto matrix = events::answer(view, question, ledger.now());
        if (!matrix) { BOOST_FAIL(matrix.error().detail); }
        return std::move(*matrix);
    };
    compare("7", ask({.edition = 7}), true);
    compare("7", ask({.as_of = "2016-12-01"}), true);
    compare("8", ask({.edition = 8}), true);
    // Edition 8 prints no planning; what was planned before still holds.
    compare("8", ask({.as_of = "2017-05-01"}), false);
    BOOST_TEST(!ask({.edition = 8}).measures.front().planning.has_value());
    BOOST_TEST(ask({.as_of = "2017-05-01"}).measures.front().planning.has_value());
}

BOOST_FIXTURE_TEST_CASE(append_nothing_when_they_are_imported_again, BothReports) {
    if (!import()) { return; }
    const auto size = ledger.size();
    BOOST_TEST(import_published(ledger, *seventh, 7).events.empty());
    BOOST_TEST(import_published(ledger, *eighth, 8).events.empty());
    BOOST_TEST(ledger.size() == size);
}

BOOST_AUTO_TEST_SUITE_END()

// Three verifiers that share no code, and one verdict: `peil check`, the page in a browser, and
// peil-audit judge exports that are whole and exports with one place changed.
// SPDX-License-Identifier: EUPL-1.2
#include "damage.hpp"
#include "judges.hpp"
#include "page_judge.hpp"
#include <peil/events/page.hpp>

#include <boost/test/unit_test.hpp>

#include <map>

namespace {

namespace audit = peil::audit;
namespace core = peil::core;
namespace events = peil::events;
using audit::testing::DamagedFile;
using audit::testing::Exported;
using audit::testing::File;
using audit::testing::fresh_seed;
using audit::testing::Judges;
using audit::testing::PageJudge;
using audit::testing::RandomProgramme;
using audit::testing::SeededRandom;

// 10,000 good and 10,000 damaged exports where the code is optimised, 500 each under sanitizers and
// without optimisation, which make it ten times as slow.
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr int programme_count = 100;
#else
constexpr int programme_count = 5;
#endif
constexpr int edition_count = 50;  // each exported as a document and as a page

/// Exports of one programme: each edition as a document and as a page.
std::vector<Exported> exports_of(RandomProgramme& programme) {
    std::vector<Exported> all;
    boost::json::object other;
    for (int i = 0; i < edition_count; ++i) {
        const auto document = programme.next_document();
        auto json = events::to_json(document);
        if (i == 0) { other = json; }
        const auto page = events::render_page(document);
        BOOST_TEST_REQUIRE(page.has_value());
        all.push_back({json, other, ""});
        all.push_back({json, other, *page});
        other = std::move(json);
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(agreement)

BOOST_AUTO_TEST_CASE(three_verifiers_agree_on_good_and_on_damaged_exports) {
    const auto seed = fresh_seed();
    BOOST_TEST_MESSAGE("seed " << seed << "; PEIL_TEST_SEED sets it");
    SeededRandom random(seed);
    PageJudge pages;
    std::vector<std::string> expected;
    std::vector<std::string> described;
    std::map<std::string, int> sorts;
    const auto note = [&](const Judges& judges, const File& file, const std::string& what) {
        pages.take(file);
        const auto by_check = judges.check(file.text);
        const auto by_audit = judges.audit(file.text);
        BOOST_TEST((by_check == 0) == what.empty(), "peil check says " << by_check << ": " << what);
        BOOST_TEST(by_audit == by_check, what << ": " << file.text.substr(0, 3000));
        described.push_back(what);
    };
    for (int i = 0; i < programme_count; ++i) {
        RandomProgramme programme(random.next());
        const Judges judges(programme.ledger().ledger().settings().log_key);
        for (const auto& exported : exports_of(programme)) {
            note(judges, audit::testing::file_of(exported), "");
            const auto [what, file] = audit::testing::damaged(exported, random);
            ++sorts[what];
            note(judges, file, what);
        }
    }
    const auto verdicts = pages.finish();
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const bool is_good = described[i].empty();
        BOOST_TEST((verdicts[i] == "proven") == is_good,
                   "the page says " << verdicts[i] << ": " << described[i]);
    }
    for (const auto& [what, count] : sorts) { BOOST_TEST_MESSAGE(what << ": " << count); }
    BOOST_TEST_MESSAGE(verdicts.size() << " exports");
}

BOOST_AUTO_TEST_SUITE_END()

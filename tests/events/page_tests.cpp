// The page of an edition: the same bytes for the same document, and nothing that could run.
// SPDX-License-Identifier: EUPL-1.2
#include "document_samples.hpp"
#include <peil/events/page.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace core = peil::core;
namespace events = peil::events;
using core::Verdict;
using peil::events::testing::PublishedSample;
using peil::events::testing::text_of;

namespace {

std::string page_of(const events::EditionDocument& document) {
    auto page = events::render_page(document);
    BOOST_TEST_REQUIRE(page.has_value());
    return std::move(*page);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(page, PublishedSample)

BOOST_AUTO_TEST_CASE(it_holds_its_document) {
    const auto whole = page_of(document(4));
    const auto inside = events::find_document(whole);
    BOOST_TEST_REQUIRE(inside.has_value());
    const auto read = events::parse_document(*inside);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(text_of(*read) == text_of(document(4)));
    BOOST_TEST((events::check_page(whole, *read).verdict == Verdict::proven));
}

BOOST_AUTO_TEST_CASE(any_changed_byte_of_it_is_noticed) {
    const auto whole = page_of(document(4));
    for (std::size_t place = 0; place < whole.size(); place += 997) {
        auto changed = whole;
        changed[place] = static_cast<char>(changed[place] ^ 1);
        BOOST_TEST((events::check_page(changed, document(4)).verdict != Verdict::proven), place);
    }
}

BOOST_AUTO_TEST_CASE(another_format_is_told_from_a_forgery) {
    auto older = page_of(document(4));
    const std::string format = "name=\"peil-page\" content=\"";
    older.replace(older.find(format) + format.size(), 1, "9");
    BOOST_TEST((events::check_page(older, document(4)).verdict == Verdict::not_proven));
}

BOOST_AUTO_TEST_CASE(it_names_no_network) {
    const auto whole = page_of(document(4));
    BOOST_TEST(whole.find("default-src 'none'") != std::string::npos);
    for (const auto* word :
         {"<link", "<img", "<iframe", " src=", "@import", "import(", "fetch(", "XMLHttpRequest"}) {
        BOOST_TEST(whole.find(word) == std::string::npos, word);
    }
}

BOOST_AUTO_TEST_CASE(text_stays_text) {
    ledger.append(
        {{events::ProgressReported{"1", {events::Paragraph{"</script><script>alert(1)</script>"}}},
          "2021-11-23"}});
    publish(5, "2021-11-23");
    const auto whole = page_of(document(5));
    BOOST_TEST(whole.find("<script>alert") == std::string::npos);
    BOOST_TEST((events::check_page(whole, document(5)).verdict == Verdict::proven));
}

BOOST_AUTO_TEST_SUITE_END()

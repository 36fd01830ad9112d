// The manual page: complete, and understood by the program that typesets it.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <string>

BOOST_FIXTURE_TEST_SUITE(manual, peil::cli::testing::Workplace)

BOOST_AUTO_TEST_CASE(it_has_a_section_for_everything) {
    const auto page = done({"manual"}).output;
    BOOST_TEST(page.find("peil(1)\n") == 0U);
    for (const auto* heading : {"# NAME", "# SYNOPSIS", "# DESCRIPTION", "# RECORDING",
                                "# LOOKING BACK", "# OPTIONS", "# EXIT STATUS", "# ENVIRONMENT"}) {
        BOOST_TEST(page.find(heading) != std::string::npos);
    }
    BOOST_TEST(page.find("\t_FILE_: ") != std::string::npos);
    BOOST_TEST(page.find("\n\n\tdocs/review.md describes") != std::string::npos);
    for (const auto* name : {"peil import", "peil measure add-part", "peil verify"}) {
        BOOST_TEST(page.find(name) != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(scdoc_typesets_it) {
    if (std::system("command -v scdoc >/dev/null") != 0) {
        BOOST_TEST_MESSAGE("scdoc is not installed: left out");
        return;
    }
    peil::core::testing::write_whole(*this / "page.scd", done({"manual"}).output);
    const auto typeset =
        "scdoc < " + (*this / "page.scd").string() + " > " + (*this / "peil.1").string();
    BOOST_TEST_REQUIRE(std::system(typeset.c_str()) == 0);
    const auto page = peil::core::testing::read_whole(*this / "peil.1");
    BOOST_TEST(page.find(".TH \"peil\" \"1\"") != std::string::npos);
    BOOST_TEST(page.find("PEIL_LEDGER") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

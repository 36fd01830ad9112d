// Documents of the sample programme's editions 3 and 4, each sealed when it was published.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ledger_samples.hpp"
#include <peil/events/document.hpp>

#include <boost/json/serialize.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::testing {

inline EditionDocument document_of(SampleLedger& ledger, std::uint32_t edition) {
    const auto view = ledger.view();
    auto document = make_document(view, edition);
    if (!document) { BOOST_FAIL(document.error().detail); }
    return std::move(*document);
}

struct PublishedSample {
    PublishedSample() {
        import_sample(ledger, 3);
        ledger.seal();
        import_sample(ledger, 4);
        ledger.seal();
    }
    [[nodiscard]] EditionDocument document(std::uint32_t edition) {
        return document_of(ledger, edition);
    }
    /// Publishes and seals the matrix of a date as an edition, without the rows left out.
    void publish(std::uint32_t number, const std::string& date,
                 const std::vector<std::string>& left_out = {}) {
        const auto view = ledger.view();
        BatchBuilder batch(view, "example.nl", ledger.random());
        const auto matrix = answer(view, {.as_of = date}, 0);
        BOOST_TEST_REQUIRE(matrix.has_value());
        auto edition = edition_of(*matrix, number, date);
        std::erase(edition.rows, left_out);
        BOOST_TEST_REQUIRE(batch.publish(edition, {.effective = date, .actor = {}}).has_value());
        ledger.append_drafts(batch.drafts());
        ledger.seal();
    }
    [[nodiscard]] DocumentTrust trust() {
        const auto key = core::parse_vkey(ledger.ledger().settings().log_key);
        BOOST_TEST_REQUIRE(key.has_value());
        return {{*key}};
    }

    SampleLedger ledger;
};

inline std::string text_of(const EditionDocument& document) {
    return boost::json::serialize(to_json(document));
}

using Verdicts = std::map<std::string, core::Verdict>;

inline Verdicts verdicts_of(const std::vector<core::VerifiedClaim>& claims) {
    Verdicts verdicts;
    for (const auto& claim : claims) { verdicts[claim.name] = claim.verdict; }
    return verdicts;
}

inline bool is_all_proven(const std::vector<core::VerifiedClaim>& claims) {
    return std::all_of(claims.begin(), claims.end(),
                       [](const auto& claim) { return claim.verdict == core::Verdict::proven; });
}

inline void check_contradicted(const std::vector<core::VerifiedClaim>& claims,
                               const std::string& name) {
    const auto verdicts = verdicts_of(claims);
    BOOST_TEST_REQUIRE(verdicts.contains(name));
    BOOST_TEST((verdicts.at(name) == core::Verdict::contradicted), name);
}

}  // namespace peil::events::testing

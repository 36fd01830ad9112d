// Documents of the sample programme's editions 3 and 4, each sealed when it was published.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ledger_samples.hpp"
#include <peil/core/cosignature.hpp>
#include <peil/core/timestamp.hpp>
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

/// Stamps the last checkpoint, or renews its stamp. The token is none that an authority made, but
/// it names what it is over: the checkpoint's text, and the token before.
inline void stamp(SampleLedger& ledger) {
    const auto snapshot = ledger.ledger().snapshot();
    const auto last = snapshot.checkpoints().back();
    const auto stamped = core::parse_note(last.note);
    BOOST_TEST_REQUIRE(stamped.has_value());
    const auto tokens = snapshot.timestamps(last.size);
    const auto renewed = tokens.empty() ? core::ByteView() : core::ByteView(tokens.back().token);
    const auto imprint = core::timestamp_imprint(stamped->text, renewed);
    const auto token = "token " + std::string(core::as_text(core::as_bytes(imprint)));
    const auto bytes = core::as_bytes(token);
    const auto kept =
        ledger.ledger().keep_timestamp({last.size, tokens.size(), {bytes.begin(), bytes.end()}});
    BOOST_TEST_REQUIRE(kept.has_value());
}

/// Cosigns the last checkpoint as a witness of this name.
inline void cosign(SampleLedger& ledger, const std::string& name) {
    const auto last = ledger.ledger().snapshot().checkpoints().back();
    const auto cosigned = core::parse_note(last.note);
    BOOST_TEST_REQUIRE(cosigned.has_value());
    const auto line = core::cosign_text(cosigned->text, name, 1700000000, core::testing::key_of(7));
    BOOST_TEST_REQUIRE(ledger.ledger().keep_cosignatures(last.size, {&line, 1}).has_value());
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

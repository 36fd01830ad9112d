// Claims in two languages.
// SPDX-License-Identifier: EUPL-1.2
#include "claim_sentences.hpp"

#include <algorithm>
#include <array>

namespace peil::cli {

namespace {

struct ClaimSentence {
    std::string_view claim;
    std::string_view english;
    std::string_view dutch;
};

constexpr std::array claim_sentences{
    ClaimSentence{"stored-bytes", "Every event has the bytes that were hashed with it.",
                  "Elke gebeurtenis heeft de bytes waarvan de hash is vastgelegd."},
    ClaimSentence{"chain", "Every event names the one before it.",
                  "Elke gebeurtenis noemt de gebeurtenis ervoor."},
    ClaimSentence{"tree", "All events lie in one tree, whose root the ledger states.",
                  "Alle gebeurtenissen liggen in één boom, waarvan het logboek de wortel noemt."},
    ClaimSentence{"disclosures", "The contents are those that the events commit to.",
                  "De inhoud is die waaraan de gebeurtenissen zijn gebonden."},
    ClaimSentence{"signatures", "The log signed every checkpoint.",
                  "Het logboek heeft elk controlepunt ondertekend."},
    ClaimSentence{"checkpoints", "All that was signed is still a part of the ledger.",
                  "Al wat is ondertekend, is nog een deel van het logboek."},
    ClaimSentence{"sealed", "A signature covers every event.",
                  "Een handtekening dekt elke gebeurtenis."},
    ClaimSentence{"high-water", "The ledger did not step back behind what was signed here.",
                  "Het logboek is niet teruggegaan tot vóór wat hier is ondertekend."},
    ClaimSentence{"key-validity", "The key behind each signature was valid at the time.",
                  "De sleutel achter elke handtekening was toen geldig."},
    ClaimSentence{"events", "Every event can be read and has the shape of its kind.",
                  "Elke gebeurtenis is leesbaar en heeft de vorm van haar soort."},
    ClaimSentence{"ids", "Every event is found under its id.",
                  "Elke gebeurtenis is onder haar kenmerk te vinden."},
    ClaimSentence{"views", "What is shown is what the events say.",
                  "Wat wordt getoond, is wat de gebeurtenissen zeggen."},
    ClaimSentence{"editions", "Every published report can be drawn again, cell for cell.",
                  "Elk gepubliceerd rapport is opnieuw te maken, cel voor cel."},
    ClaimSentence{"documents", "Every published report proves itself when it is exported.",
                  "Elk gepubliceerd rapport bewijst zichzelf als het wordt uitgevoerd."},
    ClaimSentence{"completeness", "No published report leaves out a measure without a ground.",
                  "Geen gepubliceerd rapport laat een maatregel zonder grond weg."},
    ClaimSentence{"witnesses", "Enough witnesses outside have cosigned the ledger as it is.",
                  "Genoeg getuigen van buiten hebben het logboek zoals het is medeondertekend."},
    ClaimSentence{"timestamps", "An authority outside says since when the ledger is as it is.",
                  "Een instantie van buiten zegt sinds wanneer het logboek is zoals het is."},
    ClaimSentence{"continuity", "The ledger continues what was kept elsewhere.",
                  "Het logboek vervolgt wat elders is bewaard."},
};

}  // namespace

std::string_view claim_sentence(std::string_view claim, events::Language language) {
    const auto* const found =
        std::find_if(claim_sentences.begin(), claim_sentences.end(),
                     [&](const ClaimSentence& each) { return each.claim == claim; });
    if (found == claim_sentences.end()) { return ""; }
    return language == events::Language::nl ? found->dutch : found->english;
}

std::string_view verdict_word(core::Verdict verdict, events::Language language) {
    if (language == events::Language::en) { return core::name_of(verdict); }
    switch (verdict) {
        case core::Verdict::proven: return "bewezen";
        case core::Verdict::not_proven: return "niet bewezen";
        case core::Verdict::contradicted: return "weersproken";
    }
    return "";
}

}  // namespace peil::cli

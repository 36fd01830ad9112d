// Editions, drawn again and compared with what was published.
// SPDX-License-Identifier: EUPL-1.2
#include "verify_editions.hpp"

#include <peil/core/count_text.hpp>
#include <peil/events/cells.hpp>
#include <peil/events/document.hpp>
#include <peil/events/error.hpp>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace peil::events {

namespace {

using core::Verdict;
using core::VerifiedClaim;

/// What is wrong with an edition, or cannot be told.
struct EditionFault {
    Verdict verdict = Verdict::contradicted;
    std::string text;
};

using JudgeEdition = std::function<std::optional<EditionFault>(const EditionRecord& record)>;

/// The first edition that is contradicted, or else the first that is not proven.
VerifiedClaim judge_editions(const View& view, const std::string& name,
                             const std::string& proven_text, const JudgeEdition& judge) {
    const auto editions = list_editions(view.facts());
    VerifiedClaim claim{name, Verdict::proven,
                        core::counted(editions.size(), "published edition") +
                            (editions.size() == 1 ? " is " : " are ") + proven_text};
    if (editions.empty()) {
        claim = {name, Verdict::not_proven, "no edition was published yet"};
        claim.is_asked = false;
    }
    for (const auto& record : editions) {
        const auto fault = judge(record);
        const bool is_worse =
            fault &&
            (claim.verdict == Verdict::proven ||
             (claim.verdict == Verdict::not_proven && fault->verdict == Verdict::contradicted));
        if (!is_worse) { continue; }
        claim = {name, fault->verdict,
                 fmt::format("event {}: edition {}: {}", record.sequence, record.edition.edition,
                             fault->text),
                 record.sequence};
    }
    return claim;
}

/// Keys of the log, those of its whole life.
DocumentTrust own_trust(const View& view) {
    DocumentTrust trust;
    const auto keys = view.ledger().log_keys();
    if (!keys) { return trust; }
    for (const auto& each : keys->all()) { trust.log_keys.push_back(each.key); }
    return trust;
}

/// What the document says against itself, or does not prove. Its completeness is a claim of its
/// own, and the first edition has none before it.
std::optional<EditionFault> judge_document(const EditionDocument& document,
                                           const DocumentTrust& trust) {
    std::optional<EditionFault> fault;
    for (const auto& claim : check_document(document, trust)) {
        if (claim.verdict == Verdict::proven || !claim.is_asked || claim.name == "completeness") {
            continue;
        }
        if (fault && claim.verdict != Verdict::contradicted) { continue; }
        fault = EditionFault{claim.verdict, claim.name + ": " + claim.text};
        if (claim.verdict == Verdict::contradicted) { return fault; }
    }
    return fault;
}

std::optional<EditionFault> judge_export(const View& view, std::uint32_t edition,
                                         const DocumentTrust& trust) {
    const auto made = make_document(view, edition);
    if (!made) {
        const bool is_unsealed = made.error().code == make_error_code(Errc::not_sealed);
        return EditionFault{is_unsealed ? Verdict::not_proven : Verdict::contradicted,
                            made.error().detail};
    }
    const auto document = parse_document(boost::json::serialize(to_json(*made)));
    if (!document) { return EditionFault{Verdict::contradicted, document.error().detail}; }
    const auto drawn = draw_document(*document);
    if (!drawn) { return EditionFault{Verdict::contradicted, drawn.error().detail}; }
    return judge_document(*document, trust);
}

/// Whether another number of the measure's joint row is printed.
bool is_in_printed_row(const SubjectState& measure, const std::set<std::string_view>& printed) {
    const auto joint = measure.find(Field::joint);
    const auto row = decode_numbers(joint ? joint->value : "");
    return std::any_of(row.begin(), row.end(),
                       [&](const std::string& number) { return printed.contains(number); });
}

/// What an edition leaves out or adds, by the facts and without its tree.
class MeasureCount {
  public:
    MeasureCount(const FactSource& facts, const EditionRecord& record)
        : facts_(facts), record_(record) {}

    std::optional<EditionFault> judge() {
        for (const auto& row : record_.edition.rows) {
            for (const auto& number : row) {
                if (!printed_.insert(number).second) { return wrong(number, "is printed twice"); }
            }
        }
        std::vector<std::string> lost;
        for (const auto& subject : facts_.subjects("measure/")) { take(subject, lost); }
        for (const auto number : printed_) {
            if (!registered_.contains(number)) {
                return wrong(number, "is printed and was never registered");
            }
        }
        if (lost.empty()) { return std::nullopt; }
        return EditionFault{Verdict::not_proven,
                            fmt::format("{} registered and neither printed nor gone on a ground: "
                                        "{}",
                                        lost.size() == 1 ? "this measure is" : "these measures are",
                                        fmt::join(lost, ", "))};
    }

  private:
    static EditionFault wrong(std::string_view number, std::string_view text) {
        return {Verdict::contradicted, fmt::format("measure {} {}", number, text)};
    }

    void take(const std::string& subject, std::vector<std::string>& lost) {
        const auto number = subject.substr(subject.find('/') + 1);
        const auto state = facts_.state_of(subject, moment_of(record_));
        if (!state.find(Field::chapter) && !state.find(Field::parent)) { return; }
        registered_.insert(number);
        if (printed_.contains(number) || is_in_printed_row(state, printed_)) { return; }
        const auto closure = state.find(Field::closure);
        if (!decode_closure(closure ? closure->value : "")) { lost.push_back(number); }
    }

    const FactSource& facts_;
    const EditionRecord& record_;
    std::set<std::string_view> printed_;
    std::set<std::string, std::less<>> registered_;
};

}  // namespace

VerifiedClaim check_editions(const View& view) {
    return judge_editions(view, "editions", "drawn cell for cell",
                          [&](const EditionRecord& record) -> std::optional<EditionFault> {
                              const auto cells = stored_cells(view.facts(), view.ledger(), record);
                              if (!cells) {
                                  return EditionFault{Verdict::contradicted, cells.error().detail};
                              }
                              if (cell_tree(*cells) == record.edition.cells) {
                                  return std::nullopt;
                              }
                              return EditionFault{Verdict::contradicted,
                                                  "it can no longer be drawn as it was published"};
                          });
}

VerifiedClaim check_edition_documents(const View& view) {
    const auto trust = own_trust(view);
    return judge_editions(
        view, "documents",
        "proven by the document that is exported of each, as `peil check` does it",
        [&](const EditionRecord& record) {
            return judge_export(view, record.edition.edition, trust);
        });
}

VerifiedClaim check_completeness(const View& view) {
    return judge_editions(
        view, "completeness", "complete: every registered measure is printed, or gone on a ground",
        [&](const EditionRecord& record) { return MeasureCount(view.facts(), record).judge(); });
}

}  // namespace peil::events

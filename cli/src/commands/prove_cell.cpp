// peil prove cell: one printed cell of an edition, or that it has no such cell, with its proof.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "all.hpp"
#include <peil/events/cell_proof.hpp>

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>

namespace peil::cli {

namespace {

constexpr std::array<std::string_view, 9> cell_fields{"chapter",   "closure",  "description",
                                                      "footnotes", "joint",    "parent",
                                                      "planning",  "progress", "status"};

std::string names_of_fields() {
    std::string names;
    for (const auto name : cell_fields) {
        names += (names.empty() ? "" : ", ") + std::string(name);
    }
    return names;
}

core::Result<int> run_prove_cell(Context& context) {
    const auto field = context.arguments.get("FIELD");
    if (std::find(cell_fields.begin(), cell_fields.end(), field) == cell_fields.end()) {
        return wrong_use("FIELD is one of " + names_of_fields());
    }
    const auto number = context.arguments.get("NUMBER");
    if (!events::is_measure_number(number)) {
        return wrong_use("NUMBER is a number of a measure, such as 8 or 20b");
    }
    const auto edition = parse_edition(context.arguments.get("--edition"), "--edition");
    if (!edition) { return edition.error(); }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto document = events::make_document(*view, *edition);
    if (!document) { return document.error(); }
    const auto proof = events::CellProver(*document).prove("measure/" + number, field);
    context.print(boost::json::serialize(events::to_json(proof)));
    return exit_code::done;
}

}  // namespace

Command prove_cell_command() {
    return {.name = "prove cell",
            .group = "Editions and integrity",
            .summary = "Prove one printed cell of an edition, or that it has no such cell",
            .details = "FIELD is one of " + names_of_fields() +
                       ". The proof is JSON; `peil check` takes it\nwithout a ledger.",
            .positionals = {{"NUMBER", "number of the measure, such as 8 or 20b"},
                            {"FIELD", "what of it"}},
            .options = {{"--edition", "N", "number of the edition", true}},
            .formats = {"json"},
            .run = run_prove_cell};
}

}  // namespace peil::cli

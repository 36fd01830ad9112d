// What the tests of changes share: short lines for comparisons, and measures with text.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "matrix_samples.hpp"
#include <peil/events/changes.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace peil::events::testing {

/// `measure field class`, one for each change; `-` is the matrix as a whole.
inline std::vector<std::string> lines_of(const Comparison& comparison) {
    std::vector<std::string> lines;
    for (const auto& change : comparison.changes) {
        lines.push_back((change.measure.empty() ? "-" : change.measure) + ' ' + change.field + ' ' +
                        std::string(name_of(change.change_class)));
    }
    return lines;
}

/// The same, without the texts that are the same.
inline std::vector<std::string> differences_of(const Comparison& comparison) {
    auto lines = lines_of(comparison);
    lines.erase(
        std::remove_if(lines.begin(), lines.end(),
                       [](const std::string& line) { return line.ends_with(" unchanged"); }),
        lines.end());
    return lines;
}

inline const Change* find_change(const Comparison& comparison, const std::string& line) {
    const auto lines = lines_of(comparison);
    const auto found = std::find(lines.begin(), lines.end(), line);
    return found == lines.end()
               ? nullptr
               : &comparison.changes[static_cast<std::size_t>(found - lines.begin())];
}

inline bool has(const Comparison& comparison, const std::string& line) {
    return find_change(comparison, line) != nullptr;
}

/// Measure 1 of a programme of ten, with this text, as a report of that date printed it. The nine
/// others have texts of their own, so that words can be told from words of the subject.
inline Matrix report_with(const std::string& text, const std::string& date) {
    static const std::vector<std::string> others{
        "De gemaaltjes draaien op stroom van het dak.",
        "Langs de vaart staan nieuwe wilgen.",
        "De schouw is gelopen en het slootvuil is afgevoerd.",
        "Bewoners wisselen ervaringen uit over hun regentonnen.",
        "De dijkgraaf sprak met boeren over het peil.",
        "Er is een kaart met alle duikers.",
        "Bij het stuwtje is het hek hersteld.",
        "De muskusrattenvangers hebben een andere boot.",
        "Leerlingen meten de helderheid van het water."};
    Matrix matrix;
    matrix.programme = "Programma Schone Sloten";
    matrix.as_of = matrix.edition_date = matrix.last_edition.date = date;
    matrix.columns = {{"number", "Nr"}, {"description", "Omschrijving"}, {"progress", "Stand"}};
    matrix.measures.push_back(sample_measure("1", "Wat 1 is.", {Paragraph{text}}));
    for (std::size_t i = 0; i < others.size(); ++i) {
        matrix.measures.push_back(
            sample_measure(std::to_string(i + 2), "Wat anders is.", {Paragraph{others[i]}}));
    }
    for (const auto& measure : matrix.measures) { matrix.rows.push_back({measure.number}); }
    return matrix;
}

/// What changed in measure 1 between a text in spring and one in autumn 2031.
inline Comparison compare_texts(const std::string& before, const std::string& after) {
    return compare(report_with(before, "2031-04-01"), report_with(after, "2031-10-01"));
}

}  // namespace peil::events::testing

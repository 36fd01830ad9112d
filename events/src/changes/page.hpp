// What all renderings of changes share: groups by measure, and the words around the content.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/render.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace peil::events::changes {

/// The changes of one measure, or those of the matrix as a whole; texts that are the same are not
/// among them. Pointers die with the comparison.
struct ChangeGroup {
    std::string measure;
    std::vector<const Change*> changes;
};
[[nodiscard]] std::vector<ChangeGroup> grouped(const Comparison& comparison);

/// `Maatregel 8: description`, or `Programma`.
[[nodiscard]] std::string heading_of(const ChangeGroup& group, const ChangesPage& page);

/// What the change is, with what is known of it: `omschrijving: op enkele tekens na gelijk (98 %
/// gelijk)`, `cijfer telt iets anders: 98 personen → 197 gevallen (andere eenheid; gevonden in de
/// tekst)`. Where several figures of a measure and unit changed, one of the ledger is told with the
/// label of its series, unless its sentences are shown or its unit says as much.
[[nodiscard]] std::string label_of(const Change& change, const ChangesPage& page);
/// The same without the values, which stand beside it in a table.
[[nodiscard]] std::string title_of(const Change& change, const ChangesPage& page);
/// `98 → 197 gevallen`, `1 januari 2017 → 1 maart 2017`; empty where words are shown.
[[nodiscard]] std::string values_of(const Change& change, Language language);

/// Whether the difference is to be shown word by word.
[[nodiscard]] bool has_words(const Change& change);
/// Whether the sentences of the source are to be shown, and which. Of a figure in the text that
/// only grew or fell that is so where its line would read like that of another one.
struct Quotes {
    std::string before;
    std::string after;
};
[[nodiscard]] Quotes quotes_of(const Change& change, const ChangesPage& page);

/// The measure of the same row with which this change was shown before, or nullptr: joint measures
/// share planning, status, and progress.
[[nodiscard]] const std::string* find_repetition(const Change& change, const ChangesPage& page);
/// `zoals bij maatregel 27`.
[[nodiscard]] std::string repetition_words(const std::string& measure, Language language);

/// `van editie 7 (14 november 2016) naar editie 8 (10 april 2017)`.
[[nodiscard]] std::string span_words(const ChangesPage& page);

/// `Woord voor woord gelijk: 16`; empty if there is none.
[[nodiscard]] std::string unchanged_words(const ChangesPage& page);

}  // namespace peil::events::changes

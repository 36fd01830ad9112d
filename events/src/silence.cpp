// Comparing what was promised with what the next report says.
// SPDX-License-Identifier: EUPL-1.2
#include "words.hpp"
#include <peil/events/changes.hpp>
#include <peil/events/silence.hpp>

#include <algorithm>
#include <string>

namespace peil::events {

namespace {

/// The words of a text in small letters, each between spaces: punctuation and line breaks of a
/// report are not what was said.
std::string bare_words(std::string_view text) {
    std::string bare = " ";
    for (const auto& word : split_words(text)) {
        if (!word.is_letters) { continue; }
        for (const char letter : word.text) {
            bare += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
        }
        bare += ' ';
    }
    return bare;
}

bool mentions(const Matrix& edition, const Milestone& milestone) {
    const auto wanted = bare_words(milestone.text);
    return std::any_of(
        edition.measures.begin(), edition.measures.end(), [&](const MatrixMeasure& measure) {
            if (measure.number != milestone.measure) { return false; }
            const auto text = measure.planning.value_or("") + " " + plain_text(measure.progress) +
                              " " + plain_text(measure.footnotes);
            return bare_words(text).find(wanted) != std::string::npos;
        });
}

}  // namespace

std::optional<NeighbourEditions> find_neighbours(const std::vector<EditionRecord>& editions,
                                                 std::optional<std::uint32_t> number) {
    if (editions.size() < 2) { return std::nullopt; }
    auto first = editions.end() - 2;
    if (number) {
        first = std::find_if(editions.begin(), editions.end(), [&](const EditionRecord& record) {
            return record.edition.edition == *number;
        });
    }
    if (first == editions.end() || first + 1 == editions.end()) { return std::nullopt; }
    return NeighbourEditions{*first, *(first + 1)};
}

std::vector<Milestone> silent_milestones(const FactSource& facts,
                                         const NeighbourEditions& editions) {
    const auto before = moment_of(editions.first);
    const auto after = moment_of(editions.second);
    const auto printed = draw_edition(facts, editions.second);
    std::vector<Milestone> silent;
    for (auto& milestone : list_milestones(facts, before)) {
        if (!milestone.is_open()) { continue; }
        const auto now = find_milestone(facts, milestone.id, after);
        const bool has_news = now && now->newest > milestone.newest;
        if (!has_news && !mentions(printed, milestone)) { silent.push_back(std::move(milestone)); }
    }
    return silent;
}

}  // namespace peil::events

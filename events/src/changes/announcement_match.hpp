// Which later announcement continues an earlier one, and whether a later text speaks of it at all.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "announcements.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace peil::events::changes {

/// Whether they speak of the same thing, or the later one says that it moved from the date of the
/// earlier one.
[[nodiscard]] bool continues(const Announcement& before, const Announcement& after,
                             const WordWeights& weights);

/// The later announcement of the same thing: of the ledger by its name, else one that says that it
/// moved from its date, else the most alike; of those that are as much alike, the one that was
/// reached.
[[nodiscard]] std::optional<std::size_t> find_later(const Announcement& before,
                                                    const std::vector<Announcement>& after,
                                                    const WordWeights& weights);

/// What a measure tells: planning, progress and footnotes.
[[nodiscard]] std::string telling_text(const MatrixMeasure& measure);

struct ToldTexts {
    std::string before;
    std::string after;
};

/// Whether a sentence of the later text speaks of it, with a date or without: by its words, or by
/// one of them and a date within its time. A sentence that stood beside the announcement already
/// does not tell what became of it.
[[nodiscard]] bool is_mentioned(const Announcement& before, const ToldTexts& texts,
                                const WordWeights& weights);

}  // namespace peil::events::changes

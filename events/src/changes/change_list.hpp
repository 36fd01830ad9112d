// Where the parts of a comparison put what they find.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/changes.hpp>

#include <string>
#include <utility>
#include <vector>

namespace peil::events::changes {

struct TextPair {
    std::string before;
    std::string after;
};

/// A measure that stands in both matrices.
struct MeasurePair {
    const MatrixMeasure& before;
    const MatrixMeasure& after;
};

class ChangeList {
  public:
    void add(Change change) { changes_.push_back(std::move(change)); }
    /// A change of which both texts are shown, with their difference word by word.
    void add_texts(std::string measure, std::string field, ChangeClass change_class,
                   TextPair texts);
    [[nodiscard]] const std::vector<Change>& changes() const { return changes_; }
    [[nodiscard]] std::vector<Change> finish() { return std::move(changes_); }

  private:
    std::vector<Change> changes_;
};

}  // namespace peil::events::changes

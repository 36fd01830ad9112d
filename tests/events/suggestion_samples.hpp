// What is found in invented sentences.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/suggestion.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::testing {

using Texts = std::vector<std::string>;

constexpr std::string_view report_date = "2022-03-15";

inline std::vector<Suggestion> found_in(const std::string& text) {
    MatrixMeasure measure{.number = "4"};
    measure.progress = {Paragraph{text}};
    return find_suggestions(measure, report_date);
}

inline std::vector<Suggestion> of_kind(const std::vector<Suggestion>& all, SuggestionKind kind) {
    std::vector<Suggestion> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some),
                 [&](const Suggestion& one) { return one.kind == kind; });
    return some;
}

inline std::vector<Suggestion> figures_in(const std::string& text) {
    return of_kind(found_in(text), SuggestionKind::figure);
}

inline std::vector<Suggestion> milestones_in(const std::string& text) {
    return of_kind(found_in(text), SuggestionKind::milestone);
}

/// `40 leerlingen`, for each figure.
inline Texts counts_in(const std::string& text) {
    Texts counts;
    for (const auto& figure : figures_in(text)) {
        counts.push_back(figure.value + " " + figure.unit);
    }
    return counts;
}

/// `2023-01-01 expected`, for each milestone.
inline Texts dues_in(const std::string& text) {
    Texts dues;
    for (const auto& milestone : milestones_in(text)) {
        dues.push_back(milestone.due + " " + milestone.state);
    }
    return dues;
}

inline void check_texts(const Texts& found, const Texts& wanted) {
    BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), wanted.begin(), wanted.end());
}

}  // namespace peil::events::testing

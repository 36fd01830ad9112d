// What a difference between two matrices is. The names are a contract; docs/changes.md says what
// each of them means and how it is found.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/language.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace peil::events {

enum class ChangeClass : std::uint8_t {
    progress,
    reworded,
    wording_only,
    unchanged,
    planning_slipped,
    planning_advanced,
    planning_changed,
    status,
    figure_grown,
    figure_fallen,
    figure_restated,
    figure_redefined,
    figure_disappeared,
    figure_new,
    milestone_moved,
    milestone_reached,
    milestone_dropped,
    milestone_silent,
    milestone_new,
    column_dropped,
    column_added,
    measure_entered,
    measure_left,
    measure_merged,
    measure_split,
    chapter_moved,
    chapter_entered,
    chapter_left,
    footnote_closing,
    footnote_changed,
};

/// All classes, in the order of the enumeration.
[[nodiscard]] std::span<const ChangeClass> all_change_classes();
/// `planning-slipped`.
[[nodiscard]] std::string_view name_of(ChangeClass change_class);
/// In words, for a reader: `planning schuift op`.
[[nodiscard]] std::string_view in_words(ChangeClass change_class, Language language);

[[nodiscard]] bool is_figure_class(ChangeClass change_class);
[[nodiscard]] bool is_milestone_class(ChangeClass change_class);

}  // namespace peil::events

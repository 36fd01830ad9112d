// Names of the classes of change, for programs and for readers.
// SPDX-License-Identifier: EUPL-1.2
#include "named_words.hpp"
#include <peil/events/change_class.hpp>

#include <algorithm>
#include <array>
#include <cstddef>

namespace peil::events {

namespace {

struct ClassNames {
    ChangeClass change_class;
    changes::NamedWords words;
};

constexpr std::array class_names{
    ClassNames{ChangeClass::progress, {"progress", "voortgang herschreven", "progress rewritten"}},
    ClassNames{ChangeClass::reworded, {"reworded", "anders omschreven", "reworded"}},
    ClassNames{ChangeClass::wording_only,
               {"wording-only", "op enkele tekens na gelijk", "the same but for a few characters"}},
    ClassNames{ChangeClass::unchanged,
               {"unchanged", "woord voor woord gelijk", "word for word the same"}},
    ClassNames{ChangeClass::planning_slipped,
               {"planning-slipped", "planning schuift op", "planning slipped"}},
    ClassNames{ChangeClass::planning_advanced,
               {"planning-advanced", "planning naar voren gehaald", "planning advanced"}},
    ClassNames{ChangeClass::planning_changed,
               {"planning-changed", "planning gewijzigd", "planning changed"}},
    ClassNames{ChangeClass::status, {"status", "status gewijzigd", "status changed"}},
    ClassNames{ChangeClass::figure_grown, {"figure-grown", "cijfer gestegen", "figure grew"}},
    ClassNames{ChangeClass::figure_fallen, {"figure-fallen", "cijfer gedaald", "figure fell"}},
    ClassNames{ChangeClass::figure_restated,
               {"figure-restated", "eerder cijfer herzien", "earlier figure restated"}},
    ClassNames{ChangeClass::figure_redefined,
               {"figure-redefined", "cijfer telt iets anders", "figure counts something else"}},
    ClassNames{ChangeClass::figure_disappeared,
               {"figure-disappeared", "cijfer verdwenen", "figure disappeared"}},
    ClassNames{ChangeClass::figure_new, {"figure-new", "nieuw cijfer", "new figure"}},
    ClassNames{ChangeClass::milestone_moved,
               {"milestone-moved", "mijlpaal verschoven", "milestone moved"}},
    ClassNames{ChangeClass::milestone_reached,
               {"milestone-reached", "mijlpaal bereikt", "milestone reached"}},
    ClassNames{ChangeClass::milestone_dropped,
               {"milestone-dropped", "mijlpaal vervallen", "milestone dropped"}},
    ClassNames{
        ChangeClass::milestone_silent,
        {"milestone-silent", "aankondiging niet meer genoemd", "announcement not mentioned again"}},
    ClassNames{ChangeClass::milestone_new,
               {"milestone-new", "nieuwe aankondiging", "new announcement"}},
    ClassNames{ChangeClass::column_dropped, {"column-dropped", "kolom vervallen", "column gone"}},
    ClassNames{ChangeClass::column_added, {"column-added", "kolom toegevoegd", "column added"}},
    ClassNames{ChangeClass::measure_entered,
               {"measure-entered", "maatregel toegevoegd", "measure entered"}},
    ClassNames{ChangeClass::measure_left, {"measure-left", "maatregel vervallen", "measure left"}},
    ClassNames{ChangeClass::measure_merged,
               {"measure-merged", "maatregel samengevoegd", "measure merged"}},
    ClassNames{ChangeClass::measure_split,
               {"measure-split", "maatregel gesplitst", "measure split"}},
    ClassNames{ChangeClass::chapter_moved,
               {"chapter-moved", "naar een ander hoofdstuk", "moved to another chapter"}},
    ClassNames{ChangeClass::chapter_entered, {"chapter-entered", "nieuw hoofdstuk", "new chapter"}},
    ClassNames{ChangeClass::chapter_left,
               {"chapter-left", "vervallen hoofdstuk", "dropped chapter"}},
    ClassNames{ChangeClass::footnote_closing,
               {"footnote-closing", "voetnoot sluit iets af", "footnote closes something"}},
    ClassNames{ChangeClass::footnote_changed,
               {"footnote-changed", "voetnoot gewijzigd", "footnote changed"}},
};

constexpr auto classes_in_order = [] {
    std::array<ChangeClass, class_names.size()> classes{};
    for (std::size_t i = 0; i < class_names.size(); ++i) {
        classes[i] = class_names[i].change_class;
    }
    return classes;
}();

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < class_names.size(); ++i) {
        if (static_cast<std::size_t>(class_names[i].change_class) != i) { return false; }
    }
    return true;
}
static_assert(is_in_order());
static_assert(class_names.size() == static_cast<std::size_t>(ChangeClass::footnote_changed) + 1);

const changes::NamedWords& words_of(ChangeClass change_class) {
    return class_names[static_cast<std::size_t>(change_class)].words;
}

}  // namespace

std::span<const ChangeClass> all_change_classes() {
    return classes_in_order;
}

std::string_view name_of(ChangeClass change_class) {
    return words_of(change_class).name;
}

std::string_view in_words(ChangeClass change_class, Language language) {
    return words_of(change_class).in(language);
}

bool is_figure_class(ChangeClass change_class) {
    return change_class >= ChangeClass::figure_grown && change_class <= ChangeClass::figure_new;
}

bool is_milestone_class(ChangeClass change_class) {
    return change_class >= ChangeClass::milestone_moved &&
           change_class <= ChangeClass::milestone_new;
}

}  // namespace peil::events

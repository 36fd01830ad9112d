// Setting series, figures and milestones as text.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/content_words.hpp>
#include <peil/events/number_text.hpp>

#include <algorithm>
#include <array>

namespace peil::events {

namespace {

struct StateWord {
    std::string_view state;
    std::string_view dutch;
};

constexpr std::array state_words{StateWord{"expected", "verwacht"},
                                 StateWord{"moved", "verschoven"}, StateWord{"reached", "bereikt"},
                                 StateWord{"dropped", "vervallen"}};

std::string state_word(const std::string& state) {
    const auto* const found = std::find_if(state_words.begin(), state_words.end(),
                                           [&](const auto& each) { return each.state == state; });
    return found == state_words.end() ? state : std::string(found->dutch);
}

}  // namespace

std::string definition_in_words(const SeriesDefinition& definition) {
    return definition.unit + ", " + definition.counting +
           (definition.counts ? ", counts " + *definition.counts : "");
}

std::string figure_in_words(const Figure& figure) {
    auto text = std::string("niet openbaar");
    if (!figure.value.empty()) {
        const auto said = figure.qualifier ? *figure.qualifier + ' ' + figure.value : figure.value;
        text = values_text({"", said, figure.currency.value_or(figure.unit)}, Language::nl);
    }
    text += " (" + reference_text(figure, Language::nl);
    if (figure.planned) { text += ", streefwaarde"; }
    return text + ')';
}

std::string milestone_in_words(const Milestone& milestone) {
    auto text = milestone.due.text + ", " + state_word(milestone.state);
    if (milestone.reached) { text += ' ' + milestone.reached->text; }
    text += ": " + milestone.text;
    return milestone.owner ? text + " (" + *milestone.owner + ')' : text;
}

}  // namespace peil::events

// Near-identical texts, rewritten texts, and footnotes that close something.
// SPDX-License-Identifier: EUPL-1.2
#include "text_changes.hpp"

#include "../words.hpp"
#include "text_likeness.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace peil::events::changes {

namespace {

/// Words that say of something that it has ended: participles of ending, in both languages.
constexpr std::array<std::string_view, 20> ending_words{
    "afgerond", "afgesloten", "beëindigd",    "voltooid",     "vervallen",
    "gestopt",  "gestaakt",   "stopgezet",    "ingetrokken",  "opgeheven",
    "opgegaan", "overgegaan", "samengevoegd", "gereed",       "completed",
    "closed",   "ended",      "withdrawn",    "discontinued", "merged"};

/// The class of a text that differs, with how much of it is the same.
Change text_change(const MeasurePair& pair, std::string field, TextPair texts) {
    Change change{.measure = pair.after.number,
                  .field = std::move(field),
                  .change_class = ChangeClass::reworded,
                  .before = std::move(texts.before),
                  .after = std::move(texts.after)};
    change.spans = diff_words(change.before, change.after);
    const auto likeness = likeness_of(change.spans);
    change.same_percent = likeness.same_percent;
    change.edited_characters = likeness.edit_count;
    if (is_wording_only(likeness)) { change.change_class = ChangeClass::wording_only; }
    return change;
}

bool says_ended(std::string_view text) {
    for (const auto& word : split_words(text)) {
        const bool is_ending =
            std::find(ending_words.begin(), ending_words.end(), word.text) != ending_words.end();
        if (is_ending) { return true; }
    }
    return false;
}

bool has_note(const std::vector<Footnote>& notes, const std::string& text) {
    return std::any_of(notes.begin(), notes.end(),
                       [&](const Footnote& each) { return each.text == text; });
}

/// The notes of one side that the other does not have word for word.
std::vector<Footnote> notes_only_in(const std::vector<Footnote>& notes,
                                    const std::vector<Footnote>& others) {
    std::vector<Footnote> own;
    std::copy_if(notes.begin(), notes.end(), std::back_inserter(own),
                 [&](const Footnote& each) { return !has_note(others, each.text); });
    return own;
}

}  // namespace

void ChangeList::add_texts(std::string measure, std::string field, ChangeClass change_class,
                           TextPair texts) {
    Change change{.measure = std::move(measure),
                  .field = std::move(field),
                  .change_class = change_class,
                  .before = std::move(texts.before),
                  .after = std::move(texts.after)};
    change.spans = diff_words(change.before, change.after);
    add(std::move(change));
}

void compare_description(const MeasurePair& pair, ChangeList& list) {
    if (pair.before.description == pair.after.description) { return; }
    list.add(text_change(pair, "description", {pair.before.description, pair.after.description}));
}

void compare_progress(const MeasurePair& pair, bool has_news, ChangeList& list) {
    TextPair texts{plain_text(pair.before.progress), plain_text(pair.after.progress)};
    if (texts.before == texts.after) {
        if (texts.before.empty()) { return; }
        Change same{.measure = pair.after.number,
                    .field = "progress",
                    .change_class = ChangeClass::unchanged,
                    .before = texts.before,
                    .after = std::move(texts.after)};
        same.same_percent = 100;
        same.edited_characters = 0;
        list.add(std::move(same));
        return;
    }
    auto change = text_change(pair, "progress", std::move(texts));
    if (has_news || change.change_class != ChangeClass::wording_only) {
        change.change_class = ChangeClass::progress;
    }
    list.add(std::move(change));
}

void compare_footnotes(const MeasurePair& pair, ChangeList& list) {
    const auto gone = notes_only_in(pair.before.footnotes, pair.after.footnotes);
    const auto come = notes_only_in(pair.after.footnotes, pair.before.footnotes);
    if (gone.empty() && come.empty()) { return; }
    auto change = text_change(pair, "footnotes", {plain_text(gone), plain_text(come)});
    const bool is_closing = std::any_of(come.begin(), come.end(),
                                        [](const Footnote& each) { return says_ended(each.text); });
    if (is_closing) {
        change.change_class = ChangeClass::footnote_closing;
    } else if (change.change_class != ChangeClass::wording_only) {
        change.change_class = ChangeClass::footnote_changed;
    }
    list.add(std::move(change));
}

}  // namespace peil::events::changes

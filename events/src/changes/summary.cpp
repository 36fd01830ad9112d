// The summary: one sentence with the right plurals, in Dutch or English.
// SPDX-License-Identifier: EUPL-1.2
#include "measure_order.hpp"
#include <peil/events/changes.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <set>
#include <string>

namespace peil::events {

namespace {

/// One wording for one thing and one for several; `#` stands for the number.
struct CountedWords {
    std::string_view one;
    std::string_view more;
};

struct BothLanguages {
    CountedWords dutch;
    CountedWords english;
};

constexpr BothLanguages measures_words{{"# maatregel", "# maatregelen"},
                                       {"# measure", "# measures"}};
constexpr BothLanguages entered_words{{"# kwam erbij", "# kwamen erbij"},
                                      {"# entered", "# entered"}};
constexpr BothLanguages left_words{{"# is vervallen", "# zijn vervallen"}, {"# left", "# left"}};
constexpr BothLanguages merged_words{{"# is samengevoegd", "# zijn samengevoegd"},
                                     {"# was merged", "# were merged"}};
constexpr BothLanguages split_words_told{{"# is gesplitst", "# zijn gesplitst"},
                                         {"# was split", "# were split"}};
constexpr BothLanguages slipped_words{
    {"de planning van # maatregel schuift op", "de planning van # maatregelen schuift op"},
    {"# measure slipped", "# measures slipped"}};
constexpr BothLanguages advanced_words{{"de planning van # maatregel is naar voren gehaald",
                                        "de planning van # maatregelen is naar voren gehaald"},
                                       {"# measure advanced", "# measures advanced"}};
constexpr BothLanguages redefined_words{
    {"# daarvan telt iets anders", "# daarvan tellen iets anders"},
    {"# of them counts something else", "# of them count something else"}};
constexpr BothLanguages same_number_words{{"# reeks telt iets anders onder hetzelfde getal",
                                           "# reeksen tellen iets anders onder hetzelfde getal"},
                                          {"# series counts something else under the same number",
                                           "# series count something else under the same number"}};
constexpr BothLanguages restated_words{
    {"# eerder cijfer is herzien", "# eerdere cijfers zijn herzien"},
    {"# earlier figure was restated", "# earlier figures were restated"}};
constexpr BothLanguages same_words{
    {"# rij is woord voor woord gelijk", "# rijen zijn woord voor woord gelijk"},
    {"# row is word for word the same", "# rows are word for word the same"}};
constexpr BothLanguages near_words{
    {"# rij is op enkele tekens na gelijk", "# rijen zijn op enkele tekens na gelijk"},
    {"# row is the same but for a few characters", "# rows are the same but for a few characters"}};
constexpr BothLanguages silent_words{
    {"# aankondiging wordt niet meer genoemd", "# aankondigingen worden niet meer genoemd"},
    {"# announcement is not mentioned again", "# announcements are not mentioned again"}};
constexpr BothLanguages closing_words{
    {"# voetnoot sluit iets af", "# voetnoten sluiten iets af"},
    {"# footnote closes something", "# footnotes close something"}};

std::string filled(std::string_view words, std::size_t count) {
    std::string text(words);
    return text.replace(text.find('#'), 1, std::to_string(count));
}

class SummaryWriter {
  public:
    SummaryWriter(const Comparison& comparison, const Matrix& before, const Matrix& after,
                  Language language)
        : comparison_(comparison),
          before_rows_(row_firsts(before)),
          after_rows_(row_firsts(after)),
          language_(language) {}

    std::string write() {
        say(measures_words, comparison_.measure_count, true);
        say(entered_words, measures_of(ChangeClass::measure_entered));
        say(left_words, measures_of(ChangeClass::measure_left));
        say(merged_words, measures_of(ChangeClass::measure_merged));
        say(split_words_told, measures_of(ChangeClass::measure_split));
        say_series();
        say(restated_words, count_of(ChangeClass::figure_restated));
        say_columns();
        say(slipped_words, measures_of(ChangeClass::planning_slipped));
        say(advanced_words, measures_of(ChangeClass::planning_advanced));
        say(same_words, rows_of(ChangeClass::unchanged));
        say(near_words, rows_of(ChangeClass::wording_only));
        say(silent_words, count_of(ChangeClass::milestone_silent));
        say(closing_words, count_of(ChangeClass::footnote_closing));
        if (std::none_of(comparison_.changes.begin(), comparison_.changes.end(), is_difference)) {
            add(language_ == Language::nl ? "er is geen verschil" : "nothing differs");
        }
        return std::move(text_);
    }

  private:
    using Numbers = std::set<std::string, std::less<>>;

    /// The first number of a joint row; other numbers stand for themselves.
    static std::map<std::string, std::string, std::less<>> row_firsts(const Matrix& matrix) {
        std::map<std::string, std::string, std::less<>> firsts;
        for (const auto& row : matrix.rows) {
            for (const auto& number : row) { firsts.try_emplace(number, row.front()); }
        }
        return firsts;
    }

    [[nodiscard]] std::string row_of(const std::string& number) const {
        const auto after = after_rows_.find(number);
        if (after != after_rows_.end()) { return after->second; }
        const auto before = before_rows_.find(number);
        return before == before_rows_.end() ? number : before->second;
    }

    [[nodiscard]] std::size_t count_of(ChangeClass wanted) const {
        const auto& all = comparison_.changes;
        return static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(),
                          [&](const Change& each) { return each.change_class == wanted; }));
    }

    [[nodiscard]] std::size_t measures_of(ChangeClass wanted) const {
        Numbers numbers;
        for (const auto& change : comparison_.changes) {
            if (change.change_class == wanted) { numbers.insert(change.measure); }
        }
        return numbers.size();
    }

    /// Rows whose progress is of that class.
    [[nodiscard]] std::size_t rows_of(ChangeClass wanted) const {
        Numbers rows;
        for (const auto& change : comparison_.changes) {
            if (change.change_class == wanted && change.field == "progress") {
                rows.insert(row_of(change.measure));
            }
        }
        return rows.size();
    }

    /// Series that are in both, by what became of them. A redefined one may have its number still.
    struct ReturningSeries {
        Numbers other_value;
        Numbers redefined;
    };
    [[nodiscard]] ReturningSeries returning_series() const {
        ReturningSeries series;
        for (const auto& change : comparison_.changes) {
            const auto name = change.change_class;
            const auto id = change.series + (change.is_target ? " target" : "");
            const bool is_redefined = name == ChangeClass::figure_redefined;
            if (is_redefined) { series.redefined.insert(id); }
            if (name == ChangeClass::figure_grown || name == ChangeClass::figure_fallen ||
                name == ChangeClass::figure_restated ||
                (is_redefined && change.before != change.after)) {
                series.other_value.insert(id);
            }
        }
        return series;
    }

    void say_series() {
        const auto returning = comparison_.returning_series_count;
        const auto series = returning_series();
        const auto other = series.other_value.size();
        const auto same_number = static_cast<std::size_t>(
            std::count_if(series.redefined.begin(), series.redefined.end(),
                          [&](const auto& id) { return !series.other_value.contains(id); }));
        if (returning == 0) { return; }
        if (other > 0) { say_other_values(other, returning); }
        const auto redefined = series.redefined.size() - same_number;
        if (redefined > 0) { text_ += ", " + told(redefined_words, redefined); }
        say(same_number_words, same_number);
    }

    void say_other_values(std::size_t other, std::size_t returning) {
        const auto number = std::to_string(other);
        const auto total = std::to_string(returning);
        if (language_ == Language::nl) {
            add(number + " van " + total +
                (returning == 1 ? " terugkerende reeks " : " terugkerende reeksen ") +
                (other == 1 ? "heeft een andere waarde" : "hebben een andere waarde"));
        } else {
            add(number + " of " + total + " returning series " +
                (other == 1 ? "has another value" : "have another value"));
        }
    }

    void say_columns() {
        for (const auto& change : comparison_.changes) {
            const bool is_nl = language_ == Language::nl;
            if (change.change_class == ChangeClass::column_dropped) {
                add((is_nl ? "de kolom " : "the column ") + change.field +
                    (is_nl ? " is vervallen" : " is gone"));
            } else if (change.change_class == ChangeClass::column_added) {
                add((is_nl ? "de kolom " : "the column ") + change.field +
                    (is_nl ? " is nieuw" : " is new"));
            }
        }
    }

    [[nodiscard]] std::string told(const BothLanguages& words, std::size_t count) const {
        const auto& own = language_ == Language::nl ? words.dutch : words.english;
        return filled(count == 1 ? own.one : own.more, count);
    }
    void say(const BothLanguages& words, std::size_t count, bool is_said_of_none = false) {
        if (count > 0 || is_said_of_none) { add(told(words, count)); }
    }
    void add(const std::string& part) {
        if (!text_.empty()) { text_ += "; "; }
        text_ += part;
    }

    const Comparison& comparison_;
    std::map<std::string, std::string, std::less<>> before_rows_;
    std::map<std::string, std::string, std::less<>> after_rows_;
    Language language_;
    std::string text_;
};

}  // namespace

std::string summarise(const Comparison& comparison, const Matrix& before, const Matrix& after,
                      Language language) {
    return SummaryWriter(comparison, before, after, language).write();
}

}  // namespace peil::events

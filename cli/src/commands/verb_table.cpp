// The rows of the table of verbs.
// SPDX-License-Identifier: EUPL-1.2
#include "verb_table.hpp"

namespace peil::cli {

namespace {

constexpr std::string_view partial_date_hint =
    "day, month or year, or words: 2017-03-15, 2017-03, 2017, 'eind 2017'";

}  // namespace

const std::vector<Verb>& measure_verbs() {
    static const Slot number{"NUMBER", "measure", "number of the measure, such as 8 or 20b"};
    static const Slot chapter{"--chapter", "chapter", "number of the chapter"};
    static const Slot description{"--description", "description", "what the measure is"};
    static const Slot reason{"--reason", "reason", "why"};
    static const std::vector<Verb> table{
        {"programme rename",
         "nl.peil.programme.renamed",
         "Give the programme another title",
         {{"TITLE", "title", "new title"}}},
        {"chapter define",
         "nl.peil.chapter.defined",
         "Define a chapter",
         {{"NUMBER", "chapter", "number of the chapter"}, {"TITLE", "title", "its title"}}},
        {"chapter rename",
         "nl.peil.chapter.renamed",
         "Give a chapter another title",
         {{"NUMBER", "chapter", "number of the chapter"}, {"TITLE", "title", "new title"}}},
        {"measure add",
         "nl.peil.measure.registered",
         "Register a measure",
         {number, chapter, description}},
        {"measure add-part",
         "nl.peil.measure.sub-measure-registered",
         "Register a part of a measure under a number of its own",
         {number, {"--parent", "parent", "measure it is a part of"}, description}},
        {"measure reword",
         "nl.peil.measure.reworded",
         "Give a measure another description",
         {number, {"DESCRIPTION", "description", "new description"}}},
        {"measure move",
         "nl.peil.measure.moved",
         "Move a measure to another chapter",
         {number, chapter}},
        {"measure join",
         "nl.peil.measure.joined",
         "Let measures share one row",
         {{"NUMBER", "measures", "numbers of the measures, the leading one first", true, true}}},
        {"measure separate",
         "nl.peil.measure.separated",
         "Give joint measures a row each again",
         {{"NUMBER", "measures", "numbers of all measures of the row", true, true}}},
        {"measure close",
         "nl.peil.measure.closed",
         "Let a measure leave the programme",
         {number,
          {"--ground", "ground", "completed, merged, transferred or withdrawn"},
          {"--into", "into", "measure it was merged into", false},
          {"--reason", "reason", "explanation", false}}},
        {"measure reopen", "nl.peil.measure.reopened", "Reopen a closed measure", {number, reason}},
        {"planning set",
         "nl.peil.planning.set",
         "Set the planning of a measure",
         {number, {"PLANNING", "planning", "planning as it is printed"}}},
        {"status set",
         "nl.peil.status.set",
         "Set the status of a measure",
         {number,
          {"STATUS", "status", "planned, ongoing, completed, merged, transferred or withdrawn"}}},
        {"progress",
         "nl.peil.progress.reported",
         "Report progress on a measure",
         {number,
          {"TEXT", "progress",
           "paragraphs parted by empty lines, lists by lines with '- ' or '1. '; - for standard "
           "input"}}},
    };
    return table;
}

const std::vector<Verb>& figure_verbs() {
    static const Slot series{"SERIES", "series", "id of the series, such as 9.dossiers"};
    static const Slot reason{"--reason", "reason", "why"};
    static const std::vector<Verb> table{
        {"series add",
         "nl.peil.series.registered",
         "Register a series of figures",
         {series,
          {"--label", "label", "what the series is called"},
          {"--unit", "unit", "what is counted, in one word"},
          {"--counting", "counting", "cumulative, per-period or level"},
          {"--counts", "counts", "what exactly is counted, and of which population", false},
          {"--currency", "currency", "of amounts of money, such as EUR", false},
          {"--scale", "scale", "number of decimals of every value; else none", false}}},
        {"series redefine",
         "nl.peil.series.redefined",
         "Say that a series counts something else from a date on",
         {series,
          reason,
          {"--label", "label", "what it is called from then on", false},
          {"--unit", "unit", "what is counted from then on", false},
          {"--counting", "counting", "cumulative, per-period or level", false},
          {"--counts", "counts", "what exactly is counted from then on", false},
          {"--currency", "currency", "of amounts of money, such as EUR", false},
          {"--scale", "scale", "number of decimals from then on", false}}},
        {"figure report",
         "nl.peil.figure.reported",
         "Report a value of a series",
         {series,
          {"VALUE", "value",
           "number with a comma or a point before decimals, and nothing between thousands: 365000, "
           "6,7"},
          {"--date", "referenceDate", partial_date_hint, false},
          {"--from", "periodFrom", "when its period begins, such as 2016-01 or 'maart 2016'",
           false},
          {"--to", "periodTo",
           "when its period ends; else at --date, or at --effective. Without --from: all up to "
           "then",
           false},
          {"--qualifier", "qualifier", "as printed: circa, ten minste", false},
          {"--quote", "quote", "the exact words of the source", false},
          {"--planned", "planned", "it is a target or an estimate", false},
          {"--revision", "revision", "revision or correction, of an earlier value for the date",
           false},
          {"--reason", "reason", "why the value is another than before", false}}},
    };
    return table;
}

const std::vector<Verb>& milestone_verbs() {
    static const Slot number{"NUMBER", "measure", "number of the measure, such as 8 or 20b"};
    static const Slot milestone{"MILESTONE", "milestone",
                                "id of the milestone, such as 9.evaluatie"};
    static const Slot reason{"--reason", "reason", "why"};
    static const Slot quote{"--quote", "quote", "the words of the source that say so", false};
    static const std::vector<Verb> table{
        {"milestone expect",
         "nl.peil.milestone.expected",
         "Announce something that is expected at a date",
         {milestone,
          {"TEXT", "text", "what is expected, in the words of the source"},
          {"--due", "due", partial_date_hint},
          {"--owner", "owner", "who commits to it", false},
          {"--paper", "paper", "number of the parliamentary paper", false}}},
        {"milestone move",
         "nl.peil.milestone.moved",
         "Give a milestone another date",
         {milestone,
          {"--due", "due", partial_date_hint},
          {"--reason", "reason", "why it moves", false},
          quote}},
        {"milestone reach",
         "nl.peil.milestone.reached",
         "Say that a milestone was reached",
         {milestone,
          {"--on", "on", "when it was reached; else the effective date", false},
          {"--reason", "reason", "explanation", false},
          quote}},
        {"milestone drop",
         "nl.peil.milestone.dropped",
         "Give up a milestone",
         {milestone, reason, quote}},
        {"references set",
         "nl.peil.references.set",
         "Set the measures that a measure refers to",
         {number, {"TO", "to", "numbers of all of them; none removes them", false, true}}},
        {"owner set",
         "nl.peil.measure.owner-set",
         "Set the owner of a measure",
         {number, {"OWNER", "owner", "organisation or role"}}},
        {"check set",
         "nl.peil.check.configured",
         "Set how serious a check of the content is",
         {{"CHECK", "check", "name of the check"},
          {"SEVERITY", "severity", "error, warning, note or off"},
          {"--limit", "limit", "limit of the check, in its own unit", false},
          {"--reason", "reason", "why", false}}},
    };
    return table;
}

}  // namespace peil::cli

// The table of kinds itself.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/log_keys.hpp>
#include <peil/events/kind.hpp>

#include <algorithm>
#include <array>

namespace peil::events {

// A namespace of its own, since its words are short.
namespace kind_table {

constexpr bool shown = false;
constexpr bool claim = true;
constexpr bool required = true;
constexpr bool optional = false;

constexpr Member measure_member{"measure", Shape::measure_number, shown, required,
                                "number of the measure"};
constexpr Member chapter_member{"chapter", Shape::chapter_number, shown, required,
                                "number of the chapter"};
constexpr Member source_member{"source", Shape::source, shown, optional,
                               "document and lines that the content was taken from"};
constexpr Member reason_member{"reason", Shape::text, claim, required, "why this was done"};

constexpr std::array programme_defined{
    Member{"title", Shape::text, claim, required, "title of the programme"},
    Member{"origin", Shape::text, shown, required, "origin line of the log's checkpoints"},
    Member{"logKey", Shape::text, shown, required, "the log's first public key, a C2SP vkey"},
};
constexpr std::array programme_renamed{
    Member{"title", Shape::text, claim, required, "new title of the programme"},
    source_member,
};
constexpr std::array chapter_defined{
    chapter_member,
    Member{"title", Shape::text, claim, optional, "title, unless no report printed one"},
    source_member,
};
constexpr std::array chapter_renamed{
    chapter_member,
    Member{"title", Shape::text, claim, required, "new title of the chapter"},
    source_member,
};
constexpr std::array measure_registered{
    measure_member,
    chapter_member,
    Member{"description", Shape::text, claim, required, "what the measure is"},
    source_member,
};
constexpr std::array sub_measure_registered{
    measure_member,
    Member{"parent", Shape::measure_number, shown, required, "measure it is a part of"},
    Member{"description", Shape::text, claim, required, "what the sub-measure is"},
    source_member,
};
constexpr std::array measure_reworded{
    measure_member,
    Member{"description", Shape::text, claim, required, "new description"},
    source_member,
};
constexpr std::array measure_moved{measure_member, chapter_member, source_member};
constexpr std::array measures_joined{
    Member{"measures", Shape::measure_numbers, shown, required,
           "measures that share one row from now on, the leading one first"},
    source_member,
};
constexpr std::array measures_separated{
    Member{"measures", Shape::measure_numbers, shown, required,
           "measures that have a row each again"},
    source_member,
};
constexpr std::array measure_closed{
    measure_member,
    Member{"ground", Shape::ground, shown, required, "why the measure leaves the programme"},
    Member{"into", Shape::measure_number, shown, optional, "measure it was merged into"},
    Member{"reason", Shape::text, claim, optional, "explanation"},
    source_member,
};
constexpr std::array measure_reopened{measure_member, reason_member, source_member};
constexpr std::array planning_set{
    measure_member,
    Member{"planning", Shape::printed_text, claim, required, "planning as printed"},
    source_member,
};
constexpr std::array status_set{
    measure_member,
    Member{"status", Shape::status, shown, required, "state of the measure"},
    source_member,
};
constexpr std::array progress_reported{
    measure_member,
    Member{"progress", Shape::blocks, claim, required,
           "recent developments and state of affairs, as paragraphs and lists"},
    source_member,
};
constexpr std::array footnotes_set{
    measure_member,
    Member{"footnotes", Shape::footnotes, claim, required,
           "all footnotes of the measure; an empty list removes them"},
    source_member,
};
constexpr Member series_member{"series", Shape::series_id, shown, required,
                               "id of the series: number of its measure, dot, name"};
constexpr Member milestone_member{"milestone", Shape::series_id, shown, required,
                                  "id of the milestone: number of its measure, dot, name"};
constexpr Member basis_member{"basis", Shape::basis, shown, optional,
                              "stated by the source, or suggested by the import and kept; stated "
                              "where it is absent"};
constexpr Member explanation_member{"reason", Shape::text, claim, optional, "explanation"};
constexpr Member quote_member{"quote", Shape::text, claim, optional,
                              "the exact words of the source"};
constexpr std::array series_registered{
    series_member,
    measure_member,
    Member{"label", Shape::text, claim, required, "what the series is called"},
    Member{"unit", Shape::text, shown, required, "what is counted, in one word"},
    Member{"counts", Shape::text, claim, optional,
           "what exactly is counted, and of which population"},
    Member{"counting", Shape::counting, shown, required, "how the values add up"},
    Member{"currency", Shape::currency, shown, optional, "currency of amounts of money, ISO 4217"},
    Member{"scale", Shape::scale, shown, optional, "number of decimals of every value"},
    basis_member,
    source_member,
};
constexpr std::array series_redefined{
    series_member,
    Member{"label", Shape::text, claim, optional, "new label"},
    Member{"unit", Shape::text, shown, optional, "new unit"},
    Member{"counts", Shape::text, claim, optional, "what exactly is counted from now on"},
    Member{"counting", Shape::counting, shown, optional, "how the values add up from now on"},
    Member{"currency", Shape::currency, shown, optional, "new currency"},
    Member{"scale", Shape::scale, shown, optional, "new number of decimals"},
    reason_member,
    source_member,
};
constexpr std::array figure_reported{
    series_member,
    Member{"value", Shape::figure_value, claim, required,
           "whole number, or a text with the decimals of the series"},
    Member{"qualifier", Shape::text, claim, optional, "as printed: circa, ten minste"},
    Member{"referenceDate", Shape::partial_date, shown, optional, "date that the value is of"},
    Member{"periodFrom", Shape::partial_date, shown, optional, "when its period begins"},
    Member{"periodTo", Shape::partial_date, shown, optional, "when its period ends"},
    quote_member,
    Member{"planned", Shape::flag, shown, optional, "a target or an estimate, no fact"},
    Member{"revision", Shape::revision, shown, optional,
           "what it is to the earlier value of the same date or period"},
    explanation_member,
    basis_member,
    source_member,
};
constexpr std::array milestone_expected{
    milestone_member,
    measure_member,
    Member{"text", Shape::text, claim, required, "what is expected, in the words of the source"},
    Member{"due", Shape::partial_date, shown, required, "when it is expected"},
    Member{"owner", Shape::text, claim, optional, "who committed to it"},
    Member{"paper", Shape::text, shown, optional, "number of the parliamentary paper"},
    basis_member,
    source_member,
};
constexpr std::array milestone_moved{
    milestone_member,
    Member{"due", Shape::partial_date, shown, required, "when it is expected now"},
    explanation_member,
    quote_member,
    source_member,
};
constexpr std::array milestone_reached{
    milestone_member,   Member{"on", Shape::partial_date, shown, required, "when it was reached"},
    explanation_member, quote_member,
    source_member,
};
constexpr std::array milestone_dropped{milestone_member, reason_member, quote_member,
                                       source_member};
constexpr std::array references_set{
    measure_member,
    Member{"to", Shape::references, shown, required,
           "all measures that it refers to; an empty list removes them"},
    basis_member,
    source_member,
};
constexpr std::array measure_owner_set{
    measure_member,
    Member{"owner", Shape::text, claim, required, "organisation or role that owns the measure"},
    source_member,
};
constexpr std::array check_configured{
    Member{"check", Shape::name, shown, required, "name of the check"},
    Member{"severity", Shape::severity, shown, required, "how serious what it finds is"},
    Member{"limit", Shape::limit, shown, optional, "limit of the check, in its own unit"},
    explanation_member,
    source_member,
};
constexpr Member key_member{"key", Shape::key_id, shown, required, "id of the key"};
constexpr std::array key_rotated{
    key_member,
    Member{"logKey", Shape::vkey, shown, required, "the key that signs from this event on"},
    Member{"previous", Shape::vkey, shown, required, "the key that signed before it"},
    Member{"signature", Shape::signature, shown, required,
           "signature of the key before it over origin, number of this event, and logKey"},
    explanation_member,
    source_member,
};
constexpr std::array key_revoked{
    key_member,
    Member{"from", Shape::sequence, shown, optional,
           "from this size of the log on its signatures do not count; else from this event on"},
    reason_member,
    source_member,
};
constexpr std::array edition_published{
    Member{"edition", Shape::edition_number, shown, required, "number of the edition"},
    Member{"date", Shape::date, shown, required, "date of the report"},
    Member{"title", Shape::text, claim, optional, "title as printed"},
    Member{"introduction", Shape::blocks, claim, optional, "introduction as printed"},
    Member{"columns", Shape::columns, shown, required, "printed columns, in order"},
    Member{"chapters", Shape::chapters, shown, required, "printed chapters, in order"},
    Member{"rows", Shape::rows, shown, required, "numbers of the measures of each printed row"},
    Member{"cells", Shape::cells, shown, required, "root and size of the tree over the cells"},
    Member{"projection", Shape::version, shown, required,
           "version of the rules by which the rows follow from events"},
    source_member,
};
constexpr std::array event_corrected{
    Member{"event", Shape::sequence, shown, required, "number of the event that is corrected"},
    Member{"type", Shape::type, shown, required, "type of the event that is corrected"},
    Member{"content", Shape::object, claim, optional,
           "data it should have had; without it the event is retracted"},
    reason_member,
    source_member,
};

constexpr std::array table{
    Kind{"nl.peil.programme.defined", "programme", "",
         "The programme, and the log that records it.", programme_defined},
    Kind{"nl.peil.programme.renamed", "programme", "", "The programme has another title.",
         programme_renamed},
    Kind{"nl.peil.chapter.defined", "chapter", "chapter", "There is a chapter.", chapter_defined},
    Kind{"nl.peil.chapter.renamed", "chapter", "chapter", "A chapter has another title.",
         chapter_renamed},
    Kind{"nl.peil.measure.registered", "measure", "measure", "A measure joins the programme.",
         measure_registered},
    Kind{"nl.peil.measure.sub-measure-registered", "measure", "measure",
         "A part of a measure gets a number of its own.", sub_measure_registered},
    Kind{"nl.peil.measure.reworded", "measure", "measure", "A measure has another description.",
         measure_reworded},
    Kind{"nl.peil.measure.moved", "measure", "measure", "A measure stands in another chapter.",
         measure_moved},
    Kind{"nl.peil.measure.joined", "measure", "measures", "Measures share one row.",
         measures_joined},
    Kind{"nl.peil.measure.separated", "measure", "measures", "Measures have a row each again.",
         measures_separated},
    Kind{"nl.peil.measure.closed", "measure", "measure", "A measure leaves the programme.",
         measure_closed},
    Kind{"nl.peil.measure.reopened", "measure", "measure", "A closed measure is open again.",
         measure_reopened},
    Kind{"nl.peil.planning.set", "measure", "measure", "The planning of a measure.", planning_set},
    Kind{"nl.peil.status.set", "measure", "measure", "The status of a measure.", status_set},
    Kind{"nl.peil.progress.reported", "measure", "measure",
         "Recent developments and state of affairs of a measure.", progress_reported},
    Kind{"nl.peil.footnotes.set", "measure", "measure", "The footnotes of a measure.",
         footnotes_set},
    Kind{"nl.peil.series.registered", "series", "series", "There is a series of figures.",
         series_registered},
    Kind{"nl.peil.series.redefined", "series", "series",
         "A series counts something else: its figures before and after do not compare.",
         series_redefined},
    Kind{"nl.peil.figure.reported", "series", "series", "A value of a series.", figure_reported},
    Kind{"nl.peil.milestone.expected", "milestone", "milestone", "Something is expected at a date.",
         milestone_expected},
    Kind{"nl.peil.milestone.moved", "milestone", "milestone", "A milestone has another date.",
         milestone_moved},
    Kind{"nl.peil.milestone.reached", "milestone", "milestone", "A milestone was reached.",
         milestone_reached},
    Kind{"nl.peil.milestone.dropped", "milestone", "milestone", "A milestone is given up.",
         milestone_dropped},
    Kind{"nl.peil.references.set", "measure", "measure", "The measures that a measure refers to.",
         references_set},
    Kind{"nl.peil.measure.owner-set", "measure", "measure", "A measure has an owner.",
         measure_owner_set},
    Kind{"nl.peil.check.configured", "check", "check",
         "How serious a check of the content is in this programme.", check_configured},
    Kind{core::key_rotated_type, "key", "key", "Another key of the log signs from here on.",
         key_rotated},
    Kind{core::key_revoked_type, "key", "key",
         "Signatures of a key that signs no more do not count, from a size on.", key_revoked},
    Kind{"nl.peil.edition.published", "edition", "edition", "A report was published.",
         edition_published},
    Kind{"nl.peil.event.corrected", "event", "event", "An event is corrected or retracted.",
         event_corrected},
};

}  // namespace kind_table

std::span<const Kind> kinds() {
    return kind_table::table;
}

const Kind* find_kind(std::string_view type) {
    const auto* const found = std::find_if(kind_table::table.begin(), kind_table::table.end(),
                                           [&](const Kind& kind) { return kind.type == type; });
    return found == kind_table::table.end() ? nullptr : found;
}

}  // namespace peil::events

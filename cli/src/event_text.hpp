// Events of the ledger as lines of a list, and as objects for programs.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/codec.hpp>
#include <peil/events/render.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace peil::cli {

/// The columns of a list, fit to show on a terminal.
struct EventLine {
    std::string number;
    std::string effective;  ///< its date
    std::string subject;    ///< `measure/8`, `event 69`
    std::string type;       ///< without `nl.peil.`
    std::string summary;    ///< on one line: what it says, and by which event it was corrected
    std::vector<std::string> notes{};  ///< lines of their own below it
};

/// `corrected_by` is the number of the event that corrects it, or 0.
[[nodiscard]] EventLine event_line(const events::RecordedEvent& event, std::uint64_t corrected_by);

/// As event_line(), but a correction says what holds now, and below it by whom, when and why.
[[nodiscard]] EventLine correction_line(const events::RecordedEvent& event,
                                        std::uint64_t corrected_by);

/// The lines in columns as wide as they need; summaries are cut to the width of the terminal unless
/// the style says that they are to be printed whole.
[[nodiscard]] std::string event_list(const std::vector<EventLine>& lines,
                                     const events::TableStyle& style);

/// What an event says in words; never empty.
[[nodiscard]] std::string summary_of(const events::RecordedEvent& event);

/// `lines 100-104`, `line 7`; empty if there are none.
[[nodiscard]] std::string lines_in_words(const events::LineRange& lines);

/// The event as CloudEvents JSON with revealed data, its leaf hash, and `correctedBy`: a number or
/// null.
[[nodiscard]] boost::json::object event_json(const core::Snapshot& ledger,
                                             const events::RecordedEvent& event,
                                             std::uint64_t corrected_by);

}  // namespace peil::cli

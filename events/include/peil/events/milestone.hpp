// Milestones: what is expected at a date, how that date moved, and how it ended.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/fact.hpp>
#include <peil/events/partial_date.hpp>

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

struct MilestoneMove {
    PartialDate from;
    PartialDate to;
    std::optional<std::string> reason;
    FactPosition position;
    std::optional<std::string> quote{};  ///< words of the source that say so
};

struct Milestone {
    std::string id{};  ///< `9.evaluatie`
    std::string measure{};
    std::string text{};                  ///< words of the source
    PartialDate due{};                   ///< as it is now
    std::string state{};                 ///< `expected`, `moved`, `reached` or `dropped`
    std::optional<std::string> owner{};  ///< with one it is a commitment
    std::optional<std::string> paper{};
    std::string basis{};
    std::vector<MilestoneMove> moves{};
    std::optional<PartialDate> reached{};
    std::optional<std::string> reason{};  ///< why it was reached or dropped
    std::optional<std::string> quote{};   ///< words of the source that say so
    bool is_of_planning = false;  ///< its words were the planning of its row, not a sentence
    FactPosition announced{};     ///< the event that expected it
    FactPosition newest{};        ///< the last event about it

    [[nodiscard]] bool is_open() const { return state == "expected" || state == "moved"; }
    /// The words in which the source told of it last: that it ended, that it moved, or that it is
    /// expected.
    [[nodiscard]] const std::string& last_words() const;
    /// The date that was announced first.
    [[nodiscard]] const PartialDate& first_due() const {
        return moves.empty() ? due : moves.front().from;
    }
    /// Open, and its last possible day lies before `day`.
    [[nodiscard]] bool is_overdue(std::string_view day) const { return is_open() && due.to < day; }
    /// Open, and `day` is one of its possible days.
    [[nodiscard]] bool is_due(std::string_view day) const {
        return is_open() && due.from <= day && day <= due.to;
    }
    /// Reached surely after the date that it had last.
    [[nodiscard]] bool is_late() const { return reached && reached->from > due.to; }
};

/// All milestones that are known at a moment, by measure and date; with a measure, those of it.
[[nodiscard]] std::vector<Milestone> list_milestones(const FactSource& facts, Moment moment,
                                                     std::string_view measure = {});
[[nodiscard]] std::optional<Milestone> find_milestone(const FactSource& facts, std::string_view id,
                                                      Moment moment);

/// Dates are days where they name one, else the text as printed.
[[nodiscard]] boost::json::object to_json(const Milestone& milestone);

}  // namespace peil::events

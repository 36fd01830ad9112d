// Reading questions about dates, moments, events and editions.
// SPDX-License-Identifier: EUPL-1.2
#include "question.hpp"

#include <peil/core/time.hpp>

#include <fmt/format.h>

namespace peil::cli {

core::Result<events::Question> read_question(const Context& context) {
    const auto& arguments = context.arguments;
    events::Question question;
    question.as_of = arguments.find("--as-of");
    question.known_at = arguments.find("--known-at");
    if (arguments.has("--all")) { question.closed = events::Closed::shown; }
    if (const auto event = arguments.find("--at-event")) {
        const auto number = parse_count(*event, "--at-event");
        if (!number) { return number.error(); }
        question.at_event = *number;
    }
    if (const auto edition = arguments.find("--edition")) {
        const auto number = parse_edition(*edition, "--edition");
        if (!number) { return number.error(); }
        question.edition = *number;
    }
    return question;
}

core::Result<int> answer_asked(Context& context,
                               core::Result<int> (*answer)(Context&, const Asked&)) {
    const auto question = read_question(context);
    if (!question) { return question.error(); }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto point = events::resolve(*view, *question, context.clock());
    if (!point) { return point.error(); }
    return answer(context, {*view, *question, *point});
}

core::Result<std::string> asked_measure(const Context& context, const Asked& asked) {
    auto measure = context.arguments.get("MEASURE");
    if (!measure.empty() &&
        !events::draw_measure(asked.view.facts(), measure, asked.point.moment)) {
        return wrong_use(fmt::format(
            "there is no measure {} at that moment; `peil matrix --all` lists them", measure));
    }
    return measure;
}

std::vector<Option> question_options() {
    return {{"--as-of", "DATE", "state that held on this date"},
            {"--known-at", "TIME", "as the ledger knew it at this moment"},
            {"--at-event", "N", "as the ledger knew it after event N"},
            {"--edition", "N", "as it was when edition N was published"},
            {"--full", "", "print long texts whole"}};
}

core::Result<events::Question> parse_point(const std::string& word) {
    events::Question question;
    if (core::parse_date(word) || core::parse_time(word)) {
        question.as_of = word;
        return question;
    }
    const bool is_event = word.starts_with("@") || word.starts_with("event/");
    const bool is_edition = word.starts_with("edition/");
    const auto digits = is_event     ? word.substr(word[0] == '@' ? 1 : 6)
                        : is_edition ? word.substr(8)
                                     : word;
    const auto number = parse_count(digits, "a point in time");
    if (!number) {
        return wrong_use("'" + word +
                         "' is no point in time; give a date (2016-12-01), an edition (7) or an "
                         "event (@41)");
    }
    if (is_event) {
        question.at_event = *number;
    } else {
        const auto edition = parse_edition(digits, "an edition");
        if (!edition) { return edition.error(); }
        question.edition = *edition;
    }
    return question;
}

}  // namespace peil::cli

// Which matrix is meant, from options or from a word.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "context.hpp"
#include <peil/events/view.hpp>

#include <string>
#include <vector>

namespace peil::cli {

/// The question in --as-of, --known-at, --at-event, --edition, --all. Errors: wrong use.
[[nodiscard]] core::Result<events::Question> read_question(const Context& context);

/// A question about the ledger, and the moment that it is about. References die with the command.
struct Asked {
    const events::View& view;
    const events::Question& question;
    const events::ResolvedQuestion& point;
};
/// Reads the question, opens the ledger, and lets a command answer. Errors: those of all three.
[[nodiscard]] core::Result<int> answer_asked(Context& context,
                                             core::Result<int> (*answer)(Context&, const Asked&));

/// The argument MEASURE, empty if there is none. Errors: wrong use, if it is not there then.
[[nodiscard]] core::Result<std::string> asked_measure(const Context& context, const Asked& asked);

/// The question in a word: a date or moment, a number of an edition (`7`), or an event (`@41`).
/// Errors: wrong use.
[[nodiscard]] core::Result<events::Question> parse_point(const std::string& word);

/// --as-of, --known-at, --at-event, --edition: the options of every command that looks back.
[[nodiscard]] std::vector<Option> question_options();

}  // namespace peil::cli

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

/// The question in a word: a date or moment, a number of an edition (`7`), or an event (`@41`).
/// Errors: wrong use.
[[nodiscard]] core::Result<events::Question> parse_point(const std::string& word);

/// --as-of, --known-at, --at-event, --edition: the options of every command that looks back.
[[nodiscard]] std::vector<Option> question_options();

}  // namespace peil::cli

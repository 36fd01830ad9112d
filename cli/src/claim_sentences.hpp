// What each claim of a verification says, in one sentence for people.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/verify.hpp>
#include <peil/events/language.hpp>

#include <string_view>

namespace peil::cli {

/// The claim as a sentence: whether it holds is the verdict's to say. Empty for an unknown name.
[[nodiscard]] std::string_view claim_sentence(std::string_view claim, events::Language language);

/// `proven`, `not proven`, `contradicted` in a language.
[[nodiscard]] std::string_view verdict_word(core::Verdict verdict, events::Language language);

}  // namespace peil::cli

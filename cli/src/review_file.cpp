// Writing and reading the file of suggestions.
// SPDX-License-Identifier: EUPL-1.2
#include "review_file.hpp"

#include "output_file.hpp"
#include <peil/core/count_text.hpp>
#include <peil/core/files.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace peil::cli {

namespace {

events::ReviewForm form_of(const std::string& file) {
    return std::filesystem::path(file).extension() == ".json" ? events::ReviewForm::json
                                                              : events::ReviewForm::text;
}

std::size_t count_of(const events::ImportPlan& plan, events::SuggestionKind kind) {
    return static_cast<std::size_t>(
        std::count_if(plan.suggestions.begin(), plan.suggestions.end(),
                      [&](const events::Suggestion& one) { return one.kind == kind; }));
}

std::string counts_in_words(const events::ImportPlan& plan) {
    using Kind = events::SuggestionKind;
    const auto doubtful = static_cast<std::size_t>(
        std::count_if(plan.suggestions.begin(), plan.suggestions.end(),
                      [](const events::Suggestion& one) { return one.doubt.has_value(); }));
    return fmt::format("{}, {}, {}; {} doubtful",
                       core::counted(count_of(plan, Kind::figure), "figure"),
                       core::counted(count_of(plan, Kind::milestone), "milestone"),
                       core::counted(count_of(plan, Kind::reference), "reference"), doubtful);
}

/// Each line of a detail with the file before it.
std::string with_file(const std::string& file, const std::string& detail) {
    std::string text;
    for (std::size_t begin = 0; begin <= detail.size();) {
        const auto end = std::min(detail.find('\n', begin), detail.size());
        text += (text.empty() ? "" : "\n") + file + ": " + detail.substr(begin, end - begin);
        begin = end + 1;
    }
    return text;
}

}  // namespace

core::Result<int> write_review_file(const Context& context, const std::string& file,
                                    const events::ImportPlan& plan) {
    const auto text = events::write_review(plan.suggestions, form_of(file));
    if (file == "-") {
        context.print(text.substr(0, text.size() - 1));
        return exit_code::done;
    }
    if (const auto fits = require_output_place(file); !fits) { return fits.error(); }
    if (std::filesystem::exists(file)) {
        return wrong_use(
            fmt::format("{} exists, and may hold what somebody decided; remove it, or "
                        "give --review another name",
                        file));
    }
    core::replace_file(file, text);
    context.print(fmt::format("wrote {} to {}; nothing was appended", counts_in_words(plan), file));
    context.print(
        fmt::format("delete what is wrong in it, then import the same report with "
                    "--accept {}",
                    file));
    return exit_code::done;
}

core::Result<std::vector<events::KeptSuggestion>> read_review_file(const std::string& file) {
    const auto text = read_input(file);
    if (!text) { return text.error(); }
    auto kept = events::read_review(*text, form_of(file));
    if (!kept) { return core::Error(kept.error().code, with_file(file, kept.error().detail)); }
    return kept;
}

}  // namespace peil::cli

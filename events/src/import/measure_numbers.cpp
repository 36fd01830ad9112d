// Numbers of measures, see measure_numbers.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "measure_numbers.hpp"

#include "prose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace peil::events::reading {

namespace {

constexpr std::size_t number_digits_max = 4;

std::vector<std::string> parts_between_ampersands(std::span<const std::string> pieces) {
    std::vector<std::string> parts(1);
    for (const std::string& piece : pieces) {
        if (trimmed(piece) == "&") {
            parts.emplace_back();
        } else {
            append_piece(parts.back(), piece);
        }
    }
    for (std::string& part : parts) { part = collapsed(part); }
    std::erase(parts, std::string{});
    return parts;
}

bool is_separator(std::string_view word) {
    return word == "&" || word == "/" || word == "," || word == "en";
}

}  // namespace

std::optional<NumberKey> number_key(std::string_view word) {
    char letter = 0;
    if (word.size() > 1 && word.back() >= 'a' && word.back() <= 'z') {
        letter = word.back();
        word.remove_suffix(1);
    }
    if (word.size() > number_digits_max) { return std::nullopt; }
    const auto value = parse_decimal(word);
    if (!value) { return std::nullopt; }
    return NumberKey{*value, letter};
}

std::vector<std::string> measure_numbers(std::string_view cell) {
    std::string spaced;
    for (const char c : cell) {
        const bool divides = c == '&' || c == '/' || c == ',';
        spaced += divides ? std::string{' ', c, ' '} : std::string{c};
    }
    std::vector<std::string> numbers;
    for (std::string_view word : words(spaced)) {
        if (is_separator(word)) { continue; }
        if (word.ends_with('.')) { word.remove_suffix(1); }
        if (!number_key(word)) { return {}; }
        numbers.emplace_back(word);
    }
    return numbers;
}

KnownMeasures::KnownMeasures(std::span<const KnownMeasure> measures) : measures_(measures) {
    for (std::size_t index = 0; index < measures.size(); ++index) {
        positions_.emplace(measures[index].number, index);
    }
}

const KnownMeasure* KnownMeasures::find(std::string_view number) const {
    const auto place = position(number);
    return place ? &measures_[*place] : nullptr;
}

std::optional<std::size_t> KnownMeasures::position(std::string_view number) const {
    const auto found = positions_.find(number);
    if (found == positions_.end()) { return std::nullopt; }
    return found->second;
}

void note_differences(const Report& report, const KnownMeasures& known, Notes& notes) {
    if (known.empty()) { return; }
    for (const ReportRow& row : report.rows) {
        for (const ReportMeasure& measure : row.measures) {
            const KnownMeasure* before = known.find(measure.number);
            if (before == nullptr || before->description == measure.description) { continue; }
            note(notes, "description-differs", row.lines,
                 fmt::format("The description of measure {} is not that of the previous edition.",
                             measure.number));
            notes.back().measure = measure.number;
        }
    }
}

std::optional<std::vector<std::string>> joint_descriptions(std::span<const std::string> whole_parts,
                                                           std::size_t count) {
    std::vector<std::string> parts = parts_between_ampersands(whole_parts);
    if (parts.size() == count) { return parts; }
    std::vector<std::string> all_words;
    for (const std::string& part : whole_parts) {
        for (const std::string_view word : words(part)) { all_words.emplace_back(word); }
    }
    parts = parts_between_ampersands(all_words);
    if (parts.size() == count) { return parts; }
    if (whole_parts.size() == count) {
        return std::vector<std::string>{whole_parts.begin(), whole_parts.end()};
    }
    return std::nullopt;
}

}  // namespace peil::events::reading

// Numbers of measures as reports print them ("9", "20b", "27 28") and what the ledger knows of
// them: order, descriptions and joint rows.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "assumptions.hpp"
#include <peil/events/report.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::reading {

/// A number as it sorts: 9 < 20 < 20b < 21.
struct NumberKey {
    std::uint32_t value = 0;
    char letter = 0;
    // NOLINTNEXTLINE(modernize-use-nullptr): misfires on a defaulted <=> (LLVM 14)
    friend auto operator<=>(const NumberKey&, const NumberKey&) = default;
};

/// The key of one to four digits and at most one lower-case letter.
[[nodiscard]] std::optional<NumberKey> number_key(std::string_view word);

/// The numbers in a number cell, divided by spaces, "&", ",", "/" or "en"; empty if it holds
/// anything else.
[[nodiscard]] std::vector<std::string> measure_numbers(std::string_view cell);

/// The measures of the previous edition by number and in order. Views into what it was made of.
class KnownMeasures {
  public:
    explicit KnownMeasures(std::span<const KnownMeasure> measures);

    [[nodiscard]] bool empty() const { return measures_.empty(); }
    [[nodiscard]] std::span<const KnownMeasure> all() const { return measures_; }
    [[nodiscard]] const KnownMeasure* find(std::string_view number) const;
    /// The place of `number` in the previous edition.
    [[nodiscard]] std::optional<std::size_t> position(std::string_view number) const;

  private:
    std::span<const KnownMeasure> measures_;
    std::map<std::string, std::size_t, std::less<>> positions_;
};

/// Lists for every row what differs from the previous edition.
void note_differences(const Report& report, const KnownMeasures& known, Notes& notes);

/// Divides `text`, the descriptions of `count` measures, at words that are just "&".
/// `whole_parts` are the paragraphs it consists of: an "&" that is a paragraph goes first.
/// Nothing if it cannot be divided into as many parts.
[[nodiscard]] std::optional<std::vector<std::string>> joint_descriptions(
    std::span<const std::string> whole_parts, std::size_t count);

}  // namespace peil::events::reading

// Remembers every run of nine words of some texts, to find where another text quotes them.
// Words are runs of Unicode letters, digits and underscores, compared in lower case.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace peil::tidy {

class PhraseIndex {
  public:
    static constexpr std::size_t words_per_phrase = 9;

    /// Remembers the phrases of a text, with and without its markup.
    void add(std::string_view text);

    /// The offsets at which known phrases begin, ascending; of a run of them only the first.
    /// The text is read twice: as it is, and without markup and escapes.
    [[nodiscard]] std::vector<std::size_t> find(std::string_view text) const;

    [[nodiscard]] bool empty() const { return phrases_.empty(); }

  private:
    void add_words(std::string_view text);
    void find_words(std::string_view text, std::vector<std::size_t>& found) const;

    std::unordered_set<std::uint64_t> phrases_;
};

}  // namespace peil::tidy

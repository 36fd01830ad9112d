// Published files of all kinds, and folders of tiles.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "edition.hpp"

#include <filesystem>

namespace peil::audit {

struct Checked {
    std::string title;  ///< what it is
    Claims claims{};
    std::optional<Edition> edition{};  ///< a whole one
};

/// Recognises a file by its content. Throws Refusal if it is none of Peil, or misshapen.
[[nodiscard]] Checked check_file(std::string_view text, const Trust& trust);

/// The proofs of section 12 and 13, forks, and bare checkpoints; `schema` is empty for what is no
/// JSON.
[[nodiscard]] Checked check_proof(std::string_view text, const std::string& schema,
                                  const Trust& trust);

[[nodiscard]] Claims check_checkpoint(std::string_view note, const Trust& trust);

/// A folder in the format of section 14.
[[nodiscard]] Checked check_tiles(const std::filesystem::path& folder, const Trust& trust);

/// Each report and the one before it; the claims are none for a single one.
[[nodiscard]] Claims check_continuity(std::vector<Checked>& files);

}  // namespace peil::audit

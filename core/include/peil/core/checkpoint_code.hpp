// The root of a checkpoint as a code that people print, read out, and type: 13 groups of four
// characters. Format: docs/FORMAT.md, section 18.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/hash.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

constexpr std::size_t code_group_count = 13;
constexpr std::size_t code_group_size = 4;

/// `7VR3 …`: 256 bits of root and four check bits in Crockford's base32, 64 characters with spaces.
[[nodiscard]] std::string encode_checkpoint_code(const Hash& root);

/// What a typed code says of a root.
enum class CodeMatch {
    equal,
    mistyped,  ///< most of it is right
    other,     ///< most of it differs: it is no code of this root
};

struct CodeComparison {
    CodeMatch match = CodeMatch::equal;
    std::vector<std::size_t> wrong_groups{};  ///< from 1, in order
    /// What was typed there, as it was read; empty where a group is missing.
    std::vector<std::string> typed_groups{};
    /// The typed text is a code by itself: 52 characters, whose check bits are right.
    bool is_whole = false;
};

/// Compares what was typed with the code of a root. Small letters are as capitals, O is 0, I and L
/// are 1; spaces, hyphens and dashes only part. Where groups were parted, or the number of
/// characters is right, each wrong group is named; else the one in which a character is missing or
/// too much.
[[nodiscard]] CodeComparison compare_checkpoint_code(std::string_view typed, const Hash& root);

}  // namespace peil::core

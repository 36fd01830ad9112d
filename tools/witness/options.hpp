// What `peil-witness` is told on its command line.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::witness {

struct Options {
    std::string command;                                     ///< the first word
    std::vector<std::string> operands;                       ///< words without dashes after it
    std::map<std::string, std::string, std::less<>> values;  ///< `--name VALUE`

    [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
    /// A decimal from `first` to `last`, or `otherwise`. Errors: malformed_request.
    struct Range {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        std::uint64_t otherwise = 0;
    };
    [[nodiscard]] core::Result<std::uint64_t> number(std::string_view name, Range range) const;
};

/// Errors: malformed_request for an option that the command does not have, or without a value; for
/// operands too few or too many; for no such command.
[[nodiscard]] core::Result<Options> parse_options(std::span<char* const> words);

[[nodiscard]] std::string_view usage();

}  // namespace peil::witness

// Finds the functions of a C++ text by counting braces: enough for a fence, and it needs no
// compiler.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "source_file.hpp"

#include <cstddef>
#include <vector>

namespace peil::tidy {

/// The lines from the brace that opens a function's body to the one that closes it.
struct FunctionBody {
    std::size_t first_line = 0;
    std::size_t line_count = 0;
};

/// The outermost functions of the file; a lambda or a local class counts with its function.
[[nodiscard]] std::vector<FunctionBody> function_bodies(const SourceFile& file);

}  // namespace peil::tidy

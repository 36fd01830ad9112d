// What standard output is: a terminal or not, how wide, and whether to colour.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace peil::cli {

struct Terminal {
    bool is_terminal = false;
    bool is_coloured = false;
    int width_columns = 80;
};

/// The terminal behind a file descriptor. `colour_choice` is `auto`, `always`, or `never`; auto
/// colours a terminal that is not `dumb`, unless NO_COLOR is set (https://no-color.org).
/// The width is that of COLUMNS, else of the terminal, else 80.
[[nodiscard]] Terminal detect_terminal(int fd, std::string_view colour_choice);

}  // namespace peil::cli

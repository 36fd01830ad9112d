// Long output through a pager, as git does it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace peil::cli {

/// What was printed is not complete: the disk is full, or nobody holds the other end.
struct OutputError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Writes bytes to standard output. A reader who stops reading is no error. Throws OutputError.
void write_output(std::string_view bytes);

/// Writes the text to standard output: through a pager if that is asked for and it is a terminal,
/// and waits until the reader is done. The pager is PEIL_PAGER, else PAGER, else `less -FRX`; an
/// empty one or `cat` is none. A pager that cannot be started costs nothing: the text is written.
/// A reader who stops reading is no error. Throws OutputError.
void print_paged(const std::string& text, bool use_pager);

}  // namespace peil::cli

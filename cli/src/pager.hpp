// Long output through a pager, as git does it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace peil::cli {

/// Writes the text to standard output: through a pager if that is asked for and it is a terminal,
/// and waits until the reader is done. The pager is PEIL_PAGER, else PAGER, else `less -FRX`; an
/// empty one or `cat` is none. A pager that cannot be started costs nothing: the text is written.
/// A reader who stops reading is no error. Throws StorageError if standard output cannot be
/// written.
void print_paged(const std::string& text, bool use_pager);

}  // namespace peil::cli

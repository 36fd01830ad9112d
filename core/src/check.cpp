// How a broken invariant ends the process.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/check.hpp>

#include <cstdio>
#include <cstdlib>

namespace peil::core {

void fail_check(const char* invariant, const boost::source_location& where) {
    static_cast<void>(std::fprintf(stderr, "peil: internal error: it should hold that %s (%s:%u)\n",
                                   invariant, where.file_name(), where.line()));
    std::abort();
}

}  // namespace peil::core

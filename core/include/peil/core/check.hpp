// Assertions about ourselves, on in every build: a broken invariant stops the process before it
// writes. Never on input, never with a side effect.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/assert/source_location.hpp>

namespace peil::core {

/// Prints the invariant that does not hold and where, then aborts.
[[noreturn]] void fail_check(const char* invariant, const boost::source_location& where);

/// `invariant` states positively what holds; one fact a check.
inline void check(bool holds, const char* invariant,
                  const boost::source_location& where = BOOST_CURRENT_LOCATION) {
    if (!holds) { fail_check(invariant, where); }
}

}  // namespace peil::core

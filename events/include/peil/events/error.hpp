// The codes of what the domain refuses. Public: append, never renumber.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>

#include <type_traits>

namespace peil::events {

enum class Errc {
    unreadable_report = 1,
    malformed_date,
    unknown_kind,
    malformed_content,
    rule_violated,
    edition_exists,
    edition_missing,
    measure_missing,
    must_understand,
    outdated_view,
    not_sealed,
};

[[nodiscard]] const boost::system::error_category& events_category() noexcept;
[[nodiscard]] boost::system::error_code make_error_code(Errc code) noexcept;

}  // namespace peil::events

template <>
struct boost::system::is_error_code_enum<peil::events::Errc> : std::true_type {};

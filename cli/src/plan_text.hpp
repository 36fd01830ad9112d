// The plan of an import, for people and for programs.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/import.hpp>
#include <peil/events/render.hpp>

#include <boost/json/object.hpp>

#include <string>

namespace peil::cli {

/// A readable diff: an entry for each event, then the assumptions.
[[nodiscard]] std::string plan_text(const events::ImportPlan& plan,
                                    const events::TableStyle& style);

/// `edition`, `date`, `sha256`, `events` (as `peil append` takes them, with lines, before and
/// after), `assumptions`.
[[nodiscard]] boost::json::object plan_json(const events::ImportPlan& plan);

}  // namespace peil::cli

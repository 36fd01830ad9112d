// Reading members of JSON objects that have the shapes of a kind, or that come from a view that
// nobody vouches for: what is missing or misshapen comes out empty.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/block.hpp>
#include <peil/events/event.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

[[nodiscard]] std::optional<std::string> find_text(const boost::json::object& object,
                                                   std::string_view name);
[[nodiscard]] std::string read_text(const boost::json::object& object, std::string_view name);
[[nodiscard]] std::uint32_t read_number(const boost::json::object& object, std::string_view name);
[[nodiscard]] std::vector<std::string> read_texts(const boost::json::object& object,
                                                  std::string_view name);
[[nodiscard]] Blocks read_blocks(const boost::json::object& object, std::string_view name);
[[nodiscard]] std::vector<Footnote> read_footnotes(const boost::json::value& value);
[[nodiscard]] EditionPublished read_edition(const boost::json::object& data);

}  // namespace peil::events

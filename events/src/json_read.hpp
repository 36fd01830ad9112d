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
[[nodiscard]] bool read_flag(const boost::json::object& object, std::string_view name);
/// A number that may be absent.
[[nodiscard]] std::optional<std::uint32_t> find_number(const boost::json::object& object,
                                                       std::string_view name);
/// A partial date, as an object or as a text that is one.
[[nodiscard]] std::optional<PartialDate> find_partial_date(const boost::json::object& object,
                                                           std::string_view name);
/// A value of a series: a number, or a text.
[[nodiscard]] std::string read_value(const boost::json::object& object, std::string_view name);
/// `stated` where it is absent.
[[nodiscard]] std::string read_basis(const boost::json::object& object);
[[nodiscard]] std::vector<std::string> read_texts(const boost::json::object& object,
                                                  std::string_view name);
[[nodiscard]] Blocks read_blocks(const boost::json::object& object, std::string_view name);
[[nodiscard]] std::vector<Footnote> read_footnotes(const boost::json::value& value);
[[nodiscard]] FigureReported read_figure(const boost::json::object& data);
[[nodiscard]] EditionPublished read_edition(const boost::json::object& data);

}  // namespace peil::events

// Tools of an insider who has the key and does careful work: what is changed is changed everywhere,
// so that the ledger agrees with itself.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "crime.hpp"
#include <peil/core/drill.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace peil::cli {

/// The event with this number.
[[nodiscard]] core::RawEvent& event_at(core::RawLedger& ledger, std::uint64_t sequence);

/// Changes members of an event.
void alter_event(core::RawEvent& event,
                 const std::function<void(boost::json::object& event)>& change);

/// The disclosure of a member of an event, by its name. Throws StorageError if there is none.
[[nodiscard]] std::string disclosure_of(const core::RawEvent& event, std::string_view name);
/// A disclosure with the same salt and name and another value.
[[nodiscard]] std::string redisclosed(const std::string& disclosure,
                                      const boost::json::value& value);
/// Discloses another value of a member, and has the event commit to it.
void redisclose(core::RawEvent& event, std::string_view name, const boost::json::value& value);

/// Whether the insider puts the cells of editions right, too.
enum class Mending : std::uint8_t { none, editions };

/// Makes the scene's ledger tell this history: chained, with its tree, signed at every size by the
/// keys, without an index, and without what would ask for witnesses and timestamps.
void forge(const Scene& scene, core::RawLedger history, std::span<const core::SigningKey> keys,
           Mending mending = Mending::editions);

/// Replaces a text in a file wherever it stands by one of the same length, as an editor of bytes
/// does. Throws StorageError if it does not stand there.
void overwrite_text(const std::filesystem::path& file, std::string_view from, std::string_view to);

/// The content of a file. Throws StorageError.
[[nodiscard]] std::string read_all_of(const std::filesystem::path& file);

}  // namespace peil::cli

// Reading the event in a document, strictly.
// SPDX-License-Identifier: EUPL-1.2
#include "read_event.hpp"

#include <peil/core/envelope.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/error.hpp>

#include <boost/json/array.hpp>

#include <utility>
#include <variant>

namespace peil::events {

core::Result<EditionEvent> read_edition_event(const PublishedEvent& published) {
    const auto envelope = core::decode_event(published.event);
    if (!envelope) { return envelope.error(); }
    const std::vector<std::string_view> texts(published.disclosures.begin(),
                                              published.disclosures.end());
    const auto data = core::reveal_data(*envelope, texts);
    if (!data) { return data.error(); }
    auto event = from_data(envelope->type, *data);
    if (!event) { return event.error(); }
    auto* const edition = std::get_if<EditionPublished>(&*event);
    if (edition == nullptr || edition->projection != projection_version) {
        return core::Error(make_error_code(Errc::malformed_content),
                           "the event publishes no edition that this version can read");
    }
    const auto* digests = envelope->data.if_contains("_sd");
    const auto digest_count =
        digests != nullptr && digests->is_array() ? digests->get_array().size() : 0;
    return EditionEvent{std::move(*edition), envelope->sequence, digest_count - texts.size()};
}

}  // namespace peil::events

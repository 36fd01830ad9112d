// Reading places and writing lines.
// SPDX-License-Identifier: EUPL-1.2
#include "event_stream.hpp"

#include <peil/core/canonical_json.hpp>
#include <peil/core/envelope.hpp>
#include <peil/core/hash.hpp>

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string_view>

namespace peil::cli {

namespace {

constexpr std::size_t chunk_size_bytes = std::size_t{1} << 16U;

/// The leaf hash of an event; zeros before the first. Nothing if there is no such event.
std::optional<core::Hash> leaf_hash_of(const core::Snapshot& ledger, std::uint64_t sequence) {
    if (sequence == 0) { return core::Hash{}; }
    const auto bytes = ledger.event(sequence);
    if (!bytes) { return std::nullopt; }
    core::Hasher hasher;
    return hasher.leaf(core::as_bytes(*bytes));
}

struct EventPlace {
    std::uint64_t sequence = 0;
    core::Hash leaf_hash;
};

std::optional<EventPlace> parse_place(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0) { return std::nullopt; }
    EventPlace place;
    const auto* const end = text.data() + colon;
    const auto [parsed_end, error] = std::from_chars(text.data(), end, place.sequence);
    const auto hash = core::hash_from_hex(text.substr(colon + 1));
    if (error != std::errc{} || parsed_end != end || !hash) { return std::nullopt; }
    place.leaf_hash = *hash;
    return place;
}

/// The event as an object with its contents, and its leaf hash, which the line no longer gives.
core::Result<std::string> disclosed_line(const core::Snapshot& ledger, std::uint64_t sequence,
                                         const core::Hash& leaf_hash) {
    const auto envelope = ledger.envelope(sequence);
    if (!envelope) { return envelope.error(); }
    auto data = core::reveal_data(*envelope, ledger.disclosures(sequence));
    auto value = core::parse_strict(*ledger.event(sequence));
    if (!data || !value) {
        return core::Error(core::Errc::ledger_damaged,
                           fmt::format("event {} cannot be read", sequence));
    }
    auto& object = value->get_object();
    object["data"] = *std::move(data);
    object["leafhash"] = core::to_hex(leaf_hash);
    std::string line;
    core::append_canonical(line, *value);
    return line;
}

/// Lines that are written many at a time.
class LineBuffer {
  public:
    explicit LineBuffer(const Context& context) : context_(context) {}
    void add(std::string_view line) {
        if (!text_.empty()) { text_ += '\n'; }
        text_ += line;
        if (text_.size() >= chunk_size_bytes) { flush(); }
    }
    void flush() {
        if (!text_.empty()) { context_.print(text_); }
        text_.clear();
    }

  private:
    const Context& context_;
    std::string text_;
};

}  // namespace

core::Result<std::uint64_t> read_place(const core::Snapshot& ledger, const std::string& text) {
    const auto place = parse_place(text);
    if (!place) {
        return wrong_use(
            "--after is SEQUENCE:HASH, such as 12:9f86…: the number of the last event "
            "that you have, and its leaf hash in 64 hexadecimal digits");
    }
    const auto leaf_hash = leaf_hash_of(ledger, place->sequence);
    if (!leaf_hash) {
        return wrong_use(
            fmt::format("--after: this ledger has no event {}; the last one is {}. What you have "
                        "is not of this "
                        "ledger, or the ledger stepped back: keep it",
                        place->sequence, ledger.head().size));
    }
    if (*leaf_hash != place->leaf_hash) {
        return wrong_use(fmt::format(
            "--after: event {} of this ledger has the leaf hash {}, not {}. What you have is not "
            "this ledger's history: keep it, and go on only after finding out why",
            place->sequence, core::to_hex(*leaf_hash), core::to_hex(place->leaf_hash)));
    }
    return place->sequence;
}

core::Result<void> stream_events(const Context& context, const core::Snapshot& ledger,
                                 const EventStream& stream) {
    LineBuffer lines(context);
    core::Hasher hasher;
    auto previous = leaf_hash_of(ledger, stream.first - 1);
    for (auto sequence = stream.first; sequence <= stream.last; ++sequence) {
        const auto bytes = ledger.event(sequence);
        const bool follows =
            bytes && previous && core::find_prevhash(*bytes) == core::to_hex(*previous);
        if (!follows) {
            lines.flush();
            return core::Error(core::Errc::ledger_damaged,
                               fmt::format("event {} does not follow the one before; run "
                                           "`peil verify`",
                                           sequence));
        }
        previous = hasher.leaf(core::as_bytes(*bytes));
        if (!stream.is_disclosed) {
            lines.add(*bytes);
            continue;
        }
        const auto line = disclosed_line(ledger, sequence, *previous);
        if (!line) {
            lines.flush();
            return line.error();
        }
        lines.add(*line);
    }
    lines.flush();
    return {};
}

}  // namespace peil::cli

// The table of kinds: for each type of event its members, their shapes, and which of them are
// disclosed apart. Codec, validation of shape, JSON Schemas, and verbs of the command follow it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/json/object.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// What a member of `data` may hold.
enum class Shape {
    text,            ///< non-empty text
    printed_text,    ///< text that may be empty, as a printed cell may
    measure_number,  ///< `8`, `20b`
    chapter_number,  ///< 1 and up
    edition_number,  ///< 1 and up
    version,         ///< 1 and up
    date,            ///< `2016-11-14`
    status,
    ground,
    sequence,         ///< twelve digits
    type,             ///< a known type of event
    measure_numbers,  ///< two or more, all different
    blocks,
    footnotes,
    source,
    columns,
    chapters,
    rows,
    cells,
    object,
    series_id,     ///< `9.dossiers`: also of milestones
    name,          ///< small letters, digits, hyphens
    partial_date,  ///< text as printed, or that with the first and the last day it may mean
    figure_value,  ///< a whole number, or a text such as `6.70`
    flag,
    scale,     ///< number of decimals
    currency,  ///< ISO 4217
    counting,
    basis,
    revision,
    severity,
    references,  ///< numbers of measures, none or more, all different
    limit,       ///< a count
    key_id,      ///< eight hexadecimal digits
    vkey,        ///< C2SP vkey of an Ed25519 key
    signature,   ///< Ed25519, in base64
};

struct Member {
    std::string_view name;
    Shape shape;
    bool is_claim;  ///< disclosed apart: it may hold a name, a number that is sensitive, free text
    bool is_required;
    std::string_view meaning;
};

struct Kind {
    std::string_view type;
    std::string_view subject;  ///< family of the subject: `programme`, `chapter`, `measure`, …
    std::string_view subject_member;  ///< member that completes the subject, or empty
    std::string_view meaning;
    std::span<const Member> members;
};

/// All kinds, in the order of the alternatives of Event, without UnknownEvent.
[[nodiscard]] std::span<const Kind> kinds();
/// The kind of a type, or nullptr.
[[nodiscard]] const Kind* find_kind(std::string_view type);

constexpr std::string_view statuses[] = {"planned", "ongoing",     "completed",
                                         "merged",  "transferred", "withdrawn"};
constexpr std::string_view grounds[] = {"completed", "merged", "transferred", "withdrawn"};

/// How the values of a series add up.
constexpr std::string_view countings[] = {"cumulative", "per-period", "level"};
/// Whether a source says it, or it was found in a text and kept by a person.
constexpr std::string_view bases[] = {"stated", "suggested"};
constexpr std::string_view revisions[] = {"revision", "correction"};
constexpr std::string_view severities[] = {"error", "warning", "note", "off"};
constexpr std::int64_t scale_max = 6;

/// Something that is wrong with an event that was offered.
struct Violation {
    std::string pointer;  ///< JSON pointer (RFC 6901) into the event: `/data/measure`
    std::string rule;     ///< stable name: `measure-exists`
    std::string text;     ///< what is wrong and what to do
};

/// A member's name as a part of a JSON pointer: `~` and `/` escaped. Source: RFC 6901 §3.
[[nodiscard]] std::string escape_pointer(std::string_view name);

/// All violations of the shapes of a kind by `data`, with values revealed.
[[nodiscard]] std::vector<Violation> check_shape(const Kind& kind, const boost::json::object& data);

/// `measure/8`, `edition/7`, `programme`: the subject of an event of this kind. `data` has the
/// shapes of the kind.
[[nodiscard]] std::string subject_of(const Kind& kind, const boost::json::object& data);

/// True for a measure's number: digits without leading zero, then at most two small letters.
[[nodiscard]] bool is_measure_number(std::string_view text);

/// True for the id of a series or a milestone: a measure's number, a dot, and a name.
[[nodiscard]] bool is_series_id(std::string_view text);

/// The number of the measure in the id of a series or milestone: what stands before the dot.
[[nodiscard]] std::string_view measure_of_id(std::string_view id);

/// True for a whole number or one with decimals after a point: `77`, `-3`, `6.70`.
[[nodiscard]] bool is_figure_value(std::string_view text);

/// Order of numbers as people count: 2, 10, 20, 20b, 21.
[[nodiscard]] bool number_less(std::string_view left, std::string_view right);

/// A JSON Schema (2020-12) of the events of a kind. Source: the table of kinds.
[[nodiscard]] boost::json::object schema_of(const Kind& kind);

}  // namespace peil::events

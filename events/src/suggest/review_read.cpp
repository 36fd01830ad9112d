// Reading the file that a person edited. Every line that is at fault is named.
// SPDX-License-Identifier: EUPL-1.2
#include "../import/prose.hpp"
#include "../import/text_lines.hpp"
#include "../json_read.hpp"
#include "review_columns.hpp"
#include "series_name.hpp"
#include <peil/events/error.hpp>
#include <peil/events/number_text.hpp>
#include <peil/events/review.hpp>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace peil::events {

namespace {

namespace json = boost::json;

constexpr std::size_t faults_shown_max = 20;

std::optional<std::string> unless_empty(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

bool is_decimal(std::string_view text) {
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    if (!reading::is_digits(whole)) { return false; }
    return point == std::string_view::npos || reading::is_digits(text.substr(point + 1));
}

/// What is wrong with a suggestion, each with what to do.
class ReviewFaults {
  public:
    explicit ReviewFaults(const Suggestion& suggestion) : suggestion_(suggestion) {
        if (suggestion.measure.empty()) { add("measure: it is missing; give its number"); }
        if (reading::is_blank(suggestion.quote)) {
            add("quote: it is missing; give the words of the report");
        }
        switch (suggestion.kind) {
            case SuggestionKind::figure: check_figure(); break;
            case SuggestionKind::milestone: check_milestone(); break;
            case SuggestionKind::reference:
                if (suggestion.to.empty()) { add("to: no number; name the other measures"); }
                break;
        }
    }
    [[nodiscard]] std::vector<std::string> take() { return std::move(faults_); }

  private:
    void add(std::string fault) { faults_.push_back(std::move(fault)); }
    void check_date(std::string_view name, const std::optional<std::string>& date) {
        if (!date || parse_partial_date(*date)) { return; }
        add(fmt::format("{}: '{}' is no date; write 2016-11-02, 2016-11, 2016, or eind 2016", name,
                        *date));
    }
    void check_figure() {
        if (!is_decimal(suggestion_.value)) {
            add(
                fmt::format("value: '{}' is no number; write digits, with nothing between "
                            "thousands: 365000, 6,7 (in JSON 6.7)",
                            suggestion_.value));
        }
        if (suggestion_.unit.empty()) { add("unit: it is missing; say what is counted"); }
        check_date("referenceDate", suggestion_.reference_date);
        check_date("periodFrom", suggestion_.period_from);
        check_date("periodTo", suggestion_.period_to);
    }
    void check_milestone() {
        constexpr std::array<std::string_view, 4> states{"expected", "moved", "reached", "dropped"};
        if (std::find(states.begin(), states.end(), suggestion_.state) == states.end()) {
            add(fmt::format("state: '{}' is none; write expected, moved, reached or dropped",
                            suggestion_.state));
        }
        if (suggestion_.text.empty()) { add("text: it is missing; give the words of the source"); }
        if (suggestion_.due.empty() && suggestion_.state != "dropped") {
            add("due: it is missing; give the date");
        } else if (!suggestion_.due.empty()) {
            check_date("due", suggestion_.due);
        }
    }

    const Suggestion& suggestion_;
    std::vector<std::string> faults_;
};

/// Collects what was read, and what was wrong with it.
class ReviewReader {
  public:
    void fault(std::string_view place, std::string_view what) {
        if (faults_.size() < faults_shown_max) {
            faults_.push_back(fmt::format("{}: {}", place, what));
        }
        is_faulty_ = true;
    }
    void take(Suggestion suggestion, const std::string& place) {
        if (suggestion.kind == SuggestionKind::figure && suggestion.series.empty()) {
            suggestion.series =
                suggest::series_name(suggestion.measure, "", suggestion.unit, false);
        }
        if (suggestion.kind == SuggestionKind::milestone && suggestion.series.empty()) {
            suggestion.series = suggest::milestone_name(suggestion.measure, suggestion.text);
        }
        for (const auto& what : ReviewFaults(suggestion).take()) { fault(place, what); }
        kept_.push_back({std::move(suggestion), place});
    }
    core::Result<std::vector<KeptSuggestion>> finish() {
        if (is_faulty_) {
            return core::Error(make_error_code(Errc::malformed_content),
                               fmt::format("{}", fmt::join(faults_, "\n")));
        }
        return std::move(kept_);
    }

  private:
    std::vector<KeptSuggestion> kept_;
    std::vector<std::string> faults_;
    bool is_faulty_ = false;
};

std::optional<SuggestionKind> kind_named(std::string_view name) {
    if (name == "figure") { return SuggestionKind::figure; }
    if (name == "milestone") { return SuggestionKind::milestone; }
    if (name == "reference") { return SuggestionKind::reference; }
    return std::nullopt;
}

constexpr std::string_view kind_wanted = "write figure, milestone or reference";

/// The nine columns of a line, the last of which may hold anything; nothing if there are fewer.
std::optional<suggest::ReviewColumns> split_columns(std::string_view line) {
    std::array<std::string, suggest::review_column_count> cells;
    std::size_t begin = 0;
    for (std::size_t index = 0; index < cells.size(); ++index) {
        const bool is_last = index + 1 == cells.size();
        const auto end = is_last ? line.size() : line.find('|', begin);
        if (end == std::string_view::npos) { return std::nullopt; }
        cells[index] = reading::trimmed(line.substr(begin, end - begin));
        begin = end + 1;
    }
    return suggest::ReviewColumns{cells[0], cells[1], cells[2], cells[3], cells[4],
                                  cells[5], cells[6], cells[7], cells[8]};
}

/// `planned 2013-12..2016-11`, `2013-12..@2016-11-02`, `2016-11-02`.
void read_when(std::string_view when, Suggestion& figure) {
    constexpr std::string_view planned = "planned";
    if (when.starts_with(planned)) {
        figure.planned = true;
        when = reading::trimmed(when.substr(planned.size()));
    }
    const auto range = when.find("..");
    if (range == std::string_view::npos) {
        figure.reference_date = unless_empty(std::string(when));
        return;
    }
    figure.period_from = unless_empty(std::string(reading::trimmed(when.substr(0, range))));
    const auto rest = when.substr(range + 2);
    const auto at = rest.find('@');
    figure.period_to = unless_empty(std::string(reading::trimmed(rest.substr(0, at))));
    if (at != std::string_view::npos) {
        figure.reference_date = unless_empty(std::string(reading::trimmed(rest.substr(at + 1))));
    }
}

std::vector<std::string> numbers_in(std::string_view text) {
    std::vector<std::string> numbers;
    std::string number;
    for (const char letter : std::string(text) + ",") {
        if (letter != ',' && letter != ' ') {
            number += letter;
        } else if (!number.empty()) {
            numbers.push_back(std::exchange(number, {}));
        }
    }
    return numbers;
}

Suggestion from_columns(SuggestionKind kind, const suggest::ReviewColumns& columns) {
    Suggestion one{.kind = kind, .measure = columns.measure, .quote = columns.quote};
    one.doubt = unless_empty(columns.doubt);
    switch (kind) {
        case SuggestionKind::figure:
            one.series = columns.id;
            one.value = columns.value;
            one.unit = columns.unit;
            one.qualifier = unless_empty(columns.qualifier);
            read_when(columns.when, one);
            break;
        case SuggestionKind::milestone:
            one.series = columns.id;
            one.due = columns.value;
            one.state = columns.unit;
            one.reason = unless_empty(columns.qualifier);
            one.text = columns.quote;
            break;
        case SuggestionKind::reference: one.to = numbers_in(columns.value); break;
    }
    return one;
}

void read_text_line(std::string_view line, const std::string& place, ReviewReader& reader) {
    auto columns = split_columns(line);
    if (!columns) {
        reader.fault(place, "fewer than nine columns; part them with |, or put # before the line");
        return;
    }
    const auto kind = kind_named(columns->kind);
    if (!kind) {
        reader.fault(place, fmt::format("'{}' is no kind; {}", columns->kind, kind_wanted));
        return;
    }
    if (*kind == SuggestionKind::figure) {
        auto value = read_typed_number(columns->value);
        if (!value) {
            reader.fault(place, "value: " + value.error().detail);
            return;
        }
        columns->value = std::move(*value);
    }
    reader.take(from_columns(*kind, *columns), place);
}

void read_text_form(std::string_view text, ReviewReader& reader) {
    if (text.starts_with(reading::byte_order_mark)) {
        text.remove_prefix(reading::byte_order_mark.size());
    }
    std::uint32_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const auto line = reading::trimmed(text.substr(begin, end - begin));
        ++number;
        begin = end + 1;
        if (line.empty() || line.front() == '#') { continue; }
        read_text_line(line, fmt::format("line {}", number), reader);
    }
}

/// The line on which each object of the outer array begins.
std::vector<std::uint32_t> lines_of_objects(std::string_view text) {
    std::vector<std::uint32_t> lines;
    std::uint32_t line = 1;
    int depth = 0;
    bool is_text = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        if (letter == '\n') { ++line; }
        if (is_text && letter == '\\') { ++at; }
        if (letter == '"') { is_text = !is_text; }
        if (is_text) { continue; }
        if (letter == '{' || letter == '[') {
            if (letter == '{' && depth == 1) { lines.push_back(line); }
            ++depth;
        }
        if (letter == '}' || letter == ']') { --depth; }
    }
    return lines;
}

/// Numbers of measures, as texts or as numbers.
std::vector<std::string> read_numbers(const json::object& object) {
    std::vector<std::string> numbers;
    const auto* list = object.if_contains("to");
    if (list == nullptr || !list->is_array()) { return numbers; }
    for (const auto& number : list->get_array()) {
        if (number.is_string()) { numbers.emplace_back(number.get_string()); }
        if (number.is_int64()) { numbers.push_back(std::to_string(number.get_int64())); }
    }
    return numbers;
}

Suggestion from_object(SuggestionKind kind, const json::object& object) {
    Suggestion one{.kind = kind,
                   .measure = read_text(object, "measure"),
                   .quote = read_text(object, "quote"),
                   .value = read_value(object, "value"),
                   .unit = read_text(object, "unit"),
                   .qualifier = find_text(object, "qualifier"),
                   .reference_date = find_text(object, "referenceDate"),
                   .period_from = find_text(object, "periodFrom"),
                   .period_to = find_text(object, "periodTo"),
                   .planned = read_flag(object, "planned"),
                   .series = read_text(object, "series"),
                   .text = read_text(object, "text"),
                   .due = read_text(object, "due"),
                   .state = read_text(object, "state"),
                   .reason = find_text(object, "reason"),
                   .to = read_numbers(object),
                   .doubt = find_text(object, "doubt")};
    if (kind == SuggestionKind::milestone) { one.series = read_text(object, "milestone"); }
    return one;
}

/// `line 3`, and `line 1, entry 2` where more than one object begins on the line.
std::string entry_place(const std::vector<std::uint32_t>& lines, std::size_t index) {
    if (index >= lines.size()) { return "line 1"; }
    const auto line = lines[index];
    const bool is_shared = (index > 0 && lines[index - 1] == line) ||
                           (index + 1 < lines.size() && lines[index + 1] == line);
    return is_shared ? fmt::format("line {}, entry {}", line, index + 1)
                     : fmt::format("line {}", line);
}

void read_json_entry(const json::object& entry, const std::string& place, ReviewReader& reader) {
    const auto name = read_text(entry, "kind");
    if (const auto kind = kind_named(name)) {
        reader.take(from_object(*kind, entry), place);
    } else {
        reader.fault(place, fmt::format("kind: '{}' is none; {}", name, kind_wanted));
    }
}

void read_json_form(std::string_view text, ReviewReader& reader) {
    if (text.starts_with(reading::byte_order_mark)) {
        reader.fault("line 1",
                     "the file begins with a byte order mark, which JSON does not have; save it as "
                     "UTF-8 without one");
        return;
    }
    boost::system::error_code code;
    const auto value = json::parse(json::string_view(text.data(), text.size()), code);
    if (code || !value.is_array()) {
        reader.fault("line 1", fmt::format("{}; give an array of objects, as --review writes it",
                                           code ? "this is not JSON" : "this is not an array"));
        return;
    }
    const auto lines = lines_of_objects(text);
    std::size_t object_index = 0;
    for (const auto& entry : value.get_array()) {
        const auto place = entry_place(lines, object_index);
        if (!entry.is_object()) {
            reader.fault(place, "an entry is not an object; remove it");
            continue;
        }
        ++object_index;
        read_json_entry(entry.get_object(), place, reader);
    }
}

}  // namespace

core::Result<std::vector<KeptSuggestion>> read_review(std::string_view text, ReviewForm form) {
    ReviewReader reader;
    if (form == ReviewForm::json) {
        read_json_form(text, reader);
    } else {
        read_text_form(text, reader);
    }
    return reader.finish();
}

}  // namespace peil::events

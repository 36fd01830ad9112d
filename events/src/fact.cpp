// From events to facts, and the one rule by which a question about facts is answered.
// SPDX-License-Identifier: EUPL-1.2
#include "json_read.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/check.hpp>
#include <peil/events/error.hpp>
#include <peil/events/fact.hpp>

#include <algorithm>

namespace peil::events {

namespace {

namespace json = boost::json;

std::string canonical(const json::value& value) {
    std::string text;
    core::append_canonical(text, value);
    return text;
}

std::string measure_subject(std::string_view number) {
    return "measure/" + std::string(number);
}

/// Says of each kind which facts it states.
class FactWriter {
  public:
    explicit FactWriter(std::vector<Fact>& facts) : facts_(facts) {}

    void operator()(const ProgrammeDefined& event) { add("programme", Field::title, event.title); }
    void operator()(const ProgrammeRenamed& event) { add("programme", Field::title, event.title); }
    void operator()(const ChapterDefined& event) {
        add("chapter/" + std::to_string(event.chapter), Field::title, event.title.value_or(""));
    }
    void operator()(const ChapterRenamed& event) {
        add("chapter/" + std::to_string(event.chapter), Field::title, event.title);
    }
    void operator()(const MeasureRegistered& event) {
        set(event.measure, Field::chapter, std::to_string(event.chapter));
        set(event.measure, Field::description, event.description);
    }
    void operator()(const SubMeasureRegistered& event) {
        set(event.measure, Field::parent, event.parent);
        set(event.measure, Field::description, event.description);
    }
    void operator()(const MeasureReworded& event) {
        set(event.measure, Field::description, event.description);
    }
    void operator()(const MeasureMoved& event) {
        set(event.measure, Field::chapter, std::to_string(event.chapter));
    }
    void operator()(const MeasuresJoined& event) {
        for (const auto& number : event.measures) {
            set(number, Field::joint, encode_numbers(event.measures));
        }
    }
    void operator()(const MeasuresSeparated& event) {
        for (const auto& number : event.measures) { set(number, Field::joint, ""); }
    }
    void operator()(const MeasureClosed& event) {
        json::object closure{{"ground", event.ground}};
        if (event.into) { closure["into"] = *event.into; }
        if (event.reason) { closure["reason"] = *event.reason; }
        set(event.measure, Field::closure, canonical(closure));
        set(event.measure, Field::status, event.ground);
    }
    void operator()(const MeasureReopened& event) {
        set(event.measure, Field::closure, "");
        set(event.measure, Field::status, "ongoing");
    }
    void operator()(const PlanningSet& event) {
        set(event.measure, Field::planning, event.planning);
    }
    void operator()(const StatusSet& event) { set(event.measure, Field::status, event.status); }
    void operator()(const ProgressReported& event) {
        set(event.measure, Field::progress, encode_blocks(event.progress));
    }
    void operator()(const FootnotesSet& event) {
        set(event.measure, Field::footnotes, encode_footnotes(event.footnotes));
    }
    void operator()(const EditionPublished& event) {
        add("edition/" + std::to_string(event.edition), Field::edition, canonical(to_data(event)));
    }
    void operator()(const EventCorrected&) {}
    void operator()(const UnknownEvent&) {}

  private:
    void set(std::string_view measure, Field field, std::string value) {
        add(measure_subject(measure), field, std::move(value));
    }
    void add(std::string subject, Field field, std::string value) {
        facts_.push_back({std::move(subject), field, std::move(value)});
    }

    std::vector<Fact>& facts_;
};

void append_text(std::string& out, std::string_view text) {
    core::append_u64_be(out, text.size());
    out += text;
}

/// Reads the compact form of blocks and footnotes; stops at the first misshapen byte.
class CompactReader {
  public:
    explicit CompactReader(std::string_view bytes) : rest_(bytes) {}

    Blocks blocks() {
        Blocks blocks;
        while (!rest_.empty()) {
            const char tag = rest_.front();
            rest_.remove_prefix(1);
            auto block = tag == 'P' ? paragraph() : list(tag == 'O');
            if (!block) { break; }
            blocks.push_back(std::move(*block));
        }
        return blocks;
    }
    std::vector<Footnote> footnotes() {
        std::vector<Footnote> footnotes;
        while (!rest_.empty()) {
            Footnote note;
            for (auto* part : {&note.mark, &note.field, &note.anchor, &note.text}) {
                auto value = text();
                if (!value) { return footnotes; }
                *part = std::move(*value);
            }
            footnotes.push_back(std::move(note));
        }
        return footnotes;
    }

  private:
    std::optional<std::uint64_t> number() {
        if (rest_.size() < 8) { return std::nullopt; }
        const auto value = core::read_u64_be(rest_);
        rest_.remove_prefix(8);
        return value;
    }
    std::optional<std::string> text() {
        const auto size = number();
        if (!size || *size > rest_.size()) { return std::nullopt; }
        std::string value(rest_.substr(0, *size));
        rest_.remove_prefix(*size);
        return value;
    }
    std::optional<Block> paragraph() {
        auto value = text();
        if (!value) { return std::nullopt; }
        return Paragraph{std::move(*value)};
    }
    std::optional<Block> list(bool ordered) {
        const auto count = number();
        if (!count || *count > rest_.size()) { return std::nullopt; }
        List list{ordered, {}};
        for (std::uint64_t i = 0; i < *count; ++i) {
            auto item = text();
            if (!item) { return std::nullopt; }
            list.items.push_back(std::move(*item));
        }
        return list;
    }

    std::string_view rest_;
};

}  // namespace

std::string_view name_of(Field field) {
    switch (field) {
        case Field::title: return "title";
        case Field::chapter: return "chapter";
        case Field::parent: return "parent";
        case Field::description: return "description";
        case Field::planning: return "planning";
        case Field::status: return "status";
        case Field::progress: return "progress";
        case Field::joint: return "joint";
        case Field::footnotes: return "footnotes";
        case Field::closure: return "closure";
        case Field::edition: return "edition";
    }
    return "unknown";
}

core::UnixMs effective_start(std::string_view effective) {
    if (const auto date = core::parse_date(effective)) { return *date; }
    const auto time = core::parse_time(effective);
    core::check(time.has_value(), "a recorded `effective` is a date or a moment");
    return *time;
}

std::string format_effective(core::UnixMs effective) {
    auto date = core::format_date(effective);
    return core::parse_date(date) == effective ? date : core::format_time(effective);
}

core::Result<Effect> effect_of(const RecordedEvent& event) {
    Effect effect{.effective = effective_start(event.envelope.effective),
                  .sequence = event.envelope.sequence};
    const auto* unknown = std::get_if<UnknownEvent>(&event.event);
    if (unknown != nullptr && unknown->must_understand) {
        return core::Error(make_error_code(Errc::must_understand),
                           "event " + std::to_string(effect.sequence) + " of type " +
                               unknown->type +
                               " says that it must be understood; use a newer version of peil");
    }
    const auto* correction = std::get_if<EventCorrected>(&event.event);
    if (correction != nullptr) { effect.voids = correction->sequence; }
    const auto said = stated_by(event.event);
    if (!said) { return said.error(); }
    if (*said) { std::visit(FactWriter(effect.facts), **said); }
    return effect;
}

core::Result<std::optional<Event>> stated_by(Event event) {
    while (const auto* correction = std::get_if<EventCorrected>(&event)) {
        if (!correction->content) { return std::optional<Event>{}; }
        const auto content = core::parse_strict(*correction->content);
        if (!content) { return content.error(); }
        if (!content->is_object()) {
            return core::Error(make_error_code(Errc::malformed_content),
                               "the content of a correction is not an object");
        }
        auto inner = from_data(correction->type, content->as_object());
        if (!inner) { return inner.error(); }
        event = std::move(*inner);
    }
    return std::optional(std::move(event));
}

std::optional<StoredFact> lookup(const FactSource& source, FactKey key, Moment moment) {
    FactPosition limit{moment.as_of, everything};
    while (true) {
        const auto fact = source.latest(key, limit, moment.known);
        if (!fact) { return std::nullopt; }
        const auto voided = source.voided_by(fact->position.sequence);
        if (voided == 0 || voided > moment.known) { return fact; }
        limit = {fact->position.effective, fact->position.sequence - 1};
    }
}

SubjectState FactSource::state_of(std::string_view subject, Moment moment) const {
    SubjectState state;
    for (auto number = 1; number <= static_cast<int>(last_field); ++number) {
        const auto field = static_cast<Field>(number);
        state.set(field, lookup(*this, {subject, field}, moment));
    }
    return state;
}

std::string encode_blocks(const Blocks& blocks) {
    std::string out;
    for (const auto& block : blocks) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
            out += 'P';
            append_text(out, paragraph->text);
            continue;
        }
        const auto& list = std::get<List>(block);
        out += list.ordered ? 'O' : 'U';
        core::append_u64_be(out, list.items.size());
        for (const auto& item : list.items) { append_text(out, item); }
    }
    return out;
}

Blocks decode_blocks(std::string_view bytes) {
    return CompactReader(bytes).blocks();
}

std::string encode_footnotes(const std::vector<Footnote>& footnotes) {
    std::string out;
    for (const auto& note : footnotes) {
        for (const auto* part : {&note.mark, &note.field, &note.anchor, &note.text}) {
            append_text(out, *part);
        }
    }
    return out;
}

std::vector<Footnote> decode_footnotes(std::string_view bytes) {
    return CompactReader(bytes).footnotes();
}

std::string encode_numbers(const std::vector<std::string>& numbers) {
    std::string text;
    for (const auto& number : numbers) {
        if (!text.empty()) { text += ' '; }
        text += number;
    }
    return text;
}

std::vector<std::string> decode_numbers(std::string_view text) {
    std::vector<std::string> numbers;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        numbers.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return numbers;
}

}  // namespace peil::events

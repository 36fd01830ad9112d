// Opening a ledger for questions, and answering them.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/error.hpp>
#include <peil/events/view.hpp>

#include <utility>

namespace peil::events {

namespace {

constexpr std::uint64_t lag_max = 16;  // events that are folded in memory rather than taken in
constexpr int attempt_count_max = 3;   // while others append or take in at the same time

core::Result<void> fold(const core::Snapshot& ledger, std::uint64_t after, History& history) {
    for (auto sequence = after + 1; sequence <= ledger.head().size; ++sequence) {
        const auto event = read_event(ledger, sequence);
        if (!event) { return event.error(); }
        const auto effect = effect_of(*event);
        if (!effect) { return effect.error(); }
        history.apply(*effect);
    }
    return {};
}

/// True if what the index took in is the beginning of this ledger, and little is lacking.
bool is_usable(const IndexSnapshot& index, const core::Snapshot& ledger) {
    const auto size = index.size();
    if (size > ledger.head().size || size + lag_max < ledger.head().size) { return false; }
    const auto root = core::tree_root(size, ledger.hashes());
    return root && index.root() == *root;
}

core::Result<std::uint64_t> known_events(const View& view, const Question& question) {
    const auto size = view.ledger().head().size;
    if (question.at_event) {
        if (*question.at_event > size) {
            return core::Error(core::Errc::index_out_of_range,
                               "there is no event " + std::to_string(*question.at_event) +
                                   "; the last one is " + std::to_string(size));
        }
        return *question.at_event;
    }
    if (!question.known_at) { return size; }
    const auto time = parse_moment(*question.known_at);
    if (!time) { return time.error(); }
    return view.ledger().size_at(*time);
}

}  // namespace

core::Result<View> View::open(const core::Ledger& ledger) {
    auto index = Index::open(ledger.folder());
    for (int attempt = 0; index && attempt < attempt_count_max; ++attempt) {
        // The ledger's snapshot is the later one: an index that is ahead of it is not its own.
        auto base = index->snapshot();
        auto parts = std::make_unique<Parts>(ledger.snapshot());
        if (is_usable(base, parts->ledger)) {
            parts->index = std::move(index);
            parts->base.emplace(std::move(base));
            return complete_view(std::move(parts));
        }
        const auto taken = index->catch_up(parts->ledger);
        if (!taken) { return taken.error(); }
    }
    return complete_view(std::make_unique<Parts>(ledger.snapshot()));
}

core::Result<View> View::complete_view(std::unique_ptr<Parts> parts) {
    const auto size = parts->base ? parts->base->size() : 0;
    const auto folded = fold(parts->ledger, size, parts->recent);
    if (!folded) { return folded.error(); }
    parts->facts = &parts->recent;
    if (parts->base) {
        parts->both.emplace(*parts->base, parts->recent);
        const bool is_current = size == parts->ledger.head().size;
        parts->facts = is_current ? static_cast<const FactSource*>(&*parts->base)
                                  : static_cast<const FactSource*>(&*parts->both);
    }
    return View(std::move(parts));
}

void complete(Matrix& matrix, const core::Snapshot& ledger, std::uint64_t known) {
    matrix.size = known;
    const auto root = core::tree_root(known, ledger.hashes());
    if (root) { matrix.root = *root; }
    const auto last = ledger.event(known);
    if (last) { matrix.known_at = core::find_time(*last); }
}

core::Result<core::UnixMs> parse_moment(const std::string& text) {
    if (const auto date = core::parse_date(text)) { return *date + core::day_ms - 1; }
    if (const auto time = core::parse_time(text)) { return *time; }
    return core::Error(
        make_error_code(Errc::malformed_date),
        "'" + text + "' is neither a date (2016-11-14) nor a moment (2016-11-14T09:30:00Z)");
}

core::Result<ResolvedQuestion> resolve(const View& view, const Question& question,
                                       core::UnixMs now) {
    if (question.known_at && question.at_event) {
        return core::Error(make_error_code(Errc::malformed_content),
                           "--known-at and --at-event exclude each other; give one of them");
    }
    const auto known = known_events(view, question);
    if (!known) { return known.error(); }
    if (!question.edition) {
        const auto as_of =
            question.as_of ? parse_moment(*question.as_of) : core::Result<core::UnixMs>(now);
        if (!as_of) { return as_of.error(); }
        return ResolvedQuestion{{.as_of = *as_of, .known = *known},
                                question.as_of.value_or(core::format_date(now)),
                                {}};
    }
    if (question.as_of) {
        return core::Error(make_error_code(Errc::malformed_content),
                           "--edition and --as-of exclude each other: an edition has its own "
                           "date; give one of them");
    }
    auto record = find_edition(view.facts(), *question.edition, *known);
    if (!record) {
        return core::Error(make_error_code(Errc::edition_missing),
                           "there is no edition " + std::to_string(*question.edition) +
                               "; `peil edition list` shows those there are");
    }
    const auto moment = moment_of(*record);
    auto date = record->edition.date;
    return ResolvedQuestion{moment, std::move(date), std::move(record)};
}

core::Result<Matrix> answer(const View& view, const Question& question, core::UnixMs now) {
    const auto resolved = resolve(view, question, now);
    if (!resolved) { return resolved.error(); }
    auto matrix = resolved->edition ? draw_edition(view.facts(), *resolved->edition)
                                    : draw_matrix(view.facts(), resolved->moment, question.closed);
    matrix.as_of = resolved->as_of;
    complete(matrix, view.ledger(), resolved->moment.known);
    if (matrix.size == 0 && question.known_at) {
        matrix.known_at = core::format_time(*parse_moment(*question.known_at));
    }
    return matrix;
}

}  // namespace peil::events

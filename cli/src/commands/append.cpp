// peil append: one event or many, validated together, recorded together.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../offered_event.hpp"
#include "../record.hpp"
#include "all.hpp"
#include <peil/events/error.hpp>
#include <peil/events/publish.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace peil::cli {

namespace {

/// Collects violations of all events, each as a message that names the file and the line.
class Refusals {
  public:
    explicit Refusals(std::string file) : file_(std::move(file)) {}

    void add(const OfferedEvent& offered, const std::vector<events::Violation>& violations) {
        for (const auto& violation : violations) {
            text_ += fmt::format("{}{}: {}: {}", text_.empty() ? "" : "\n", file_, offered.where,
                                 events::format_violations({violation}));
        }
    }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    [[nodiscard]] core::Error error() const {
        return {make_error_code(events::Errc::rule_violated), text_};
    }

  private:
    std::string file_;
    std::string text_;
};

core::Result<void> check_shapes(const std::vector<OfferedEvent>& offered, Refusals refusals) {
    for (const auto& one : offered) { refusals.add(one, one.violations); }
    if (refusals.empty()) { return {}; }
    return refusals.error();
}

/// Adds all events; what is misshapen or breaks a rule is told of all events at once, in order.
core::Result<void> add_all(const std::vector<OfferedEvent>& offered, events::BatchBuilder& batch,
                           Refusals refusals) {
    for (const auto& one : offered) {
        refusals.add(one,
                     one.violations.empty() ? batch.try_add(one.event, one.frame) : one.violations);
    }
    if (refusals.empty()) { return {}; }
    return refusals.error();
}

/// An event that is sent again under its id is not judged by today's rules: the ledger compares it.
bool is_repeated(const OfferedEvent& offered, const core::Snapshot& ledger) {
    return offered.violations.empty() && !offered.frame.id.empty() &&
           ledger.find_id(offered.frame.id).has_value();
}

core::Result<int> repeat(const Context& context, core::Ledger& ledger,
                         std::vector<OfferedEvent> offered) {
    std::vector<core::Draft> drafts;
    for (auto& one : offered) {
        if (one.frame.actor.empty()) { one.frame.actor = actor_of(context, ledger.settings()); }
        drafts.push_back(events::to_draft(one.event, one.frame));
    }
    return record(context, ledger, drafts, std::nullopt);
}

core::Result<int> run_append(Context& context) {
    const auto file = context.arguments.find("FILE").value_or("-");
    const auto text = read_input(file);
    if (!text) { return text.error(); }
    auto offered = parse_offered(*text, today(context));
    const auto name = file == "-" ? std::string("standard input") : file;
    if (!offered) {
        return core::Error(offered.error().code, name + ": " + offered.error().detail);
    }
    auto ledger = open_ledger(context, core::Access::write);
    if (!ledger) {
        const auto shapes = check_shapes(*offered, Refusals(name));
        return shapes ? ledger.error() : shapes.error();
    }
    auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto repeated = [&](const OfferedEvent& one) { return is_repeated(one, view->ledger()); };
    if (std::all_of(offered->begin(), offered->end(), repeated)) {
        return repeat(context, *ledger, std::move(*offered));
    }
    if (std::any_of(offered->begin(), offered->end(), repeated)) {
        return wrong_use(
            "some of these events are in the ledger already and some are not; a batch "
            "is recorded as a whole, so send either the same batch or new events");
    }
    events::BatchBuilder batch(*view, actor_of(context, ledger->settings()), *context.random);
    const auto added = add_all(*offered, batch, Refusals(name));
    if (!added) { return added.error(); }
    return record_batch(context, *ledger, batch);
}

}  // namespace

Command append_command() {
    return {.name = "append",
            .group = "Recording",
            .summary = "Append events given as JSON",
            .details =
                "An event is {\"type\":…,\"effective\":\"2016-11-14\",\"data\":{…}}, and may "
                "have \"id\" and \"actor\". A file holds one, a list, or one a line; all are "
                "recorded in one transaction, or none. The same id with the same content gives "
                "the old receipt. `peil help types` lists the types.",
            .positionals = {{"FILE", "JSON; - or nothing for standard input", false}},
            .options = writing_options(),
            .run = run_append};
}

}  // namespace peil::cli

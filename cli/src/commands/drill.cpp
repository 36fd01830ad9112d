// peil drill: commits the crimes of an insider on copies of the ledger, and shows which claim
// catches each, and what that takes.
// SPDX-License-Identifier: EUPL-1.2
#include "../drill/drill_text.hpp"
#include "../drill/look.hpp"
#include "../progress_bar.hpp"
#include "all.hpp"
#include <peil/core/files.hpp>

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

namespace peil::cli {

namespace {

/// A private folder: the one of --keep, or one that goes with this object.
class DrillFolder {
  public:
    explicit DrillFolder(const std::optional<std::string>& kept) : is_kept_(kept) {
        if (kept) {
            path_ = *kept;
            core::make_private_folder(path_);
            return;
        }
        auto pattern = (std::filesystem::temp_directory_path() / "peil-drill-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            core::fail_on_file("cannot make folder", pattern);
        }
        path_ = pattern;
    }
    ~DrillFolder() {
        std::error_code ignored;
        if (!is_kept_) { std::filesystem::remove_all(path_, ignored); }
    }
    DrillFolder(const DrillFolder&) = delete;
    DrillFolder& operator=(const DrillFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] bool is_kept() const { return is_kept_; }

  private:
    bool is_kept_;
    std::filesystem::path path_;
};

/// The crimes of --only, or all.
core::Result<std::vector<const Crime*>> chosen_crimes(const Context& context) {
    std::vector<const Crime*> chosen;
    for (const auto& name : context.arguments.all("--only")) {
        const auto found = std::find_if(crimes().begin(), crimes().end(),
                                        [&](const Crime& crime) { return crime.name == name; });
        if (found == crimes().end()) {
            return wrong_use("there is no crime '" + name + "'; `peil drill --list` lists them");
        }
        chosen.push_back(&*found);
    }
    if (chosen.empty()) {
        for (const auto& crime : crimes()) { chosen.push_back(&crime); }
    }
    return chosen;
}

/// Plays crime after crime.
class Drill {
  public:
    Drill(const DrillStage& stage, bool is_kept) : stage_(stage), is_kept_(is_kept) {}

    /// What is proven while nothing happened. Errors: ledger_damaged if the ledger is not whole.
    core::Result<void> look_before() {
        for (const auto exhibit : {Exhibit::ledger, Exhibit::page, Exhibit::tiles}) {
            const Scene scene(stage_, stage_.root / "before");
            honest_[exhibit] = look_at(scene, exhibit);
            std::filesystem::remove_all(stage_.root / "before");
            for (const auto& claim : honest_[exhibit].alone) {
                const bool is_unproven =
                    exhibit == Exhibit::ledger && claim.verdict != core::Verdict::proven;
                if (claim.verdict == core::Verdict::contradicted ||
                    (is_unproven && claim.is_asked)) {
                    return not_whole(claim);
                }
            }
        }
        return {};
    }

    CrimeOutcome play(const Crime& crime) {
        const auto folder = stage_.root / crime.name;
        const Scene scene(stage_, folder);
        crime.commit(scene);
        CrimeOutcome outcome{&crime,
                             catching(honest_[crime.exhibit], look_at(scene, crime.exhibit))};
        if (!is_kept_) { std::filesystem::remove_all(folder); }
        return outcome;
    }

  private:
    const DrillStage& stage_;
    bool is_kept_;
    std::map<Exhibit, Looks> honest_;
};

void print_list(const Context& context) {
    if (context.is_json()) {
        context.print(boost::json::serialize(crime_list_json()));
    } else {
        context.print_long(crime_list(context.table_style()));
    }
}

void print_findings(const Context& context, const DrillFindings& findings) {
    if (context.is_json()) {
        context.print(boost::json::serialize(drill_json(findings)));
        return;
    }
    const auto style = context.table_style();
    auto text = drill_text(findings, style);
    if (context.arguments.has("--only")) {
        for (const auto& outcome : findings.outcomes) {
            text += '\n' + outcome_text(outcome, style);
        }
    }
    context.print_long(text);
}

core::Result<int> run_drill(Context& context) {
    if (context.arguments.has("--list")) {
        print_list(context);
        return exit_code::done;
    }
    const auto chosen = chosen_crimes(context);
    if (!chosen) { return chosen.error(); }
    const auto ledger = find_ledger(context);
    if (!ledger) { return ledger.error(); }
    const auto kept = context.arguments.find("--keep");
    if (kept && std::filesystem::exists(*kept)) {
        return wrong_use("--keep " + *kept + ": it exists already; give the name of a new folder");
    }
    const DrillFolder folder(kept);
    const auto stage = set_stage(context, {*ledger}, folder.path());
    if (!stage) { return stage.error(); }
    Drill drill(*stage, folder.is_kept());
    const auto before = drill.look_before();
    if (!before) { return before.error(); }
    DrillFindings findings{.origin = stage->history.settings.origin,
                           .size = stage->targets.size,
                           .edition = stage->edition};
    ProgressBar bar("drilling");
    for (const auto* crime : *chosen) {
        bar.show(findings.outcomes.size(), chosen->size());
        findings.outcomes.push_back(drill.play(*crime));
    }
    bar.clear();
    print_findings(context, findings);
    const bool is_well =
        std::all_of(findings.outcomes.begin(), findings.outcomes.end(),
                    [](const CrimeOutcome& outcome) { return outcome.is_as_documented(); });
    return is_well ? exit_code::done : exit_code::contradicted;
}

}  // namespace

Command drill_command() {
    return {.name = "drill",
            .group = "Editions and integrity",
            .summary = "Commit an insider's crimes on copies, and show what catches each",
            .details =
                "For each crime a fresh copy of the ledger is altered as somebody with the disk, "
                "or with disk and key, could alter it, and then verified: with nothing else at "
                "hand, given one earlier report, and given a witness. The ledger itself is only "
                "read. The copies are under a key that is made for the drill and forgotten, so "
                "that the log's own key never signs a falsehood; they lie in a private folder "
                "that is removed at the end.\n"
                "The drill needs a published edition. Exit code 0: each crime is caught as "
                "documented; 1: one is not.",
            .positionals = {},
            .options = {{"--only", "CRIME", "this crime, with all that catches it; may be repeated",
                         false, true},
                        {"--list", "", "list the crimes and commit none"},
                        {"--keep", "DIR", "make the copies in this new folder and leave them"}},
            .run = run_drill};
}

}  // namespace peil::cli

// From a ledger to the stage of a drill.
// SPDX-License-Identifier: EUPL-1.2
#include "stage.hpp"

#include <peil/core/cosignature.hpp>
#include <peil/core/evidence.hpp>
#include <peil/core/files.hpp>
#include <peil/core/tiles_folder.hpp>
#include <peil/core/timestamp.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/error.hpp>
#include <peil/events/page.hpp>
#include <peil/events/view.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace peil::cli {

namespace {

constexpr std::string_view witness_name = "drill.invalid/witness";
constexpr std::string_view authority_url = "http://drill.invalid/tsa";
constexpr int later_event_count = 3;

std::string type_of_event(const core::RawEvent& event) {
    const auto envelope = core::decode_event(event.bytes);
    return envelope ? envelope->type : "";
}

/// Takes the bytes of the ledger while nobody writes there. The store itself is opened only in the
/// copy, since opening it leaves traces.
core::Result<void> take_copy(const core::LedgerFolder& from, const core::LedgerFolder& to) {
    const auto lock = core::lock_folder(from.root);
    if (!lock) { return lock.error(); }
    const auto data = from.truth() / "data.mdb";
    if (!std::filesystem::exists(data)) {
        return core::Error(core::Errc::ledger_missing,
                           "there is no ledger in " + from.root.string());
    }
    core::make_private_folder(to.root);
    core::make_private_folder(to.truth());
    std::filesystem::copy_file(data, to.truth() / "data.mdb");
    if (std::filesystem::exists(from.high_water())) {
        std::filesystem::copy_file(from.high_water(), to.high_water());
    }
    return {};
}

/// What the copy tells. Errors: ledger_damaged with the claim, if it is not whole: a drill would
/// mend it, as it signs everything anew.
core::Result<core::RawLedger> read_copy(const Context& context, const core::LedgerFolder& copy) {
    {
        const auto ledger =
            core::Ledger::open(copy.root, core::Access::read, context.surroundings());
        if (!ledger) { return ledger.error(); }
        for (const auto& claim : core::verify_log(*ledger, {})) {
            if (claim.verdict == core::Verdict::contradicted) { return not_whole(claim); }
        }
    }
    return core::read_raw(copy);
}

std::vector<core::SigningKey> make_keys(std::size_t count) {
    std::vector<core::SigningKey> keys;
    for (std::size_t i = 0; i < count; ++i) { keys.push_back(core::SigningKey::generate()); }
    return keys;
}

/// The first of two events in a row that register measures.
std::optional<std::uint64_t> find_early(const core::RawLedger& ledger) {
    const auto registers = [](const core::RawEvent& event) {
        return type_of_event(event) == "nl.peil.measure.registered";
    };
    const auto found = std::adjacent_find(
        ledger.events.begin(), ledger.events.end(),
        [&](const auto& one, const auto& next) { return registers(one) && registers(next); });
    if (found == ledger.events.end()) { return std::nullopt; }
    return static_cast<std::uint64_t>(found - ledger.events.begin()) + 1;
}

std::uint64_t find_last_edition(const core::RawLedger& ledger) {
    const auto found = std::find_if(
        ledger.events.rbegin(), ledger.events.rend(),
        [](const auto& event) { return type_of_event(event) == "nl.peil.edition.published"; });
    return static_cast<std::uint64_t>(ledger.events.rend() - found);
}

/// Finds the targets, and sees to it that there are checkpoints before and after the edition.
core::Result<DrillTargets> find_targets(core::RawLedger& ledger) {
    DrillTargets targets{.edition = find_last_edition(ledger)};
    if (targets.edition == 0) {
        return core::Error(make_error_code(events::Errc::edition_missing),
                           "a drill plays on a published report, and no edition was published "
                           "yet; `peil edition publish` publishes one");
    }
    const auto early = find_early(ledger);
    if (!early || *early + 2 >= targets.edition) {
        return wrong_use(
            "this ledger is too small for a drill: it takes two measures, registered "
            "one after the other, before the last edition");
    }
    targets.early = *early;
    auto& sealed = ledger.sealed;
    const auto seal = [&](std::uint64_t size) {
        const auto place = std::lower_bound(sealed.begin(), sealed.end(), size);
        if (place == sealed.end() || *place != size) { sealed.insert(place, size); }
    };
    seal(1);
    seal(ledger.events.size());
    const auto after = std::lower_bound(sealed.begin(), sealed.end(), targets.edition);
    targets.published = *after;
    targets.before = *std::prev(after);
    return targets;
}

/// The ledger as it was when it had so many events.
core::RawLedger first_events(const core::RawLedger& ledger, std::uint64_t size) {
    auto first = ledger;
    first.events.resize(size);
    std::erase_if(first.sealed, [&](std::uint64_t sealed) { return sealed > size; });
    return first;
}

/// Stores what witness and authority say of the checkpoint of a size.
void countersign(const DrillStage& stage, const core::LedgerFolder& folder, std::uint64_t size) {
    auto ledger = core::Ledger::open(folder.root, core::Access::read, stage.surroundings());
    if (!ledger) { throw core::StorageError(ledger.error().detail); }
    std::string text;
    {
        const auto snapshot = ledger->snapshot();
        for (const auto& checkpoint : snapshot.checkpoints()) {
            if (checkpoint.size == size) { text = core::parse_note(checkpoint.note)->text; }
        }
    }
    const auto seconds = static_cast<std::uint64_t>(stage.clock() / 1000);
    const auto line = core::cosign_text(text, witness_name, seconds, stage.witness_key);
    const auto kept = ledger->keep_cosignatures(size, {&line, 1});
    const auto imprint = core::timestamp_imprint(text, {});
    const auto stamped = ledger->keep_timestamp(
        {size, 0, stage.authority.stamp(imprint, stage.clock(), *stage.random)});
    if (!kept || !stamped) { throw core::StorageError("the copy cannot be countersigned"); }
}

/// A ledger's folder with what witness and authority said by then.
void furnish(const DrillStage& stage, const core::LedgerFolder& folder, std::uint64_t size) {
    core::make_private_folder(folder.root);
    core::store_raw(folder, first_events(stage.history, size), stage.log_keys);
    core::replace_file(folder.policy(), stage.policy);
    core::replace_file(folder.timestamping(),
                       std::string(authority_url) + "\n" + stage.authority.roots());
    for (const auto each : {stage.targets.before, stage.targets.published}) {
        if (each <= size) { countersign(stage, folder, each); }
    }
}

/// Records what came after the report was published.
core::Result<void> record_later_events(DrillStage& stage) {
    auto ledger =
        core::Ledger::open(stage.honest().root, core::Access::write, stage.surroundings());
    if (!ledger) { return ledger.error(); }
    std::vector<core::Draft> drafts;
    for (int i = 1; i <= later_event_count; ++i) {
        drafts.push_back(events::to_draft(
            events::ProgrammeRenamed{.title = fmt::format("Programme, name {}", i)},
            {.effective = core::format_date(stage.clock()), .actor = ledger->settings().actor}));
    }
    const auto recorded = ledger->append(drafts);
    if (!recorded) { return recorded.error(); }
    const auto sealed = ledger->seal(stage.log_keys.back());
    if (!sealed) { return sealed.error(); }
    stage.targets.size = sealed->size;
    return {};
}

/// Hands out the report, the tiles, and the witness's checkpoint.
core::Result<void> hand_out(DrillStage& stage) {
    const auto ledger =
        core::Ledger::open(stage.honest().root, core::Access::read, stage.surroundings());
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    for (const auto& record : events::list_editions(view->facts())) {
        if (record.sequence == stage.targets.edition) { stage.edition = record.edition.edition; }
    }
    const auto document = events::make_document(*view, stage.edition);
    if (!document) { return document.error(); }
    const auto page = events::render_page(*document);
    if (!page) { return page.error(); }
    core::replace_file(stage.report(), *page);
    const auto written = core::write_tiles(view->ledger(), stage.tiles());
    if (!written) { return written.error(); }
    const auto last = view->ledger().last_checkpoint();
    const auto cosigned = core::cosigned_checkpoint(view->ledger(), *last);
    if (!cosigned) { return cosigned.error(); }
    core::replace_file(stage.witnessed(), core::encode_note(*cosigned));
    return {};
}

std::string policy_of(const DrillStage& stage) {
    std::string text;
    for (const auto& key : stage.log_verifiers()) {
        text += "log " + core::encode_vkey(key) + '\n';
    }
    const auto witness = core::make_cosigner_key(witness_name, stage.witness_key.public_key());
    if (!witness) { throw core::CryptoError(witness.error().detail); }
    return text + fmt::format("witness drill {}\nquorum drill\n", core::encode_vkey(*witness));
}

}  // namespace

std::vector<core::VerifierKey> DrillStage::log_verifiers() const {
    std::vector<core::VerifierKey> verifiers;
    for (const auto& key : log_keys) {
        auto verifier = core::make_verifier_key(history.settings.origin, key.public_key());
        if (!verifier) { throw core::CryptoError(verifier.error().detail); }
        verifiers.push_back(*std::move(verifier));
    }
    return verifiers;
}

core::Error not_whole(const core::VerifiedClaim& claim) {
    return {core::Errc::ledger_damaged,
            fmt::format("a drill plays on a whole ledger, and of this one {} is {}: {}", claim.name,
                        core::name_of(claim.verdict), claim.text)};
}

void copy_folder(const std::filesystem::path& from, const std::filesystem::path& to) {
    core::make_private_folder(to);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(from)) {
        const auto target = to / std::filesystem::relative(entry.path(), from);
        if (entry.is_directory()) {
            core::make_private_folder(target);
        } else if (entry.path().filename() != "lock.mdb") {
            std::filesystem::copy_file(entry.path(), target);
        }
    }
}

core::Result<DrillStage> set_stage(const Context& context, const core::LedgerFolder& ledger,
                                   const std::filesystem::path& root) {
    const core::LedgerFolder copy{root / "copy"};
    const auto taken = take_copy(ledger, copy);
    if (!taken) { return taken.error(); }
    auto history = read_copy(context, copy);
    if (!history) { return history.error(); }
    std::filesystem::remove_all(copy.root);
    const auto targets = find_targets(*history);
    if (!targets) { return targets.error(); }
    DrillStage stage{.root = root,
                     .log_keys = make_keys(core::key_count(*history)),
                     .witness_key = core::SigningKey::generate(),
                     .authority = core::DrillAuthority(context.clock()),
                     .history = *std::move(history),
                     .targets = *targets,
                     .clock = context.clock,
                     .random = context.random};
    core::rechain(stage.history, stage.log_keys);
    stage.policy = policy_of(stage);
    furnish(stage, stage.backup(), stage.targets.before);
    furnish(stage, stage.published(), stage.targets.published);
    furnish(stage, stage.honest(), stage.history.events.size());
    const auto recorded = record_later_events(stage);
    if (!recorded) { return recorded.error(); }
    countersign(stage, stage.honest(), stage.targets.size);
    const auto handed_out = hand_out(stage);
    if (!handed_out) { return handed_out.error(); }
    auto whole = core::read_raw(stage.honest());
    if (!whole) { return whole.error(); }
    stage.history = *std::move(whole);
    return stage;
}

}  // namespace peil::cli

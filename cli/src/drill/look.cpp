// The claims of verify, check and tiles --check about a scene.
// SPDX-License-Identifier: EUPL-1.2
#include "look.hpp"

#include "../checked_file.hpp"
#include "../checked_proof.hpp"
#include "../kept_file.hpp"
#include <peil/core/evidence.hpp>
#include <peil/core/files.hpp>
#include <peil/core/tiles_folder.hpp>
#include <peil/events/fork.hpp>
#include <peil/events/page.hpp>
#include <peil/events/verify.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace peil::cli {

namespace {

constexpr std::uint64_t page_size_max_bytes = std::uint64_t{1} << 30U;

void add_claims(LookClaims& to, LookClaims more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Those of the claims that have one of these names.
LookClaims only_named(const LookClaims& claims, std::initializer_list<std::string_view> names) {
    LookClaims found;
    std::copy_if(claims.begin(), claims.end(), std::back_inserter(found), [&](const auto& claim) {
        return std::find(names.begin(), names.end(), claim.name) != names.end();
    });
    return found;
}

LookClaims store_unreadable(const core::Error& error) {
    return {{"stored-bytes", core::Verdict::contradicted, error.detail}};
}

/// The claims of a ledger compared with a file that was kept elsewhere.
LookClaims claims_against(const core::Ledger& ledger, const std::filesystem::path& file) {
    const auto snapshot = ledger.snapshot();
    auto kept = read_kept(file.string());
    if (!kept) { throw core::StorageError(kept.error().detail); }
    kept->file.name = file.filename().string();
    return verify_kept(snapshot, {*kept});
}

/// What a ledger proves by an auditor's own policy, whatever its folder asks for.
LookClaims witness_claims(const core::Ledger& ledger, const DrillStage& stage) {
    const auto file = ledger.folder().policy();
    const auto own = core::read_file(file, core::policy_size_limit_bytes);
    core::replace_file(file, stage.policy);
    auto claims = core::verify_outside(ledger, {}, {.now = stage.clock()});
    if (own) {
        core::replace_file(file, *own);
    } else {
        std::filesystem::remove(file);
    }
    return only_named(claims, {"witnesses"});
}

Looks look_at_ledger(const Scene& scene) {
    const auto& stage = scene.stage();
    const auto ledger =
        core::Ledger::open(scene.ledger().root, core::Access::read, stage.surroundings());
    if (!ledger) { return {store_unreadable(ledger.error()), {}, {}}; }
    const core::VerifyOptions options;
    const core::OutsideOptions outside{.now = stage.clock()};
    Looks looks{.alone = core::verify_log(*ledger, options)};
    add_claims(looks.alone, events::verify_content(*ledger, options));
    add_claims(looks.alone, core::verify_outside(*ledger, options, outside));
    looks.report = claims_against(*ledger, stage.report());
    looks.witness = claims_against(*ledger, stage.witnessed());
    add_claims(looks.witness, witness_claims(*ledger, stage));
    return looks;
}

/// The key in a kept report: whoever keeps one knows the log by it.
FileTrust trust_of(const events::EditionDocument& kept) {
    FileTrust trust;
    if (const auto key = core::parse_vkey(kept.published.log_key)) {
        trust.log.log_keys.push_back(*key);
    }
    return trust;
}

Looks look_at_page(const Scene& scene) {
    const auto read = [](const std::filesystem::path& file) {
        return core::read_file(file, page_size_max_bytes).value_or("");
    };
    const auto check = [&](const std::filesystem::path& file, const FileTrust& trust) {
        auto checked = check_file(file.filename().string(), read(file), trust);
        if (!checked) { throw core::StorageError(checked.error().detail); }
        return *std::move(checked);
    };
    const auto kept = check(scene.stage().report(), {}).document;
    auto trust = trust_of(*kept);
    const auto suspect = check(scene.page(), trust);
    Looks looks{.alone = check(scene.page(), {}).claims};
    looks.report = only_named(suspect.claims, {"key"});
    looks.report.push_back(events::check_continuity(*kept, *suspect.document));
    const auto policy = core::parse_policy(scene.stage().policy);
    if (policy) { trust.policy = *policy; }
    looks.witness = only_named(check(scene.page(), trust).claims, {"key", "witnesses"});
    return looks;
}

core::VerifiedClaim tiles_claim(const core::TilesCheck& found) {
    if (found.bad) {
        return {"tiles", core::Verdict::contradicted, found.bad->file + ": " + found.bad->text};
    }
    if (found.is_by_other_key) {
        return {"tiles", core::Verdict::not_proven, std::string(core::other_key_text)};
    }
    return {"tiles", core::Verdict::proven, "every file is what the checkpoint implies"};
}

Looks look_at_tiles(const Scene& scene) {
    const auto folder = scene.tiles();
    const auto keys = scene.stage().log_verifiers();
    return {{tiles_claim(core::check_tiles(folder, {}))},
            {tiles_claim(core::check_tiles(folder, keys))},
            {}};
}

LookClaims lost_claims(const LookClaims& honest, const LookClaims& now) {
    LookClaims found;
    for (const auto& claim : now) {
        const bool was_proven = std::any_of(honest.begin(), honest.end(), [&](const auto& each) {
            return each.name == claim.name && each.verdict == core::Verdict::proven;
        });
        const bool is_lost = claim.verdict != core::Verdict::proven && claim.is_asked;
        if (was_proven && is_lost) { found.push_back(claim); }
    }
    return found;
}

}  // namespace

Looks look_at(const Scene& scene, Exhibit exhibit) {
    switch (exhibit) {
        case Exhibit::ledger: return look_at_ledger(scene);
        case Exhibit::page: return look_at_page(scene);
        case Exhibit::tiles: return look_at_tiles(scene);
    }
    return {};
}

Looks catching(const Looks& honest, const Looks& now) {
    return {lost_claims(honest.alone, now.alone), lost_claims(honest.report, now.report),
            lost_claims(honest.witness, now.witness)};
}

std::optional<Need> need_of(const Looks& caught) {
    if (!caught.alone.empty()) { return Need::nothing; }
    if (!caught.report.empty()) { return Need::report; }
    if (!caught.witness.empty()) { return Need::witness; }
    return std::nullopt;
}

}  // namespace peil::cli

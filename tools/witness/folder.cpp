// Making and opening a witness's folder.
// SPDX-License-Identifier: EUPL-1.2
#include "folder.hpp"

#include <peil/core/files.hpp>
#include <peil/core/trust_policy.hpp>

#include <algorithm>
#include <utility>

namespace peil::witness {

namespace {

constexpr std::string_view logs_start =
    "# Logs whose checkpoints are cosigned here: a C2SP tlog-policy. Restart after a change.\n";
constexpr std::string_view logs_end = "quorum none\n";
constexpr std::uint64_t vkey_size_max_bytes = 4096;

core::Passphrase view_of_passphrase(const std::optional<std::string>& passphrase) {
    return passphrase ? core::Passphrase(*passphrase) : std::nullopt;
}

core::Result<std::string> read_logs(const WitnessFolder& folder) {
    auto text = core::read_file(folder.logs(), core::policy_size_limit_bytes);
    if (!text) {
        return core::Error(
            core::Errc::ledger_missing,
            folder.root.string() + " is no folder of a witness; make one with `peil-witness init`");
    }
    return *std::move(text);
}

}  // namespace

core::Result<std::string> create_folder(const WitnessFolder& folder, std::string_view name,
                                        const std::optional<std::string>& passphrase) {
    if (std::filesystem::exists(std::filesystem::symlink_status(folder.root))) {
        return core::Error(core::Errc::ledger_exists, folder.root.string() + " exists already");
    }
    const auto key = core::SigningKey::generate();
    const auto verifier = core::make_cosigner_key(name, key.public_key());
    if (!verifier) { return verifier.error(); }
    auto vkey = core::encode_vkey(*verifier);
    core::make_private_folder(folder.root);
    const auto stored = key.store(folder.key(), view_of_passphrase(passphrase));
    if (!stored) { return stored.error(); }
    core::replace_file(folder.vkey(), vkey + '\n');
    core::Store::create(folder.state(), state_options());
    // Last, since a folder without it is none.
    core::replace_file(folder.logs(), std::string(logs_start) + std::string(logs_end));
    return vkey;
}

core::Result<void> trust_log(const WitnessFolder& folder, std::string_view vkey) {
    const auto key = core::parse_vkey(vkey);
    if (!key) { return key.error(); }
    auto text = read_logs(folder);
    if (!text) { return text.error(); }
    const auto changed = "log " + core::encode_vkey(*key) + '\n' + *text;
    const auto policy = core::parse_policy(changed);
    if (!policy) { return policy.error(); }
    core::replace_file(folder.logs(), changed);
    return {};
}

core::Result<Witness> open_folder(const WitnessFolder& folder,
                                  const std::optional<std::string>& passphrase, core::Clock clock) {
    const auto text = read_logs(folder);
    if (!text) { return text.error(); }
    const auto policy = core::parse_policy(*text);
    if (!policy) {
        return core::Error(policy.error().code,
                           folder.logs().string() + ": " + policy.error().detail);
    }
    auto key = core::SigningKey::open(folder.key(), view_of_passphrase(passphrase));
    if (!key) { return key.error(); }
    const auto vkey_text = core::read_file(folder.vkey(), vkey_size_max_bytes).value_or("");
    const auto vkey = core::parse_cosigner_vkey(vkey_text.substr(0, vkey_text.find('\n')));
    const bool is_own =
        vkey && core::ByteView(vkey->public_key).size() == key->public_key().size() &&
        std::equal(vkey->public_key.begin(), vkey->public_key.end(), key->public_key().begin());
    if (!is_own) {
        return core::Error(core::Errc::malformed_key,
                           folder.vkey().string() + " does not hold the public half of the key");
    }
    auto store = core::Store::open(folder.state(), state_options());
    if (!store) { return store.error(); }
    Identity identity{.name = vkey->name, .logs = {}};
    for (const auto& log : policy->logs) { identity.logs.push_back(log.key); }
    return Witness(*std::move(store), *std::move(key), std::move(identity), std::move(clock));
}

}  // namespace peil::witness

// The folder of a witness: its key, the logs it knows, and what it cosigned.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "witness.hpp"
#include <peil/core/error.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace peil::witness {

/// Where the parts lie. All is private to whoever made it.
struct WitnessFolder {
    std::filesystem::path root;

    [[nodiscard]] std::filesystem::path state() const { return root / "state"; }
    [[nodiscard]] std::filesystem::path key() const { return root / "key.pem"; }
    /// The witness's public key, as a C2SP vkey of type 04 and a line feed.
    [[nodiscard]] std::filesystem::path vkey() const { return root / "vkey"; }
    /// A C2SP tlog-policy with a line for each log, and `quorum none`.
    [[nodiscard]] std::filesystem::path logs() const { return root / "logs"; }
};

/// Makes the folder, which must not exist yet, with a new key; returns the vkey. Errors:
/// ledger_exists, malformed_key for a name that is none. Throws StorageError, CryptoError.
[[nodiscard]] core::Result<std::string> create_folder(const WitnessFolder& folder,
                                                      std::string_view name,
                                                      const std::optional<std::string>& passphrase);

/// Adds a log to those that are known. A witness that runs knows it from its next start on.
/// Errors: malformed_policy, also for a key that is known. Throws StorageError.
[[nodiscard]] core::Result<void> trust_log(const WitnessFolder& folder, std::string_view vkey);

/// Errors: those of the files it reads. Throws StorageError.
[[nodiscard]] core::Result<Witness> open_folder(const WitnessFolder& folder,
                                                const std::optional<std::string>& passphrase,
                                                core::Clock clock);

}  // namespace peil::witness

// What a witness does: it cosigns a checkpoint only if it extends the last one that it cosigned of
// that log. Format: C2SP tlog-witness. Nothing here knows of HTTP but for the status codes.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/signed_note.hpp>
#include <peil/core/signing_key.hpp>
#include <peil/core/store.hpp>
#include <peil/core/time.hpp>
#include <peil/core/witness_request.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::witness {

/// Who a witness is, and whom it knows.
struct Identity {
    std::string name;                     ///< of its key
    std::vector<core::VerifierKey> logs;  ///< named like their origins; several may share one
};

/// What is said to a log, with the status code of HTTP.
struct Answer {
    unsigned status = 200;
    std::string body{};
    std::string content_type{"text/plain; charset=utf-8"};
};

/// What was cosigned: the note as it is kept, with the log's lines and the witness's.
struct Cosigned {
    std::string note;
    std::string line;       ///< the witness's own, with its line feed
    bool is_first = false;  ///< nothing was seen of this log before, so nothing was compared
};

/// May be used by several threads, and beside other processes on the same store.
class Witness {
  public:
    Witness(core::Store store, core::SigningKey key, Identity identity, core::Clock clock);

    /// The answer to the body of a POST to add-checkpoint. What is cosigned is durable before this
    /// returns. Checks in this order: 400 for grammar, 404 for an unknown origin, 403 unless a
    /// known key of the log signed and all its lines hold, 400 for a text that is no plain
    /// checkpoint, 400 if the old size is above the new, 409 with the size last cosigned if that
    /// is another one, 422 unless the new tree extends the old. Throws StorageError, CryptoError.
    [[nodiscard]] Answer add_checkpoint(std::string_view body);

    /// As add_checkpoint(), for a request that was read; the Answer is a refusal.
    struct Outcome {
        std::optional<Cosigned> cosigned;
        Answer refusal;
    };
    [[nodiscard]] Outcome cosign(const core::AddCheckpointRequest& request);

    /// The size last cosigned of a log; 0 if there is none. Throws StorageError.
    [[nodiscard]] std::uint64_t size_of(std::string_view origin) const;
    /// The note last cosigned of a log that is known. Throws StorageError.
    [[nodiscard]] std::optional<std::string> latest(std::string_view origin) const;
    /// The same by SHA-256 of the origin, in lowercase hexadecimal, as monitors ask for it.
    [[nodiscard]] std::optional<std::string> latest_by_hash(std::string_view origin_hash) const;
    [[nodiscard]] const Identity& identity() const { return identity_; }

  private:
    core::Store store_;
    core::SigningKey key_;
    Identity identity_;
    core::Clock clock_;
};

/// The one table: origin → the note last cosigned.
[[nodiscard]] core::StoreOptions state_options();

}  // namespace peil::witness

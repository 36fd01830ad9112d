// The claims about an edition's event that its document and the proofs of its cells share.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "read_event.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/log_keys.hpp>
#include <peil/core/verify.hpp>

#include <optional>
#include <string>
#include <utility>

namespace peil::events {

[[nodiscard]] inline core::VerifiedClaim proven(std::string name, std::string text) {
    return {std::move(name), core::Verdict::proven, std::move(text)};
}
[[nodiscard]] inline core::VerifiedClaim unproven(std::string name, std::string text) {
    return {std::move(name), core::Verdict::not_proven, std::move(text)};
}
[[nodiscard]] inline core::VerifiedClaim contradicted(std::string name, std::string text) {
    return {std::move(name), core::Verdict::contradicted, std::move(text)};
}

/// Each member function gives one claim and rests on those before it.
class PublishedCheck {
  public:
    PublishedCheck(const PublishedEvent& published, const DocumentTrust& trust)
        : published_(published), trust_(trust) {}

    [[nodiscard]] core::VerifiedClaim check_key();
    [[nodiscard]] core::VerifiedClaim check_checkpoint();
    [[nodiscard]] core::VerifiedClaim check_event();

    /// What was found; nothing where the claim failed.
    [[nodiscard]] const std::optional<core::Checkpoint>& checkpoint() const { return checkpoint_; }
    [[nodiscard]] const std::optional<EditionEvent>& edition() const { return edition_; }

    /// A checkpoint that the log of this event signed.
    [[nodiscard]] core::Result<core::Checkpoint> open(const std::string& note) const;

  private:
    const PublishedEvent& published_;
    const DocumentTrust& trust_;
    std::optional<core::LogKeys> keys_;
    std::optional<core::Checkpoint> checkpoint_;
    std::optional<EditionEvent> edition_;
};

}  // namespace peil::events

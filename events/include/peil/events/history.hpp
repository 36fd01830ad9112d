// The slow, obvious source of facts: a pure fold over events, in memory. It serves the last few
// events that no index holds yet, and it is the oracle that the index is compared with.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/fact.hpp>

#include <map>
#include <string>

namespace peil::events {

class History final : public FactSource {
  public:
    /// Takes the effect of the next event; numbers of events go up.
    void apply(const Effect& effect);

    [[nodiscard]] std::optional<StoredFact> latest(FactKey key, FactPosition limit,
                                                   std::uint64_t known) const override;
    [[nodiscard]] std::uint64_t voided_by(std::uint64_t sequence) const override;
    [[nodiscard]] std::vector<std::string> subjects(std::string_view prefix) const override;
    [[nodiscard]] bool voids_anything() const { return !voided_.empty(); }
    /// Replaces what `state` holds by later facts of the same subject. For a history that voids
    /// nothing.
    void overlay(std::string_view subject, Moment moment, SubjectState& state) const;

  private:
    using Timeline = std::map<FactPosition, std::string>;
    std::map<std::string, std::map<Field, Timeline>, std::less<>> facts_;
    std::map<std::uint64_t, std::uint64_t> voided_;
};

/// Two sources as one: a base, and a history of later events.
class LayeredFacts final : public FactSource {
  public:
    LayeredFacts(const FactSource& base, const History& later) : base_(base), later_(later) {}

    [[nodiscard]] std::optional<StoredFact> latest(FactKey key, FactPosition limit,
                                                   std::uint64_t known) const override;
    [[nodiscard]] std::uint64_t voided_by(std::uint64_t sequence) const override;
    [[nodiscard]] std::vector<std::string> subjects(std::string_view prefix) const override;
    [[nodiscard]] SubjectState state_of(std::string_view subject, Moment moment) const override;

  private:
    const FactSource& base_;
    const History& later_;
};

}  // namespace peil::events

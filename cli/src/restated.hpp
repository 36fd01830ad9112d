// Which editions the events of a batch restate, for receipts and for standard error.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "context.hpp"
#include <peil/events/publish.hpp>
#include <peil/events/restatement.hpp>

#include <boost/json/array.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace peil::cli {

class Restated {
  public:
    /// Nothing is restated.
    Restated() = default;
    /// What a batch would restate. It is asked before the batch is recorded, so that nothing can
    /// come between the commit and its receipts.
    explicit Restated(const events::BatchBuilder& batch);

    /// The numbers of the editions that an event restates, each once.
    [[nodiscard]] boost::json::array editions_of(std::uint64_t sequence) const;
    /// `  restates edition 7`; empty if it restates none.
    [[nodiscard]] std::string in_words(std::uint64_t sequence) const;
    /// Says what is restated, fact by fact or, of many, edition by edition.
    void warn(const Context& context) const;

  private:
    std::vector<events::Restatement> found_;
};

}  // namespace peil::cli

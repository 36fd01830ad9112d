// Crimes of an insider, as a table: what is done, and what is to show it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "stage.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace peil::cli {

/// What the insider has.
enum class Grip : std::uint8_t { disk, key, files };

/// What an auditor is shown afterwards.
enum class Exhibit : std::uint8_t { ledger, page, tiles };

/// What it takes to see a crime, besides what it was committed on.
enum class Need : std::uint8_t { nothing, report, witness };

/// Where a crime is committed: on fresh copies, made when they are first asked for.
class Scene {
  public:
    Scene(const DrillStage& stage, std::filesystem::path folder);

    [[nodiscard]] const DrillStage& stage() const { return stage_; }
    /// A copy of the honest ledger.
    [[nodiscard]] core::LedgerFolder ledger() const;
    /// A copy of the report.
    [[nodiscard]] std::filesystem::path page() const;
    /// A copy of the published tiles.
    [[nodiscard]] std::filesystem::path tiles() const;

  private:
    const DrillStage& stage_;
    std::filesystem::path folder_;
};

struct Crime {
    std::string_view name;  ///< `rewrite-event`
    Grip grip;
    Exhibit exhibit;
    std::string_view done;   ///< one sentence: what the insider did
    std::string_view shown;  ///< one sentence: what shows it
    Need need;
    std::string_view claim;  ///< the claim that must catch it, given what it needs
    void (*commit)(const Scene& scene);
};

/// All crimes, by what the insider has.
[[nodiscard]] const std::vector<Crime>& crimes();

/// The parts of it.
[[nodiscard]] std::vector<Crime> disk_crimes();
[[nodiscard]] std::vector<Crime> key_crimes();
[[nodiscard]] std::vector<Crime> file_crimes();

}  // namespace peil::cli

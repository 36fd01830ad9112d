// The whole table, and scenes.
// SPDX-License-Identifier: EUPL-1.2
#include "crime.hpp"

#include <peil/core/files.hpp>

#include <iterator>
#include <utility>

namespace peil::cli {

Scene::Scene(const DrillStage& stage, std::filesystem::path folder)
    : stage_(stage), folder_(std::move(folder)) {
    core::make_private_folder(folder_);
}

core::LedgerFolder Scene::ledger() const {
    const auto copy = folder_ / "ledger";
    if (!std::filesystem::exists(copy)) { copy_folder(stage_.honest().root, copy); }
    return {copy};
}

std::filesystem::path Scene::page() const {
    auto copy = folder_ / "report.html";
    if (!std::filesystem::exists(copy)) { std::filesystem::copy_file(stage_.report(), copy); }
    return copy;
}

std::filesystem::path Scene::tiles() const {
    auto copy = folder_ / "tiles";
    if (!std::filesystem::exists(copy)) { copy_folder(stage_.tiles(), copy); }
    return copy;
}

const std::vector<Crime>& crimes() {
    static const std::vector<Crime> table = [] {
        auto all = disk_crimes();
        for (auto& part : {key_crimes(), file_crimes()}) {
            all.insert(all.end(), part.begin(), part.end());
        }
        return all;
    }();
    return table;
}

}  // namespace peil::cli

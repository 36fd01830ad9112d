// A progress bar on standard error, for long work on a terminal; silent elsewhere.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace peil::cli {

/// May be shown by several threads.
class ProgressBar {
  public:
    explicit ProgressBar(std::string what);
    void show(std::uint64_t done, std::uint64_t total);
    void clear();

  private:
    std::string what_;
    bool is_terminal_;
    bool is_shown_ = false;
    std::chrono::steady_clock::time_point last_;
    std::mutex mutex_;
};

}  // namespace peil::cli

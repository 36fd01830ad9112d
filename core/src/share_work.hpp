// Work that several threads share.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <exception>
#include <thread>
#include <vector>

namespace peil::core {

/// Calls work(0) in this thread and work(1) to work(thread_count - 1) in others, waits for all, and
/// throws the first exception again that one of them ended with. The count is at least one.
template <class Work>
void share_work(unsigned thread_count, const Work& work) {
    std::vector<std::exception_ptr> failures(thread_count);
    const auto guarded = [&](unsigned thread) {
        try {
            work(thread);
        } catch (...) { failures[thread] = std::current_exception(); }
    };
    {
        std::vector<std::jthread> threads;
        for (unsigned i = 1; i < thread_count; ++i) { threads.emplace_back(guarded, i); }
        guarded(0);
    }
    for (const auto& failure : failures) {
        if (failure) { std::rethrow_exception(failure); }
    }
}

}  // namespace peil::core

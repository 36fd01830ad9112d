// Following a log upward.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/linked_heads.hpp>

#include <algorithm>
#include <vector>

namespace peil::events {

bool LinkedHeads::are_linked(const LogHead& one, const LogHead& other) const {
    const auto from_one = grown_from(one);
    const auto from_other = grown_from(other);
    return std::any_of(from_one.begin(), from_one.end(),
                       [&](const LogHead& head) { return from_other.contains(head); });
}

std::set<LogHead> LinkedHeads::grown_from(const LogHead& head) const {
    std::set<LogHead> reached{head};
    std::vector<LogHead> open{head};
    while (!open.empty()) {
        const auto from = open.back();
        open.pop_back();
        const auto [begin, end] = links_.equal_range(from);
        for (auto link = begin; link != end; ++link) {
            if (reached.insert(link->second).second) { open.push_back(link->second); }
        }
    }
    return reached;
}

}  // namespace peil::events

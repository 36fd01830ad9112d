// Reading a trust policy, and judging cosignatures by it.
// SPDX-License-Identifier: EUPL-1.2
#include "note.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

namespace peil::audit {

namespace {

constexpr std::size_t policy_size_limit = std::size_t{1} << 20U;
constexpr std::size_t definition_count_max = 1000;
constexpr std::size_t cosignature_size = 72;

using Words = std::vector<std::string>;

Words words_of(std::string_view line) {
    std::istringstream stream{std::string(line)};
    return {std::istream_iterator<std::string>(stream), {}};
}

class PolicyReader {
  public:
    void take(const Words& words) {
        const auto& kind = words.front();
        const auto count = words.size();
        if (kind == "log" && (count == 2 || count == 3)) {
            policy.logs.push_back(take_key(words[1], log_key_type));
        } else if (kind == "witness" && (count == 3 || count == 4)) {
            policy.witnesses.emplace_back(words[1], take_key(words[2], witness_key_type));
            define(words[1]);
        } else if (kind == "group" && count >= 4) {
            take_group({words[1], 1, {words.begin() + 3, words.end()}}, words[2]);
        } else {
            require(kind == "quorum" && count == 2 && policy.quorum.empty() &&
                        (words[1] == "none" || names_.contains(words[1])),
                    "a line that is neither log, witness, group, nor the one quorum");
            policy.quorum = words[1];
        }
        require(std::max({policy.logs.size(), policy.witnesses.size(), policy.groups.size()}) <=
                    definition_count_max,
                "more than 1000 definitions of one kind");
    }
    Policy policy{};

  private:
    Key take_key(const std::string& vkey, char type) {
        auto key = parse_key(vkey, type);
        require(keys_.insert(type + key.public_key).second, "a public key for the second time");
        return key;
    }
    void define(const std::string& name) {
        require(name != "none" && names_.insert(name).second,
                "a name for the second time, or none");
    }
    void take_group(Policy::Group group, const std::string& threshold) {
        const auto count = group.members.size();
        for (const auto& member : group.members) {
            require(names_.contains(member) && grouped_.insert(member).second,
                    "a member that is not defined before, or is one already");
        }
        group.threshold = threshold == "any"   ? 1
                          : threshold == "all" ? count
                                               : from_decimal(threshold);
        require(group.threshold >= 1 && group.threshold <= count, "a bad threshold");
        define(group.name);
        policy.groups.push_back(std::move(group));
    }

    std::set<std::string> keys_;
    std::set<std::string> names_;
    std::set<std::string> grouped_;
};

}  // namespace

Policy parse_policy(std::string_view text) {
    require(text.size() < policy_size_limit, "a policy of a megabyte or more");
    const auto is_control = [](char letter) {
        return letter == 0x7F || (letter >= 0 && letter < 0x20 && letter != '\t' && letter != '\n');
    };
    require(std::none_of(text.begin(), text.end(), is_control),
            "a policy with a control character");
    PolicyReader reader;
    for (const auto line : lines_of(text)) {
        const auto words = words_of(line);
        if (!words.empty() && words.front().front() != '#') { reader.take(words); }
    }
    require(!reader.policy.quorum.empty(), "a policy without a quorum");
    return reader.policy;
}

std::optional<std::uint64_t> quorum_time(const Policy& policy, const Note& note) {
    std::map<std::string, std::uint64_t> times;  // of witnesses, then of groups
    for (const auto& [name, key] : policy.witnesses) {
        for (const auto& line : note.lines) {
            if (!line.is_by(key)) { continue; }
            require(line.signature.size() == cosignature_size, "a cosignature of another size");
            const auto time = from_big_endian(line.signature.substr(0, 8));
            const auto message = "cosignature/v1\ntime " + std::to_string(time) + '\n' + note.text;
            require(
                time >> 63U == 0 && is_signed(message, line.signature.substr(8), key.public_key),
                "the cosignature of " + line.name + " is wrong");
            times[name] = std::max(times[name], time);
        }
    }
    for (const auto& group : policy.groups) {
        std::vector<std::uint64_t> found;
        for (const auto& member : group.members) {
            if (times.contains(member)) { found.push_back(times[member]); }
        }
        if (found.size() < group.threshold) { continue; }
        std::sort(found.begin(), found.end(), std::greater<>());
        times[group.name] = found[group.threshold - 1];
    }
    const auto quorum = times.find(policy.quorum);
    return quorum == times.end() ? std::nullopt : std::optional(quorum->second);
}

}  // namespace peil::audit

// Reading a policy line by line, and evaluating its quorum.
// SPDX-License-Identifier: EUPL-1.2
#include "note_lines.hpp"
#include <peil/core/trust_policy.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace peil::core {

namespace {

using Words = std::vector<std::string_view>;

bool is_blank(char letter) {
    return letter == ' ' || letter == '\t';
}

/// Only tab, line feed, and what is no control character. Bytes above 0x7F are opaque.
bool is_policy_byte(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte == '\t' || byte == '\n' || (byte >= 0x20 && byte != 0x7F);
}

Words words_of(std::string_view line) {
    Words words;
    while (true) {
        const auto start = std::find_if_not(line.begin(), line.end(), is_blank) - line.begin();
        line.remove_prefix(static_cast<std::size_t>(start));
        if (line.empty()) { return words; }
        const auto end = std::find_if(line.begin(), line.end(), is_blank) - line.begin();
        words.push_back(line.substr(0, static_cast<std::size_t>(end)));
        line.remove_prefix(static_cast<std::size_t>(end));
    }
}

/// Takes in the lines of a policy in their order. Each function: nothing, or what is wrong.
class PolicyReader {
  public:
    std::optional<std::string> take(const Words& words) {
        if (words.front() == "log") { return take_log(words); }
        if (words.front() == "witness") { return take_witness(words); }
        if (words.front() == "group") { return take_group(words); }
        if (words.front() == "quorum") { return take_quorum(words); }
        return "it begins with none of log, witness, group, quorum";
    }
    [[nodiscard]] bool is_complete() const { return has_quorum_; }
    [[nodiscard]] TrustPolicy finish() { return std::move(policy_); }

  private:
    std::optional<std::string> take_log(const Words& words) {
        if (words.size() < 2 || words.size() > 3) { return "log takes a vkey, and perhaps a URL"; }
        auto key = parse_vkey(words[1]);
        if (!key) { return key.error().detail; }
        if (!is_origin(key->name)) { return "the key's name is no origin"; }
        if (!log_keys_.insert(key->public_key).second) {
            return "this public key stands in a line before";
        }
        if (policy_.logs.size() == policy_definition_count_max) { return "too many logs"; }
        policy_.logs.push_back({*std::move(key), std::string(words.size() == 3 ? words[2] : "")});
        return std::nullopt;
    }
    std::optional<std::string> take_witness(const Words& words) {
        if (words.size() < 3 || words.size() > 4) {
            return "witness takes a name, a vkey, and perhaps a URL";
        }
        auto key = parse_cosigner_vkey(words[2]);
        if (!key) { return key.error().detail; }
        if (!witness_keys_.insert(key->public_key).second) {
            return "this public key stands in a line before";
        }
        if (policy_.witnesses.size() == policy_definition_count_max) {
            return "too many witnesses";
        }
        if (auto wrong = define(words[1])) { return wrong; }
        policy_.witnesses.push_back({std::string(words[1]), *std::move(key),
                                     std::string(words.size() == 4 ? words[3] : "")});
        return std::nullopt;
    }
    std::optional<std::string> take_group(const Words& words) {
        if (words.size() < 4) { return "group takes a name, a threshold, and members"; }
        if (policy_.groups.size() == policy_definition_count_max) { return "too many groups"; }
        PolicyGroup group{.name = std::string(words[1]), .threshold = 0, .members = {}};
        for (auto member = words.begin() + 3; member != words.end(); ++member) {
            const auto found = is_member_.find(std::string(*member));
            if (found == is_member_.end()) {
                return "member " + std::string(*member) + " is not defined before";
            }
            if (found->second) {
                return "member " + std::string(*member) + " is one of a group already";
            }
            found->second = true;
            group.members.emplace_back(*member);
        }
        const auto threshold = threshold_of(words[2], group.members.size());
        if (!threshold) { return "the threshold is none of any, all, 1 to the number of members"; }
        group.threshold = *threshold;
        if (auto wrong = define(words[1])) { return wrong; }
        policy_.groups.push_back(std::move(group));
        return std::nullopt;
    }
    std::optional<std::string> take_quorum(const Words& words) {
        if (words.size() != 2) { return "quorum takes a name"; }
        if (has_quorum_) { return "there is a quorum in a line before"; }
        if (words[1] != no_quorum && !is_member_.contains(std::string(words[1]))) {
            return std::string(words[1]) + " is not defined before";
        }
        has_quorum_ = true;
        policy_.quorum = words[1];
        return std::nullopt;
    }

    /// A name of a witness or group; both share one space.
    std::optional<std::string> define(std::string_view name) {
        if (name == no_quorum) { return "the name none has a meaning of its own"; }
        if (!is_member_.emplace(name, false).second) {
            return "the name " + std::string(name) + " is defined before";
        }
        return std::nullopt;
    }
    static std::optional<std::size_t> threshold_of(std::string_view word, std::size_t members) {
        if (word == "any") { return 1; }
        if (word == "all") { return members; }
        const auto number = parse_size(word);
        return number && *number >= 1 && *number <= members
                   ? std::optional(static_cast<std::size_t>(*number))
                   : std::nullopt;
    }

    TrustPolicy policy_;
    std::map<std::string, bool> is_member_;  ///< of all names: whether it is in a group
    std::set<Bytes> log_keys_;
    std::set<Bytes> witness_keys_;
    bool has_quorum_ = false;
};

std::vector<VerifierKey> witness_keys_of(const TrustPolicy& policy) {
    std::vector<VerifierKey> keys;
    for (const auto& witness : policy.witnesses) { keys.push_back(witness.key); }
    return keys;
}

bool is_of(const Cosignature& cosignature, const PolicyWitness& witness) {
    return cosignature.key_id == witness.key.key_id && cosignature.name == witness.key.name;
}

/// The latest cosignature of each witness, in the order of the policy.
std::vector<Cosignature> latest_of_each(const std::vector<Cosignature>& all,
                                        const TrustPolicy& policy,
                                        std::vector<WitnessTime>& times) {
    std::vector<Cosignature> latest;
    for (const auto& witness : policy.witnesses) {
        const Cosignature* best = nullptr;
        for (const auto& each : all) {
            const bool is_later = best == nullptr || each.time_seconds > best->time_seconds;
            if (is_of(each, witness) && is_later) { best = &each; }
        }
        if (best == nullptr) { continue; }
        latest.push_back(*best);
        times.push_back({witness.name, best->time_seconds});
    }
    return latest;
}

}  // namespace

Result<TrustPolicy> parse_policy(std::string_view text) {
    if (text.size() >= policy_size_limit_bytes) {
        return Error(Errc::malformed_policy, "the policy is too large");
    }
    if (!std::all_of(text.begin(), text.end(), is_policy_byte)) {
        return Error(Errc::malformed_policy, "the policy has a control character");
    }
    if (!text.empty() && text.back() != '\n') {
        return Error(Errc::malformed_policy, "the last line has no line feed");
    }
    PolicyReader reader;
    std::size_t number = 0;
    for (const auto line : lines_of(text)) {
        ++number;
        const auto words = words_of(line);
        if (words.empty() || words.front().starts_with('#')) { continue; }
        if (const auto wrong = reader.take(words)) {
            return Error(Errc::malformed_policy, "line " + std::to_string(number) + ": " + *wrong);
        }
    }
    if (!reader.is_complete()) { return Error(Errc::malformed_policy, "there is no quorum line"); }
    return reader.finish();
}

bool holds_quorum(const TrustPolicy& policy, std::span<const std::string> witnesses) {
    std::set<std::string_view> holding(witnesses.begin(), witnesses.end());
    // Members are defined before their groups, so one pass in order settles all.
    for (const auto& group : policy.groups) {
        const auto count =
            std::count_if(group.members.begin(), group.members.end(),
                          [&](const std::string& name) { return holding.contains(name); });
        if (static_cast<std::size_t>(count) >= group.threshold) { holding.insert(group.name); }
    }
    return !policy.has_quorum() || holding.contains(policy.quorum);
}

std::optional<std::uint64_t> quorum_time(const TrustPolicy& policy,
                                         std::vector<WitnessTime> times) {
    if (!policy.has_quorum()) { return std::nullopt; }
    std::sort(times.begin(), times.end(), [](const WitnessTime& left, const WitnessTime& right) {
        return left.time_seconds > right.time_seconds;
    });
    std::vector<std::string> names;
    for (const auto& each : times) {
        names.push_back(each.witness);
        if (holds_quorum(policy, names)) { return each.time_seconds; }
    }
    return std::nullopt;
}

Result<TrustedCheckpoint> open_by_policy(const SignedNote& note, const TrustPolicy& policy) {
    const auto parsed = parse_checkpoint(note.text);
    if (!parsed) { return parsed.error(); }
    std::vector<VerifierKey> log_keys;
    for (const auto& log : policy.logs) {
        if (log.key.name == parsed->origin) { log_keys.push_back(log.key); }
    }
    auto checkpoint = open_checkpoint(note, parsed->origin, log_keys);
    if (!checkpoint) { return checkpoint.error(); }
    const auto cosignatures = open_cosignatures(note, witness_keys_of(policy));
    if (!cosignatures) { return cosignatures.error(); }
    const auto log_key = std::find_if(log_keys.begin(), log_keys.end(), [&](const auto& key) {
        return std::any_of(note.signatures.begin(), note.signatures.end(),
                           [&](const auto& signature) { return is_by(signature, key); });
    });
    std::vector<WitnessTime> times;
    TrustedCheckpoint trusted{.checkpoint = *std::move(checkpoint),
                              .log_key = *log_key,
                              .cosignatures = latest_of_each(*cosignatures, policy, times),
                              .holds_quorum = false,
                              .quorum_time_seconds = quorum_time(policy, times)};
    trusted.holds_quorum = !policy.has_quorum() || trusted.quorum_time_seconds.has_value();
    return trusted;
}

}  // namespace peil::core

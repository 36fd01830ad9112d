// From events about keys to which signatures count.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/base64.hpp>
#include <peil/core/check.hpp>
#include <peil/core/log_keys.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace peil::core {

namespace {

/// The text of a member of `data`. Errors: malformed_event.
Result<std::string> key_member(const Envelope& event, std::string_view name) {
    const auto* member = event.data.if_contains(name);
    if (member == nullptr || !member->is_string()) {
        return Error(Errc::malformed_event, "event " + std::to_string(event.sequence) + ": its " +
                                                std::string(name) + " is no text");
    }
    return std::string(member->get_string());
}

Result<std::optional<KeyChange>> read_rotation(const Envelope& event) {
    KeyRotation change;
    const std::array<std::pair<std::string_view, std::string*>, 4> members{
        {{"key", &change.key_id},
         {"logKey", &change.log_key},
         {"previous", &change.previous},
         {"signature", &change.signature}}};
    for (const auto& [name, place] : members) {
        auto text = key_member(event, name);
        if (!text) { return text.error(); }
        *place = *std::move(text);
    }
    return std::optional<KeyChange>(std::move(change));
}

Result<std::optional<KeyChange>> read_revocation(const Envelope& event) {
    auto id = key_member(event, "key");
    if (!id) { return id.error(); }
    KeyRevocation change{*std::move(id)};
    if (event.data.if_contains("from") != nullptr) {
        const auto text = key_member(event, "from");
        if (!text) { return text.error(); }
        const auto from = parse_sequence(*text);
        if (!from) {
            return Error(Errc::malformed_event,
                         "event " + std::to_string(event.sequence) + ": its from is no number");
        }
        change.from = from;
    }
    return std::optional<KeyChange>(std::move(change));
}

/// Collects what is wrong with one change.
class KeyRules {
  public:
    KeyRules(const LogKeys& keys, std::uint64_t sequence) : keys_(keys), sequence_(sequence) {}

    void operator()(const KeyRotation& change) {
        const auto next = parse_vkey(change.log_key);
        if (!next) {
            add("logKey", "key-readable",
                "it is no vkey of an Ed25519 key: " + next.error().detail);
        } else {
            check_next(*next, change.key_id);
        }
        const auto current = encode_vkey(keys_.current().key);
        if (change.previous != current) {
            add("previous", "key-current", "name the key that signs now, " + current);
        }
        const auto signature = decode_base64(change.signature);
        const auto text = rotation_text(keys_.origin(), sequence_, change.log_key);
        if (!signature ||
            !verify_ed25519(keys_.current().key.public_key, as_bytes(text), *signature)) {
            add("signature", "key-vouched",
                "it is no signature of the key that signs now over this key and event " +
                    std::to_string(sequence_) + "; `peil key rotate` makes one");
        }
    }
    void operator()(const KeyRevocation& change) {
        const auto* key = keys_.find(change.key_id);
        if (key == nullptr) {
            add("key", "key-known", "the log has no key " + change.key_id);
        } else if (key == &keys_.current()) {
            add("key", "key-replaced",
                "the key " + change.key_id +
                    " signs now; put another in its place first (`peil key rotate`)");
        } else if (key->revoked != 0) {
            add("key", "key-revoked-once",
                "the key " + change.key_id + " was revoked by event " +
                    std::to_string(key->revoked));
        }
        if (change.from && (*change.from == 0 || *change.from > sequence_)) {
            add("from", "from-known",
                "give a number of events from 1 to " + std::to_string(sequence_) +
                    ": a revocation does not reach ahead");
        }
    }
    [[nodiscard]] std::vector<KeyFault> take() { return std::move(faults_); }

  private:
    void check_next(const VerifierKey& next, const std::string& key_id) {
        if (next.name != keys_.origin()) {
            add("logKey", "key-name", "all keys of a log are named like it, " + keys_.origin());
        }
        if (id_text(next) != key_id) {
            add("key", "key-id", "the id of that key is " + id_text(next));
        }
        const auto& all = keys_.all();
        const bool is_used = std::any_of(all.begin(), all.end(), [&](const LogKey& each) {
            return each.key.public_key == next.public_key || each.key.key_id == next.key_id;
        });
        if (is_used) { add("logKey", "key-new", "the log has or had this key; make another"); }
    }
    void add(std::string member, std::string rule, std::string text) {
        faults_.push_back({std::move(member), std::move(rule), std::move(text)});
    }

    const LogKeys& keys_;
    std::uint64_t sequence_;
    std::vector<KeyFault> faults_;
};

/// Why a note does not count although a key of the log signed it; nothing if none did.
std::optional<Error> ended_key(const SignedNote& note, const LogKeys& keys, std::uint64_t size) {
    for (const auto& each : keys.all()) {
        if (each.counts_at(size) || !open_note(note, {&each.key, 1})) { continue; }
        const auto what =
            "the key " + id_text(each.key) + " signed it over " + std::to_string(size) + " events";
        if (each.revoked_from && size >= *each.revoked_from) {
            return Error(Errc::key_revoked, what + ", and its signatures do not count from " +
                                                std::to_string(*each.revoked_from) + " on: event " +
                                                std::to_string(each.revoked) + " revoked it");
        }
        if (size < each.first_size) {
            return Error(Errc::key_not_valid, what +
                                                  ", and it is a key of the log only from event " +
                                                  std::to_string(each.first_size) + " on");
        }
        return Error(Errc::key_not_valid, what + ", and another key took its place with event " +
                                              std::to_string(*each.last_size + 1));
    }
    return std::nullopt;
}

}  // namespace

Result<std::optional<KeyChange>> read_key_change(const Envelope& event) {
    if (event.type == key_rotated_type) { return read_rotation(event); }
    if (event.type == key_revoked_type) { return read_revocation(event); }
    return std::optional<KeyChange>{};
}

std::string rotation_text(std::string_view origin, std::uint64_t sequence,
                          std::string_view log_key) {
    auto text = std::string(origin) + "\nnext key by event " + format_sequence(sequence) + '\n';
    text += log_key;
    return text + '\n';
}

std::string id_text(const VerifierKey& key) {
    return to_hex(key.key_id);
}

Result<LogKeys> LogKeys::begin(std::string_view first_key) {
    auto key = parse_vkey(first_key);
    if (!key) { return key.error(); }
    LogKeys keys;
    keys.keys_.push_back({.key = *std::move(key)});
    return keys;
}

std::vector<KeyFault> LogKeys::faults_of(const KeyChange& change, std::uint64_t sequence) const {
    KeyRules rules(*this, sequence);
    std::visit(rules, change);
    return rules.take();
}

Result<void> LogKeys::apply(const KeyChange& change, std::uint64_t sequence) {
    const auto faults = faults_of(change, sequence);
    if (!faults.empty()) {
        return Error(Errc::malformed_event,
                     "event " + std::to_string(sequence) +
                         " does not fit to the log's keys: " + faults.front().text);
    }
    ++change_count_;
    if (const auto* rotation = std::get_if<KeyRotation>(&change)) {
        keys_.back().last_size = sequence - 1;
        keys_.push_back({.key = *parse_vkey(rotation->log_key),
                         .first_size = sequence,
                         .introduced = sequence});
        return {};
    }
    const auto& revocation = std::get<KeyRevocation>(change);
    const auto key = std::find_if(keys_.begin(), keys_.end(), [&](const LogKey& each) {
        return id_text(each.key) == revocation.key_id;
    });
    check(key != keys_.end(), "a key that is revoked is one of the log");
    key->revoked = sequence;
    key->revoked_from = revocation.from.value_or(sequence);
    return {};
}

const LogKey* LogKeys::find(std::string_view key_id) const {
    const auto found = std::find_if(keys_.begin(), keys_.end(), [&](const LogKey& each) {
        return id_text(each.key) == key_id;
    });
    return found == keys_.end() ? nullptr : &*found;
}

std::vector<VerifierKey> LogKeys::at(std::uint64_t size) const {
    std::vector<VerifierKey> counting;
    for (const auto& each : keys_) {
        if (each.counts_at(size)) { counting.push_back(each.key); }
    }
    return counting;
}

Result<Checkpoint> open_checkpoint(const SignedNote& note, const LogKeys& keys) {
    const auto claimed = parse_checkpoint(note.text);
    if (!claimed) { return claimed.error(); }
    auto opened = open_checkpoint(note, keys.origin(), keys.at(claimed->size));
    if (opened || opened.error().code != make_error_code(Errc::no_known_signature)) {
        return opened;
    }
    const auto ended = ended_key(note, keys, claimed->size);
    return ended ? *ended : opened.error();
}

Result<Checkpoint> open_checkpoint(const SignedNote& note, const LogIdentity& log) {
    if (log.over_time == nullptr) { return open_checkpoint(note, log.origin, log.keys); }
    return open_checkpoint(note, *log.over_time);
}

}  // namespace peil::core

// Signed notes, keys and checkpoints; trust policies, and cosignatures judged by them.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>

namespace peil::audit {

namespace {

constexpr size_t id_size = 4;
constexpr size_t key_size = 32;
constexpr size_t line_count_max = 100;
constexpr size_t origin_size_max = 255;
constexpr size_t policy_size_limit = size_t{1} << 20U;
constexpr size_t definition_count_max = 1000;
constexpr size_t cosignature_size = 72;

/// Unicode White_Space, controls below it, and the plus.
bool is_barred(char32_t point) {
    return point <= U' ' || point == U'+' || point == 0x85 || point == 0xA0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
           point == 0x202F || point == 0x205F || point == 0x3000;
}

struct PolicyReader {
    void take(const vector<string>& words) {
        const auto& kind = words.front();
        const auto count = words.size();
        require(++counts[kind] <= definition_count_max, "more than 1000 definitions of one kind");
        if (kind == "log" && (count == 2 || count == 3)) {
            policy.logs.push_back(take_key(words[1], log_key_type));
        } else if (kind == "witness" && (count == 3 || count == 4)) {
            take_party({words[1], 1, {}, take_key(words[2], witness_key_type)});
        } else if (kind == "group" && count >= 4) {
            const auto threshold = words[2] == "any"   ? 1
                                   : words[2] == "all" ? count - 3
                                                       : from_decimal(words[2]);
            take_party({words[1], threshold, {words.begin() + 3, words.end()}});
        } else {
            require(kind == "quorum" && count == 2 && policy.quorum.empty(), "a line of no kind");
            require(names.contains(words[1]), "a quorum that is not defined");
            policy.quorum = words[1];
        }
    }
    Key take_key(const string& vkey, char type) {
        auto key = parse_key(vkey, type);
        require(keys.insert(type + key.bytes).second, "a public key for the second time");
        return key;
    }
    void take_party(const Policy::Party& party) {
        for (const auto& member : party.members) {
            require(names.contains(member) && grouped.insert(member).second,
                    "a member that is not defined before, or is one already");
        }
        require(party.key || (party.threshold >= 1 && party.threshold <= party.members.size()),
                "a bad threshold");
        require(names.insert(party.name).second, "a name for the second time, or none");
        policy.parties.push_back(party);
    }

    Policy policy{};
    map<string, size_t> counts{};
    set<string> keys{};
    set<string> names{"none"};
    set<string> grouped{"none"};
};

vector<uint64_t> cosignature_times(const Note& note, const Key& key) {
    vector<uint64_t> times;
    for (const auto& line : note.signatures) {
        if (!line.is_like(key)) { continue; }
        require(line.bytes.size() == cosignature_size, "a cosignature of another size");
        const auto time = times.emplace_back(from_big_endian(line.bytes.substr(0, 8)));
        const auto message = "cosignature/v1\ntime " + to_string(time) + '\n' + note.text;
        require(time >> 63U == 0 && is_signed(message, line.bytes.substr(8), key.bytes),
                "the cosignature of " + line.name + " is wrong");
    }
    return times;
}

}  // namespace

string key_name(string_view name) {
    require(!name.empty() && !has_code_point(name, is_barred), "a name that none may have");
    return string(name);
}

Key parse_key(string_view vkey, char type) {
    const auto first = vkey.find('+');
    const auto second = vkey.find('+', first + 1);
    require(second != vkey.npos, "a key that is not name+id+key");
    const auto name = key_name(vkey.substr(0, first));
    const auto blob = from_base64(vkey.substr(second + 1));
    require(blob.size() == 1 + key_size && blob[0] == type, "a key of another type or size");
    const auto id = sha256(name + '\n' + blob).substr(0, id_size);
    require(to_hex(id) == vkey.substr(first + 1, second - first - 1), "a key with a wrong id");
    return {name, id, blob.substr(1)};
}

Note parse_note(string_view note) {
    const auto split = note.rfind("\n\n");
    require(split != note.npos && split + 2 < note.size(), "a note without signatures");
    Note read{string(note.substr(0, split + 1)), {}};
    const auto is_control = [](char32_t point) { return point < 0x20 && point != U'\n'; };
    require(!has_code_point(read.text, is_control), "a note that is no plain text");
    for (const auto line : lines_of(note.substr(split + 2))) {
        const auto space = line.find(' ', std::min<size_t>(line.size(), 4));
        require(line.starts_with("\u2014 ") && space != line.npos, "a bad signature line");
        const auto name = key_name(line.substr(4, space - 4));
        const auto blob = from_base64(line.substr(space + 1));
        require(blob.size() > id_size, "a signature that is too short");
        read.signatures.push_back({name, blob.substr(0, id_size), blob.substr(id_size)});
        require(read.signatures.size() <= line_count_max, "more than 100 signatures");
    }
    return read;
}

Checkpoint parse_checkpoint(string_view text) {
    const auto lines = lines_of(text);
    require(lines.size() >= 3 && std::ranges::count(lines, "") == 0, "a checkpoint of other lines");
    Checkpoint read{key_name(lines[0]), {from_decimal(lines[1]), from_base64(lines[2])}};
    const bool is_good = read.origin.size() <= origin_size_max &&
                         read.tree.root.size() == hash_size &&
                         (read.tree.size > 0 || read.tree.root == sha256(""));
    require(is_good, "a checkpoint with a bad origin or root");
    return read;
}

Note open_note(string_view note, span<const Key> keys) {
    auto read = parse_note(note);
    bool is_known = false;
    for (const auto& line : read.signatures) {
        for (const auto& key : keys) {
            if (!line.is_like(key)) { continue; }
            is_known = true;
            require(is_signed(read.text, line.bytes, key.bytes),
                    "the signature of " + line.name + " is wrong");
        }
    }
    require(is_known, "no key of the log signed the checkpoint");
    return read;
}

TreeHead open_checkpoint(string_view note, string_view origin, vector<Key> keys) {
    std::erase_if(keys, [&](const Key& key) { return key.name != origin; });
    auto checkpoint = parse_checkpoint(open_note(note, keys).text);
    require(checkpoint.origin == origin, "the checkpoint is of " + checkpoint.origin);
    return checkpoint.tree;
}

TreeHead open_trusted(string_view note, string_view origin, const vector<Key>& keys) {
    const auto lines = parse_note(note).signatures;
    const auto is_named = [&](const Key& each) { return each.name == origin; };
    const auto is_foreign = [&](const Key& line) {
        return std::ranges::none_of(keys, [&](const Key& key) { return line.is_like(key); });
    };
    if (std::ranges::any_of(keys, is_named) && std::ranges::any_of(lines, is_named) &&
        std::ranges::all_of(lines, is_foreign)) {
        throw Unproven("it is signed by another key of this name, perhaps a newer one: ask for it");
    }
    return open_checkpoint(note, origin, keys);
}

Policy parse_policy(string_view text) {
    require(text.size() < policy_size_limit, "a policy of a megabyte or more");
    const auto is_control = [](char letter) {
        return letter == 0x7F || (byte_of(letter) < 0x20 && letter != '\t' && letter != '\n');
    };
    require(std::ranges::none_of(text, is_control), "a policy with a control character");
    PolicyReader reader;
    for (const auto line : lines_of(text)) {
        std::istringstream stream{string(line)};
        const vector<string> words(std::istream_iterator<string>(stream), {});
        if (!words.empty() && words.front().front() != '#') { reader.take(words); }
    }
    require(!reader.policy.quorum.empty(), "a policy without a quorum");
    return reader.policy;
}

optional<uint64_t> quorum_time(const Policy& policy, const Note& note) {
    map<string, uint64_t> times;  // of all parties that cosigned
    for (const auto& party : policy.parties) {
        auto found = party.key ? cosignature_times(note, *party.key) : vector<uint64_t>();
        for (const auto& member : party.members) {
            if (times.contains(member)) { found.push_back(times[member]); }
        }
        std::ranges::sort(found, std::greater<>());
        if (found.size() >= party.threshold) { times[party.name] = found[party.threshold - 1]; }
    }
    const auto quorum = times.find(policy.quorum);
    return quorum == times.end() ? nullopt : optional(quorum->second);
}

}  // namespace peil::audit

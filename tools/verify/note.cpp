// Reading notes, keys and checkpoints, and verifying signatures.
// SPDX-License-Identifier: EUPL-1.2
#include "note.hpp"

#include <algorithm>

namespace peil::audit {

namespace {

constexpr std::size_t id_size = 4;
constexpr std::size_t key_size = 32;
constexpr std::size_t line_count_max = 100;
constexpr std::size_t origin_size_max = 255;

/// Unicode White_Space, controls below it, and the plus.
bool is_barred(char32_t point) {
    return point <= U' ' || point == U'+' || point == 0x85 || point == 0xA0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
           point == 0x202F || point == 0x205F || point == 0x3000;
}

}  // namespace

std::string key_name(std::string_view name) {
    require(!name.empty(), "a name that is empty");
    for (std::size_t at = 0; at < name.size();) {
        require(!is_barred(next_code_point(name, at).value_or(0)), "a name that none may have");
    }
    return std::string(name);
}

namespace {

SignatureLine parse_line(std::string_view line) {
    const auto space = line.find(' ', std::min<std::size_t>(line.size(), 4));
    require(line.starts_with("\u2014 ") && space != line.npos, "a bad signature line");
    const auto blob = from_base64(line.substr(space + 1));
    require(blob.size() > id_size, "a signature that is too short");
    return {key_name(line.substr(4, space - 4)), blob.substr(0, id_size), blob.substr(id_size)};
}

}  // namespace

Key parse_key(std::string_view vkey, char type) {
    const auto first = vkey.find('+');
    const auto second = vkey.find('+', first + 1);
    require(first != vkey.npos && second != vkey.npos, "a key that is not name+id+key");
    const auto name = key_name(vkey.substr(0, first));
    const auto blob = from_base64(vkey.substr(second + 1));
    require(blob.size() == 1 + key_size && blob[0] == type, "a key of another type or size");
    const auto id = sha256(name + '\n' + blob).substr(0, id_size);
    require(to_hex(id) == vkey.substr(first + 1, second - first - 1), "a key with a wrong id");
    return {name, id, blob.substr(1)};
}

Note parse_note(std::string_view note) {
    const auto split = note.rfind("\n\n");
    require(split != note.npos && split + 2 < note.size(), "a note without signatures");
    Note read{std::string(note.substr(0, split + 1)), {}};
    for (std::size_t at = 0; at < read.text.size();) {
        const auto point = next_code_point(read.text, at).value_or(0);
        require(point >= 0x20 || point == U'\n', "a note that is no plain text");
    }
    for (const auto line : lines_of(note.substr(split + 2))) {
        require(read.lines.size() < line_count_max, "a note with more than 100 signatures");
        read.lines.push_back(parse_line(line));
    }
    return read;
}

Checkpoint parse_checkpoint(std::string_view text) {
    const auto lines = lines_of(text);
    require(lines.size() >= 3 && std::find(lines.begin(), lines.end(), "") == lines.end(),
            "a checkpoint with a line that is empty, or fewer than three");
    Checkpoint read{key_name(lines[0]), {from_decimal(lines[1]), from_base64(lines[2])}};
    require(read.origin.size() <= origin_size_max && read.tree.root.size() == hash_size &&
                (read.tree.size > 0 || read.tree.root == sha256("")),
            "a checkpoint with a bad origin or root");
    return read;
}

Note open_note(std::string_view note, std::span<const Key> keys) {
    auto read = parse_note(note);
    bool is_known = false;
    for (const auto& line : read.lines) {
        for (const auto& key : keys) {
            if (!line.is_by(key)) { continue; }
            is_known = true;
            require(is_signed(read.text, line.signature, key.public_key),
                    "the signature of " + line.name + " is wrong");
        }
    }
    require(is_known, "no key of the log signed the checkpoint");
    return read;
}

bool is_by_other_key(const Note& note, std::string_view origin, std::span<const Key> keys) {
    const auto is_named = [&](const auto& each) { return each.name == origin; };
    const auto is_by_one = [&](const SignatureLine& line) {
        return std::any_of(keys.begin(), keys.end(),
                           [&](const Key& key) { return line.is_by(key); });
    };
    return std::any_of(keys.begin(), keys.end(), is_named) &&
           std::any_of(note.lines.begin(), note.lines.end(), is_named) &&
           std::none_of(note.lines.begin(), note.lines.end(), is_by_one);
}

TreeHead open_checkpoint(std::string_view note, std::string_view origin, std::vector<Key> keys) {
    std::erase_if(keys, [&](const Key& key) { return key.name != origin; });
    auto checkpoint = parse_checkpoint(open_note(note, keys).text);
    require(checkpoint.origin == origin, "the checkpoint is of " + checkpoint.origin);
    return checkpoint.tree;
}

}  // namespace peil::audit

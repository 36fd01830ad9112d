// Reading notes, keys and checkpoints, and verifying signatures.
// SPDX-License-Identifier: EUPL-1.2
#include "note.hpp"

#include "bytes.hpp"

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

void require_name(std::string_view name) {
    require(!name.empty(), "a name that is empty");
    for (std::size_t at = 0; at < name.size();) {
        const auto point = next_code_point(name, at);
        require(point && !is_barred(*point), "a name with a letter that none may have");
    }
}

SignatureLine parse_line(std::string_view line) {
    constexpr std::string_view start = "\u2014 ";
    require(line.starts_with(start), "a signature line that does not begin as one");
    line.remove_prefix(start.size());
    const auto space = line.find(' ');
    require(space != std::string_view::npos, "a signature line without a signature");
    require_name(line.substr(0, space));
    const auto blob = from_base64(line.substr(space + 1));
    require(blob.size() > id_size, "a signature that is too short");
    return {std::string(line.substr(0, space)), blob.substr(0, id_size), blob.substr(id_size)};
}

}  // namespace

Key parse_key(std::string_view vkey, char type) {
    const auto first = vkey.find('+');
    const auto second = vkey.find('+', first + 1);
    require(first != vkey.npos && second != vkey.npos, "a key that is not name+id+key");
    const auto name = vkey.substr(0, first);
    require_name(name);
    const auto blob = from_base64(vkey.substr(second + 1));
    require(blob.size() == 1 + key_size && blob[0] == type, "a key of another type or size");
    const auto id = sha256(std::string(name) + '\n' + blob).substr(0, id_size);
    require(to_hex(id) == vkey.substr(first + 1, second - first - 1), "a key with a wrong id");
    return {std::string(name), id, blob.substr(1)};
}

Note parse_note(std::string_view note) {
    const auto split = note.rfind("\n\n");
    require(split != note.npos, "a note without signatures");
    Note read{std::string(note.substr(0, split + 1)), {}};
    const bool has_control = std::any_of(read.text.begin(), read.text.end(), [](char letter) {
        return static_cast<unsigned char>(letter) < 0x20 && letter != '\n';
    });
    require(!has_control && is_utf8(read.text), "a note that is no plain text");
    for (const auto line : lines_of(note.substr(split + 2))) {
        require(read.lines.size() < line_count_max, "a note with more than 100 signatures");
        read.lines.push_back(parse_line(line));
    }
    require(!read.lines.empty(), "a note without signatures");
    return read;
}

Checkpoint parse_checkpoint(std::string_view text) {
    const auto lines = lines_of(text);
    require(lines.size() >= 3, "a checkpoint of fewer than three lines");
    require_name(lines[0]);
    const TreeHead tree{from_decimal(lines[1]), from_base64(lines[2])};
    require(lines[0].size() <= origin_size_max && tree.root.size() == hash_size,
            "a checkpoint with a line of a wrong size");
    require(std::find(lines.begin(), lines.end(), "") == lines.end(),
            "a checkpoint with an empty line");
    require(tree.size > 0 || tree.root == sha256(""), "another root than that of no leaves");
    return {std::string(lines[0]), tree};
}

Checkpoint open_checkpoint(std::string_view note, const std::string& origin,
                           std::span<const Key> keys) {
    const auto read = parse_note(note);
    bool is_signed_by_log = false;
    for (const auto& line : read.lines) {
        for (const auto& key : keys) {
            if (!line.is_by(key) || key.name != origin) { continue; }
            is_signed_by_log = true;
            require(is_signed(read.text, line.signature, key.public_key),
                    "the signature of " + line.name + " is wrong");
        }
    }
    require(is_signed_by_log, "no key of the log signed the checkpoint");
    auto checkpoint = parse_checkpoint(read.text);
    require(checkpoint.origin == origin, "the checkpoint is of " + checkpoint.origin);
    return checkpoint;
}

}  // namespace peil::audit

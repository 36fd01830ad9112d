// Codes of checkpoints: writing, and finding the group that was mistyped.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/checkpoint_code.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace peil::core {

namespace {

/// Crockford's: of letters and digits that look alike only one each is used.
constexpr std::string_view code_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_size = code_group_count * code_group_size;
constexpr unsigned bits_per_character = 5;
constexpr unsigned check_bit_count = 4;
/// Of a code of another root next to no group is right: one of a million is by chance.
constexpr std::size_t mistyped_groups_max = code_group_count / 2;

/// U+00A0 and the dashes U+2010 to U+2015, in UTF-8.
constexpr std::array<std::string_view, 7> wide_partings{
    "\xC2\xA0",     "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x92",
    "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95"};

/// The first four bits of SHA-256 of the root.
unsigned check_bits(const Hash& root) {
    return std::to_integer<unsigned>(sha256(as_bytes(root)).bytes[0]) >> (8 - check_bit_count);
}

/// The 52 characters without spaces.
std::string plain_code(const Hash& root) {
    std::string code;
    std::uint32_t buffer = 0;
    unsigned held = 0;
    const auto add = [&](unsigned value, unsigned bit_count) {
        buffer = (buffer << bit_count) | value;
        held += bit_count;
        while (held >= bits_per_character) {
            held -= bits_per_character;
            code += code_alphabet[(buffer >> held) & 31U];
        }
    };
    for (const auto byte : root.bytes) { add(std::to_integer<unsigned>(byte), 8); }
    add(check_bits(root), check_bit_count);
    return code;
}

/// How many bytes at the begin part groups and mean nothing; 0: the text goes on.
std::size_t parting_size(std::string_view text) {
    if (std::string_view(" \t\r\n-").find(text.front()) != std::string_view::npos) { return 1; }
    for (const auto wide : wide_partings) {
        if (text.starts_with(wide)) { return wide.size(); }
    }
    return 0;
}

/// A character as it was meant; what is in no code stays as it is.
char meant(char letter) {
    if (letter >= 'a' && letter <= 'z') { letter = static_cast<char>(letter - 'a' + 'A'); }
    if (letter == 'O') { return '0'; }
    return letter == 'I' || letter == 'L' ? '1' : letter;
}

/// The characters between partings.
std::vector<std::string> typed_parts(std::string_view typed) {
    std::vector<std::string> parts;
    bool is_new = true;
    while (!typed.empty()) {
        const auto skipped = parting_size(typed);
        if (skipped > 0) {
            is_new = true;
            typed.remove_prefix(skipped);
            continue;
        }
        if (is_new) { parts.emplace_back(); }
        is_new = false;
        parts.back() += meant(typed.front());
        typed.remove_prefix(1);
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string whole;
    for (const auto& part : parts) { whole += part; }
    return whole;
}

std::vector<std::string> cut_in_groups(std::string_view code) {
    std::vector<std::string> groups;
    for (std::size_t place = 0; place < code.size(); place += code_group_size) {
        groups.emplace_back(code.substr(place, code_group_size));
    }
    return groups;
}

/// Whether the characters are a root and its check bits.
bool is_whole_code(std::string_view code) {
    if (code.size() != code_size) { return false; }
    Hash root;
    std::uint32_t buffer = 0;
    unsigned held = 0;
    std::size_t count = 0;
    for (const char letter : code) {
        const auto value = code_alphabet.find(letter);
        if (value == std::string_view::npos) { return false; }
        buffer = (buffer << bits_per_character) | static_cast<std::uint32_t>(value);
        held += bits_per_character;
        if (held >= 8 && count < root.bytes.size()) {
            held -= 8;
            root.bytes[count++] = static_cast<std::byte>((buffer >> held) & 0xFFU);
        }
    }
    return plain_code(root) == code;
}

CodeComparison compare_groups(const std::vector<std::string>& typed,
                              const std::vector<std::string>& expected) {
    CodeComparison found;
    for (std::size_t i = 0; i < code_group_count; ++i) {
        if (typed[i] == expected[i]) { continue; }
        found.wrong_groups.push_back(i + 1);
        found.typed_groups.push_back(typed[i]);
    }
    const auto count = found.wrong_groups.size();
    found.match = count == 0                     ? CodeMatch::equal
                  : count <= mistyped_groups_max ? CodeMatch::mistyped
                                                 : CodeMatch::other;
    return found;
}

/// Too many or too few characters: looks from both ends for the place where they are.
CodeComparison compare_ends(std::string_view typed, std::string_view expected) {
    const auto shorter = std::min(typed.size(), expected.size());
    std::size_t begin = 0;
    while (begin < shorter && typed[begin] == expected[begin]) { ++begin; }
    std::size_t end = 0;
    while (end < shorter - begin &&
           typed[typed.size() - 1 - end] == expected[expected.size() - 1 - end]) {
        ++end;
    }
    CodeComparison found{.match = CodeMatch::other};
    if (begin + end < (code_group_count - mistyped_groups_max) * code_group_size) { return found; }
    const auto group = std::min(begin / code_group_size, code_group_count - 1);
    const auto first = group * code_group_size;
    const auto last = std::max(typed.size() - end, std::min(first + code_group_size, typed.size()));
    found.match = CodeMatch::mistyped;
    found.wrong_groups = {group + 1};
    found.typed_groups = {std::string(typed.substr(first, last - first))};
    return found;
}

}  // namespace

std::string encode_checkpoint_code(const Hash& root) {
    std::string code;
    for (const auto& group : cut_in_groups(plain_code(root))) {
        code += (code.empty() ? "" : " ") + group;
    }
    return code;
}

CodeComparison compare_checkpoint_code(std::string_view typed, const Hash& root) {
    const auto expected = plain_code(root);
    const auto parts = typed_parts(typed);
    const auto whole = joined(parts);
    CodeComparison found;
    if (parts.size() == code_group_count) {
        found = compare_groups(parts, cut_in_groups(expected));
    } else if (whole.size() == code_size) {
        found = compare_groups(cut_in_groups(whole), cut_in_groups(expected));
    } else {
        found = compare_ends(whole, expected);
    }
    found.is_whole = is_whole_code(whole);
    return found;
}

}  // namespace peil::core

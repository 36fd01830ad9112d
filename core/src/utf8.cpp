// UTF-8 by the table of well-formed byte sequences (Unicode, table 3-7).
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/utf8.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace peil::core {

namespace {

/// What the lead byte says about its character: its size (0: no lead byte) and the range of the
/// second byte, which is where overlong forms, surrogates and U+110000 are refused.
struct Lead {
    std::size_t size = 0;
    unsigned char second_min = 0x80;
    unsigned char second_max = 0xBF;
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80) { return {.size = 1}; }
    if (byte < 0xC2) { return {.size = 0}; }
    if (byte < 0xE0) { return {.size = 2}; }
    if (byte == 0xE0) { return {.size = 3, .second_min = 0xA0}; }
    if (byte == 0xED) { return {.size = 3, .second_max = 0x9F}; }
    if (byte < 0xF0) { return {.size = 3}; }
    if (byte == 0xF0) { return {.size = 4, .second_min = 0x90}; }
    if (byte < 0xF4) { return {.size = 4}; }
    if (byte == 0xF4) { return {.size = 4, .second_max = 0x8F}; }
    return {.size = 0};
}

/// Size of the character that `text` (not empty) starts with; 0 if it is malformed.
std::size_t character_size(std::string_view text) {
    const auto byte_at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const Lead lead = lead_of(byte_at(0));
    if (lead.size > text.size()) { return 0; }
    if (lead.size < 2) { return lead.size; }
    if (byte_at(1) < lead.second_min || byte_at(1) > lead.second_max) { return 0; }
    for (std::size_t i = 2; i < lead.size; ++i) {
        if ((byte_at(i) & 0xC0U) != 0x80U) { return 0; }
    }
    return lead.size;
}

bool eight_ascii(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return (word & 0x8080808080808080U) == 0;
}

}  // namespace

std::size_t utf8_prefix_size(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (text.size() - at >= 8 && eight_ascii(text.data() + at)) {
            at += 8;
            continue;
        }
        // A few characters one by one, then whole words again.
        const std::size_t stop = std::min(text.size(), at + 8);
        while (at < stop) {
            const std::size_t size = character_size(text.substr(at));
            if (size == 0) { return at; }
            at += size;
        }
    }
    return at;
}

}  // namespace peil::core

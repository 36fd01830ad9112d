// Colours: removed words are red and struck, so that they differ without colour vision as well.
// SPDX-License-Identifier: EUPL-1.2
#include "ink.hpp"

namespace peil::events {

namespace {

std::string_view sequence_of(Ink ink) {
    switch (ink) {
        case Ink::plain: return "";
        case Ink::bold: return "\x1b[1m";
        case Ink::dim: return "\x1b[2m";
        case Ink::removed: return "\x1b[9;31m";
        case Ink::added: return "\x1b[32m";
    }
    return "";
}

}  // namespace

std::string paint(std::string_view text, Ink ink, bool is_coloured) {
    if (!is_coloured || text.empty() || ink == Ink::plain) { return std::string(text); }
    auto painted = std::string(sequence_of(ink));
    painted += text;
    return painted += "\x1b[0m";
}

}  // namespace peil::events

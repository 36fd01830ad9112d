// Measuring lines, see wrap_width.hpp. The widths are those of a wide sans-serif face, in
// thousandths of an em; other faces differ in scale more than in proportion.
// SPDX-License-Identifier: EUPL-1.2
#include "wrap_width.hpp"

#include "prose.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace peil::events::reading {

namespace {

constexpr std::uint64_t other_width = 620;

/// Widths of the characters from space to tilde.
constexpr std::array<std::uint16_t, 95> ascii_widths{
    352,  394, 459, 818, 636, 1076, 727, 269, 454, 454, 636, 818, 364, 454, 364, 454,
    636,  636, 636, 636, 636, 636,  636, 636, 636, 636, 454, 454, 818, 818, 818, 545,
    1000, 684, 686, 698, 771, 632,  575, 775, 751, 421, 455, 693, 557, 843, 748, 787,
    603,  787, 695, 684, 616, 732,  684, 989, 685, 615, 685, 454, 454, 454, 818, 636,
    636,  601, 623, 521, 623, 596,  352, 623, 633, 274, 344, 592, 274, 973, 633, 607,
    623,  623, 427, 521, 394, 633,  592, 818, 592, 592, 525, 635, 454, 635, 818};

std::uint64_t character_width(Ruler ruler, char32_t value) {
    if (ruler == Ruler::characters) { return 1; }
    if (value >= U' ' && value <= U'~') { return ascii_widths.at(value - U' '); }
    return value == U'\u2018' || value == U'\u2019' ? ascii_widths[7] : other_width;
}

std::uint64_t width_of(Ruler ruler, std::string_view text) {
    std::uint64_t width = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = code_point_at(text, offset);
        width += character_width(ruler, point.value);
        offset += point.size_bytes;
    }
    return width;
}

/// The width that all but the widest fiftieth of the lines keep to.
std::uint64_t usual_width(Ruler ruler, std::span<const FlatLine> lines) {
    std::vector<std::uint64_t> widths;
    widths.reserve(lines.size());
    for (const FlatLine& line : lines) { widths.push_back(width_of(ruler, trimmed(line.text))); }
    std::sort(widths.begin(), widths.end());
    return widths.empty() ? 0 : widths[widths.size() - 1 - widths.size() / 50];
}

}  // namespace

WrapWidth WrapWidth::of(std::span<const FlatLine> lines) {
    std::array<WrapWidth, 2> rulers{
        WrapWidth{Ruler::characters, usual_width(Ruler::characters, lines)},
        WrapWidth{Ruler::proportional, usual_width(Ruler::proportional, lines)}};
    std::array<std::size_t, 2> early_breaks{};
    for (std::size_t index = 0; index + 1 < lines.size(); ++index) {
        const FlatLine& line = lines[index];
        const FlatLine& next = lines[index + 1];
        if (ends_sentence(line.text) || next.page_break || !starts_lower(next.text)) { continue; }
        for (std::size_t ruler = 0; ruler < rulers.size(); ++ruler) {
            const bool room = rulers.at(ruler).had_room(line.text, first_word(next.text));
            early_breaks.at(ruler) += room ? 1U : 0U;
        }
    }
    return early_breaks[1] < early_breaks[0] ? rulers[1] : rulers[0];
}

bool WrapWidth::had_room(std::string_view line, std::string_view next_word) const {
    const std::uint64_t needed =
        width_of(ruler_, trimmed(line)) + width_of(ruler_, " ") + width_of(ruler_, next_word);
    return needed * 100 <= width_ * 98;
}

bool WrapWidth::had_ample_room(std::string_view line, std::string_view next_word) const {
    const std::uint64_t needed =
        width_of(ruler_, trimmed(line)) + width_of(ruler_, " ") + width_of(ruler_, next_word);
    return needed * 100 <= width_ * 90;
}

bool WrapWidth::is_narrow(std::string_view line) const {
    return width_of(ruler_, trimmed(line)) * 100 <= width_ * 62;
}

}  // namespace peil::events::reading

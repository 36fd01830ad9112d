// Finding, removing and resolving footnote marks, see footnotes.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "footnotes.hpp"

#include "html_tokens.hpp"
#include "measure_numbers.hpp"
#include "prose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>

namespace peil::events::reading {

namespace {

/// A text of a row in which marks may stand.
struct Place {
    std::size_t row = 0;
    std::string_view field;
    std::string* text = nullptr;
};

struct Mark {
    std::size_t place = 0;
    std::size_t first = 0;  ///< bytes [first, last) of the text
    std::size_t last = 0;
    std::string digits;
    bool resolved = false;
};

/// The marks of one number in one row that no footnote has claimed, first come first served.
struct OpenMarks {
    std::size_t row = 0;
    std::vector<std::size_t> marks;
    std::size_t claimed_count = 0;
};

std::optional<char> superscript_digit(std::string_view character) {
    for (char digit = '0'; digit <= '9'; ++digit) {
        if (character == superscript(digit)) { return digit; }
    }
    return std::nullopt;
}

/// The word before byte `end`, also over a space.
std::string_view word_before(std::string_view text, std::size_t end) {
    const std::string_view head = trimmed(text.substr(0, end));
    const std::size_t space = head.find_last_of(" \t");
    return space == std::string_view::npos ? head : head.substr(space + 1);
}

/// Digits behind a unit of length are a power; so are those behind a digit, unless a footnote
/// bears their number.
bool is_power(std::string_view text, const Mark& mark, const std::set<std::string>& wanted) {
    constexpr std::array<std::string_view, 6> units{"m", "dm", "cm", "mm", "km", "hm"};
    if (mark.first == 0 || is_space(text[mark.first - 1])) { return false; }
    const std::string_view word = word_before(text, mark.first);
    if (is_digits(word.substr(word.size() - 1))) { return !wanted.contains(mark.digits); }
    return std::find(units.begin(), units.end(), word) != units.end();
}

std::vector<Mark> superscript_marks(std::string_view text, const std::set<std::string>& wanted) {
    std::vector<Mark> marks;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t size = code_point_at(text, offset).size_bytes;
        if (const auto digit = superscript_digit(text.substr(offset, size))) {
            if (!marks.empty() && marks.back().last == offset) {
                marks.back().digits += *digit;
                marks.back().last += size;
            } else {
                marks.push_back({0, offset, offset + size, std::string{*digit}, false});
            }
        }
        offset += size;
    }
    std::erase_if(marks, [&](const Mark& mark) { return is_power(text, mark, wanted); });
    return marks;
}

/// Digits behind a lower-case letter or a closing sign, with no letter or digit behind them.
std::vector<Mark> glued_marks(std::string_view text, const std::set<std::string>& wanted) {
    std::vector<Mark> marks;
    for (std::size_t offset = 1; offset < text.size(); ++offset) {
        if (!is_digits(text.substr(offset, 1))) { continue; }
        const std::size_t last =
            std::min(text.find_first_not_of("0123456789", offset), text.size());
        const Mark mark{0, offset, last, std::string{text.substr(offset, last - offset)}, false};
        const char32_t before = code_point_before(text, offset).value;
        const bool behind_word = is_lower(before) || before == U')' || before == U'\u2019';
        const bool ends =
            last == text.size() || !is_letter_or_digit(code_point_at(text, last).value);
        const bool named = wanted.contains(mark.digits);
        if (behind_word && ends && named && !is_power(text, mark, wanted)) {
            marks.push_back(mark);
        }
        offset = last;
    }
    return marks;
}

void add_progress_places(std::vector<Place>& places, std::size_t row, Blocks& progress) {
    for (Block& block : progress) {
        if (auto* paragraph = std::get_if<Paragraph>(&block)) {
            places.push_back({row, "progress", &paragraph->text});
        } else if (auto* list = std::get_if<List>(&block)) {
            for (std::string& item : list->items) { places.push_back({row, "progress", &item}); }
        }
    }
}

std::vector<Place> places_of(std::vector<ReportRow>& rows) {
    std::vector<Place> places;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        ReportRow& row = rows[index];
        for (ReportMeasure& measure : row.measures) {
            places.push_back({index, "description", &measure.description});
        }
        if (row.planning) { places.push_back({index, "planning", &*row.planning}); }
        add_progress_places(places, index, row.progress);
    }
    return places;
}

/// `text` without the bytes of the marks. The spaces on both sides of one become one space, as odd
/// spaces do anywhere else.
std::string without_marks(std::string_view text, std::span<const Mark> marks) {
    std::string result;
    std::size_t from = 0;
    for (const Mark& mark : marks) {
        result += text.substr(from, mark.first - from);
        from = mark.last;
    }
    return collapsed(result += text.substr(from));
}

class Attachment {
  public:
    Attachment(std::vector<ReportRow>& rows, std::span<const FootnoteText> footnotes, Notes& notes)
        : rows_(rows), footnotes_(footnotes), notes_(notes), places_(places_of(rows)) {}

    void run(MarkStyle style) {
        find_marks(style);
        for (const FootnoteText& footnote : footnotes_) { claim(footnote); }
        remove_marks(style);
    }

  private:
    void find_marks(MarkStyle style) {
        std::set<std::string> wanted;
        for (const FootnoteText& footnote : footnotes_) { wanted.insert(footnote.mark); }
        for (std::size_t index = 0; index < places_.size(); ++index) {
            const std::string& text = *places_[index].text;
            auto found = style == MarkStyle::superscript ? superscript_marks(text, wanted)
                                                         : glued_marks(text, wanted);
            for (Mark& mark : found) {
                mark.place = index;
                marks_.push_back(std::move(mark));
            }
        }
    }

    /// Marks of rows that begin before line `line` become candidates.
    void offer_until(std::uint32_t line) {
        for (; offered_count_ < marks_.size(); ++offered_count_) {
            const Mark& mark = marks_[offered_count_];
            const std::size_t row = places_[mark.place].row;
            if (rows_[row].lines.first >= line) { return; }
            std::vector<OpenMarks>& open = open_[mark.digits];
            if (open.empty() || open.back().row != row) { open.push_back({row, {}, 0}); }
            open.back().marks.push_back(offered_count_);
        }
    }

    void claim(const FootnoteText& footnote) {
        offer_until(footnote.lines.first);
        std::vector<OpenMarks>& open = open_[footnote.mark];
        if (open.empty()) {
            give_to_surrounding_row(footnote);
            return;
        }
        OpenMarks& nearest = open.back();
        Mark& mark = marks_[nearest.marks[nearest.claimed_count++]];
        const Place& place = places_[mark.place];
        if (nearest.claimed_count == nearest.marks.size()) { open.pop_back(); }
        mark.resolved = true;
        const std::string anchor{word_before(*place.text, mark.first)};
        rows_[place.row].footnotes.push_back(
            {footnote.mark, std::string{place.field}, anchor, footnote.text});
        note_footnote(footnote, place.row, anchor);
    }

    [[nodiscard]] std::size_t surrounding_row(std::uint32_t line) const {
        const auto behind = std::partition_point(
            rows_.begin(), rows_.end(), [&](const auto& row) { return row.lines.first <= line; });
        return behind == rows_.begin() ? 0 : static_cast<std::size_t>(behind - rows_.begin()) - 1;
    }

    void give_to_surrounding_row(const FootnoteText& footnote) {
        const std::size_t row = surrounding_row(footnote.lines.first);
        if (row >= rows_.size()) { return; }
        rows_[row].footnotes.push_back({footnote.mark, "progress", {}, footnote.text});
        add_note(row, "footnote-without-mark", footnote.lines,
                 fmt::format("No mark of footnote {} was found; it went to the row it stands in.",
                             footnote.mark));
        note_closed(footnote, row);
    }

    void note_footnote(const FootnoteText& footnote, std::size_t row, const std::string& anchor) {
        const ReportRow& around = rows_[surrounding_row(footnote.lines.first)];
        if (footnote.lines.last < around.lines.last) {
            add_note(
                row, "footnote-inside-row", footnote.lines,
                fmt::format("Footnote {} stood within the row of measure {} and belongs to {}.",
                            footnote.mark, around.measures.front().number, excerpt(anchor)));
        }
        note_closed(footnote, row);
    }

    /// A footnote that names a sub-measure and says that it is finished is a hint, no event.
    void note_closed(const FootnoteText& footnote, std::size_t row) {
        constexpr std::array<std::string_view, 5> finished{"afgerond", "afgesloten",
                                                           "be\u00ebindigd", "gereed", "voltooid"};
        bool closed = false;
        std::string names;
        for (std::string_view word : words(footnote.text)) {
            while (!word.empty() &&
                   std::string_view{".,;:()"}.find(word.back()) != std::string_view::npos) {
                word.remove_suffix(1);
            }
            closed = closed || std::find(finished.begin(), finished.end(), word) != finished.end();
            const auto key = number_of_sub_measure(word);
            if (key) { names += (names.empty() ? "" : ", ") + *key; }
        }
        if (!closed || names.empty()) { return; }
        add_note(row, "closed-in-footnote", footnote.lines,
                 fmt::format("Footnote {} says that {} is finished; nothing was recorded from it.",
                             footnote.mark, names));
    }

    static std::optional<std::string> number_of_sub_measure(std::string_view word) {
        const bool ordinal = word.ends_with('e');
        const auto key = number_key(word);
        if (!key || key->letter == 0 || ordinal) { return std::nullopt; }
        return std::string{word};
    }

    void remove_marks(MarkStyle style) {
        if (style == MarkStyle::glued) {
            std::erase_if(marks_, [](const Mark& mark) { return !mark.resolved; });
        }
        for (std::size_t first = 0; first < marks_.size();) {
            std::size_t last = first;
            while (last < marks_.size() && marks_[last].place == marks_[first].place) {
                note_missing(marks_[last++]);
            }
            std::string& text = *places_[marks_[first].place].text;
            text = without_marks(text, std::span{marks_}.subspan(first, last - first));
            first = last;
        }
    }

    void note_missing(const Mark& mark) {
        if (mark.resolved) { return; }
        const std::size_t row = places_[mark.place].row;
        add_note(
            row, "footnote-missing", rows_[row].lines,
            fmt::format("The mark {} was removed; the file has no footnote for it.", mark.digits));
    }

    void add_note(std::size_t row, std::string_view code, LineRange lines, std::string text) {
        note(notes_, code, lines, std::move(text));
        notes_.back().measure = rows_[row].measures.front().number;
    }

    std::vector<ReportRow>& rows_;
    std::span<const FootnoteText> footnotes_;
    Notes& notes_;
    std::vector<Place> places_;
    std::vector<Mark> marks_;
    std::map<std::string, std::vector<OpenMarks>> open_;
    std::size_t offered_count_ = 0;
};

}  // namespace

std::string leading_mark(std::string_view line) {
    std::string digits;
    while (!line.empty()) {
        const std::size_t size = code_point_at(line, 0).size_bytes;
        const auto digit = superscript_digit(line.substr(0, size));
        if (!digit) { break; }
        digits += *digit;
        line.remove_prefix(size);
    }
    return digits;
}

void attach_footnotes(std::vector<ReportRow>& rows, std::span<const FootnoteText> footnotes,
                      MarkStyle style, Notes& notes) {
    if (rows.empty()) { return; }
    Attachment{rows, footnotes, notes}.run(style);
}

}  // namespace peil::events::reading

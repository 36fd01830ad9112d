// Differences between two matrices, for a terminal.
// SPDX-License-Identifier: EUPL-1.2
#include "../diff_lines.hpp"
#include "../ink.hpp"
#include "page.hpp"
#include <peil/events/render.hpp>
#include <peil/events/text_width.hpp>

#include <algorithm>
#include <utility>

namespace peil::events {

namespace {

constexpr int changes_columns_min = 20;
constexpr int changes_columns_max = 120;

class ChangesWriter {
  public:
    ChangesWriter(const ChangesPage& page, const TableStyle& style)
        : page_(page),
          is_coloured_(style.is_coloured),
          passages_(style.is_full ? Passages::whole : Passages::shortened),
          width_(std::clamp(style.width_columns, changes_columns_min, changes_columns_max)) {}

    std::string write() {
        write_wrapped(summarise(page_.comparison, page_.before, page_.after, page_.language),
                      {.ink = Ink::bold});
        write_wrapped(changes::span_words(page_), {.ink = Ink::dim});
        for (const auto& group : changes::grouped(page_.comparison)) {
            text_ += '\n';
            write_wrapped(changes::heading_of(group, page_), {.ink = Ink::bold});
            for (const auto* change : group.changes) { write_change(*change); }
        }
        const auto unchanged = changes::unchanged_words(page_);
        if (!unchanged.empty()) {
            text_ += '\n';
            write_wrapped(unchanged, {});
        }
        return std::move(text_);
    }

  private:
    struct Form {
        int indent = 0;
        Ink ink = Ink::plain;
    };
    static constexpr int label_indent = 2;
    static constexpr int text_indent = 4;

    void write_wrapped(const std::string& text, Form form) {
        for (const auto& line : wrap(printable(text), width_ - form.indent)) {
            text_ += pad("", form.indent) + paint(line, form.ink, is_coloured_) + '\n';
        }
    }

    void write_change(const Change& change) {
        auto label = changes::label_of(change, page_);
        if (const auto* same_as = changes::find_repetition(change, page_)) {
            label += ", " + changes::repetition_words(*same_as, page_.language);
            write_wrapped(label, {label_indent, Ink::dim});
            return;
        }
        write_wrapped(label, {label_indent, Ink::dim});
        const LineStyle style{
            .width = width_ - text_indent, .is_coloured = is_coloured_, .passages = passages_};
        for (const auto& line : diff_lines(change.spans, style)) {
            text_ += line.empty() ? "\n" : pad("", text_indent) + line + '\n';
        }
        const auto quotes = changes::quotes_of(change, page_);
        if (!quotes.before.empty()) { write_wrapped("- " + quotes.before, {text_indent}); }
        if (!quotes.after.empty()) { write_wrapped("+ " + quotes.after, {text_indent}); }
    }

    const ChangesPage& page_;
    bool is_coloured_;
    Passages passages_;
    int width_;
    std::string text_;
};

}  // namespace

std::string render_changes(const ChangesPage& page, const TableStyle& style) {
    return ChangesWriter(page, style).write();
}

}  // namespace peil::events

// Differences between two matrices, for a terminal and as Markdown.
// SPDX-License-Identifier: EUPL-1.2
#include "diff_lines.hpp"
#include "ink.hpp"
#include "markdown_text.hpp"
#include <peil/events/render.hpp>
#include <peil/events/text_width.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

namespace peil::events {

namespace {

constexpr int changes_columns_min = 20;
constexpr int changes_columns_max = 120;

const MatrixMeasure* find_measure(const Matrix& matrix, std::string_view number) {
    const auto found =
        std::find_if(matrix.measures.begin(), matrix.measures.end(),
                     [&](const MatrixMeasure& each) { return each.number == number; });
    return found == matrix.measures.end() ? nullptr : &*found;
}

bool is_joint(const Matrix& matrix, const std::string& left, const std::string& right) {
    const auto* measure = find_measure(matrix, left);
    return measure != nullptr && std::find(measure->joint_with.begin(), measure->joint_with.end(),
                                           right) != measure->joint_with.end();
}

bool belongs_to_row(const std::string& field) {
    return field == "planning" || field == "status" || field == "progress";
}

std::string name_side(const Matrix& matrix) {
    if (matrix.edition) {
        return "edition " + std::to_string(*matrix.edition) + " (" + matrix.edition_date + ')';
    }
    return matrix.as_of.empty() ? "size " + std::to_string(matrix.size) : matrix.as_of;
}

std::string counted(std::size_t count, const char* word) {
    return std::to_string(count) + ' ' + word;
}

/// `37 measures compared: 30 changed, 5 unchanged, 1 entered, 1 left; column planning is gone`.
std::string summarise(const std::vector<Change>& changes, const Matrix& before,
                      const Matrix& after) {
    std::set<std::string_view> changed;
    std::size_t entered = 0;
    std::size_t left = 0;
    std::string columns;
    for (const auto& change : changes) {
        if (change.field == "measure") {
            ++(change.change_class == change_added ? entered : left);
        } else if (!change.measure.empty()) {
            changed.insert(change.measure);
        } else if (change.change_class == change_column_removed) {
            columns += "; column " + change.field + " is gone";
        } else if (change.change_class == change_column_added) {
            columns += "; column " + change.field + " is new";
        }
    }
    const auto unchanged = unchanged_measures(changes, before, after).size();
    const auto total = changed.size() + unchanged + entered + left;
    auto text = counted(total, total == 1 ? "measure" : "measures") +
                " compared: " + counted(changed.size(), "changed") + ", " +
                counted(unchanged, "unchanged");
    if (entered > 0) { text += ", " + counted(entered, "entered"); }
    if (left > 0) { text += ", " + counted(left, "left"); }
    return text + columns;
}

/// The changes of one measure, or those of the matrix as a whole.
struct ChangeGroup {
    std::string measure;
    std::vector<const Change*> changes;
};

std::vector<ChangeGroup> grouped(const std::vector<Change>& changes) {
    std::vector<ChangeGroup> groups;
    for (const auto& change : changes) {
        if (change.change_class == change_column_added ||
            change.change_class == change_column_removed) {
            continue;
        }
        if (groups.empty() || groups.back().measure != change.measure) {
            groups.push_back({.measure = change.measure, .changes = {}});
        }
        groups.back().changes.push_back(&change);
    }
    return groups;
}

/// Joint measures share planning, status, and progress: what was shown with one of them is not
/// shown again with the next.
class Repetitions {
  public:
    Repetitions(const std::vector<Change>& changes, const Matrix& before, const Matrix& after)
        : changes_(changes), before_(before), after_(after) {}

    /// The measure of the same row with which this change was shown, or nullptr.
    [[nodiscard]] const std::string* find(const Change& change) const {
        if (!belongs_to_row(change.field)) { return nullptr; }
        for (const auto& earlier : changes_) {
            if (&earlier == &change) { break; }
            if (earlier.field == change.field && earlier.before == change.before &&
                earlier.after == change.after && are_joint(earlier.measure, change.measure)) {
                return &earlier.measure;
            }
        }
        return nullptr;
    }

  private:
    [[nodiscard]] bool are_joint(const std::string& left, const std::string& right) const {
        return is_joint(before_, left, right) || is_joint(after_, left, right);
    }

    const std::vector<Change>& changes_;
    const Matrix& before_;
    const Matrix& after_;
};

std::string heading_of(const ChangeGroup& group, const Matrix& before, const Matrix& after) {
    if (group.measure.empty()) { return "Programme"; }
    auto heading = "Measure " + group.measure;
    if (group.changes.front()->field == "measure") {
        return heading +
               (group.changes.front()->change_class == change_added ? " entered" : " left");
    }
    const auto* measure = find_measure(after, group.measure);
    if (measure == nullptr) { measure = find_measure(before, group.measure); }
    return measure == nullptr ? heading : heading + ": " + measure->description;
}

std::string field_line(const Change& change, const std::string* same_as) {
    constexpr std::string_view chapter = "chapter/";
    auto line = change.field;
    if (change.field == "programme") {
        line = "title";
    } else if (change.field.starts_with(chapter)) {
        line = "title of chapter " + change.field.substr(chapter.size());
    }
    line += ' ' + change.change_class;
    if (same_as != nullptr) { line += ", as with measure " + *same_as; }
    return line;
}

class ChangesWriter {
  public:
    ChangesWriter(const std::vector<Change>& changes, const Matrix& before, const Matrix& after,
                  const TableStyle& style)
        : changes_(changes),
          before_(before),
          after_(after),
          is_coloured_(style.is_coloured),
          passages_(style.is_full ? Passages::whole : Passages::shortened),
          width_(std::clamp(style.width_columns, changes_columns_min, changes_columns_max)) {}

    std::string write() {
        write_wrapped(summarise(changes_, before_, after_), {.ink = Ink::bold});
        write_wrapped("from " + name_side(before_) + " to " + name_side(after_), {.ink = Ink::dim});
        const Repetitions repetitions(changes_, before_, after_);
        for (const auto& group : grouped(changes_)) {
            text_ += '\n';
            write_wrapped(heading_of(group, before_, after_), {.ink = Ink::bold});
            for (const auto* change : group.changes) {
                write_change(*change, repetitions.find(*change));
            }
        }
        return std::move(text_);
    }

  private:
    struct Form {
        int indent = 0;
        Ink ink = Ink::plain;
    };

    void write_wrapped(const std::string& text, Form form) {
        for (const auto& line : wrap(printable(text), width_ - form.indent)) {
            text_ += pad("", form.indent) + paint(line, form.ink, is_coloured_) + '\n';
        }
    }

    void write_change(const Change& change, const std::string* same_as) {
        constexpr int field_indent = 2;
        constexpr int text_indent = 4;
        const bool is_whole_measure = change.field == "measure";
        if (!is_whole_measure) {
            write_wrapped(field_line(change, same_as), {field_indent, Ink::dim});
        }
        if (same_as != nullptr) { return; }
        const auto indent = is_whole_measure ? field_indent : text_indent;
        const LineStyle style{
            .width = width_ - indent, .is_coloured = is_coloured_, .passages = passages_};
        for (const auto& line : diff_lines(change.spans, style)) {
            text_ += line.empty() ? "\n" : pad("", indent) + line + '\n';
        }
    }

    const std::vector<Change>& changes_;
    const Matrix& before_;
    const Matrix& after_;
    bool is_coloured_;
    Passages passages_;
    int width_;
    std::string text_;
};

std::string spans_in_markdown(const std::vector<DiffSpan>& spans) {
    std::string text;
    for (const auto& span : condense(spans)) {
        // Escaping drops the spaces with which a line begins; those between spans must stay.
        if (!text.empty() && span.text.starts_with(' ')) { text += ' '; }
        const auto escaped = escape_markdown(span.text);
        switch (span.op) {
            case DiffOp::same: text += escaped; break;
            case DiffOp::removed: text += "<del>" + escaped + "</del>"; break;
            case DiffOp::added: text += "<ins>" + escaped + "</ins>"; break;
        }
    }
    return text;
}

}  // namespace

std::string render_changes(const std::vector<Change>& changes, const Matrix& before,
                           const Matrix& after, const TableStyle& style) {
    return ChangesWriter(changes, before, after, style).write();
}

std::string render_changes_markdown(const std::vector<Change>& changes, const Matrix& before,
                                    const Matrix& after) {
    auto text = escape_markdown(summarise(changes, before, after)) + "\n\n" +
                escape_markdown("From " + name_side(before) + " to " + name_side(after)) + ".\n\n";
    const Repetitions repetitions(changes, before, after);
    for (const auto& group : grouped(changes)) {
        text += "## " + escape_markdown(heading_of(group, before, after)) + "\n\n";
        for (const auto* change : group.changes) {
            const auto* same_as = repetitions.find(*change);
            if (change->field != "measure") {
                text += '*' + escape_markdown(field_line(*change, same_as)) + "*\n\n";
            }
            if (same_as == nullptr) { text += "> " + spans_in_markdown(change->spans) + "\n\n"; }
        }
    }
    return text;
}

}  // namespace peil::events

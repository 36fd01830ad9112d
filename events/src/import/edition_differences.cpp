// Naming what differs, see edition_differences.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "edition_differences.hpp"

#include <peil/events/kind.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

namespace peil::events::reading {

namespace {

constexpr std::size_t subject_count_max = 5;

using Rows = std::vector<std::vector<std::string>>;

/// Subjects such as `measure 3`, each with its fields.
class FieldList {
  public:
    void add(const std::string& subject, const std::string& field) {
        auto found = std::find_if(subjects_.begin(), subjects_.end(),
                                  [&](const auto& entry) { return entry.first == subject; });
        if (found == subjects_.end()) {
            found = subjects_.insert(found, std::pair{subject, std::vector<std::string>{}});
        }
        auto& fields = found->second;
        if (std::find(fields.begin(), fields.end(), field) == fields.end()) {
            fields.push_back(field);
        }
    }
    void measure(const std::string& number, const std::string& field) {
        add("measure " + number, field);
    }

    /// The first few, chapters before measures.
    [[nodiscard]] std::vector<std::string> take() {
        std::stable_sort(subjects_.begin(), subjects_.end(), [](const auto& a, const auto& b) {
            const auto kind = [](const auto& entry) {
                return entry.first.substr(0, entry.first.find(' ') + 1);
            };
            if (kind(a) != kind(b)) { return kind(a) < kind(b); }
            return number_less(a.first.substr(kind(a).size()), b.first.substr(kind(b).size()));
        });
        std::vector<std::string> texts;
        for (const auto& [subject, fields] : subjects_) {
            if (texts.size() == subject_count_max) { break; }
            texts.push_back(fmt::format("{} ({})", subject, fmt::join(fields, ", ")));
        }
        if (subjects_.size() > subject_count_max) {
            texts.push_back(fmt::format("{} more", subjects_.size() - subject_count_max));
        }
        return texts;
    }

  private:
    std::vector<std::pair<std::string, std::vector<std::string>>> subjects_;
};

/// Says which field of which subject an event is about.
struct FieldNamer {
    FieldList& list;

    void operator()(const ChapterDefined& event) const { chapter(event.chapter); }
    void operator()(const ChapterRenamed& event) const { chapter(event.chapter); }
    void operator()(const MeasureRegistered& event) const {
        list.measure(event.measure, "not in the edition");
    }
    void operator()(const MeasureReworded& event) const {
        list.measure(event.measure, "description");
    }
    void operator()(const MeasureMoved& event) const { list.measure(event.measure, "chapter"); }
    void operator()(const MeasuresJoined& event) const { joint(event.measures); }
    void operator()(const MeasuresSeparated& event) const { joint(event.measures); }
    void operator()(const MeasureReopened& event) const { list.measure(event.measure, "status"); }
    void operator()(const PlanningSet& event) const { list.measure(event.measure, "planning"); }
    void operator()(const StatusSet& event) const { list.measure(event.measure, "status"); }
    void operator()(const ProgressReported& event) const {
        list.measure(event.measure, "progress");
    }
    void operator()(const FootnotesSet& event) const { list.measure(event.measure, "footnotes"); }
    /// No import plans an event of another kind for a measure or chapter.
    template <class Other>
    void operator()(const Other&) const {}

  private:
    void chapter(std::uint32_t number) const {
        list.add("chapter " + std::to_string(number), "title");
    }
    void joint(const std::vector<std::string>& numbers) const {
        for (const auto& number : numbers) { list.measure(number, "joint row"); }
    }
};

std::set<std::string> numbers_in(const Rows& rows) {
    std::set<std::string> numbers;
    for (const auto& row : rows) { numbers.insert(row.begin(), row.end()); }
    return numbers;
}

/// The measures of the edition that the report lacks. Returns whether one was named.
bool name_rows(const Rows& published, const Rows& printed, FieldList& list) {
    const auto here = numbers_in(printed);
    const auto there = numbers_in(published);
    for (const auto& row : published) {
        for (const auto& number : row) {
            if (!here.contains(number)) { list.measure(number, "not in this report"); }
        }
    }
    return here != there;
}

std::vector<std::string> frame_differences(const EditionPublished& published,
                                           const EditionPublished& printed) {
    std::vector<std::string> texts;
    if (published.date != printed.date) {
        texts.push_back(fmt::format("the date ({}, not {})", published.date, printed.date));
    }
    if (published.title != printed.title) {
        texts.push_back(fmt::format("the title (“{}”, not “{}”)", published.title.value_or(""),
                                    printed.title.value_or("")));
    }
    if (published.introduction != printed.introduction) { texts.emplace_back("the introduction"); }
    if (published.columns != printed.columns) { texts.emplace_back("the columns"); }
    if (published.chapters != printed.chapters) { texts.emplace_back("the chapters"); }
    return texts;
}

}  // namespace

std::string edition_differences(const EditionPublished& published, const EditionPublished& printed,
                                const std::vector<Event>& missing) {
    auto texts = frame_differences(published, printed);
    FieldList list;
    const bool is_named = name_rows(published.rows, printed.rows, list);
    for (const auto& event : missing) { std::visit(FieldNamer{list}, event); }
    auto fields = list.take();
    if (fields.empty() && !is_named && published.rows != printed.rows) {
        texts.emplace_back("the order of the rows");
    }
    std::move(fields.begin(), fields.end(), std::back_inserter(texts));
    return fmt::format("{}", fmt::join(texts, "; "));
}

}  // namespace peil::events::reading

// The matrix as comma-separated values, a header and a record for each measure.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/csv_text.hpp>
#include <peil/events/render.hpp>

#include <map>
#include <string>

namespace peil::events {

std::string render_csv(const Matrix& matrix) {
    std::map<std::uint32_t, std::string> titles;
    for (const auto& chapter : matrix.chapters) {
        titles[chapter.number] = chapter.title.value_or("");
    }
    auto text = csv_record({"number", "chapter", "chapterTitle", "description", "planning",
                            "status", "progress", "jointWith", "footnotes", "effective", "event"});
    for (const auto& measure : matrix.measures) {
        text += csv_record(
            {measure.number, std::to_string(measure.chapter), titles[measure.chapter],
             measure.description, measure.planning.value_or(""), measure.status.value_or(""),
             plain_text(measure.progress), encode_numbers(measure.joint_with),
             plain_text(measure.footnotes), measure.effective, std::to_string(measure.event)});
    }
    return text;
}

}  // namespace peil::events

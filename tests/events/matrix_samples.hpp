// Invented matrices for the tests of what is drawn, compared, and rendered.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/matrix.hpp>

#include <string>
#include <utility>

namespace peil::events::testing {

/// A measure in chapter 1 without planning.
inline MatrixMeasure sample_measure(std::string number, std::string description,
                                    Blocks progress = {}) {
    MatrixMeasure measure;
    measure.number = std::move(number);
    measure.chapter = 1;
    measure.description = std::move(description);
    measure.progress = std::move(progress);
    measure.effective = "2031-03-01";
    measure.event = 12;
    return measure;
}

/// Two chapters, four measures, of which 3 and 4 share a row.
inline Matrix sample_matrix() {
    Matrix matrix;
    matrix.programme = "Programma Schone Sloten";
    matrix.as_of = "2031-04-01";
    matrix.known_at = "2031-04-01T10:00:00.000Z";
    matrix.size = 57;
    matrix.root.bytes.fill(std::byte{0xab});
    matrix.chapters = {{.number = 1, .title = "Water"}, {.number = 2, .title = "Oevers"}};
    auto first = sample_measure("1", "Baggeren van sloten",
                                {Paragraph{"De eerste baggerboot vaart sinds maart."},
                                 List{.ordered = false, .items = {"tien sloten", "twee vaarten"}}});
    first.planning = "Doorlopend";
    first.status = "ongoing";
    first.footnotes = {{"1", "progress", "maart", "Zie het logboek van de schipper."}};
    auto second = sample_measure("2", "Meten van de waterstand", {Paragraph{"Peilstok besteld."}});
    second.planning = "";
    auto third =
        sample_measure("3", "Maaien van rietkragen", {Paragraph{"Gemaaid in het najaar."}});
    third.chapter = 2;
    third.planning = "Gereed";
    third.status = "completed";
    third.joint_with = {"4"};
    auto fourth = third;
    fourth.number = "4";
    fourth.description = "Afvoeren van maaisel";
    fourth.joint_with = {"3"};
    matrix.measures = {first, second, third, fourth};
    matrix.rows = {{"1"}, {"2"}, {"3", "4"}};
    return matrix;
}

/// The same, as edition 5 printed it.
inline Matrix sample_edition() {
    auto matrix = sample_matrix();
    matrix.edition = 5;
    matrix.edition_date = "2031-04-01";
    matrix.last_edition = {"2031-04-01", 5};
    matrix.title = "Vijfde voortgangsrapportage";
    matrix.introduction = {Paragraph{"Dit is de stand in het voorjaar."}};
    matrix.columns = {{"number", "Nr"},
                      {"description", "Omschrijving"},
                      {"planning", "Planning"},
                      {"progress", "Recente ontwikkelingen en stand van zaken"}};
    return matrix;
}

/// Edition 6 of the same programme, which prints no planning.
inline Matrix sample_edition_without_planning() {
    auto matrix = sample_edition();
    matrix.edition = 6;
    matrix.as_of = matrix.edition_date = "2031-10-01";
    matrix.last_edition = {"2031-10-01", 6};
    matrix.columns.erase(matrix.columns.begin() + 2);
    for (auto& measure : matrix.measures) {
        measure.planning.reset();
        measure.status.reset();
    }
    return matrix;
}

}  // namespace peil::events::testing

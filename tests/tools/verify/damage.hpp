// Damage to exported editions: each changes what the file says, none only how it is written.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "export_samples.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace peil::audit::testing {

/// An export, and another of the same log from which parts may be borrowed.
struct Exported {
    boost::json::object document;
    boost::json::object other;
    std::string page;  ///< empty: the document alone was exported
};

/// What is judged.
struct File {
    std::string text;
    std::string source;  ///< the document, as it stands in a page
    bool is_page = false;
};

[[nodiscard]] File file_of(const Exported& exported);

struct DamagedFile {
    std::string what;
    File file;
};

/// The text with another letter or digit in one place: none that escapes something, or that stands
/// before the padding of base64, where it may mean nothing.
[[nodiscard]] std::string with_another_letter(std::string text, SeededRandom& random);

/// The export with one place changed.
[[nodiscard]] DamagedFile damaged(const Exported& exported, SeededRandom& random);

}  // namespace peil::audit::testing

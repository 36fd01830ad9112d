// What every page consists of besides its document. The build makes the source from the files
// `*.css` and `*.js` of this folder and from the npm package @noble/ed25519.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace peil::events {

extern const std::string_view page_sheet;
extern const std::string_view page_ed25519;  ///< for browsers without Ed25519 of their own
extern const std::string_view page_proof;
extern const std::string_view page_report;
extern const std::string_view page_program;

}  // namespace peil::events

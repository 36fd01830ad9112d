# peil_page_source(OUT FOLDER): a C++ source with the parts of the page that proves itself: files of
# FOLDER, and the npm package it asks for, which tools/setup/install puts in build/npm.
# peil_page_digests(STYLE PROGRAM FOLDER): the SHA-256 of the style and of the program of that page.
# SPDX-License-Identifier: EUPL-1.2
set(PEIL_PAGE_ED25519 "${CMAKE_SOURCE_DIR}/build/npm/node_modules/@noble/ed25519/index.js")

function(peil_page_source out folder)
  set(ed25519 "${PEIL_PAGE_ED25519}")
  if(NOT EXISTS "${ed25519}")
    message(FATAL_ERROR "${ed25519} is missing; run tools/setup/install")
  endif()
  set(parts sheet "${folder}/page.css" ed25519 "${ed25519}" proof "${folder}/proof.js"
      report "${folder}/report.js" program "${folder}/page.js")
  set(source "// Made by tools/cmake/PeilPage.cmake.\n#include \"page_parts.hpp\"\n\n"
             "namespace peil::events {\n\n")
  while(parts)
    list(POP_FRONT parts name file)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    file(READ "${file}" text)
    # A variable with a semicolon or a bracket survives only inside quotes.
    string(APPEND all "const std::string_view page_${name} = R\"peil(${text})peil\";\n")
  endwhile()
  string(CONCAT source ${source})
  file(CONFIGURE OUTPUT "${out}" @ONLY CONTENT "@source@@all@\n}  // namespace peil::events\n")
endfunction()

# The page puts the parts of its program together as here: events/src/page/page.cpp.
function(peil_page_digests style program folder)
  file(SHA256 "${folder}/page.css" style_digest)
  file(READ "${folder}/page.css" sheet)
  string(SHA256 known_style "\n${sheet}")
  file(READ "${PEIL_PAGE_ED25519}" ed25519)
  foreach(part proof report page)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${folder}/${part}.js")
    file(READ "${folder}/${part}.js" ${part})
  endforeach()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${folder}/page.css")
  string(CONCAT whole "${ed25519}{\nconst styleDigest = \"${known_style}\";\n"
    "${proof}${report}${page}}\n")
  string(SHA256 program_digest "${whole}")
  set(${style} "${style_digest}" PARENT_SCOPE)
  set(${program} "${program_digest}" PARENT_SCOPE)
endfunction()

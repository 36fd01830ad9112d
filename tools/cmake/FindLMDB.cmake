# Finds LMDB, which ships no package file of its own: the version stands in lmdb.h.
# Gives LMDB_FOUND, LMDB_VERSION and the target LMDB::LMDB.
# SPDX-License-Identifier: EUPL-1.2
find_path(LMDB_INCLUDE_DIR lmdb.h)
find_library(LMDB_LIBRARY NAMES liblmdb.a lmdb)
if(LMDB_INCLUDE_DIR)
  foreach(part MAJOR MINOR PATCH)
    file(STRINGS "${LMDB_INCLUDE_DIR}/lmdb.h" line REGEX "^#define MDB_VERSION_${part}[ \t]+[0-9]+")
    string(REGEX MATCH "[0-9]+" lmdb_${part} "${line}")
  endforeach()
  set(LMDB_VERSION "${lmdb_MAJOR}.${lmdb_MINOR}.${lmdb_PATCH}")
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  LMDB REQUIRED_VARS LMDB_LIBRARY LMDB_INCLUDE_DIR VERSION_VAR LMDB_VERSION)
if(LMDB_FOUND AND NOT TARGET LMDB::LMDB)
  add_library(LMDB::LMDB UNKNOWN IMPORTED)
  set_target_properties(LMDB::LMDB PROPERTIES
    IMPORTED_LOCATION "${LMDB_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${LMDB_INCLUDE_DIR}")
endif()
mark_as_advanced(LMDB_INCLUDE_DIR LMDB_LIBRARY)

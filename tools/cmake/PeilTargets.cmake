# One line a folder: peil_add_library, peil_add_program, peil_add_tests. All flags live here.
# SPDX-License-Identifier: EUPL-1.2
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
# Where a preset sets CMAKE_UNITY_BUILD: sources that are compiled as one. The headers are most of
# the work of the compiler, and nearly all of that of clang-tidy.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 10 CACHE STRING "sources compiled as one; 0: a whole library")

# Static where it pays: the start of a short process costs more in the dynamic linker than in LMDB.
option(PEIL_STATIC "link everything statically" OFF)
set(PEIL_SANITIZE "" CACHE STRING "sanitizers, e.g. address,undefined")
if(PEIL_STATIC)
  set(Boost_USE_STATIC_LIBS ON)
  set(OPENSSL_USE_STATIC_LIBS ON)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

add_library(peil_flags INTERFACE)
target_compile_options(peil_flags INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Woverloaded-virtual -Wformat=2 -fstack-protector-strong -fno-strict-aliasing
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wuseless-cast>
  # These misfire on what GCC 12 inlines at -O2 (GCC bugs 105329, 105651, 108770).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Debug>>:-Wnull-dereference>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict -Wno-array-bounds
    -Wno-stringop-overflow>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
    -fcf-protection=full -fstack-clash-protection>)
if(CMAKE_UNITY_BUILD)
  # This one takes a source that another includes for a header.
  target_compile_options(peil_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
target_compile_definitions(peil_flags INTERFACE
  _GLIBCXX_ASSERTIONS PEIL_VERSION="${PROJECT_VERSION}")
target_link_options(peil_flags INTERFACE -Wl,-z,relro,-z,now -Wl,-z,noexecstack -Wl,--as-needed)
find_program(LLD ld.lld)
if(LLD)
  target_link_options(peil_flags INTERFACE -fuse-ld=lld)
endif()
if(PEIL_STATIC)
  target_link_options(peil_flags INTERFACE -static-pie)
endif()
if(PEIL_SANITIZE)
  # GCC's -Wnull-dereference and -Wmaybe-uninitialized misfire on instrumented code.
  target_compile_options(peil_flags INTERFACE -fsanitize=${PEIL_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer -Wno-null-dereference -Wno-maybe-uninitialized)
  target_link_options(peil_flags INTERFACE -fsanitize=${PEIL_SANITIZE})
endif()

# peil_add_library(NAME SOURCES … PUBLIC lib… PRIVATE lib…): the library peil::NAME of this folder.
function(peil_add_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(peil_${name} STATIC ${ARG_SOURCES})
  add_library(peil::${name} ALIAS peil_${name})
  target_include_directories(peil_${name} PUBLIC include PRIVATE src)
  target_link_libraries(peil_${name} PUBLIC ${ARG_PUBLIC} PRIVATE peil_flags ${ARG_PRIVATE})
endfunction()

# peil_add_program(NAME SOURCES … LIBRARIES …): a program of this folder, in bin/.
function(peil_add_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE peil_flags ${ARG_LIBRARIES})
endfunction()

# peil_add_tests(NAME SOURCES … LIBRARIES …): a Boost.Test program, one CTest test a suite file.
function(peil_add_tests name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  set(main "${CMAKE_CURRENT_BINARY_DIR}/${name}_main.cpp")
  file(CONFIGURE OUTPUT "${main}" @ONLY CONTENT
    "#define BOOST_TEST_MODULE @name@\n#include <boost/test/unit_test.hpp>\n")
  set_source_files_properties("${main}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  add_executable(${name} ${ARG_SOURCES} "${main}")
  set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)  # suites use the same words
  target_link_libraries(${name} PRIVATE peil_flags ${ARG_LIBRARIES} Boost::unit_test_framework)
  target_compile_definitions(${name} PRIVATE
    PEIL_SOURCE_DIR="${CMAKE_SOURCE_DIR}" PEIL_BINARY_DIR="${CMAKE_BINARY_DIR}")
  if(NOT PEIL_STATIC)
    target_compile_definitions(${name} PRIVATE BOOST_TEST_DYN_LINK)
  endif()
  target_precompile_headers(${name} PRIVATE <boost/test/unit_test.hpp>)
  foreach(source ${ARG_SOURCES})
    get_filename_component(suite "${source}" NAME_WE)
    if(suite MATCHES "_tests$")
      string(REGEX REPLACE "_tests$" "" suite "${suite}")
      add_test(NAME ${name}.${suite} COMMAND ${name} --run_test=${suite} --log_level=message)
      set_tests_properties(${name}.${suite} PROPERTIES TIMEOUT 900)
      # All of such a suite needs what only some checkouts have beside them, or none of it.
      if(suite MATCHES "^real_")
        set_tests_properties(${name}.${suite} PROPERTIES SKIP_REGULAR_EXPRESSION "skipped: ")
      endif()
    endif()
  endforeach()
endfunction()

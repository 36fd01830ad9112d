# Finds the QR code generator (libqrcodegencpp); gives QrCodeGenerator::QrCodeGenerator.
# SPDX-License-Identifier: EUPL-1.2
find_path(QrCodeGenerator_INCLUDE_DIR qrcodegen/qrcodegen.hpp)
find_library(QrCodeGenerator_LIBRARY NAMES libqrcodegencpp.a qrcodegencpp)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  QrCodeGenerator REQUIRED_VARS QrCodeGenerator_LIBRARY QrCodeGenerator_INCLUDE_DIR)
if(QrCodeGenerator_FOUND AND NOT TARGET QrCodeGenerator::QrCodeGenerator)
  add_library(QrCodeGenerator::QrCodeGenerator UNKNOWN IMPORTED)
  set_target_properties(QrCodeGenerator::QrCodeGenerator PROPERTIES
    IMPORTED_LOCATION "${QrCodeGenerator_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${QrCodeGenerator_INCLUDE_DIR}")
endif()
mark_as_advanced(QrCodeGenerator_INCLUDE_DIR QrCodeGenerator_LIBRARY)

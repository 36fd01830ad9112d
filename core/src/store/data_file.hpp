// Looks at an LMDB data file before it is mapped: a file that is shorter than it says would end
// the process with SIGBUS at the first touch of a missing page.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>

#include <cstdint>
#include <filesystem>

namespace peil::core {

/// The size in bytes that the newest meta page of `data.mdb` promises.
/// Errors: ledger_missing without a file, ledger_damaged if neither meta page is one of LMDB.
/// Source: struct MDB_page and MDB_meta of LMDB 0.9 (mdb.c); docs/FORMAT.md.
[[nodiscard]] Result<std::uint64_t> promised_size_bytes(const std::filesystem::path& data_file);

/// Errors: as promised_size_bytes, and ledger_damaged if the file is shorter than promised.
[[nodiscard]] Result<void> check_data_file(const std::filesystem::path& data_file);

}  // namespace peil::core

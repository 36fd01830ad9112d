// What a command works with: its arguments, its surroundings, and where its output goes.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "command.hpp"
#include "terminal.hpp"
#include <peil/core/ledger.hpp>
#include <peil/core/random.hpp>
#include <peil/core/time.hpp>
#include <peil/events/language.hpp>
#include <peil/events/render.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace peil::cli {

struct Context {
    Arguments arguments;
    core::Clock clock;
    core::Random* random = nullptr;
    Terminal terminal;  ///< standard output

    [[nodiscard]] core::Surroundings surroundings() const { return {clock, random}; }
    /// `table` unless --format says otherwise.
    [[nodiscard]] std::string format() const;
    [[nodiscard]] bool is_json() const { return format() == "json"; }
    [[nodiscard]] events::TableStyle table_style() const;

    /// Writes a line to standard output at once. These three throw OutputError.
    void print(std::string_view line) const;
    /// Writes bytes to standard output as they are.
    void print_bytes(std::string_view bytes) const;
    /// Writes text to standard output, through a pager where that is a terminal.
    void print_long(const std::string& text) const;
    /// Writes a line to standard error.
    void warn(std::string_view line) const;
};

/// The ledger's folder: --ledger, PEIL_LEDGER, or the nearest `.peil` upward.
/// Errors: ledger_missing says how to make one.
[[nodiscard]] core::Result<std::filesystem::path> find_ledger(const Context& context);

/// The folder that --ledger or PEIL_LEDGER names, if one does.
[[nodiscard]] std::optional<std::filesystem::path> named_ledger(const Context& context);

/// Errors: ledger_missing says what to name instead of a folder that holds nothing of a ledger.
[[nodiscard]] core::Result<void> require_ledger(const std::filesystem::path& folder);

/// Opens the ledger that find_ledger() finds.
[[nodiscard]] core::Result<core::Ledger> open_ledger(const Context& context, core::Access access);

/// Who appends: --as, PEIL_ACTOR, or the ledger's settings.
[[nodiscard]] std::string actor_of(const Context& context, const core::LedgerSettings& settings);

/// A key and what opened it.
struct OpenedKey {
    core::SigningKey key;
    std::optional<std::string> passphrase;
};

/// Opens the key that signs now; its passphrase comes from --passphrase-file, PEIL_PASSPHRASE_FILE,
/// or the terminal. Errors: those of SigningKey::open() and Snapshot::log_keys().
[[nodiscard]] core::Result<OpenedKey> open_log_key(const Context& context,
                                                   const core::Ledger& ledger);

/// The vkey of the key that signs now; that of the first if the keys cannot be told.
[[nodiscard]] std::string current_vkey(const core::Snapshot& snapshot);

/// The passphrase in a file. Errors: wrong use, unsafe_permissions.
[[nodiscard]] core::Result<std::optional<std::string>> read_passphrase_file(
    const std::string& file);

/// The passphrase of --passphrase-file or PEIL_PASSPHRASE_FILE, if there is one.
[[nodiscard]] core::Result<std::optional<std::string>> read_passphrase(const Context& context);

/// The content of a file, or of standard input for `-`. Errors: malformed_content (of events) says
/// what to do.
[[nodiscard]] core::Result<std::string> read_input(const std::string& file);

/// As read_input(), of bytes that need not be text.
[[nodiscard]] core::Result<std::string> read_input_bytes(const std::string& file);
/// The text itself. Errors: malformed_content (of events) names the line that is not UTF-8.
[[nodiscard]] core::Result<std::string> require_utf8(const std::string& file, std::string text);

/// As read_input(), but of a longer input only the first `size_bytes`: for a caller that refuses
/// what is longer and says where.
[[nodiscard]] core::Result<std::string> read_input_start(const std::string& file,
                                                         std::size_t size_bytes);

/// A whole number from 1 up. Errors: index_out_of_range names the argument.
[[nodiscard]] core::Result<std::uint64_t> parse_count(const std::string& text,
                                                      std::string_view argument);

/// A number of an edition. Errors: as parse_count().
[[nodiscard]] core::Result<std::uint32_t> parse_edition(const std::string& text,
                                                        std::string_view argument);

/// A key of a log that is typed. Errors: wrong use says what to give.
[[nodiscard]] core::Result<core::VerifierKey> parse_log_key(const std::string& text);

/// The language of --lang, or the one that is usual here. Errors: wrong use.
[[nodiscard]] core::Result<events::Language> parse_lang(const Context& context,
                                                        std::string_view usual);

/// The date of a report, which is not still to come: it is printed and frozen on its date.
/// Errors: wrong use names the argument.
[[nodiscard]] core::Result<std::string> parse_report_date(const Context& context,
                                                          const std::string& text,
                                                          std::string_view argument);

/// Today's date, UTC.
[[nodiscard]] std::string today(const Context& context);

/// An error for a wrong use of the command: exit code 2.
[[nodiscard]] core::Error wrong_use(std::string text);

}  // namespace peil::cli

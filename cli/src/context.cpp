// Finding and opening what a command works with.
// SPDX-License-Identifier: EUPL-1.2
#include "context.hpp"

#include "pager.hpp"
#include <peil/core/files.hpp>
#include <peil/core/utf8.hpp>
#include <peil/events/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace peil::cli {

namespace {

constexpr std::uint64_t input_size_max_bytes = std::uint64_t{64} << 20U;
constexpr std::uint64_t passphrase_size_max_bytes = 4096;
constexpr std::uint64_t edition_number_max = 1'000'000;

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') { return std::nullopt; }
    return value;
}

void write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto count = ::write(descriptor, text.data(), text.size());
        if (count <= 0) { return; }
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

/// Errors: wrong use, for standard input that is the terminal.
core::Result<std::string> path_of_input(const std::string& file) {
    if (file != "-") { return file; }
    if (::isatty(STDIN_FILENO) == 1) {
        return wrong_use("standard input is the terminal; give a file, or pipe something in");
    }
    return std::string("/dev/stdin");
}

/// Asks on the terminal, without showing what is typed.
std::optional<std::string> ask_passphrase() {
    const core::FileDescriptor tty(::open("/dev/tty", O_RDWR | O_CLOEXEC));
    if (!tty.is_open()) { return std::nullopt; }
    termios shown{};
    if (::tcgetattr(tty.get(), &shown) != 0) { return std::nullopt; }
    auto hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    write_all(tty.get(), "Passphrase of the log's key: ");
    ::tcsetattr(tty.get(), TCSAFLUSH, &hidden);
    std::string passphrase;
    char letter = 0;
    while (::read(tty.get(), &letter, 1) == 1 && letter != '\n') { passphrase += letter; }
    ::tcsetattr(tty.get(), TCSAFLUSH, &shown);
    write_all(tty.get(), "\n");
    return passphrase;
}

}  // namespace

std::optional<std::string> Arguments::find(std::string_view name) const {
    const auto found = values.find(name);
    if (found == values.end() || found->second.empty()) { return std::nullopt; }
    return found->second.back();
}

std::string Arguments::get(std::string_view name) const {
    return find(name).value_or("");
}

std::vector<std::string> Arguments::all(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::vector<std::string>{} : found->second;
}

std::string Context::format() const {
    return arguments.find("--format").value_or("table");
}

events::TableStyle Context::table_style() const {
    return {.width_columns = terminal.width_columns,
            .is_coloured = terminal.is_coloured,
            .is_full = arguments.has("--full") || !terminal.is_terminal};
}

void Context::print(std::string_view line) const {
    write_output(std::string(line) + '\n');
}

void Context::print_bytes(std::string_view bytes) const {
    write_output(bytes);
}

void Context::print_long(const std::string& text) const {
    const bool ends_line = text.empty() || text.back() == '\n';
    print_paged(ends_line ? text : text + '\n',
                terminal.is_terminal && !arguments.has("--no-pager"));
}

void Context::warn(std::string_view line) const {
    std::string text = "peil: ";
    for (const char byte : line) { text += byte == '\n' ? "\npeil: " : std::string(1, byte); }
    write_all(STDERR_FILENO, text + '\n');
}

std::optional<std::filesystem::path> named_ledger(const Context& context) {
    auto given = context.arguments.find("--ledger");
    if (!given) { given = environment("PEIL_LEDGER"); }
    return given ? std::optional<std::filesystem::path>(*given) : std::nullopt;
}

core::Result<std::filesystem::path> find_ledger(const Context& context) {
    if (const auto named = named_ledger(context)) { return *named; }
    std::error_code ignored;  // a folder without .peil is an error, too: go on upward
    for (auto folder = std::filesystem::current_path(ignored); !folder.empty();
         folder = folder.parent_path()) {
        if (std::filesystem::is_directory(folder / ".peil", ignored)) { return folder / ".peil"; }
        if (folder == folder.root_path()) { break; }
    }
    return core::Error(core::Errc::ledger_missing,
                       "there is no ledger here: no .peil in this folder or above it. Make one "
                       "with `peil init --origin example.nl/programme --title \"…\"`, or name one "
                       "with --ledger DIR or PEIL_LEDGER");
}

core::Result<void> require_ledger(const std::filesystem::path& folder) {
    std::error_code ignored;  // what cannot be looked at is told when it is opened
    const auto is_missing = [&](const std::filesystem::path& path) {
        return std::filesystem::status(path, ignored).type() ==
               std::filesystem::file_type::not_found;
    };
    if (is_missing(folder)) {
        return core::Error(core::Errc::ledger_missing, "there is no folder " + folder.string());
    }
    const core::LedgerFolder there{folder};
    const bool has_trace = !is_missing(there.high_water()) || !is_missing(there.keys());
    if (has_trace || !is_missing(there.truth())) { return {}; }
    const auto inside = folder / ".peil";
    return core::Error(core::Errc::ledger_missing,
                       folder.string() + " is no ledger" +
                           (is_missing(inside) ? ": there is no folder ledger in it; name the "
                                                 "folder that `peil init` made, such as .peil"
                                               : "; " + inside.string() + " is: name that"));
}

core::Result<core::Ledger> open_ledger(const Context& context, core::Access access) {
    const auto folder = find_ledger(context);
    if (!folder) { return folder.error(); }
    if (const auto is_one = require_ledger(*folder); !is_one) { return is_one.error(); }
    return core::Ledger::open(*folder, access, context.surroundings());
}

std::string actor_of(const Context& context, const core::LedgerSettings& settings) {
    if (const auto given = context.arguments.find("--as")) { return *given; }
    return environment("PEIL_ACTOR").value_or(settings.actor);
}

core::Result<std::optional<std::string>> read_passphrase_file(const std::string& file) {
    // A pipe or a credential handed over as a descriptor has no mode that says anything.
    if (std::filesystem::is_regular_file(std::filesystem::symlink_status(file))) {
        const auto is_private = core::require_private(file);
        if (!is_private) { return is_private.error(); }
    }
    auto text = core::read_file(file, passphrase_size_max_bytes);
    if (!text) { return wrong_use("there is no passphrase file " + file); }
    auto passphrase = text->substr(0, text->find('\n'));
    if (passphrase.empty()) { return wrong_use("the passphrase file " + file + " is empty"); }
    return std::optional(passphrase);
}

core::Result<std::optional<std::string>> read_passphrase(const Context& context) {
    auto file = context.arguments.find("--passphrase-file");
    if (!file) { file = environment("PEIL_PASSPHRASE_FILE"); }
    if (!file) { return std::optional<std::string>{}; }
    return read_passphrase_file(*file);
}

core::Result<OpenedKey> open_log_key(const Context& context, const core::Ledger& ledger) {
    const auto keys = ledger.snapshot().log_keys();
    if (!keys) { return keys.error(); }
    const auto file = ledger.folder().log_key(keys->current());
    auto passphrase = read_passphrase(context);
    if (!passphrase) { return passphrase.error(); }
    auto key = core::SigningKey::open(file, *passphrase);
    if (!key && key.error().code == make_error_code(core::Errc::wrong_passphrase) && !*passphrase) {
        *passphrase = ask_passphrase();
        if (*passphrase) { key = core::SigningKey::open(file, **passphrase); }
    }
    if (!key && key.error().code == make_error_code(core::Errc::key_missing)) {
        return core::Error(key.error().code,
                           key.error().detail +
                               ", so that nothing can be signed; restore the key from where it is "
                               "backed up, or record with --no-seal and sign later");
    }
    if (!key) { return key.error(); }
    return OpenedKey{*std::move(key), *std::move(passphrase)};
}

std::string current_vkey(const core::Snapshot& snapshot) {
    const auto keys = snapshot.log_keys();
    return keys ? core::encode_vkey(keys->current().key) : snapshot.settings().log_key;
}

core::Result<std::string> read_input_start(const std::string& file, std::size_t size_bytes) {
    const auto path = path_of_input(file);
    if (!path) { return path.error(); }
    const core::FileDescriptor source(::open(path->c_str(), O_RDONLY | O_CLOEXEC));
    if (!source.is_open()) { return wrong_use(file + ": " + std::strerror(errno)); }
    std::string text;
    std::array<char, 1U << 16U> buffer{};
    while (text.size() < size_bytes) {
        const auto wanted = std::min(buffer.size(), size_bytes - text.size());
        const auto count = ::read(source.get(), buffer.data(), wanted);
        if (count < 0 && errno == EINTR) { continue; }
        if (count < 0) { return wrong_use(file + ": " + std::strerror(errno)); }
        if (count == 0) { break; }
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return text;
}

core::Result<std::string> read_input_bytes(const std::string& file) {
    const auto path = path_of_input(file);
    if (!path) { return path.error(); }
    try {
        auto bytes = core::read_file(*path, input_size_max_bytes);
        if (!bytes) { return wrong_use("there is no file " + file); }
        return std::move(*bytes);
    } catch (const core::StorageError& error) { return wrong_use(error.what()); }
}

core::Result<std::string> require_utf8(const std::string& file, std::string text) {
    const auto good = core::utf8_prefix_size(text);
    if (good == text.size()) { return text; }
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(good);
    return wrong_use(fmt::format("{}: line {}: it is not UTF-8; save the text as UTF-8", file,
                                 1 + std::count(text.begin(), end, '\n')));
}

core::Result<std::string> read_input(const std::string& file) {
    auto bytes = read_input_bytes(file);
    if (!bytes) { return bytes.error(); }
    return require_utf8(file, std::move(*bytes));
}

core::Result<std::uint64_t> parse_count(const std::string& text, std::string_view argument) {
    std::uint64_t value = 0;
    const auto* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    if (parsed.ec != std::errc() || parsed.ptr != end || value == 0) {
        return core::Error(
            core::Errc::index_out_of_range,
            std::string(argument) + " is a whole number from 1 up, not '" + text + "'");
    }
    return value;
}

core::Result<std::uint32_t> parse_edition(const std::string& text, std::string_view argument) {
    const auto number = parse_count(text, argument);
    if (!number) { return number.error(); }
    if (*number > edition_number_max) {
        return wrong_use(std::string(argument) + " is at most " +
                         std::to_string(edition_number_max) + ", not " + text);
    }
    return static_cast<std::uint32_t>(*number);
}

core::Result<core::VerifierKey> parse_log_key(const std::string& text) {
    auto key = core::parse_vkey(text);
    if (key) { return key; }
    return wrong_use(
        fmt::format("--key {}: {}; give the whole key, name+id+key, as `peil init` "
                    "printed it",
                    text, key.error().detail));
}

core::Result<events::Language> parse_lang(const Context& context, std::string_view usual) {
    const auto word = context.arguments.find("--lang").value_or(std::string(usual));
    const auto language = events::parse_language(word);
    if (!language) { return wrong_use("--lang " + word + ": give nl or en"); }
    return *language;
}

core::Result<std::string> parse_report_date(const Context& context, const std::string& text,
                                            std::string_view argument) {
    if (!core::parse_date(text)) {
        return wrong_use(fmt::format("{} is a date such as 2016-11-14, not '{}'", argument, text));
    }
    if (text > today(context)) {
        return wrong_use(fmt::format("{} {} is still to come; a report is published on its date",
                                     argument, text));
    }
    return text;
}

std::string today(const Context& context) {
    return core::format_date(context.clock());
}

core::Error wrong_use(std::string text) {
    return {make_error_code(events::Errc::malformed_content), std::move(text)};
}

}  // namespace peil::cli

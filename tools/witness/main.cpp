// peil-witness: makes a witness, runs it over HTTP, or cosigns a single file.
// SPDX-License-Identifier: EUPL-1.2
#include "folder.hpp"
#include "http_server.hpp"
#include "options.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/files.hpp>
#include <peil/core/trust_policy.hpp>

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <mutex>
#include <span>

namespace {

namespace core = peil::core;
namespace witness = peil::witness;

constexpr int exit_done = 0;
constexpr int exit_refused = 1;
constexpr int exit_wrong_use = 2;
constexpr int exit_cannot_open = 3;

constexpr std::uint64_t file_size_max_bytes = std::uint64_t{1} << 20U;
constexpr std::uint64_t passphrase_size_max_bytes = 4096;
constexpr std::uint64_t ms_per_second = 1000;

core::UnixMs read_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

/// Whether something is there that is no checkpoint: an older one may be replaced.
bool is_taken(const std::string& file) {
    const auto status = std::filesystem::symlink_status(file);
    if (!std::filesystem::exists(status)) { return false; }
    if (!std::filesystem::is_regular_file(status)) { return true; }
    const auto content = core::read_file(file, file_size_max_bytes);
    return !content || !core::parse_note(*content);
}

void complain(std::string_view text) {
    static_cast<void>(
        std::fprintf(stderr, "peil-witness: %.*s\n", static_cast<int>(text.size()), text.data()));
}

int fail(const core::Error& error, int code) {
    complain(error.detail.empty() ? error.code.message() : error.detail);
    return code;
}

core::Result<std::optional<std::string>> read_passphrase(const witness::Options& options) {
    const auto file = options.find("--passphrase-file");
    if (!file) { return std::optional<std::string>(); }
    auto text = core::read_file(*file, passphrase_size_max_bytes);
    if (!text) { return core::Error(core::Errc::key_missing, "there is no file " + *file); }
    if (text->ends_with('\n')) { text->pop_back(); }
    return text;
}

core::Result<witness::Witness> open_witness(const witness::Options& options) {
    const auto passphrase = read_passphrase(options);
    if (!passphrase) { return passphrase.error(); }
    return witness::open_folder({options.operands.front()}, *passphrase, read_clock);
}

int run_init(const witness::Options& options) {
    const auto name = options.find("--name");
    if (!name) {
        return fail({core::Errc::malformed_request, "--name is missing"}, exit_wrong_use);
    }
    const auto passphrase = read_passphrase(options);
    if (!passphrase) { return fail(passphrase.error(), exit_cannot_open); }
    const auto vkey = witness::create_folder({options.operands.front()}, *name, *passphrase);
    if (!vkey) { return fail(vkey.error(), exit_wrong_use); }
    fmt::print("{}\n", *vkey);
    return exit_done;
}

int run_trust(const witness::Options& options) {
    const auto trusted = witness::trust_log({options.operands[0]}, options.operands[1]);
    return trusted ? exit_done : fail(trusted.error(), exit_wrong_use);
}

/// `127.0.0.1:8600`, `[::1]:8600`; the port may be 0.
core::Result<witness::ServerOptions> server_options(const witness::Options& options) {
    auto listen = options.find("--listen").value_or("127.0.0.1:8600");
    const auto colon = listen.rfind(':');
    const core::Error wrong(core::Errc::malformed_request, "--listen is ADDRESS:PORT");
    if (colon == std::string::npos || colon == 0) { return wrong; }
    const witness::Options port_only{
        .command = {},
        .operands = {},
        .values = {{"the port of --listen", listen.substr(colon + 1)}}};
    const auto port = port_only.number("the port of --listen", {0, 65535, 0});
    const auto threads = options.number("--threads", {1, 256, 4});
    const auto connections = options.number("--connections", {1, 65535, 256});
    const auto seconds = options.number("--seconds", {1, 3600, 10});
    for (const auto* number : {&port, &threads, &connections, &seconds}) {
        if (!*number) { return number->error(); }
    }
    listen.resize(colon);
    if (listen.starts_with('[') && listen.ends_with(']')) {
        listen = listen.substr(1, listen.size() - 2);
    }
    witness::ServerOptions server;
    server.address = listen;
    server.port = static_cast<std::uint16_t>(*port);
    server.thread_count = static_cast<unsigned>(*threads);
    server.connection_count_max = *connections;
    server.request_time_max = std::chrono::milliseconds(*seconds * ms_per_second);
    return server;
}

int run_serve(const witness::Options& options) {
    auto server = server_options(options);
    if (!server) { return fail(server.error(), exit_wrong_use); }
    auto opened = open_witness(options);
    if (!opened) { return fail(opened.error(), exit_cannot_open); }
    std::mutex output;
    server->stops_on_signals = true;
    server->report = [&output](std::string_view request, unsigned status) {
        const std::lock_guard lock(output);
        complain(fmt::format("{} {} {}", core::format_time(read_clock()), status,
                             request.substr(0, 200)));
    };
    witness::HttpServer http(*opened, *server);
    const bool is_v6 = server->address.find(':') != std::string::npos;
    fmt::print("http://{}{}{}:{}\n", is_v6 ? "[" : "", server->address, is_v6 ? "]" : "",
               http.port());
    static_cast<void>(std::fflush(stdout));
    http.run();
    return exit_done;
}

/// A request as it is, or the request that a bare checkpoint stands for: nothing but the size last
/// cosigned goes without a proof.
core::Result<core::AddCheckpointRequest> read_request(const std::string& text,
                                                      const witness::Witness& witness) {
    if (text.starts_with("old ")) { return core::parse_add_checkpoint(text); }
    auto note = core::parse_note(text);
    if (!note) { return note.error(); }
    const auto origin = note->text.substr(0, note->text.find('\n'));
    return core::AddCheckpointRequest{
        .old_size = witness.size_of(origin), .proof = {}, .checkpoint = *std::move(note)};
}

std::string why_refused(const witness::Answer& refusal) {
    auto text = refusal.body.substr(0, refusal.body.find('\n'));
    if (refusal.status == 409) {
        return "the proof does not begin at what was cosigned last, which is size " + text +
               "; ask for `peil witness request --old " + text + "`";
    }
    return fmt::format("refused ({}): {}", refusal.status, text);
}

int run_file(const witness::Options& options) {
    const auto text = core::read_file(options.operands[1], file_size_max_bytes);
    if (!text) {
        return fail({core::Errc::malformed_request, "there is no file " + options.operands[1]},
                    exit_wrong_use);
    }
    auto opened = open_witness(options);
    if (!opened) { return fail(opened.error(), exit_cannot_open); }
    const auto request = read_request(*text, *opened);
    if (!request) { return fail(request.error(), exit_wrong_use); }
    if (const auto output = options.find("--output"); output && is_taken(*output)) {
        complain(*output + " exists and is no checkpoint; give --output another name");
        return exit_wrong_use;
    }
    const auto outcome = opened->cosign(*request);
    if (!outcome.cosigned) {
        complain(why_refused(outcome.refusal));
        return exit_refused;
    }
    if (outcome.cosigned->is_first) {
        complain("this is the first checkpoint seen of this log: it was compared with nothing");
    }
    if (const auto output = options.find("--output")) {
        core::replace_file(*output, outcome.cosigned->note);
    } else {
        fmt::print("{}", outcome.cosigned->note);
    }
    return exit_done;
}

int run_show(const witness::Options& options) {
    const auto opened = open_witness(options);
    if (!opened) { return fail(opened.error(), exit_cannot_open); }
    const auto vkey =
        core::read_file(witness::WitnessFolder{options.operands.front()}.vkey(), 4096);
    fmt::print("{}", vkey.value_or(""));
    for (const auto& log : opened->identity().logs) {
        fmt::print("{} {}\n", opened->size_of(log.name), core::encode_vkey(log));
    }
    return exit_done;
}

int run(std::span<char* const> words) {
    const auto options = witness::parse_options(words);
    if (!options) {
        complain(options.error().detail);
        fmt::print(stderr, "{}", witness::usage());
        return exit_wrong_use;
    }
    if (options->command == "init") { return run_init(*options); }
    if (options->command == "trust") { return run_trust(*options); }
    if (options->command == "serve") { return run_serve(*options); }
    if (options->command == "file") { return run_file(*options); }
    return run_show(*options);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        core::occupy_standard_descriptors();
        const std::span words(argv, static_cast<std::size_t>(argc));
        const auto only = argc == 2 ? std::string_view(words[1]) : std::string_view();
        const bool is_question = only == "--help" || only == "-h";
        if (is_question) { fmt::print("{}", witness::usage()); }
        const int code = is_question ? exit_done : run(words.subspan(1));
        if (std::fflush(stdout) == 0) { return code; }
        complain("standard output cannot be written; what it holds is not complete");
        return exit_cannot_open;
    } catch (const std::exception& error) {
        complain(error.what());
        return exit_cannot_open;
    }
}

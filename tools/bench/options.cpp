// Reading the options.
// SPDX-License-Identifier: EUPL-1.2
#include "options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace peil::bench {

namespace {

constexpr std::uint64_t event_count_min = 2'000;
constexpr std::array<std::string_view, 10> measures{"append",  "verify", "matrix", "history",
                                                    "command", "memory", "space",  "proofs",
                                                    "tiles",   "witness"};

template <class T>
bool read_number(std::string_view text, T& number) {
    const auto* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    return parsed.ec == std::errc() && parsed.ptr == end;
}

/// Sets the option of this name; false if there is none or if it cannot have this value.
bool set_option(Options& options, std::string_view name, std::string_view value) {
    if (name == "--events") {
        return read_number(value, options.event_count) && options.event_count >= event_count_min;
    }
    if (name == "--rounds") {
        return read_number(value, options.round_count) && options.round_count >= 1;
    }
    if (name == "--seed") { return read_number(value, options.seed); }
    if (name == "--folder") { options.folder = value; }
    if (name == "--peil") { options.peil = value; }
    if (name == "--foreign") { options.foreign = value; }
    if (name == "--only") {
        options.only = value;
        return std::find(measures.begin(), measures.end(), value) != measures.end();
    }
    if (name == "--format") {
        options.is_json = value == "json";
        return value == "json" || value == "table";
    }
    return name == "--folder" || name == "--peil" || name == "--foreign";
}

}  // namespace

std::string usage() {
    return "usage: peil-bench [OPTIONS]\n"
           "  --events N         size of the ledger, from 2000 up; else 1000000\n"
           "  --rounds R         interleaved rounds of each measure; else 5\n"
           "  --only NAME        append, verify, matrix, history, command, memory, space,\n"
           "                     proofs, tiles or witness\n"
           "  --format FORMAT    table or json\n"
           "  --folder DIR       work here, keep it, and use the ledgers that are there\n"
           "  --peil PATH        the command to measure; else `peil` beside this program\n"
           "  --foreign PATH     tools/foreign, built, to compare tiles with\n"
           "  --large            matrix, history and proofs of ten million events as well\n"
           "                     (45 GB)\n"
           "  --seed N           another ledger of the same kind; else 1\n";
}

std::optional<Options> parse_options(std::span<char* const> words) {
    Options options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view name = words[i];
        if (name == "--large") {
            options.is_large = true;
            continue;
        }
        if (i + 1 == words.size() || !set_option(options, name, words[i + 1])) {
            return std::nullopt;
        }
        ++i;
    }
    return options;
}

}  // namespace peil::bench

// Reading the command line against one small table.
// SPDX-License-Identifier: EUPL-1.2
#include "options.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace peil::witness {

namespace {

struct CommandShape {
    std::string_view name;
    std::size_t operand_count;
    std::vector<std::string_view> options;
};

const std::vector<CommandShape>& shapes() {
    static const std::vector<CommandShape> table{
        {"init", 1, {"--name", "--passphrase-file"}},
        {"trust", 2, {}},
        {"serve", 1, {"--listen", "--threads", "--connections", "--seconds", "--passphrase-file"}},
        {"file", 2, {"--output", "--passphrase-file"}},
        {"show", 1, {"--passphrase-file"}},
    };
    return table;
}

core::Error wrong_word(std::string text) {
    return {core::Errc::malformed_request, std::move(text)};
}

}  // namespace

std::optional<std::string> Options::find(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
}

core::Result<std::uint64_t> Options::number(std::string_view name, Range range) const {
    const auto text = find(name);
    if (!text) { return range.otherwise; }
    std::uint64_t number = 0;
    const auto* end = text->data() + text->size();
    const auto parsed = std::from_chars(text->data(), end, number);
    const bool is_decimal = parsed.ec == std::errc{} && parsed.ptr == end;
    if (!is_decimal || number < range.first || number > range.last) {
        return wrong_word(std::string(name) + " is a number from " + std::to_string(range.first) +
                          " to " + std::to_string(range.last));
    }
    return number;
}

core::Result<Options> parse_options(std::span<char* const> words) {
    if (words.empty()) { return wrong_word("a command is missing"); }
    Options options{.command = words.front(), .operands = {}, .values = {}};
    const auto shape =
        std::find_if(shapes().begin(), shapes().end(),
                     [&](const CommandShape& each) { return each.name == options.command; });
    if (shape == shapes().end()) { return wrong_word("there is no command " + options.command); }
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string word = words[i];
        if (!word.starts_with("--")) {
            options.operands.push_back(word);
            continue;
        }
        if (std::find(shape->options.begin(), shape->options.end(), word) == shape->options.end()) {
            return wrong_word("`" + options.command + "` has no option " + word);
        }
        if (i + 1 == words.size()) { return wrong_word(word + " needs a value"); }
        options.values[word] = words[++i];
    }
    if (options.operands.size() != shape->operand_count) {
        return wrong_word("`" + options.command + "` takes " +
                          std::to_string(shape->operand_count) + " operand" +
                          (shape->operand_count == 1 ? "" : "s"));
    }
    return options;
}

std::string_view usage() {
    return "peil-witness: cosigns checkpoints of logs that only ever grow (C2SP tlog-witness)\n"
           "\n"
           "  peil-witness init DIR --name NAME      make a witness and its key; prints its vkey\n"
           "  peil-witness trust DIR VKEY            cosign checkpoints of the log with this key\n"
           "  peil-witness serve DIR                 answer logs and monitors over HTTP\n"
           "      --listen ADDRESS:PORT              127.0.0.1:8600 unless told otherwise\n"
           "      --threads N                        4\n"
           "      --connections N                    256 at most at one time\n"
           "      --seconds N                        10: for a request to arrive, and to idle\n"
           "  peil-witness file DIR FILE             cosign a request or checkpoint in a file\n"
           "      --output FILE                      where the cosigned checkpoint goes\n"
           "  peil-witness show DIR                  the vkey, the logs, and what was cosigned\n"
           "\n"
           "--passphrase-file FILE goes with all but trust: it holds the passphrase of the key.\n"
           "Exit codes: 0 done, 1 the checkpoint was refused, 2 wrong use, 3 cannot open.\n";
}

}  // namespace peil::witness

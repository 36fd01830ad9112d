// Arrows between folders point down only, and each library has one folder that includes it.
// SPDX-License-Identifier: EUPL-1.2
#include "rule_groups.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <utility>

namespace peil::tidy {

namespace {

/// A folder at the top and the folders that it may use.
struct Layer {
    std::string_view name;
    std::vector<std::string_view> may_use;
};

const std::vector<Layer>& layers() {
    static const std::vector<Layer> table{
        {"core", {"core"}},
        {"events", {"core", "events"}},
        {"cli", {"core", "events", "cli"}},
        {"tools", {"core", "events", "tools"}},
        {"tests", {"core", "events", "cli", "tools", "tests"}},
    };
    return table;
}

const Layer* find_layer(std::string_view name) {
    const auto found = std::find_if(layers().begin(), layers().end(),
                                    [&](const Layer& layer) { return layer.name == name; });
    return found == layers().end() ? nullptr : &*found;
}

std::string_view first_folder(std::string_view path) {
    return path.substr(0, path.find('/'));
}

/// The layer that an include reaches, if it reaches one of ours.
const Layer* layer_of(const SourceFile& file, const Include& include) {
    const std::string_view target = include.target;
    if (target.starts_with("peil/")) { return find_layer(first_folder(target.substr(5))); }
    if (include.angled) { return nullptr; }
    if (const auto* named = find_layer(first_folder(target))) { return named; }
    const auto folder = std::filesystem::path(file.path).parent_path();
    return find_layer(first_folder((folder / target).lexically_normal().generic_string()));
}

bool may_use(const Layer& from, const Layer& to) {
    return std::find(from.may_use.begin(), from.may_use.end(), to.name) != from.may_use.end();
}

/// The targets `peil::NAME` and `peil_NAME` in a CMake file that lie above it.
std::vector<Spot> find_upward_links(const SourceFile& file, const Layer& from) {
    std::vector<Spot> spots;
    for (const auto& layer : layers()) {
        if (may_use(from, layer)) { continue; }
        for (const std::string prefix : {"peil::", "peil_"}) {
            const auto target = prefix + std::string(layer.name);
            for (const auto at : find_words(file.code, target)) {
                spots.push_back({file.line_of(at), "link to " + target});
            }
        }
    }
    return spots;
}

std::vector<Spot> find_upward_arrows(const SourceFile& file) {
    const auto* from = find_layer(first_folder(file.path));
    if (from == nullptr) { return {}; }
    if (file.kind == Kind::cmake) { return find_upward_links(file, *from); }
    std::vector<Spot> spots;
    for (const auto& include : file.includes) {
        const auto* to = layer_of(file, include);
        if (to == nullptr || may_use(*from, *to)) { continue; }
        spots.push_back(
            {include.line, "include of " + include.target + " from " + std::string(from->name)});
    }
    return spots;
}

Rule arrows_rule() {
    return {
        "arrows-point-down",
        "arrows are cli, tools -> events -> core, and only tests include from tests; move what "
        "is shared down, or pass it in as an argument",
        find_upward_arrows,
        {{"core/src/a.cpp", "\n#include <peil/events/measure.hpp>\n", 2},
         {"core/src/a.cpp", "#include \"peil/events/measure.hpp\"\n"},
         {"core/src/a.cpp", "#include \"../../cli/src/pager.hpp\"\n"},
         {"events/src/a.cpp", "#include \"cli/src/pager.hpp\"\n"},
         {"cli/src/a.cpp", "#  include \"../../tests/core/helpers.hpp\"\n"},
         {"cli/src/a.cpp", "#include \"../../tools/bench/clock.hpp\"\n"},
         {"tools/bench/a.cpp", "#include \"../../cli/src/pager.hpp\"\n"},
         {"core/CMakeLists.txt", "peil_add_library(core SOURCES a.cpp\n  PUBLIC peil::events)\n",
          2}},
        {{"events/src/a.cpp", "#include <peil/core/tree.hpp>\n"},
         {"core/src/a.cpp", "// #include <peil/events/measure.hpp>\n"},
         {"core/src/a.cpp", "const auto* text = \"#include <peil/events/measure.hpp>\";\n"},
         {"core/src/store/a.cpp", "#include \"../files.hpp\"\n"},
         {"cli/src/a.cpp", "#include <peil/events/report.hpp>\n#include \"pager.hpp\"\n"},
         {"tests/cli/a.cpp", "#include \"../../cli/src/pager.hpp\"\n"},
         {"events/CMakeLists.txt", "peil_add_library(events PUBLIC peil::core)\n"}},
        {},
    };
}

/// A header of the standard library, such as `vector`, or of libcrypto.
bool is_standard_or_openssl(std::string_view target) {
    return target.starts_with("openssl/") || target.find_first_of("./") == std::string_view::npos;
}

/// What the verifier may not link: Peil itself, and libraries that Peil stands on.
constexpr std::array<std::string_view, 8> shared_libraries{
    "peil::core",  "peil::events", "peil::cli",   "peil_core",
    "peil_events", "peil_cli",     "Boost::json", "fmt::fmt"};

std::vector<Spot> find_shared_code(const SourceFile& file) {
    if (!file.path.starts_with("tools/verify/")) { return {}; }
    std::vector<Spot> spots;
    for (const auto& include : file.includes) {
        const auto* to = layer_of(file, include);
        const bool is_own = to == nullptr || to->name == "tools";
        const bool is_shared = include.target.starts_with("peil/") || !is_own ||
                               (include.angled && !is_standard_or_openssl(include.target));
        if (is_shared) { spots.push_back({include.line, "include of " + include.target}); }
    }
    if (file.kind != Kind::cmake) { return spots; }
    for (const auto library : shared_libraries) {
        for (const auto at : find_words(file.code, library)) {
            spots.push_back({file.line_of(at), "link to " + std::string(library)});
        }
    }
    return spots;
}

Rule verifier_rule() {
    return {
        "verifier-stands-alone",
        "the independent verifier proves nothing if it shares code with what it checks: it has "
        "libcrypto and the standard library; write it again here from docs/FORMAT.md",
        find_shared_code,
        {{"tools/verify/main.cpp", "#include <peil/core/tree.hpp>\n"},
         {"tools/verify/main.cpp", "#include \"../../core/src/store/data_file.hpp\"\n"},
         {"tools/verify/json.cpp", "#include <string>\n#include <boost/json.hpp>\n", 2},
         {"tools/verify/main.cpp", "#include <fmt/format.h>\n"},
         {"tools/verify/main.cpp", "#include <lmdb.h>\n"},
         {"tools/verify/CMakeLists.txt", "peil_add_program(v LIBRARIES Boost::json)\n"},
         {"tools/verify/CMakeLists.txt", "peil_add_program(v LIBRARIES peil::core)\n"}},
        {{"tools/verify/main.cpp",
          "#include \"merkle.hpp\"\n#include <openssl/evp.h>\n#include <string_view>\n"},
         {"tools/verify/CMakeLists.txt", "target_link_libraries(v PRIVATE OpenSSL::Crypto)\n"},
         {"tools/server/main.cpp", "#include <peil/core/tree.hpp>\n#include <boost/json.hpp>\n"}},
        {},
    };
}

/// A library and the only folders from which it may be included.
struct Fence {
    std::string name;
    std::string reason;
    std::vector<std::string_view> targets;  ///< how the include begins
    std::vector<std::string_view> folders;
};

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return text.starts_with(beginning); });
}

Rule fence_rule(const Fence& fence, std::vector<Sample> breaks, std::vector<Sample> passes) {
    auto find = [fence](const SourceFile& file) {
        std::vector<Spot> spots;
        if (starts_with_any(file.path, fence.folders)) { return spots; }
        for (const auto& include : file.includes) {
            if (!starts_with_any(include.target, fence.targets)) { continue; }
            spots.push_back({include.line, "include of " + include.target});
        }
        return spots;
    };
    return {fence.name, fence.reason, std::move(find), std::move(breaks), std::move(passes), {}};
}

std::vector<Rule> storage_fences() {
    std::vector<Rule> rules;
    rules.push_back(fence_rule(
        {"lmdb-only-in-store",
         "the schema is one page only if one folder knows the store; go through <peil/core/…>",
         {"lmdb"},
         {"core/src/store/"}},
        {{"core/src/tree.cpp", "#include <lmdb.h>\n"},
         {"tests/core/store_tests.cpp", "#include \"lmdb.h\"\n"}},
        {{"core/src/store/store.cpp", "#include <lmdb.h>\n"},
         {"core/src/tree.cpp", "// #include <lmdb.h>\n"}}));
    rules.push_back(
        fence_rule({"openssl-only-in-crypto",
                    "keys and digests are reviewed in one folder; go through <peil/core/…>",
                    {"openssl/"},
                    {"core/src/crypto/", "tools/verify/"}},
                   {{"core/src/tree.cpp", "#include <openssl/evp.h>\n"},
                    {"tools/server/main.cpp", "#include <openssl/ssl.h>\n"}},
                   {{"core/src/crypto/hash.cpp", "#include <openssl/evp.h>\n"},
                    {"tools/verify/main.cpp", "#include <openssl/evp.h>\n"},
                    {"core/src/tree.cpp", "#include \"openssl_free.hpp\"\n"}}));
    return rules;
}

std::vector<Rule> library_fences() {
    std::vector<Rule> rules;
    rules.push_back(fence_rule({"cli11-only-in-cli",
                                "options belong to the command; a library takes arguments",
                                {"CLI/"},
                                {"cli/"}},
                               {{"events/src/a.cpp", "#include <CLI/CLI.hpp>\n"},
                                {"tools/bench/main.cpp", "#include <CLI/App.hpp>\n"}},
                               {{"cli/src/main.cpp", "#include <CLI/CLI.hpp>\n"}}));
    rules.push_back(
        fence_rule({"dtl-only-in-events",
                    "what differs between two texts is answered by the domain; ask <peil/events/…>",
                    {"dtl"},
                    {"events/"}},
                   {{"cli/src/changes.cpp", "#include <dtl/dtl.hpp>\n"}},
                   {{"events/src/changes.cpp", "#include <dtl/dtl.hpp>\n"}}));
    rules.push_back(fence_rule(
        {"iostream-only-in-programs",
         "it brings global state and a start-up cost to every process; format with fmt and "
         "write with std::fwrite",
         {"iostream"},
         {"tests/", "tools/"}},
        {{"core/src/a.cpp", "#include <iostream>\n"},
         {"cli/src/main.cpp", "#include <iostream>\n"}},
        {{"tools/bench/main.cpp", "#include <iostream>\n"},
         {"core/src/a.cpp", "#include <iosfwd>\n"}}));
    return rules;
}

/// Beginnings of the names of libraries that users of a public header must not need.
constexpr std::array<std::string_view, 5> hidden_names{"MDB_", "mdb_", "EVP_", "OSSL_", "beast::"};
constexpr std::array<std::string_view, 3> hidden_headers{"lmdb.h", "openssl/", "boost/beast"};

std::optional<Spot> hidden_name_at(const SourceFile& file, std::string_view name) {
    const std::string_view code = file.code;
    for (auto at = code.find(name); at != std::string_view::npos; at = code.find(name, at + 1)) {
        const bool begins = at == 0 || !is_word_character(code[at - 1]);
        if (begins) { return Spot{file.line_of(at), "a public header names " + std::string(name)}; }
    }
    return std::nullopt;
}

std::vector<Spot> find_exposed_libraries(const SourceFile& file) {
    std::vector<Spot> spots;
    if (file.kind != Kind::cpp || file.path.find("/include/") == std::string::npos) {
        return spots;
    }
    for (const auto name : hidden_names) {
        if (auto spot = hidden_name_at(file, name)) { spots.push_back(std::move(*spot)); }
    }
    for (const auto& include : file.includes) {
        const bool hidden = std::any_of(
            hidden_headers.begin(), hidden_headers.end(),
            [&](std::string_view header) { return include.target.starts_with(header); });
        if (hidden) {
            spots.push_back({include.line, "a public header includes " + include.target});
        }
    }
    return spots;
}

Rule public_header_rule() {
    return {
        "public-headers-hide-libraries",
        "a library behind the interface can be replaced only while nobody sees it; keep it in "
        "src/ behind a std::unique_ptr<State>",
        find_exposed_libraries,
        {{"core/include/peil/core/store.hpp", "#pragma once\nMDB_env* env();\n", 2},
         {"core/include/peil/core/store.hpp", "unsigned mdb_flags(); int mdb_open();\n"},
         {"core/include/peil/core/hash.hpp", "EVP_MD* digest();\n"},
         {"core/include/peil/core/hash.hpp", "OSSL_LIB_CTX* context();\n"},
         {"core/include/peil/core/hash.hpp", "#include <openssl/evp.h>\n"},
         {"core/include/peil/core/store.hpp", "#include <lmdb.h>\n"},
         {"tools/server/include/a.hpp", "#include <boost/beast/http.hpp>\n"},
         {"tools/server/include/a.hpp", "boost::beast::http::verb verb();\n"}},
        {{"core/include/peil/core/store.hpp", "// Hides MDB_env.\nclass Env;\n"},
         {"core/include/peil/core/store.hpp", "int my_mdb_count();\n"},
         {"core/src/store/env.hpp", "MDB_env* env();\n"}},
        {},
    };
}

}  // namespace

std::vector<Rule> include_rules() {
    std::vector<Rule> rules{arrows_rule(), verifier_rule(), public_header_rule()};
    for (auto* group : {&storage_fences, &library_fences}) {
        for (auto& rule : group()) { rules.push_back(std::move(rule)); }
    }
    return rules;
}

}  // namespace peil::tidy

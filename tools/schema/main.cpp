// peil-schema DIR: writes a JSON Schema (2020-12) for each kind of event, members sorted by name,
// two spaces a level. docs/schema holds its output.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/canonical_json.hpp>
#include <peil/events/kind.hpp>

#include <boost/json/object.hpp>

#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

/// Sets canonical JSON, which has no whitespace, over lines. Empty lists and objects stay whole.
class PrettyWriter {
  public:
    std::string write(std::string_view json) {
        for (std::size_t i = 0; i < json.size(); ++i) {
            const char previous = i == 0 ? '\0' : json[i - 1];
            if (is_in_string_) {
                copy_in_string(json[i]);
            } else {
                set(json[i], previous);
            }
        }
        return out_ + '\n';
    }

  private:
    void copy_in_string(char letter) {
        out_ += letter;
        is_in_string_ = is_escaped_ || letter != '"';
        is_escaped_ = !is_escaped_ && letter == '\\';
    }
    void set(char letter, char previous) {
        const bool closes = letter == '}' || letter == ']';
        const bool was_opened = previous == '{' || previous == '[';
        if (closes) { --level_; }
        if (closes != was_opened) { start_line(); }
        out_ += letter;
        if (letter == '{' || letter == '[') { ++level_; }
        if (letter == ',') { start_line(); }
        if (letter == ':') { out_ += ' '; }
        is_in_string_ = letter == '"';
    }
    void start_line() { out_ += '\n' + std::string(2 * level_, ' '); }

    std::string out_;
    std::size_t level_ = 0;
    bool is_in_string_ = false;
    bool is_escaped_ = false;
};

void write_file(const std::filesystem::path& file, const std::string& text) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << text;
    stream.close();
    if (!stream) { throw std::runtime_error("cannot write " + file.string()); }
}

void write_schemas(const std::filesystem::path& folder) {
    for (const auto& kind : peil::events::kinds()) {
        std::string json;
        peil::core::append_canonical(json, peil::events::schema_of(kind));
        const auto file = folder / (std::string(kind.type) + ".json");
        write_file(file, PrettyWriter().write(json));
        std::cout << file.string() << '\n';
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2 || std::string_view(argv[1]).starts_with("-")) {
        std::cerr
            << "usage: peil-schema DIR\nWrites a JSON Schema for each kind of event to DIR.\n";
        return 2;
    }
    try {
        write_schemas(argv[1]);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "peil-schema: " << error.what() << '\n';
        return 1;
    }
}

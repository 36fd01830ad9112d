// The small lexer that tells code from comments and literals, and measures of lines.
// SPDX-License-Identifier: EUPL-1.2
#include "source_file.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <utility>

namespace peil::tidy {

namespace {

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

/// Copies every character of a C++ text to the view that it belongs to.
class Lexer {
  public:
    explicit Lexer(std::string_view text)
        : text_(text), code_(blank(text)), comments_(blank(text)) {}

    void run() {
        while (at_ < text_.size()) { step(); }
    }
    [[nodiscard]] std::string take_code() { return std::move(code_); }
    [[nodiscard]] std::string take_comments() { return std::move(comments_); }

  private:
    static std::string blank(std::string_view text) {
        std::string spaces(text.size(), ' ');
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n') { spaces[i] = '\n'; }
        }
        return spaces;
    }

    [[nodiscard]] bool at(std::string_view token) const {
        return text_.substr(at_, token.size()) == token;
    }

    void step() {
        if (at("//")) {
            comment_until(std::min(text_.find('\n', at_), text_.size()));
        } else if (at("/*")) {
            const auto end = text_.find("*/", at_ + 2);
            comment_until(end == std::string_view::npos ? text_.size() : end + 2);
        } else if (at("\"") || at("'")) {
            literal();
        } else if (is_word_character(text_[at_])) {
            word();
        } else {
            code_until(at_ + 1);
        }
    }

    void comment_until(std::size_t end) {
        std::copy(text_.begin() + offset(at_), text_.begin() + offset(end),
                  comments_.begin() + offset(at_));
        at_ = end;
    }

    void code_until(std::size_t end) {
        std::copy(text_.begin() + offset(at_), text_.begin() + offset(end),
                  code_.begin() + offset(at_));
        at_ = end;
    }

    /// A string or character literal: its quotes are code, what is between them is not.
    void literal() {
        const char quote = text_[at_];
        code_until(at_ + 1);
        while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
            at_ += text_[at_] == '\\' ? 2U : 1U;
        }
        at_ = std::min(at_, text_.size());
        if (at_ < text_.size() && text_[at_] == quote) { code_until(at_ + 1); }
    }

    /// An identifier, or a number with its digit separators, which are no quotes.
    void word() {
        const auto start = at_;
        const bool number = is_digit(text_[at_]);
        auto end = at_;
        while (end < text_.size() &&
               (is_word_character(text_[end]) || (number && is_separator(end)))) {
            ++end;
        }
        code_until(end);
        if (opens_raw_string(text_.substr(start, end - start))) { raw_string(); }
    }

    [[nodiscard]] bool is_separator(std::size_t position) const {
        return text_[position] == '\'' && position + 1 < text_.size() &&
               is_word_character(text_[position + 1]);
    }

    [[nodiscard]] bool opens_raw_string(std::string_view prefix) const {
        constexpr std::array<std::string_view, 5> prefixes{"R", "u8R", "uR", "UR", "LR"};
        return at("\"") && std::find(prefixes.begin(), prefixes.end(), prefix) != prefixes.end();
    }

    void raw_string() {
        const auto open = std::min(text_.find('(', at_), text_.size());
        const std::string close = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
        const auto end = text_.find(close, open);
        code_until(at_ + 1);
        at_ = end == std::string_view::npos ? text_.size() : end + close.size() - 1;
        if (at_ < text_.size()) { code_until(at_ + 1); }
    }

    static std::ptrdiff_t offset(std::size_t position) {
        return static_cast<std::ptrdiff_t>(position);
    }

    std::string_view text_;
    std::string code_;
    std::string comments_;
    std::size_t at_ = 0;
};

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return path.ends_with(ending); });
}

Kind kind_of(const File& file) {
    if (ends_with_any(file.path, {".cpp", ".hpp", ".cc", ".h"})) { return Kind::cpp; }
    if (ends_with_any(file.path, {"CMakeLists.txt", ".cmake"})) { return Kind::cmake; }
    if (ends_with_any(file.path, {".js", ".mjs", ".ts", ".css"})) { return Kind::script; }
    const bool shell = ends_with_any(file.path, {".sh", ".bash"}) || file.content.starts_with("#!");
    return shell ? Kind::shell : Kind::text;
}

/// The include on a raw line that is known to be code.
Include parse_include(std::string_view line, std::size_t number) {
    const auto open = line.find_first_of("<\"");
    if (open == std::string_view::npos) { return {}; }
    const bool angled = line[open] == '<';
    const auto close = line.find(angled ? '>' : '"', open + 1);
    if (close == std::string_view::npos) { return {}; }
    return {number, std::string(line.substr(open + 1, close - open - 1)), angled};
}

bool is_include(std::string_view code_line) {
    code_line = trimmed(code_line);
    return code_line.starts_with('#') && trimmed(code_line.substr(1)).starts_with("include");
}

/// Moves the includes from the code to their list.
void collect_includes(SourceFile& file) {
    const auto raw = file.lines(file.text);
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const auto start = file.line_starts[i];
        if (!is_include(std::string_view(file.code).substr(start, raw[i].size()))) { continue; }
        auto include = parse_include(raw[i], i + 1);
        if (!include.target.empty()) { file.includes.push_back(std::move(include)); }
        file.code.replace(start, raw[i].size(), raw[i].size(), ' ');
    }
}

std::vector<std::size_t> starts_of_lines(std::string_view text) {
    std::vector<std::size_t> starts{0};
    for (auto end = text.find('\n'); end != std::string_view::npos;
         end = text.find('\n', end + 1)) {
        starts.push_back(end + 1);
    }
    if (starts.size() > 1 && starts.back() == text.size()) { starts.pop_back(); }
    return starts;
}

}  // namespace

std::size_t SourceFile::line_of(std::size_t offset) const {
    const auto after = std::upper_bound(line_starts.begin(), line_starts.end(), offset);
    return static_cast<std::size_t>(after - line_starts.begin());
}

std::vector<std::string_view> SourceFile::lines(std::string_view view) const {
    std::vector<std::string_view> result;
    result.reserve(line_starts.size());
    for (const auto start : line_starts) {
        const auto end = std::min(view.find('\n', start), view.size());
        result.push_back(view.substr(start, end - start));
    }
    return result;
}

SourceFile make_source_file(File file) {
    SourceFile source;
    source.kind = kind_of(file);
    source.path = std::move(file.path);
    source.text = std::move(file.content);
    source.line_starts = starts_of_lines(source.text);
    if (source.kind != Kind::cpp) {
        source.code = source.text;
        return source;
    }
    Lexer lexer(source.text);
    lexer.run();
    source.code = lexer.take_code();
    source.comments = lexer.take_comments();
    collect_includes(source);
    return source;
}

bool is_word_character(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           is_digit(character) || character == '_' || static_cast<unsigned char>(character) >= 0x80;
}

std::vector<std::size_t> find_words(std::string_view code, std::string_view word) {
    std::vector<std::size_t> found;
    for (auto at = code.find(word); at != std::string_view::npos; at = code.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool glued_before =
            at > 0 && is_word_character(code[at - 1]) && is_word_character(word.front());
        const bool glued_after =
            end < code.size() && is_word_character(code[end]) && is_word_character(word.back());
        if (!glued_before && !glued_after) { found.push_back(at); }
    }
    return found;
}

std::size_t display_width(std::string_view line) {
    constexpr int tab_width = 4;
    std::size_t width = 0;
    while (!line.empty()) {
        utf8proc_int32_t code_point = 0;
        const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(line.data()),
                                           static_cast<utf8proc_ssize_t>(line.size()), &code_point);
        const int columns = size <= 0            ? 1
                            : code_point == '\t' ? tab_width
                                                 : utf8proc_charwidth(code_point);
        width += static_cast<std::size_t>(columns);
        line.remove_prefix(size <= 0 ? 1 : static_cast<std::size_t>(size));
    }
    return width;
}

std::string lower_case(std::string_view text) {
    std::string lowered(text);
    for (auto& character : lowered) {
        if (character >= 'A' && character <= 'Z') {
            character = static_cast<char>(character - 'A' + 'a');
        }
    }
    return lowered;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const auto first = text.find_first_not_of(space);
    if (first == std::string_view::npos) { return {}; }
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

}  // namespace peil::tidy

// A stack of open braces, each a scope (namespace, class), a function body, or anything else.
// SPDX-License-Identifier: EUPL-1.2
#include "function_lengths.hpp"

#include <algorithm>
#include <array>

namespace peil::tidy {

namespace {

enum class Brace { scope, function, other };

/// `template <class T>` at the front hides what is declared; without it.
std::string_view without_template_heads(std::string_view head) {
    head = trimmed(head);
    while (head.starts_with("template")) {
        int depth = 0;
        std::size_t at = std::min(head.find('<'), head.size());
        for (; at < head.size(); ++at) {
            if (head[at] == '<') { ++depth; }
            if (head[at] == '>' && --depth == 0) { break; }
        }
        head = trimmed(head.substr(std::min(at + 1, head.size())));
    }
    return head;
}

/// What a brace opens, by the text between it and the brace or semicolon before it.
Brace kind_of_brace(std::string_view head) {
    constexpr std::array<std::string_view, 6> scopes{"namespace", "class", "struct",
                                                     "union",     "enum",  "extern"};
    head = without_template_heads(head);
    const auto before_parameters = head.substr(0, head.find('('));
    const bool opens_scope = std::any_of(scopes.begin(), scopes.end(), [&](std::string_view word) {
        return !find_words(before_parameters, word).empty();
    });
    if (opens_scope) { return Brace::scope; }
    return before_parameters.size() < head.size() ? Brace::function : Brace::other;
}

class BraceCounter {
  public:
    explicit BraceCounter(const SourceFile& file) : file_(file), code_(file.code) {}

    std::vector<FunctionBody> run() {
        for (at_ = 0; at_ < code_.size(); ++at_) { step(code_[at_]); }
        return std::move(bodies_);
    }

  private:
    struct Open {
        Brace kind;
        std::size_t at;
        int parentheses;         ///< open around the brace, to be restored behind it
        std::size_t head_start;  ///< to be restored too if the brace stands in parentheses
    };

    void step(char character) {
        switch (character) {
            case '#': at_ = std::min(code_.find('\n', at_), code_.size()); break;
            case '(': ++parentheses_; break;
            case ')': --parentheses_; break;
            case '{': open(); break;
            case '}': close(); break;
            case ';': head_start_ = parentheses_ == 0 ? at_ + 1 : head_start_; break;
            default: break;
        }
    }

    void open() {
        auto kind = Brace::other;
        if (functions_open_ == 0 && parentheses_ == 0) {
            kind = kind_of_brace(code_.substr(head_start_, at_ - head_start_));
        }
        if (kind == Brace::function) { ++functions_open_; }
        open_.push_back({kind, at_, parentheses_, head_start_});
        parentheses_ = 0;
        head_start_ = at_ + 1;
    }

    void close() {
        if (open_.empty()) { return; }
        const auto opened = open_.back();
        open_.pop_back();
        parentheses_ = opened.parentheses;
        head_start_ = parentheses_ > 0 ? opened.head_start : at_ + 1;
        if (opened.kind != Brace::function) { return; }
        --functions_open_;
        const auto first = file_.line_of(opened.at);
        bodies_.push_back({first, file_.line_of(at_) - first + 1});
    }

    const SourceFile& file_;
    std::string_view code_;
    std::size_t at_ = 0;
    std::size_t head_start_ = 0;
    int parentheses_ = 0;
    int functions_open_ = 0;
    std::vector<Open> open_;
    std::vector<FunctionBody> bodies_;
};

}  // namespace

std::vector<FunctionBody> function_bodies(const SourceFile& file) {
    if (file.kind != Kind::cpp) { return {}; }
    return BraceCounter(file).run();
}

}  // namespace peil::tidy

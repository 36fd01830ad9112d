// From kept files to claims.
// SPDX-License-Identifier: EUPL-1.2
#include "regrown_tree.hpp"
#include <peil/core/count_text.hpp>
#include <peil/core/kept.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace peil::core {

namespace {

/// Why a tree is not one of this ledger: from which event on, and what that means.
struct KeptFault {
    std::uint64_t event = 0;
    std::string text;
};

std::string other_log(std::string_view origin, std::string_view own) {
    return "it is of another ledger: of " + std::string(origin) + ", and this one is " +
           std::string(own);
}

/// The first line of a checkpoint, or what the file says where it is not signed.
std::string_view stated_origin(const KeptFile& file, const TreeHead& head) {
    if (head.note.empty()) { return file.origin; }
    return std::string_view(head.note).substr(0, head.note.find('\n'));
}

/// Who signed it, if not the log. What a key signed before it was revoked was signed by the log all
/// the same: a revocation takes no evidence back.
std::optional<KeptFault> signature_fault(const TreeHead& head, const LogIdentity& log) {
    if (head.note.empty()) { return std::nullopt; }
    const auto note = parse_note(head.note);
    if (!note) { return KeptFault{0, note.error().detail}; }
    const auto opened = open_checkpoint(*note, log);
    if (opened || opened.error().code == make_error_code(Errc::key_revoked)) {
        return std::nullopt;
    }
    if (opened.error().code == make_error_code(Errc::bad_signature)) {
        return KeptFault{0,
                         "its signature does not hold: the file was changed since it was signed"};
    }
    if (opened.error().code == make_error_code(Errc::no_known_signature)) {
        return KeptFault{0,
                         "it names this ledger, and no key of this ledger signed it: it is of "
                         "another ledger of that name, or the ledger's key was exchanged"};
    }
    return KeptFault{0, opened.error().detail};
}

/// Judges the trees that files tell of, after the ledger was hashed once.
class KeptComparison {
  public:
    KeptComparison(const Snapshot& snapshot, const LogIdentity& log,
                   std::span<const KeptFile> files)
        : snapshot_(snapshot), log_(log) {
        std::set<std::uint64_t> sizes;
        for (const auto& file : files) {
            for (const auto& head : file.heads) { sizes.insert(head.size); }
        }
        RegrownTree tree(snapshot);
        for (const auto size : sizes) {
            if (size > snapshot.head().size || missing_) { break; }
            missing_ = tree.grow(size);
            if (!missing_) { roots_[size] = tree.root(); }
        }
        for (const auto& file : files) {
            for (const auto& head : file.heads) { keep_sound(file, head); }
        }
    }

    [[nodiscard]] VerifiedClaim judge(const KeptFile& file) const {
        for (const auto& head : file.heads) {
            if (const auto fault = find_fault(file, head)) {
                return {"continuity", Verdict::contradicted, file.name + ": " + fault->text,
                        fault->event};
            }
        }
        return {"continuity", Verdict::proven, file.name + ": " + proven_text(file)};
    }

  private:
    [[nodiscard]] std::optional<KeptFault> find_fault(const KeptFile& file,
                                                      const TreeHead& head) const {
        const auto origin = stated_origin(file, head);
        if (!origin.empty() && origin != log_.origin) {
            return KeptFault{0, other_log(origin, log_.origin)};
        }
        if (auto fault = signature_fault(head, log_)) { return fault; }
        const auto size = snapshot_.head().size;
        if (head.size > size) {
            return KeptFault{size + 1, "it knows " + counted(head.size, "event") +
                                           ", and this ledger has " + std::to_string(size) +
                                           ": the ledger was cut back, or an older copy of it was "
                                           "put in its place"};
        }
        const auto root = roots_.find(head.size);
        if (root == roots_.end()) {
            return KeptFault{*missing_, "event " + std::to_string(*missing_) + " is missing"};
        }
        if (root->second == head.root) { return std::nullopt; }
        return rewritten(head);
    }

    [[nodiscard]] KeptFault rewritten(const TreeHead& head) const {
        const auto text = "the first " + counted(head.size, "event") +
                          " of this ledger are not those that it knows: history was rewritten "
                          "since";
        const auto after = sound_.lower_bound(head.size);
        if (after == sound_.begin()) { return {0, text}; }
        const auto first = *std::prev(after) + 1;
        if (first == head.size) { return {first, text + ", in event " + std::to_string(first)}; }
        return {0, text + ", somewhere in events " + std::to_string(first) + " to " +
                       std::to_string(head.size)};
    }

    [[nodiscard]] std::string proven_text(const KeptFile& file) const {
        const auto last =
            std::max_element(file.heads.begin(), file.heads.end(),
                             [](const auto& a, const auto& b) { return a.size < b.size; });
        const auto is_signed = std::none_of(file.heads.begin(), file.heads.end(),
                                            [](const auto& head) { return head.note.empty(); });
        const auto later = snapshot_.head().size - last->size;
        auto text = "this ledger begins with the " + counted(last->size, "event") +
                    " that it knows" + (is_signed ? ", as the log signed them" : "");
        if (later > 0) { text += "; " + counted(later, "event") + " came since"; }
        return is_signed
                   ? text
                   : text + ". It is not signed: it is as good as the place where it was kept";
    }

    /// Remembers the size of a tree that is one of this ledger.
    void keep_sound(const KeptFile& file, const TreeHead& head) {
        const auto root = roots_.find(head.size);
        if (root == roots_.end() || root->second != head.root) { return; }
        if (!find_fault(file, head)) { sound_.insert(head.size); }
    }

    const Snapshot& snapshot_;
    const LogIdentity& log_;
    std::map<std::uint64_t, Hash> roots_;  ///< by size, as far as events are there
    std::optional<std::uint64_t> missing_{};
    std::set<std::uint64_t> sound_;
};

}  // namespace

std::vector<VerifiedClaim> compare_kept(const Snapshot& snapshot, const LogIdentity& log,
                                        std::span<const KeptFile> files) {
    const KeptComparison comparison(snapshot, log, files);
    std::vector<VerifiedClaim> claims;
    for (const auto& file : files) { claims.push_back(comparison.judge(file)); }
    return claims;
}

}  // namespace peil::core

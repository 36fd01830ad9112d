// Which key signed which checkpoint, and whether it was valid then.
// SPDX-License-Identifier: EUPL-1.2
#include "verify_keys.hpp"

#include <peil/core/checkpoint.hpp>
#include <peil/core/count_text.hpp>
#include <peil/core/log_keys.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace peil::core {

namespace {

/// Goes through the checkpoints in the order of their sizes.
class KeyReview {
  public:
    explicit KeyReview(const LogKeys& keys) : keys_(keys) {}

    void take(const StoredCheckpoint& stored) {
        const auto note = parse_note(stored.note);
        if (!note) { return doubt(stored.size); }
        const auto opened = open_checkpoint(*note, keys_);
        if (opened) {
            ++valid_count_;
            valid_size_ = stored.size;
        } else if (opened.error().code == make_error_code(Errc::key_not_valid) ||
                   is_by_revoked(*note, stored.size)) {
            contradict(stored.size, opened.error().detail);
        } else if (opened.error().code == make_error_code(Errc::key_revoked)) {
            ++disowned_count_;
            disowned_size_ = stored.size;
        } else {
            doubt(stored.size);
        }
    }

    [[nodiscard]] VerifiedClaim finish() && {
        if (fault_) { return *std::move(fault_); }
        if (disowned_size_ > valid_size_) {
            return {"key-validity", Verdict::not_proven,
                    "the last checkpoint is by a key that was revoked since; type `peil "
                    "checkpoint`",
                    valid_size_ + 1};
        }
        if (valid_count_ == 0) {
            return {"key-validity", Verdict::not_proven, "no checkpoint was ever signed"};
        }
        return {"key-validity", Verdict::proven, proven_text()};
    }

  private:
    /// Whether a key signed it that was known to be revoked then.
    [[nodiscard]] bool is_by_revoked(const SignedNote& note, std::uint64_t size) const {
        const auto& all = keys_.all();
        return std::any_of(all.begin(), all.end(), [&](const LogKey& each) {
            return each.revoked != 0 && size >= each.revoked &&
                   open_note(note, {&each.key, 1}).has_value();
        });
    }
    void contradict(std::uint64_t size, const std::string& text) {
        if (fault_ && fault_->verdict == Verdict::contradicted) { return; }
        fault_ =
            VerifiedClaim{"key-validity", Verdict::contradicted,
                          "the checkpoint of size " + std::to_string(size) + ": " + text, size};
    }
    void doubt(std::uint64_t size) {
        if (fault_) { return; }
        fault_ = VerifiedClaim{
            "key-validity", Verdict::not_proven,
            "whose key signed the checkpoint of size " + std::to_string(size) + " cannot be told",
            size};
    }
    [[nodiscard]] std::string proven_text() const {
        const auto& all = keys_.all();
        auto text = all.size() == 1 ? "the log has had one key, " + id_text(all.front().key) +
                                          ", and it signed " + all_of(valid_count_, "checkpoint")
                                    : "each of " + counted(valid_count_, "checkpoint") +
                                          " is by that of the log's " + std::to_string(all.size()) +
                                          " keys which was valid then";
        if (disowned_count_ > 0) {
            text += "; " + std::to_string(disowned_count_) + " by a key that was revoked since " +
                    (disowned_count_ == 1 ? "does" : "do") +
                    " not count, and a later one covers the same events";
        }
        return text;
    }

    const LogKeys& keys_;
    std::optional<VerifiedClaim> fault_;
    std::uint64_t valid_count_ = 0;
    std::uint64_t valid_size_ = 0;
    std::uint64_t disowned_count_ = 0;
    std::uint64_t disowned_size_ = 0;
};

}  // namespace

VerifiedClaim judge_key_validity(const Snapshot& snapshot) {
    const auto keys = snapshot.log_keys();
    if (!keys) {
        return {"key-validity", Verdict::not_proven,
                "the log's keys cannot be told: " + keys.error().detail};
    }
    KeyReview review(*keys);
    for (const auto& stored : snapshot.checkpoints()) { review.take(stored); }
    return std::move(review).finish();
}

}  // namespace peil::core

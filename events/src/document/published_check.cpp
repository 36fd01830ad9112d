// From the key to the event of an edition.
// SPDX-License-Identifier: EUPL-1.2
#include "published_check.hpp"

#include "key_history.hpp"
#include <peil/core/count_text.hpp>
#include <peil/core/tree.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace peil::events {

core::VerifiedClaim PublishedCheck::check_key() {
    auto keys = keys_of(published_);
    if (!keys) { return contradicted("key", keys.error().detail); }
    keys_ = *std::move(keys);
    const auto held = check_key_history(published_, *keys_);
    if (!held) { return contradicted("key", held.error().detail); }
    const auto& all = keys_->all();
    const auto current = core::encode_vkey(keys_->current().key);
    if (trust_.log_keys.empty()) {
        return unproven("key", "no key was given to compare with; it names " + current);
    }
    const auto& trusted = trust_.log_keys;
    const bool is_trusted = std::any_of(all.begin(), all.end(), [&](const core::LogKey& each) {
        return std::find(trusted.begin(), trusted.end(), each.key) != trusted.end();
    });
    if (!is_trusted) { return contradicted("key", current + " is not a key that is trusted"); }
    if (all.size() == 1) {
        return proven("key", "it is a key that is trusted, that of " + keys_->origin());
    }
    return proven("key", fmt::format("one of the {} keys of {} is trusted, and the others follow "
                                     "from it",
                                     all.size(), keys_->origin()));
}

core::VerifiedClaim PublishedCheck::check_checkpoint() {
    if (!keys_) { return unproven("checkpoint", "the log's key cannot be read"); }
    const auto opened = open(published_.checkpoint);
    if (!opened) { return contradicted("checkpoint", opened.error().detail); }
    checkpoint_ = *opened;
    return proven("checkpoint", fmt::format("{} signed it over {}", opened->origin,
                                            core::counted(opened->size, "event")));
}

core::VerifiedClaim PublishedCheck::check_event() {
    const auto read = read_edition_event(published_);
    if (!read) { return contradicted("event", read.error().detail); }
    edition_ = *read;
    if (!checkpoint_) { return unproven("event", "there is no checkpoint to prove it with"); }
    const auto leaf = core::Hasher().leaf(core::as_bytes(published_.event));
    const auto included = core::verify_inclusion(
        published_.inclusion, {.index = edition_->sequence - 1, .tree_size = checkpoint_->size},
        leaf, checkpoint_->root);
    if (!included) { return contradicted("event", included.error().detail); }
    return proven("event",
                  fmt::format("edition {} of {} is event {} of the log", edition_->edition.edition,
                              edition_->edition.date, edition_->sequence));
}

core::Result<core::Checkpoint> PublishedCheck::open(const std::string& text) const {
    const auto note = core::parse_note(text);
    if (!note) { return note.error(); }
    return core::open_checkpoint(*note, *keys_);
}

}  // namespace peil::events

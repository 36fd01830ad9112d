// From the key to the event of an edition.
// SPDX-License-Identifier: EUPL-1.2
#include "published_check.hpp"

#include <peil/core/count_text.hpp>
#include <peil/core/tree.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace peil::events {

core::VerifiedClaim PublishedCheck::check_key() {
    const auto key = core::parse_vkey(published_.log_key);
    if (!key) { return contradicted("key", key.error().detail); }
    key_ = *key;
    if (trust_.log_keys.empty()) {
        return unproven("key", "no key was given to compare with; it names " + published_.log_key);
    }
    const bool is_trusted =
        std::find(trust_.log_keys.begin(), trust_.log_keys.end(), *key) != trust_.log_keys.end();
    return is_trusted ? proven("key", "it is a key that is trusted, that of " + key->name)
                      : contradicted("key", published_.log_key + " is not a key that is trusted");
}

core::VerifiedClaim PublishedCheck::check_checkpoint() {
    if (!key_) { return unproven("checkpoint", "the log's key cannot be read"); }
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
    return core::open_checkpoint(*note, key_->name, {&*key_, 1});
}

}  // namespace peil::events

// Appending a batch: all of it in one durable transaction, or none.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_state.hpp"
#include "ledger_tables.hpp"
#include <peil/core/canonical_json.hpp>

#include <algorithm>

namespace peil::core {

namespace {

/// What the draft says, as reveal_data() gives it back.
boost::json::object content_of(const Draft& draft) {
    auto content = draft.shown;
    for (const auto& claim : draft.claims) { content[claim.name] = claim.value; }
    return content;
}

/// Compared on the values, since every recording has salts of its own.
bool has_content(const Envelope& event, const boost::json::object& data, const Draft& draft) {
    return event.type == draft.type && event.subject == draft.subject &&
           event.effective == draft.effective && event.actor == draft.actor &&
           event.contribution == draft.contribution &&
           event.must_understand == draft.must_understand && data == content_of(draft);
}

/// One run of a batch inside a write transaction.
class BatchWriter {
  public:
    BatchWriter(WriteTransaction& rows, const Ledger::State& ledger)
        : rows_(rows),
          ledger_(ledger),
          head_(read_head(rows).value_or(Head{})),
          size_before_(head_.size),
          edge_(RightEdge::read(head_.size, StoredHashes(rows))),
          time_(std::max(ledger.surroundings.clock(), head_.time)),
          previous_(head_.size == 0 ? Hash{} : leaf_hash(head_.size)) {}

    Result<Receipt> write(const Draft& draft) {
        if (!draft.id.empty() && draft.id.size() <= id_size_bytes_max) {
            if (const auto row = rows_.get(table::ids, draft.id)) {
                return repeat(draft, read_u64_be(*row));
            }
        }
        const Recording recording{.source = ledger_.settings.source,
                                  .time = time_,
                                  .sequence = head_.size + 1,
                                  .previous = previous_};
        const auto event = encode_event(draft, recording, *ledger_.surroundings.random);
        if (!event) { return event.error(); }
        auto receipt = store(*event, recording.sequence);
        if (is_about_keys(draft.type)) {
            const auto kept = keep_key_change(recording.sequence);
            if (!kept) { return kept.error(); }
        }
        return receipt;
    }

    /// Stores the head, then reads back and hashes again what was written. The stored bytes and
    /// the stored edge must give the root that the receipts will carry.
    void finish(std::vector<Receipt>& receipts) {
        head_.root = edge_.root(hasher_);
        head_.time = head_.size == size_before_ ? head_.time : time_;
        for (auto& receipt : receipts) {
            receipt.size = head_.size;
            receipt.root = head_.root;
        }
        rows_.put(table::facts, head_key, encode_head(head_));
        auto cursor = rows_.cursor(table::events);
        auto row = cursor.at_or_after(u64_be(size_before_ + 1));
        for (auto sequence = size_before_ + 1; sequence <= head_.size; ++sequence) {
            check(row && read_u64_be(row->key) == sequence, "an event stored is an event found");
            check(hasher_.leaf(as_bytes(row->value)) == leaf_hash(sequence),
                  "stored bytes have the hash in the tree");
            row = cursor.next();
        }
        check(RightEdge::read(head_.size, StoredHashes(rows_)).root(hasher_) == head_.root,
              "the stored edge of the tree gives the new root");
    }

  private:
    [[nodiscard]] Hash leaf_hash(std::uint64_t sequence) const {
        Hash hash;
        const NodeId leaf{.level = 0, .index = sequence - 1};
        StoredHashes(rows_).read({&leaf, 1}, {&hash, 1});
        return hash;
    }

    Receipt store(const EncodedEvent& event, std::uint64_t sequence) {
        const auto key = u64_be(sequence);
        rows_.append(table::events, key, event.bytes);
        for (const auto& disclosure : event.disclosures) {
            rows_.put(table::disclosures, disclosure_key(sequence, disclosure.digest),
                      disclosure.text);
        }
        rows_.put(table::ids, event.id, key);
        previous_ = hasher_.leaf(as_bytes(event.bytes));
        nodes_.clear();
        edge_.append(previous_, hasher_, nodes_);
        for (const auto& node : nodes_) {
            rows_.append(table::nodes, u64_be(stored_index(node.id)), as_text(as_bytes(node.hash)));
        }
        head_.size = sequence;
        return {.id = event.id, .sequence = sequence, .leaf_hash = previous_};
    }

    /// Lists the event among those about keys. Errors: malformed_event unless it fits to them, so
    /// that no way of appending leaves a log whose keys cannot be told.
    Result<void> keep_key_change(std::uint64_t sequence) {
        auto list = std::string(rows_.get(table::facts, keys_key).value_or(""));
        append_u64_be(list, sequence);
        rows_.put(table::facts, keys_key, list);
        const auto keys = read_log_keys(rows_, ledger_.settings);
        if (!keys) { return Error(Errc::malformed_event, keys.error().detail); }
        return {};
    }

    Result<Receipt> repeat(const Draft& draft, std::uint64_t sequence) const {
        const auto bytes = rows_.get(table::events, u64_be(sequence));
        const auto event = decode_event(bytes.value_or(""));
        if (!event) { return event.error(); }
        const auto data = reveal_data(*event, read_disclosures(rows_, sequence));
        if (!data || !has_content(*event, *data, draft)) {
            return Error(Errc::id_reused, "the id '" + draft.id + "' belongs to event " +
                                              std::to_string(sequence) +
                                              ", which has other content; choose another id");
        }
        return Receipt{.id = draft.id,
                       .sequence = sequence,
                       .leaf_hash = leaf_hash(sequence),
                       .repeated = true};
    }

    WriteTransaction& rows_;
    const Ledger::State& ledger_;
    Head head_;
    std::uint64_t size_before_;
    RightEdge edge_;
    UnixMs time_;
    Hash previous_;
    Hasher hasher_;
    std::vector<TreeNode> nodes_;
};

}  // namespace

Result<std::vector<Receipt>> Ledger::append(std::span<const Draft> batch,
                                            std::optional<std::uint64_t> expected_size) {
    std::vector<Receipt> receipts;
    const auto written = state_->store.update([&](WriteTransaction& rows) -> Result<void> {
        receipts.clear();
        const auto size = read_head(rows).value_or(Head{}).size;
        if (expected_size && *expected_size != size) {
            return Error(Errc::size_conflict, "the ledger has " + std::to_string(size) +
                                                  " events, not " + std::to_string(*expected_size) +
                                                  "; look at `peil log` and try again");
        }
        BatchWriter writer(rows, *state_);
        for (const auto& draft : batch) {
            auto receipt = writer.write(draft);
            if (!receipt) { return receipt.error(); }
            receipts.push_back(std::move(*receipt));
        }
        writer.finish(receipts);
        return {};
    });
    if (!written) { return written.error(); }
    return receipts;
}

}  // namespace peil::core

// The scan: a chunk of leaves is hashed, chained, and grown into its subtree by one thread; the
// subtrees are joined at the end. Every link can be checked independently of the others.
// SPDX-License-Identifier: EUPL-1.2
#include "log_scan.hpp"

#include "ledger_tables.hpp"
#include "share_work.hpp"
#include <peil/core/base64.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <mutex>

namespace peil::core {

namespace {

constexpr std::uint32_t chunk_level = 12;
constexpr std::uint64_t chunk_leaf_count = std::uint64_t{1} << chunk_level;
constexpr std::size_t prefetch_row_count = 64;
constexpr std::size_t cache_line_bytes = 64;
constexpr std::size_t digest_text_size = 43;

void keep_first(std::optional<Fault>& kept, const std::optional<Fault>& other) {
    if (other && (!kept || other->event < kept->event)) { kept = other; }
}

/// Asks for a row before it is hashed: LMDB fills pages from the back, which hardware does not see
/// coming.
void prefetch(std::string_view bytes) {
    for (std::size_t offset = 0; offset < bytes.size(); offset += cache_line_bytes) {
        __builtin_prefetch(bytes.data() + offset);
    }
}

/// How many digests `_sd` of a stored event lists. It is the first member of `data` in canonical
/// form, since all other names begin with a small letter.
std::size_t count_digests(std::string_view event) {
    constexpr std::string_view opening = R"("data":{"_sd":[)";
    const auto start = event.find(opening);
    if (start == std::string_view::npos) { return 0; }
    const auto list = event.substr(start + opening.size());
    return (list.substr(0, list.find(']')).size() + 1) / (digest_text_size + 3);
}

/// What one thread works with: its own transaction, cursors, and hash context.
class ChunkScanner {
  public:
    ChunkScanner(const Snapshot& snapshot, std::uint64_t size, LogScan& result)
        : snapshot_(snapshot),
          size_(size),
          events_(snapshot.rows().cursor(table::events)),
          nodes_(snapshot.rows().cursor(table::nodes)),
          disclosures_(snapshot.rows().cursor(table::disclosures)),
          result_(result) {}

    /// The peaks of the subtree over the leaves of a chunk, as the stored bytes give them.
    std::vector<Hash> scan(std::uint64_t chunk) {
        const auto first = chunk * chunk_leaf_count;
        const auto last = std::min(first + chunk_leaf_count, size_);
        RightEdge edge;
        previous_ = first == 0 ? std::optional<Hash>(Hash{}) : leaf_before(first);
        event_row_ = events_.at_or_after(u64_be(first + 1));
        node_row_ = nodes_.at_or_after(u64_be(stored_index({0, first})));
        disclosure_row_ = disclosures_.at_or_after(u64_be(first == 0 ? 0 : first + 1));
        for (auto index = first; index < last; index += prefetch_row_count) {
            scan_rows(index, std::min<std::uint64_t>(index + prefetch_row_count, last), first,
                      edge);
        }
        if (last == size_ && disclosure_row_) {
            fail(result_.disclosures, last, "a disclosure belongs to no event");
        }
        return {edge.peaks().begin(), edge.peaks().end()};
    }

  private:
    static void fail(std::optional<Fault>& fault, std::uint64_t event, std::string text,
                     std::uint64_t last = 0) {
        keep_first(fault, Fault{event, std::move(text), last});
    }

    /// The computed hash of the last event of the chunk before, for the first link of this one.
    std::optional<Hash> leaf_before(std::uint64_t index) {
        const auto row = snapshot_.rows().get(table::events, u64_be(index));
        if (!row) { return std::nullopt; }
        return hasher_.leaf(as_bytes(*row));
    }

    void scan_rows(std::uint64_t index, std::uint64_t last, std::uint64_t chunk_first,
                   RightEdge& edge) {
        std::array<std::string_view, prefetch_row_count> rows{};
        for (auto i = index; i < last; ++i) {
            const auto sequence = i + 1;
            if (event_row_ && event_row_->key.size() == 8 &&
                read_u64_be(event_row_->key) == sequence) {
                rows[i - index] = event_row_->value;
                prefetch(event_row_->value);
                event_row_ = events_.next();
            }
        }
        for (auto i = index; i < last; ++i) {
            scan_event(i + 1, rows[i - index], chunk_first, edge);
        }
    }

    void scan_event(std::uint64_t sequence, std::string_view bytes, std::uint64_t chunk_first,
                    RightEdge& edge) {
        if (bytes.empty()) { fail(result_.stored_bytes, sequence, "it is missing"); }
        const auto hash = hasher_.leaf(as_bytes(bytes));
        if (!previous_ || find_prevhash(bytes) != to_hex(*previous_)) {
            fail(result_.chain, sequence, "its prevhash is not the hash of the event before");
        }
        previous_ = hash;
        completed_.clear();
        edge.append(hash, hasher_, completed_);
        for (const auto& node : completed_) { compare_node(node, chunk_first, sequence); }
        scan_disclosures(sequence, bytes);
    }

    void compare_node(const TreeNode& node, std::uint64_t chunk_first, std::uint64_t sequence) {
        const NodeId id{node.id.level, node.id.index + (chunk_first >> node.id.level)};
        const bool is_there = node_row_ && node_row_->key.size() == 8 &&
                              read_u64_be(node_row_->key) == stored_index(id);
        const bool is_equal = is_there && node_row_->value == as_text(as_bytes(node.hash));
        if (!is_equal && id.level == 0) {
            fail(result_.stored_bytes, sequence,
                 is_there ? "its bytes do not have the hash that was stored with it"
                          : "the hash that was stored with it is missing");
        }
        if (!is_equal) {
            fail(result_.tree, (id.index << id.level) + 1,
                 "a stored hash over events " + std::to_string((id.index << id.level) + 1) +
                     " to " + std::to_string((id.index + 1) << id.level) +
                     " is not that of their bytes",
                 (id.index + 1) << id.level);
        }
        if (is_there) { node_row_ = nodes_.next(); }
    }

    void scan_disclosures(std::uint64_t sequence, std::string_view event) {
        std::size_t count = 0;
        while (disclosure_row_ && (disclosure_row_->key.size() != 8 + sizeof(Hash) ||
                                   read_u64_be(disclosure_row_->key) <= sequence)) {
            check_disclosure(*disclosure_row_, sequence, event);
            disclosure_row_ = disclosures_.next();
            ++count;
        }
        result_.disclosure_count += count;
        if (count != count_digests(event)) {
            fail(result_.disclosures, sequence,
                 "it lists " + std::to_string(count_digests(event)) + " disclosures and " +
                     std::to_string(count) + " are there");
        }
    }

    void check_disclosure(const Row& row, std::uint64_t sequence, std::string_view event) {
        if (row.key.size() != 8 + sizeof(Hash) || read_u64_be(row.key) != sequence) {
            fail(result_.disclosures, sequence, "a disclosure stands under no event's number");
            return;
        }
        const auto digest = hasher_.hash(as_bytes(row.value));
        const auto quoted = '"' + encode_base64url(as_bytes(digest)) + '"';
        if (row.key.substr(8) != as_text(as_bytes(digest)) ||
            event.find(quoted) == std::string_view::npos) {
            fail(result_.disclosures, sequence,
                 "one of its disclosures is not what the event committed to");
        }
    }

    const Snapshot& snapshot_;
    std::uint64_t size_;
    Cursor events_;
    Cursor nodes_;
    Cursor disclosures_;
    LogScan& result_;
    Hasher hasher_;
    std::vector<TreeNode> completed_;
    std::optional<Hash> previous_;
    std::optional<Row> event_row_;
    std::optional<Row> node_row_;
    std::optional<Row> disclosure_row_;
};

/// Snapshots of one and the same commit, one a thread.
std::vector<Snapshot> equal_snapshots(const Ledger& ledger, unsigned count) {
    while (true) {
        std::vector<Snapshot> snapshots;
        for (unsigned i = 0; i < count; ++i) { snapshots.push_back(ledger.snapshot()); }
        const auto number = snapshots.front().rows().commit_number();
        const bool are_equal = std::all_of(
            snapshots.begin(), snapshots.end(),
            [&](const Snapshot& snapshot) { return snapshot.rows().commit_number() == number; });
        if (are_equal) { return snapshots; }
    }
}

/// How many events are scanned: those that are stored and those that the head promises, but no more
/// than that by a chunk, since a damaged head may promise anything.
std::uint64_t scanned_size(const Snapshot& snapshot) {
    const auto stored = snapshot.rows().row_count(table::events);
    return std::min(snapshot.head().size, stored + chunk_leaf_count);
}

/// Joins the subtrees of the chunks, comparing the hashes above them with the stored ones.
Hash join_chunks(const Snapshot& snapshot, std::uint64_t size,
                 const std::vector<std::vector<Hash>>& peaks, LogScan& result) {
    Hasher hasher;
    RightEdge edge;
    std::vector<TreeNode> completed;
    const auto full_count = size / chunk_leaf_count;
    for (std::uint64_t chunk = 0; chunk < full_count; ++chunk) {
        completed.clear();
        edge.append(peaks[chunk].front(), hasher, completed);
        for (const auto& node : completed) {
            if (node.id.level == 0) { continue; }  // the chunk's own root, compared in the chunk
            const NodeId id{node.id.level + chunk_level, node.id.index};
            const auto row = snapshot.rows().get(table::nodes, u64_be(stored_index(id)));
            if (row != as_text(as_bytes(node.hash))) {
                keep_first(result.tree, Fault{(id.index << id.level) + 1,
                                              "a stored hash over many events is not that of "
                                              "their bytes",
                                              (id.index + 1) << id.level});
            }
        }
    }
    std::vector<Hash> all(edge.peaks().begin(), edge.peaks().end());
    if (full_count < peaks.size()) {
        all.insert(all.end(), peaks.back().begin(), peaks.back().end());
    }
    return root_from_peaks(all, hasher);
}

void check_counts(const Snapshot& snapshot, LogScan& result) {
    const auto size = snapshot.head().size;
    const auto count = snapshot.rows().row_count(table::events);
    if (count != size) {
        keep_first(result.stored_bytes,
                   Fault{std::min(count, size) + 1, "the ledger states " + std::to_string(size) +
                                                        " events, and " + std::to_string(count) +
                                                        " are stored"});
    }
    if (snapshot.rows().row_count(table::nodes) != stored_count(size)) {
        keep_first(result.tree, Fault{size,
                                      "the number of stored hashes is not that of a tree of "
                                      "this size"});
    }
}

/// No later event may be recorded before the head's time: it is that of the last event, or nobody
/// could tell where it comes from.
void check_time(const Snapshot& snapshot, LogScan& result) {
    const auto [size, root, time] = snapshot.head();
    const auto last = snapshot.event(size);
    if (last && parse_time(find_time(*last)) != time) {
        keep_first(result.stored_bytes,
                   Fault{size, "the ledger states another time of its last event"});
    }
}

}  // namespace

LogScan scan_log(const Ledger& ledger, const VerifyOptions& options) {
    const auto thread_count = std::max(1U, options.thread_count);
    const auto snapshots = equal_snapshots(ledger, thread_count);
    const auto size = scanned_size(snapshots.front());
    const auto chunk_count = (size + chunk_leaf_count - 1) / chunk_leaf_count;
    std::vector<std::vector<Hash>> peaks(chunk_count);
    std::vector<LogScan> results(thread_count);
    std::atomic<std::uint64_t> next_chunk = 0;
    share_work(thread_count, [&](unsigned thread) {
        ChunkScanner scanner(snapshots[thread], size, results[thread]);
        for (auto chunk = next_chunk++; chunk < chunk_count; chunk = next_chunk++) {
            peaks[chunk] = scanner.scan(chunk);
            if (options.progress) {
                options.progress(std::min((chunk + 1) * chunk_leaf_count, size), size);
            }
        }
    });
    LogScan all;
    all.head = snapshots.front().head();
    for (const auto& result : results) {
        keep_first(all.stored_bytes, result.stored_bytes);
        keep_first(all.chain, result.chain);
        keep_first(all.tree, result.tree);
        keep_first(all.disclosures, result.disclosures);
        all.disclosure_count += result.disclosure_count;
    }
    check_counts(snapshots.front(), all);
    check_time(snapshots.front(), all);
    all.root = join_chunks(snapshots.front(), size, peaks, all);
    return all;
}

}  // namespace peil::core

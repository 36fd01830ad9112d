// Claims about published files, and whose word counts for them. The formats: docs/FORMAT.md.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "json.hpp"
#include "note.hpp"

#include <filesystem>
#include <functional>
#include <map>

namespace peil::audit {

enum class Verdict { proven, not_proven, contradicted };

struct Claim {
    std::string name;
    Verdict verdict = Verdict::proven;
    std::string text{};
    bool is_asked = true;  ///< whether the exit code needs it
};
using Claims = std::vector<Claim>;

/// Thrown where nothing is wrong, but something is missing.
struct Unproven : std::runtime_error {
    explicit Unproven(const std::string& why, bool asked = true)
        : std::runtime_error(why), is_asked(asked) {}
    bool is_asked;
};

/// Adds a claim: proven if `work` returns, with its text; not proven or contradicted if it throws
/// Unproven or Refusal.
void claim(Claims& claims, const std::string& name, const std::function<std::string()>& work);
/// 0: all that was asked is proven; 1: something is contradicted; 4: something is not proven.
[[nodiscard]] int exit_code_for(const Claims& claims);

struct Trust {
    std::vector<Key> keys;  ///< of logs
    std::optional<Policy> policy{};
    std::optional<std::string> event{};  ///< bytes that a bare tlog-proof is about
};
/// As open_checkpoint(). Throws Unproven if another key of the log signed it, perhaps a newer one.
TreeHead open_trusted(std::string_view note, std::string_view origin, const std::vector<Key>& keys);
/// The claim `witnesses`; nobody asked for it without a policy that has a quorum. Of several notes
/// of one log, one that has it will do.
void claim_witnesses(Claims& claims, const std::vector<std::string>& notes, const Trust& trust);

/// Hashes in base64, or as `read` reads them. Throws Refusal, as all readers below do.
[[nodiscard]] std::vector<Hash> read_hashes(const Json& list,
                                            std::string (*read)(std::string_view) = from_base64);
/// The number in at least twelve digits.
[[nodiscard]] std::uint64_t from_padded(const std::string& text);

/// An event, and its content with disclosed members in their places.
struct Event {
    explicit Event(const std::string& bytes, const std::vector<Json>& disclosures = {});
    Json json;
    Json data;
    std::uint64_t sequence = 0;
    std::size_t withheld_count = 0;  ///< digests without a disclosure
};

/// The keys of a log over time, as a document tells of them.
class LogKeys {
  public:
    explicit LogKeys(const Json& document);
    /// The tree of a checkpoint that the key signed which counts at its size.
    [[nodiscard]] TreeHead open(std::string_view note) const;
    /// Throws Refusal unless the log holds the events about its keys.
    void require_recorded(const Json& document) const;
    [[nodiscard]] bool has_one_of(const std::vector<Key>& keys) const;
    [[nodiscard]] const std::string& origin() const { return spans_.front().key.name; }

  private:
    static constexpr std::uint64_t no_size = ~std::uint64_t{0};
    struct Span {
        Key key;
        std::string vkey;
        std::uint64_t first = 0;
        std::uint64_t last = no_size;
        std::uint64_t revoked = no_size;  ///< from this size on
    };
    void rotate(const Event& event);
    void revoke(const Event& event);
    std::vector<Span> spans_;
};

/// The claim `key` about the log of a document, and the keys if they can be read.
std::optional<LogKeys> claim_key(Claims& claims, const Json& document, const Trust& trust);

/// Subject and field of a leaf in the tree of an edition.
using CellName = std::pair<std::string, std::string>;

/// The document of an edition, or the proof of a cell, and what claims found in it.
struct Edition {
    explicit Edition(Json json);
    Json document;
    std::optional<LogKeys> keys{};
    std::optional<TreeHead> log{};  ///< of the checkpoint, if the log's key signed it
    std::optional<Event> event{};
    std::map<CellName, Json> contents{};  ///< of all cells whose words are proven
};
/// From the key down to the words, or to the one cell.
void claim_edition(Claims& claims, Edition& edition, const Trust& trust);
/// Whether the log of one report grew to that of a later one, as it says or as other files link
/// them.
void claim_continuity(Claims& claims, const Edition& earlier, const Edition& later,
                      const std::function<bool(TreeHead, TreeHead)>& is_linked);

/// The document inside a page.
[[nodiscard]] std::string_view document_in(std::string_view page);
void claim_page(Claims& claims, std::string_view page, const Edition& edition);

/// That the tree of the first head grew to that of the second.
using Link = std::pair<TreeHead, TreeHead>;
/// What an edition's document proves of how its log grew.
[[nodiscard]] std::vector<Link> links_of(const Edition& edition);

struct Checked {
    std::string title;  ///< what it is
    Claims claims{};
    std::vector<Checkpoint> heads{};   ///< that its log signed; none of a fork
    std::vector<Link> links{};         ///< proven
    std::optional<Edition> edition{};  ///< a whole one
    /// Adds a head of the log, unless it cannot be opened, which a claim tells.
    void keep_head(const std::string& origin, const std::function<TreeHead()>& open);
};
/// Recognises a file by its content.
[[nodiscard]] Checked check_file(std::string_view text, const Trust& trust);
[[nodiscard]] Checked check_bundle(std::string_view bundle, const Trust& trust);
[[nodiscard]] Checked check_checkpoint(std::string_view note, const Trust& trust);
[[nodiscard]] Checked check_event(const Json& json, const Trust& trust);
[[nodiscard]] Checked check_growth(const Json& json, const Trust& trust);
[[nodiscard]] Checked check_fork(const Json& json, const Trust& trust);
[[nodiscard]] Checked check_tiles(const std::filesystem::path& folder, const Trust& trust);
/// Each report and the one before it; and whether all checkpoints are of one history.
[[nodiscard]] Claims check_continuity(const std::vector<Checked>& files);

}  // namespace peil::audit

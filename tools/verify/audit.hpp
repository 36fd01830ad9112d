// Signed notes, policies, and claims about published files: whose word counts for them. The
// formats: docs/FORMAT.md. All readers throw Refusal.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "basis.hpp"

#include <filesystem>

namespace peil::audit {

// C2SP signed notes, verifier keys, checkpoints, and trust policies with their cosignatures -------

constexpr char log_key_type = 0x01;
constexpr char witness_key_type = 0x04;

/// A key, or a signature that says which key made it.
struct Key {
    string name;
    string id;  ///< 4 bytes
    string bytes;
    friend bool operator==(const Key&, const Key&) = default;
    [[nodiscard]] bool is_like(const Key& key) const { return name == key.name && id == key.id; }
};
/// Reads `name+id+base64`, which is of this type.
Key parse_key(string_view vkey, char type);
/// The name itself, if it is one that a key may have.
string key_name(string_view name);

struct Note {
    string text;
    vector<Key> signatures;
};
Note parse_note(string_view note);

struct Checkpoint {
    string origin;
    TreeHead tree;
};
/// The checkpoint in the text of a note, whoever signed it.
Checkpoint parse_checkpoint(string_view text);
/// The note, if one of these keys signed it and none of them wrongly.
Note open_note(string_view note, span<const Key> keys);
/// The tree of the log `origin`, signed by those of these keys that are named like it.
TreeHead open_checkpoint(string_view note, string_view origin, vector<Key> keys);
/// As open_checkpoint(). Throws Unproven if another key of the log signed it, perhaps a newer one.
TreeHead open_trusted(string_view note, string_view origin, const vector<Key>& keys);

/// A C2SP tlog-policy.
struct Policy {
    /// A witness, which has a key, or a group, which has members; by its name in the policy.
    struct Party {
        string name;
        size_t threshold = 1;
        vector<string> members{};
        optional<Key> key{};
    };
    vector<Key> logs;
    vector<Party> parties;  ///< members stand before their group
    string quorum;
};
Policy parse_policy(string_view text);
/// Since when (seconds since 1970) the quorum stands by cosignatures that are all at least as
/// young; nothing if it does not. Throws Refusal if a cosignature of a witness is wrong.
optional<uint64_t> quorum_time(const Policy& policy, const Note& note);

// Claims ------------------------------------------------------------------------------------------

/// The worst one comes last.
enum class Verdict { proven, not_proven, contradicted };

struct Claim {
    string name;
    Verdict verdict = Verdict::proven;
    string text{};
    bool is_asked = true;  ///< whether the exit code needs it
};
using Claims = vector<Claim>;

/// Thrown where nothing is wrong, but something is missing.
struct Unproven : std::runtime_error {
    explicit Unproven(const string& why, bool asked = true)
        : std::runtime_error(why), is_asked(asked) {}
    bool is_asked;
};

/// Adds a claim: proven if `work` returns, with its text; not proven or contradicted if it throws
/// Unproven or Refusal.
void claim(Claims& claims, const string& name, const function<string()>& work);
/// 0: all that was asked is proven; 1: something is contradicted; 4: something is not proven.
int exit_code_for(const Claims& claims);

struct Trust {
    vector<Key> keys;  ///< of logs
    optional<Policy> policy{};
    optional<string> event{};  ///< bytes that a bare tlog-proof is about
};
/// The claim `witnesses`; nobody asked for it without a policy that has a quorum. Of several notes
/// of one log, one that has it will do.
void claim_witnesses(Claims& claims, const vector<string>& notes, const Trust& trust);

/// That the tree of the first head grew to that of the second.
using Link = pair<TreeHead, TreeHead>;

/// A log, as somebody knows its keys.
struct Log {
    string origin;
    /// The tree of a checkpoint that a key signed which counts for it; else it throws.
    function<TreeHead(string_view note)> open;
    vector<Link> links{};  ///< what a document proved of how it grew
    /// That it grew from one checkpoint to another, to which these hashes must lead.
    [[nodiscard]] Link grown(string_view older, string_view newer, const Json& hashes) const;
};
/// The claim `key` about the log of a document, and the log by the keys that the document names
/// for each size, if they can be read.
optional<Log> claim_key(Claims& claims, const Json& document, const Trust& trust);

// Events and editions -----------------------------------------------------------------------------

/// Hashes in base64, or as `read` reads them.
vector<Hash> read_hashes(const Json& list, string (*read)(string_view) = from_base64);
/// A number in at least twelve digits.
string padded(uint64_t number);
uint64_t from_padded(const string& text);

/// An event, and its content with disclosed members in their places.
struct Event {
    explicit Event(const string& bytes, const vector<Json>& disclosures = {});
    Json json;
    Json data;
    uint64_t sequence = 0;
    size_t withheld_count = 0;  ///< digests without a disclosure
};

/// Subject and field of a leaf in the tree of an edition.
using CellName = pair<string, string>;

/// The document of an edition, or the proof of a cell, and what claims found in it.
struct Edition {
    Json document;
    optional<Log> log{};
    optional<TreeHead> tree{};  ///< of the checkpoint, if the log's key signed it
    optional<Event> event{};
    map<CellName, Json> contents{};  ///< of all cells whose words are proven
};
/// From the key down to the words, or to the one cell.
void claim_edition(Claims& claims, Edition& edition, const Trust& trust);
/// The document inside a page.
string_view document_in(string_view page);
void claim_page(Claims& claims, string_view page, const Edition& edition);

// Files -------------------------------------------------------------------------------------------

struct Checked {
    string title;  ///< what it is
    Claims claims{};
    vector<Checkpoint> heads{};   ///< that its log signed; none of a fork
    vector<Link> links{};         ///< proven
    optional<Edition> edition{};  ///< a whole one
};
/// Recognises a file by its content.
Checked check_file(string_view text, const Trust& trust);
Checked check_checkpoint(const string& note, const Trust& trust);
/// A tlog-proof, about the event in the document that holds it, or the one that was given with it.
Checked check_bundle(string_view text, const Trust& trust, const Json& document = {});
Checked check_tiles(const std::filesystem::path& folder, const Trust& trust);
/// Each report and the one before it; and whether all checkpoints are of one history.
Claims check_continuity(const vector<Checked>& files);

}  // namespace peil::audit

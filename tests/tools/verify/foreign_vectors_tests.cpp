// peil-audit against vectors that an independent implementation made.
// SPDX-License-Identifier: EUPL-1.2
#include "../../../tools/verify/audit.hpp"
#include "../../core/tree_oracle.hpp"
#include "../../core/vectors.hpp"

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <functional>

namespace {

namespace audit = peil::audit;
namespace json = boost::json;
using peil::core::testing::edge_entries;
using peil::core::testing::event_entries;
using peil::core::testing::load_vectors;
using peil::core::testing::number_at;
using peil::core::testing::reason_of;
using peil::core::testing::string_at;

bool is_accepted(const std::function<void()>& read) {
    try {
        read();
        return true;
    } catch (const audit::Refusal&) { return false; }
}

audit::Key key_of(const json::value& vectors, const char* name, char type) {
    return audit::parse_key(string_at(vectors.at("meta").at("keys").at(name), "vkey"), type);
}

std::vector<audit::Hash> hashes_of(const json::value& list) {
    std::vector<audit::Hash> hashes;
    for (const auto& text : list.as_array()) {
        hashes.push_back(audit::from_base64(std::string_view(text.as_string())));
    }
    return hashes;
}

audit::TreeHead head_of(const json::value& vector, const char* size, const char* root) {
    return {number_at(vector, size), audit::from_base64(string_at(vector, root))};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(foreign_vectors)

BOOST_AUTO_TEST_CASE(roots) {
    std::vector<audit::Hash> events;
    for (const auto& entry : event_entries(70'000)) { events.push_back(audit::leaf_hash(entry)); }
    std::vector<audit::Hash> edges;
    for (const auto& entry : edge_entries()) { edges.push_back(audit::leaf_hash(entry)); }
    const auto vectors = load_vectors("roots.json");
    for (const auto& vector : vectors.at("roots").as_array()) {
        const auto& leaves = string_at(vector, "tree") == "edge" ? edges : events;
        const auto count = static_cast<std::ptrdiff_t>(number_at(vector, "size"));
        const auto root = audit::root_of({leaves.begin(), leaves.begin() + count});
        BOOST_TEST(audit::to_hex(root) == string_at(vector, "root_hex"));
    }
}

BOOST_AUTO_TEST_CASE(inclusion) {
    const auto vectors = load_vectors("inclusion.json");
    for (const auto& vector : vectors.at("proofs").as_array()) {
        const auto is_included = audit::is_included(
            audit::from_base64(string_at(vector, "leaf_hash")), number_at(vector, "index"),
            head_of(vector, "size", "root"), hashes_of(vector.at("proof")));
        BOOST_TEST(is_included == vector.at("ok").as_bool(), reason_of(vector));
    }
}

BOOST_AUTO_TEST_CASE(consistency) {
    const auto vectors = load_vectors("consistency.json");
    for (const auto& vector : vectors.at("proofs").as_array()) {
        const auto is_consistent =
            audit::is_consistent(head_of(vector, "old", "old_root"),
                                 head_of(vector, "new", "new_root"), hashes_of(vector.at("proof")));
        BOOST_TEST(is_consistent == vector.at("ok").as_bool(), reason_of(vector));
    }
}

BOOST_AUTO_TEST_CASE(notes) {
    const auto vectors = load_vectors("notes.json");
    const auto key = key_of(vectors, "log", audit::log_key_type);
    for (const auto& vector : vectors.at("notes").as_array()) {
        const bool is_opened = is_accepted([&] {
            const auto* text = vector.as_object().if_contains("note");
            audit::open_note(text != nullptr ? std::string(text->as_string())
                                             : audit::from_base64(string_at(vector, "note_b64")),
                             {&key, 1});
        });
        BOOST_TEST(is_opened == (string_at(vector, "expect") == "OK"), string_at(vector, "name"));
    }
    for (const auto& vector : vectors.at("meta").at("vkeys").as_array()) {
        const auto text = string_at(vector, "vkey");
        const bool is_key =
            is_accepted([&] { static_cast<void>(audit::parse_key(text, audit::log_key_type)); });
        BOOST_TEST(is_key == vector.at("ok").as_bool(), text);
    }
}

BOOST_AUTO_TEST_CASE(checkpoints) {
    const auto vectors = load_vectors("checkpoints.json");
    const auto key = key_of(vectors, "log", audit::log_key_type);
    for (const auto& vector : vectors.at("checkpoints").as_array()) {
        const auto expected = string_at(vector, "expect");
        const bool is_opened = is_accepted(
            [&] { audit::open_checkpoint(string_at(vector, "note"), key.name, {key}); });
        // Extension lines are read, and mean nothing.
        BOOST_TEST(is_opened == (expected == "OK" || expected == "HAS_EXTENSIONS"),
                   string_at(vector, "name"));
    }
}

BOOST_AUTO_TEST_CASE(cosignatures) {
    const auto vectors = load_vectors("cosignatures.json");
    for (const auto& vector : vectors.at("cosignatures").as_array()) {
        const auto witness = string_at(vector, "vkey");
        const auto policy = audit::parse_policy("witness w " + witness + "\nquorum w\n");
        std::optional<std::uint64_t> time;
        const bool is_read = is_accepted([&] {
            const auto note =
                audit::parse_note(string_at(vector, "text") + '\n' + string_at(vector, "line"));
            time = audit::quorum_time(policy, note);
        });
        BOOST_TEST((is_read && time.has_value()) == vector.at("ok").as_bool(), reason_of(vector));
        if (time) { BOOST_TEST(std::to_string(*time) == string_at(vector, "timestamp")); }
    }
}

BOOST_AUTO_TEST_CASE(bundles) {
    std::map<std::string, std::string> entry_of;  // by leaf hash
    for (const auto& entries : {event_entries(70'000), edge_entries()}) {
        for (const auto& entry : entries) {
            entry_of[audit::to_base64(audit::leaf_hash(entry))] = entry;
        }
    }
    const auto vectors = load_vectors("proofs.json");
    audit::Trust trust{{key_of(vectors, "log", audit::log_key_type)}};
    for (const auto& vector : vectors.at("bundles").as_array()) {
        trust.event = entry_of.at(string_at(vector, "leaf_hash"));
        int code = 2;
        const bool is_read = is_accepted([&] {
            const auto checked = audit::check_bundle(string_at(vector, "bundle"), trust);
            code = audit::exit_code_for(checked.claims);
        });
        BOOST_TEST((is_read && code == 0) == (string_at(vector, "expect") == "OK"),
                   string_at(vector, "name"));
    }
}

/// Events disclose members of `data` itself; vectors with other structures must not be taken for
/// such.
BOOST_AUTO_TEST_CASE(disclosures) {
    const auto vectors = load_vectors("sdjwt.json");
    int driven = 0;
    for (const auto& vector : vectors.at("vectors").as_array()) {
        const auto payload = json::serialize(vector.at("payload"));
        const auto name = string_at(vector, "name");
        const bool is_flat = payload.find("...") == std::string::npos &&
                             name.find("recursive") == std::string::npos &&
                             name != "digest in two places" && name.find("array") == name.npos;
        if (!is_flat) { continue; }
        ++driven;
        const auto event = audit::write_json(audit::parse_json(
            R"({"actor":"a","effective":"2021-01-01","id":"i","prevhash":")" +
            std::string(64, '0') +
            R"(","sequence":"000000000001","source":"s","specversion":"1.0","subject":"s",)"
            R"("time":"2021-01-01T00:00:00.000Z","type":"t","data":)" +
            payload + '}'));
        const auto shown = audit::parse_json(json::serialize(vector.at("disclosures"))).items;
        std::string data;
        const bool is_read = is_accepted([&] {
            auto read = audit::Event(event, shown).data;
            std::erase_if(read.members, [](const auto& member) {
                return member.first == "_sd" || member.first == "_sd_alg";
            });
            data = audit::write_json(read);
        });
        BOOST_TEST(is_read == vector.at("ok").as_bool(), name);
        if (!is_read) { continue; }
        const auto expected = json::serialize(vector.at("result"));
        BOOST_TEST(data == audit::write_json(audit::parse_json(expected)), name);
    }
    BOOST_TEST(driven == 14);
}

BOOST_AUTO_TEST_CASE(canonical_json) {
    const auto vectors = load_vectors("jcs.json");
    for (const auto& vector : vectors.at("vectors").as_array()) {
        const auto input = audit::from_base64(string_at(vector, "input_b64"));
        std::string written;
        const bool is_read =
            is_accepted([&] { written = audit::write_json(audit::parse_json(input)); });
        BOOST_TEST(is_read == vector.at("ok").as_bool(), string_at(vector, "name"));
        if (is_read) {
            BOOST_TEST(audit::to_hex(written) == string_at(vector, "canonical_hex"));
            BOOST_TEST(is_accepted([&] { static_cast<void>(audit::parse_canonical(written)); }));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

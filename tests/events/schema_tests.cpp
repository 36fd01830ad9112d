// The published JSON Schemas are those of the table of kinds, and every event that a ledger stores
// satisfies its own.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_samples.hpp"
#include <peil/events/codec.hpp>
#include <peil/events/kind.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace core = peil::core;
namespace events = peil::events;
namespace json = boost::json;

const std::filesystem::path schema_folder = PEIL_SOURCE_DIR "/docs/schema";

/// Checks values against the keywords that our schemas use; any other keyword is a failure, so that
/// none is passed over in silence.
class SchemaChecker {
  public:
    /// The first violation, as `pointer: keyword`; empty if there is none.
    // NOLINTNEXTLINE(misc-no-recursion): as deep as the schema, which has a fixed depth
    std::string check(const json::value& value, const json::object& schema,
                      const std::string& pointer = "") {
        for (const auto& keyword : schema) {
            auto found = check_keyword(value, schema, keyword, pointer);
            if (!found.empty()) { return found; }
        }
        return {};
    }

  private:
    // NOLINTNEXTLINE(misc-no-recursion): as check()
    std::string check_keyword(const json::value& value, const json::object& schema,
                              const json::key_value_pair& keyword, const std::string& pointer) {
        const std::string name(keyword.key());
        const auto& wanted = keyword.value();
        const auto found = [&](bool holds) { return holds ? "" : pointer + ": " + name; };
        if (annotations_.contains(name)) { return {}; }
        if (name == "type") { return found(has_type(value, wanted.as_string())); }
        if (name == "const") { return found(value == wanted); }
        if (name == "enum") { return found(contains(wanted.as_array(), value)); }
        if (name == "oneOf") { return found(count_matches(value, wanted.as_array()) == 1); }
        if (value.is_object()) { return check_object(value.get_object(), schema, name, pointer); }
        if (value.is_array() && name == "items") {
            return check_items(value.get_array(), wanted.as_object(), pointer);
        }
        return found(holds_limit(value, name, wanted));
    }

    // NOLINTNEXTLINE(misc-no-recursion): as check()
    std::string check_object(const json::object& object, const json::object& schema,
                             const std::string& name, const std::string& pointer) {
        const auto& properties = schema.at("properties").as_object();
        if (name == "required") {
            for (const auto& member : schema.at("required").as_array()) {
                if (!object.contains(member.as_string())) { return pointer + ": required"; }
            }
            return {};
        }
        if (name == "additionalProperties") {
            const bool holds = std::all_of(object.begin(), object.end(), [&](const auto& member) {
                return properties.contains(member.key());
            });
            return holds ? "" : pointer + ": additionalProperties";
        }
        if (name != "properties") { return "unknown keyword " + name; }
        for (const auto& member : object) {
            const auto* property = properties.if_contains(member.key());
            if (property == nullptr) { continue; }
            auto found = check(member.value(), property->as_object(),
                               pointer + "/" + std::string(member.key()));
            if (!found.empty()) { return found; }
        }
        return {};
    }

    // NOLINTNEXTLINE(misc-no-recursion): as check()
    std::string check_items(const json::array& array, const json::object& schema,
                            const std::string& pointer) {
        for (std::size_t index = 0; index < array.size(); ++index) {
            auto found = check(array[index], schema, pointer + "/" + std::to_string(index));
            if (!found.empty()) { return found; }
        }
        return {};
    }

    // NOLINTNEXTLINE(misc-no-recursion): as check()
    std::int64_t count_matches(const json::value& value, const json::array& schemas) {
        return std::count_if(schemas.begin(), schemas.end(), [&](const json::value& schema) {
            return check(value, schema.as_object()).empty();
        });
    }

    static bool has_type(const json::value& value, std::string_view type) {
        return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
               (type == "string" && value.is_string()) || (type == "boolean" && value.is_bool()) ||
               (type == "integer" && value.is_int64());
    }
    static bool contains(const json::array& array, const json::value& value) {
        return std::find(array.begin(), array.end(), value) != array.end();
    }
    static bool holds_limit(const json::value& value, const std::string& name,
                            const json::value& wanted) {
        if (name == "pattern") {
            const std::regex pattern(std::string(wanted.as_string()));
            return value.is_string() && std::regex_search(std::string(value.get_string()), pattern);
        }
        const auto limit = wanted.as_int64();
        const auto size = static_cast<std::int64_t>(value.is_array()    ? value.get_array().size()
                                                    : value.is_string() ? value.get_string().size()
                                                                        : 0);
        if (name == "minLength" || name == "minItems") { return size >= limit; }
        if (name == "maxLength" || name == "maxItems") { return size <= limit; }
        if (name == "minimum") { return value.as_int64() >= limit; }
        if (name == "maximum") { return value.as_int64() <= limit; }
        BOOST_FAIL("the checker does not know the keyword " << name);
        return false;
    }

    const std::set<std::string> annotations_{"$schema", "title", "description", "$defs"};
};

std::filesystem::path file_of(const std::filesystem::path& folder, const events::Kind& kind) {
    return folder / (std::string(kind.type) + ".json");
}

std::set<std::string> files_in(const std::filesystem::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.insert(entry.path().filename().string());
    }
    return names;
}

/// The members of an event that are disclosed apart, revealed.
json::object claims_of(const events::Kind& kind, const events::Event& event) {
    json::object claims;
    const auto data = events::to_data(event);
    for (const auto& member : kind.members) {
        const auto* value = data.if_contains(member.name);
        if (member.is_claim && value != nullptr) { claims[member.name] = *value; }
    }
    return claims;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema)

BOOST_AUTO_TEST_CASE(the_published_schemas_are_those_of_the_table) {
    for (const auto& kind : events::kinds()) {
        BOOST_TEST_CONTEXT(kind.type) {
            const auto text = core::testing::read_whole(file_of(schema_folder, kind));
            BOOST_CHECK(json::parse(text) == json::value(events::schema_of(kind)));
        }
    }
}

BOOST_AUTO_TEST_CASE(no_schema_is_missing_and_none_is_too_many) {
    std::set<std::string> wanted;
    for (const auto& kind : events::kinds()) { wanted.insert(std::string(kind.type) + ".json"); }
    const auto found = files_in(schema_folder);
    BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), wanted.begin(), wanted.end());
}

BOOST_AUTO_TEST_CASE(the_program_writes_them_to_the_byte) {
    const core::testing::TemporaryFolder folder;
    const auto command =
        std::string(PEIL_BINARY_DIR "/bin/peil-schema ") + folder.path().string() + " >/dev/null";
    BOOST_TEST_REQUIRE(std::system(command.c_str()) == 0);
    BOOST_TEST((files_in(folder.path()) == files_in(schema_folder)));
    for (const auto& kind : events::kinds()) {
        BOOST_TEST(core::testing::read_whole(file_of(folder.path(), kind)) ==
                   core::testing::read_whole(file_of(schema_folder, kind)));
    }
}

BOOST_AUTO_TEST_CASE(every_stored_event_satisfies_its_schema) {
    events::testing::SampleLedger ledger;
    const auto all = events::testing::one_of_every_kind();
    SchemaChecker checker;
    for (std::size_t index = 0; index < all.size(); ++index) {
        const auto& kind = events::kinds()[index];
        auto draft = events::to_draft(
            all[index], {.effective = "2021-02-03",
                         .actor = "example.nl",
                         .source = events::Source{"a.txt", std::string(64, 'a'), {1, 2}}});
        // The first event of a programme has no source: it is not taken from a document.
        if (kind.type == "nl.peil.programme.defined") {
            draft = events::to_draft(all[index], {"2021-02-03", "example.nl"});
        }
        const auto sequence = ledger.append_drafts({draft});
        const auto snapshot = ledger.ledger().snapshot();
        const auto stored = json::parse(*snapshot.event(sequence));
        const auto schema = events::schema_of(kind);
        BOOST_TEST_CONTEXT(kind.type) {
            BOOST_TEST(checker.check(stored, schema) == "");
            BOOST_TEST(checker.check(claims_of(kind, all[index]),
                                     schema.at("$defs").at("claims").as_object()) == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(an_imported_ledger_satisfies_its_schemas) {
    events::testing::SampleLedger ledger;
    events::testing::import_sample(ledger, 3);
    events::testing::import_sample(ledger, 4);
    SchemaChecker checker;
    const auto snapshot = ledger.ledger().snapshot();
    for (std::uint64_t sequence = 1; sequence <= snapshot.head().size; ++sequence) {
        const auto stored = json::parse(*snapshot.event(sequence));
        const auto* kind = events::find_kind(stored.at("type").as_string());
        BOOST_TEST_REQUIRE(kind != nullptr);
        BOOST_TEST_CONTEXT("event " << sequence) {
            BOOST_TEST(checker.check(stored, events::schema_of(*kind)) == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_changed_event_does_not_satisfy_its_schema) {
    events::testing::SampleLedger ledger;
    const auto sequence = ledger.append(events::StatusSet{"20", "ongoing"}, "2021-02-03");
    const auto snapshot = ledger.ledger().snapshot();
    const auto stored = json::parse(*snapshot.event(sequence));
    const auto schema = events::schema_of(*events::find_kind("nl.peil.status.set"));
    const auto with = [&](const char* parent, const char* name, const json::value& value) {
        auto changed = stored;
        changed.at_pointer(parent).as_object()[name] = value;
        return SchemaChecker().check(changed, schema);
    };
    BOOST_TEST(with("/data", "status", "done") == "/data/status: enum");
    BOOST_TEST(with("/data", "measure", "B2") == "/data/measure: pattern");
    BOOST_TEST(with("/data", "measure", 20) == "/data/measure: type");
    BOOST_TEST(with("/data", "colour", "blue") == "/data: additionalProperties");
    BOOST_TEST(with("", "colour", "blue") == ": additionalProperties");
    BOOST_TEST(with("", "type", "nl.peil.planning.set") == "/type: const");
    BOOST_TEST(with("", "sequence", "12") == "/sequence: pattern");
    BOOST_TEST(with("", "mustunderstand", true) == "");
    auto shorter = stored;
    shorter.as_object().erase("prevhash");
    BOOST_TEST(SchemaChecker().check(shorter, schema) == ": required");
}

BOOST_AUTO_TEST_SUITE_END()

// Canonical JSON: the vectors of RFC 8785 under the profile of integers, what is refused and how
// it is said, the order of members against UTF-16 itself, and mutants of documents.
// SPDX-License-Identifier: EUPL-1.2
#include "vectors.hpp"
#include <peil/core/canonical_json.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <limits>
#include <random>

BOOST_AUTO_TEST_SUITE(canonical_json)

using std::string_view_literals::operator""sv;
using peil::core::append_canonical;
using peil::core::append_json_string;
using peil::core::as_bytes;
using peil::core::as_text;
using peil::core::CanonicalJson;
using peil::core::decode_base64;
using peil::core::depth_max;
using peil::core::Errc;
using peil::core::Error;
using peil::core::integer_max;
using peil::core::make_error_code;
using peil::core::parse_strict;
using peil::core::sha256;
using peil::core::to_hex;
using peil::core::testing::load_vectors;
using peil::core::testing::string_at;

namespace {

std::string input_of(const boost::json::value& vector) {
    const auto bytes = decode_base64(string_at(vector, "input_b64"));
    BOOST_TEST_REQUIRE(bytes.has_value());
    return std::string(as_text(*bytes));
}

std::string nested(std::size_t depth, const std::string& open, const std::string& close) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) { text += open; }
    text += "0";
    for (std::size_t i = 0; i < depth; ++i) { text += close; }
    return text;
}

/// The bytes of canonicalize, or the code and detail of its error.
std::string outcome(std::string_view text) {
    const auto json = CanonicalJson::canonicalize(text);
    if (json) { return json.value().bytes(); }
    BOOST_TEST(json.error().code == make_error_code(Errc::malformed_json));
    return json.error().detail;
}

boost::json::value parse_by_boost(const std::string& text) {
    boost::json::parse_options options;
    options.max_depth = 2 * depth_max;
    boost::json::error_code error;
    auto value = boost::json::parse(text, error, {}, options);
    return error ? boost::json::value("refused") : value;
}

/// What accepting `text` promises and does not hold; empty if it is refused or all is well.
std::string broken_promise(const std::string& text) {
    const auto parsed = CanonicalJson::parse(text);
    if (parsed && parsed.value().bytes() != text) { return "parse accepts other bytes"; }
    const auto json = CanonicalJson::canonicalize(text);
    if (!json) { return parsed ? "parse accepts what canonicalize refuses" : ""; }
    const auto again = CanonicalJson::parse(json.value().bytes());
    if (!again) { return "the canonical text is refused"; }
    if (again.value().bytes() != json.value().bytes()) { return "the canonical text is not final"; }
    if (again.value().value() != json.value().value()) {
        return "the canonical text has another value";
    }
    if (parse_by_boost(text) != json.value().value()) { return "Boost.JSON reads another value"; }
    const auto remade = CanonicalJson::from_value(json.value().value());
    return remade && remade.value().bytes() == json.value().bytes() ? ""
                                                                    : "the value makes other bytes";
}

const std::vector<std::string>& documents() {
    static const std::vector<std::string> all{
        R"({"specversion":"1.0","id":"a","data":{"n":[1,-2,30],"s":"x\ny"},"time":null})",
        R"( [ true , false , null , "\u20ac\ud83d\ude02" , {"b":{},"a":[]} , 9007199254740991 ] )",
        "{\"\xEF\xAC\xB3\":1,\"\xF0\x9F\x98\x82\":2,\"\xE2\x82\xAC\":{\"\\u0061\":\"\\/\\b\"}}",
        R"([[[[[["deep",{"x":{"y":{"z":[0]}}}]]]]]])",
        R"("only a string with \"quotes\" and \\ and a longer run of plain text")",
    };
    return all;
}

class Mutator {
  public:
    explicit Mutator(unsigned seed) : random_(seed) {}

    std::string mutant() {
        std::string text = documents()[below(documents().size())];
        for (std::size_t count = 1 + below(3); count > 0; --count) { mutate(text); }
        return text;
    }

  private:
    std::size_t below(std::size_t limit) { return random_() % limit; }

    void mutate(std::string& text) {
        static constexpr std::array<std::string_view, 24> pieces{"{",
                                                                 "}",
                                                                 "[",
                                                                 "]",
                                                                 ",",
                                                                 ":",
                                                                 "\"",
                                                                 "\\",
                                                                 "0",
                                                                 "-",
                                                                 "1e3",
                                                                 ".5",
                                                                 "\\u0061",
                                                                 "\\ud83d",
                                                                 "null",
                                                                 " ",
                                                                 "\xED\xA0\x80",
                                                                 "\xC3\xA9",
                                                                 "\xF0\x9F",
                                                                 "\"a\":1,",
                                                                 "\\n",
                                                                 "9007199254740992",
                                                                 "-0",
                                                                 "\x01"};
        const std::size_t at = below(text.size() + 1);
        switch (below(4)) {
            case 0: text.insert(at, pieces.at(below(pieces.size()))); return;
            case 1: text.erase(at, below(4)); return;
            case 2: text.insert(at, text.substr(below(text.size() + 1), below(12))); return;
            default:
                text.insert(at, 1, static_cast<char>(below(256)));
                text.erase(at + 1, 1);
                return;
        }
    }

    std::mt19937 random_;
};

/// A name in UTF-8 and in UTF-16, which is what names sort by.
struct Name {
    std::string utf8;
    std::u16string utf16;
};

/// All names of up to two characters that lie at the borders of the two encodings.
std::vector<Name> border_names() {
    const std::vector<Name> characters{{"a", u"a"},
                                       {"b", u"b"},
                                       {"\x7F", u"\x7F"},
                                       {"\u00E9", u"\u00E9"},
                                       {"\u20AC", u"\u20AC"},
                                       {"\uD7FF", u"\uD7FF"},
                                       {"\uE000", u"\uE000"},
                                       {"\uFB33", u"\uFB33"},
                                       {"\uFFFF", u"\uFFFF"},
                                       {"\U00010000", u"\U00010000"},
                                       {"\U0001F602", u"\U0001F602"},
                                       {"\U0010FFFF", u"\U0010FFFF"}};
    std::vector<Name> names{{"", u""}};
    for (const auto& first : characters) {
        names.push_back(first);
        for (const auto& second : characters) {
            names.push_back({first.utf8 + second.utf8, first.utf16 + second.utf16});
        }
    }
    return names;
}

std::string two_members(const Name& first, const Name& second) {
    return "{\"" + first.utf8 + "\":0,\"" + second.utf8 + "\":0}";
}

void check_bytes(const CanonicalJson& json, const boost::json::value& vector) {
    BOOST_TEST(json.bytes() == string_at(vector, "canonical"));
    BOOST_TEST(to_hex(as_bytes(json.bytes())) == string_at(vector, "canonical_hex"));
    BOOST_TEST(to_hex(sha256(as_bytes(json.bytes()))) == string_at(vector, "sha256"));
}

void check_refusal(const Error& error) {
    BOOST_TEST(error.code == make_error_code(Errc::malformed_json));
    BOOST_TEST(error.detail.starts_with("byte "));
}

}  // namespace

BOOST_AUTO_TEST_CASE(agrees_with_the_foreign_vectors) {
    const auto file = load_vectors("jcs.json");
    const auto& vectors = file.at("vectors").as_array();
    BOOST_TEST(vectors.size() == 46U);
    for (const auto& vector : vectors) {
        BOOST_TEST_CONTEXT(string_at(vector, "name")) {
            const auto json = CanonicalJson::canonicalize(input_of(vector));
            BOOST_TEST_REQUIRE(json.has_value() == vector.at("ok").as_bool());
            if (json) { check_bytes(json.value(), vector); }
            if (!json) { check_refusal(json.error()); }
        }
    }
}

BOOST_AUTO_TEST_CASE(parse_accepts_a_vector_only_if_it_is_canonical_already) {
    const auto file = load_vectors("jcs.json");
    for (const auto& vector : file.at("vectors").as_array()) {
        const std::string input = input_of(vector);
        const auto json = CanonicalJson::parse(input);
        const bool is_canonical =
            vector.at("ok").as_bool() && input == string_at(vector, "canonical");
        BOOST_TEST(json.has_value() == is_canonical, string_at(vector, "name"));
        if (json) { BOOST_TEST(json.value().bytes() == input); }
        if (vector.at("ok").as_bool()) {
            BOOST_TEST(CanonicalJson::parse(string_at(vector, "canonical")).has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(parse_tells_where_a_text_stops_being_canonical) {
    const auto refused_at = [](std::string_view text) {
        const auto json = CanonicalJson::parse(text);
        BOOST_TEST_REQUIRE(!json.has_value());
        BOOST_TEST(json.error().code == make_error_code(Errc::not_canonical));
        return json.error().detail.substr(0, json.error().detail.find(':'));
    };
    BOOST_TEST(refused_at(R"({"a":1,"b": 2})") == "byte 11");
    BOOST_TEST(refused_at(R"({"b":1,"a":2})") == "byte 2");
    BOOST_TEST(refused_at("[\"\\u0041\"]") == "byte 2");
    BOOST_TEST(refused_at("[\"\\/\"]") == "byte 2");
    BOOST_TEST(refused_at("[\"\\u001F\"]") == "byte 7");
    BOOST_TEST(refused_at("1\n") == "byte 1");
    BOOST_TEST(CanonicalJson::parse("[1,]").error().code == make_error_code(Errc::malformed_json));
}

BOOST_AUTO_TEST_CASE(says_at_which_byte_and_why_a_text_is_refused) {
    BOOST_TEST(outcome("[1,]") == "byte 3: ']'; expected a value");
    BOOST_TEST(outcome("[1 2]") == "byte 3: '2'; expected ',' or ']'");
    BOOST_TEST(outcome("{\"a\" 1}") == "byte 5: '1'; expected ':'");
    BOOST_TEST(outcome("{\"a\":1,}") == "byte 7: '}'; expected a name in double quotes");
    BOOST_TEST(outcome("[-]") == "byte 2: ']'; expected a digit");
    BOOST_TEST(outcome("[\"a") == "byte 3: end of the text; expected '\"'");
    BOOST_TEST(outcome("\x01") == "byte 0: byte 0x01; expected a value");
    BOOST_TEST(outcome("{\"a\":1,\"\\u0061\":2}") ==
               "byte 7: name occurs twice; expected each name once");
    BOOST_TEST(outcome("[-0]") == "byte 1: minus zero; expected 0");
    BOOST_TEST(outcome("[1.0]") ==
               "byte 1: fraction or exponent; expected an integer, or a string");
    BOOST_TEST(outcome("[9007199254740992]") ==
               "byte 1: number out of range; expected at most 2^53-1, or a string");
    BOOST_TEST(outcome("[\"ab\xC3\"]") == "byte 4: malformed UTF-8; expected UTF-8");
    BOOST_TEST(outcome("[\"\\ud83dx\"]") ==
               "byte 2: lone surrogate; expected a pair, high before low");
    BOOST_TEST(outcome("{} {}") == "byte 3: text after the value; expected the end of the text");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_value) {
    // clang-format off
    for (const auto text : {
        ""sv, " "sv, "tru"sv, "nul"sv, "True"sv, "truex"sv, "a"sv, "NaN"sv, "\0"sv, "\xA0"sv,
        "\xEF\xBB\xBF"sv, "\xEF\xBB\xBF{}"sv, "/**/1"sv, "\v1"sv, "\f1"sv, "{} {}"sv, "1\0"sv,
        "[1]\0"sv, "[1]//"sv}) {
        // clang-format on
        const auto value = parse_strict(text);
        BOOST_TEST(!value.has_value(), text);
        if (!value) { check_refusal(value.error()); }
    }
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_integer) {
    // clang-format off
    for (const auto text : {
        "-"sv, "--1"sv, "+1"sv, "00"sv, "01"sv, "-01"sv, "-0"sv, "1."sv, "0.0"sv, ".5"sv,
        "1e3"sv, "1E5"sv, "0e0"sv, "0x1"sv, "1_0"sv, "Infinity"sv, "-Infinity"sv}) {
        // clang-format on
        const auto value = parse_strict(text);
        BOOST_TEST(!value.has_value(), text);
        if (!value) { check_refusal(value.error()); }
    }
}

BOOST_AUTO_TEST_CASE(refuses_malformed_objects_and_arrays) {
    // clang-format off
    for (const auto text : {
        "{"sv, "["sv, "}"sv, "]"sv, "{]"sv, "[}"sv, "{,}"sv, "[,]"sv, "[1,]"sv, "[1,,2]"sv,
        "[1 2]"sv, R"({"a"})"sv, R"({"a":})"sv, R"({"a":1,})"sv, R"({"a":1 "b":2})"sv,
        R"({"a":1,"a":1})"sv, "{a:1}"sv, "{1:1}"sv, "{'a':1}"sv}) {
        // clang-format on
        const auto value = parse_strict(text);
        BOOST_TEST(!value.has_value(), text);
        if (!value) { check_refusal(value.error()); }
    }
}

BOOST_AUTO_TEST_CASE(refuses_malformed_strings) {
    // clang-format off
    for (const auto text : {
        R"(")"sv, R"("\)"sv, R"("\")"sv, R"("\u")"sv, R"("\u12")"sv, R"("\u12G4")"sv,
        R"("\U0041")"sv, R"("\x41")"sv, R"("\'")"sv, R"("\ud83d")"sv, R"("\ud83d\n")"sv,
        R"("\ud83d\u")"sv, R"("\ud83d\u0041")"sv, R"("\ud83d\ud83d")"sv, R"("\udc00")"sv,
        R"("\udc00\ud83d")"sv, "\"\t\""sv, "\"\n\""sv, "\"\0\""sv, "\"\x80\""sv,
        "\"\xC0\xAF\""sv, "\"\xED\xA0\x80\""sv, "\"\xF4\x90\x80\x80\""sv, "\"\xE2\x82\""sv}) {
        // clang-format on
        const auto value = parse_strict(text);
        BOOST_TEST(!value.has_value(), text);
        if (!value) { check_refusal(value.error()); }
    }
}

BOOST_AUTO_TEST_CASE(bounds_the_depth_of_objects_and_arrays) {
    for (const auto& [open, close] : {std::pair{"[", "]"}, std::pair{"{\"a\":", "}"}}) {
        const std::string deepest = nested(depth_max, open, close);
        BOOST_TEST(outcome(deepest) == deepest);
        BOOST_TEST(!parse_strict(nested(depth_max + 1, open, close)).has_value());
        BOOST_TEST(!parse_strict(nested(1'000'000, open, "")).has_value());
    }
    BOOST_TEST(outcome(nested(depth_max + 1, "[", "]")) ==
               "byte 64: too many levels; expected at most 64");
}

BOOST_AUTO_TEST_CASE(keeps_integers_up_to_two_to_the_53rd) {
    for (const auto text : {"9007199254740991", "-9007199254740991", "0", "-1", "10", "1000000"}) {
        BOOST_TEST(outcome(text) == text);
    }
    for (const auto text : {"9007199254740992", "-9007199254740992", "9223372036854775808",
                            "18446744073709551617", "99999999999999999999999999999999"}) {
        BOOST_TEST(!parse_strict(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(sorts_names_by_utf_16_code_units) {
    const auto names = border_names();
    for (const auto& first : names) {
        for (const auto& second : names) {
            const std::string input = two_members(first, second);
            const auto json = CanonicalJson::canonicalize(input);
            BOOST_TEST_REQUIRE(json.has_value() == (first.utf16 != second.utf16));
            if (!json) { continue; }
            const bool in_order = first.utf16 < second.utf16;
            BOOST_TEST(json.value().bytes() == (in_order ? input : two_members(second, first)));
        }
    }
}

BOOST_AUTO_TEST_CASE(sorts_many_members_at_every_depth) {
    boost::json::object inner;
    std::string sorted;
    for (int i = 99; i >= 10; --i) { inner.emplace(std::to_string(i), i); }
    for (int i = 10; i <= 99; ++i) {
        sorted += "\"" + std::to_string(i) + "\":" + std::to_string(i) + ",";
    }
    sorted.pop_back();
    const boost::json::value value{{"z", inner}, {"a", {inner, 1}}};
    const auto json = CanonicalJson::from_value(value);
    BOOST_TEST_REQUIRE(json.has_value());
    BOOST_TEST(json.value().bytes() == "{\"a\":[{" + sorted + "},1],\"z\":{" + sorted + "}}");
}

BOOST_AUTO_TEST_CASE(writes_every_character_at_every_place_of_a_string) {
    for (std::size_t place = 0; place < 18; ++place) {
        for (int code = 0; code < 128; ++code) {
            std::string text(17, '.');
            text.insert(place, 1, static_cast<char>(code));
            std::string quoted;
            append_json_string(quoted, text);
            const auto back = CanonicalJson::parse(quoted);
            BOOST_TEST_REQUIRE(back.has_value());
            BOOST_TEST(std::string_view(back.value().value().as_string()) == text);
            const bool is_escaped = code < 0x20 || code == '"' || code == '\\';
            BOOST_TEST((quoted.size() > text.size() + 2) == is_escaped);
        }
    }
}

BOOST_AUTO_TEST_CASE(makes_canonical_json_of_a_value) {
    const boost::json::value value{
        {"b", std::uint64_t{7}}, {"a", {nullptr, true, "\n\u20AC"}}, {"", boost::json::object{}}};
    const auto json = CanonicalJson::from_value(value);
    BOOST_TEST_REQUIRE(json.has_value());
    BOOST_TEST(json.value().bytes() == "{\"\":{},\"a\":[null,true,\"\\n\u20AC\"],\"b\":7}");
    BOOST_TEST(json.value().value() == value);
    BOOST_TEST(json.value().value().at("b").is_int64());
    BOOST_TEST((json.value() == CanonicalJson::parse(json.value().bytes()).value()));
}

BOOST_AUTO_TEST_CASE(refuses_a_value_that_has_no_canonical_form_and_says_where) {
    const auto refused = [](const boost::json::value& value) {
        const auto json = CanonicalJson::from_value(value);
        BOOST_TEST_REQUIRE(!json.has_value());
        BOOST_TEST(json.error().code == make_error_code(Errc::malformed_json));
        return json.error().detail.substr(0, json.error().detail.find(';'));
    };
    BOOST_TEST(refused(1.0) == "value: no integer");
    BOOST_TEST(refused({{"a", {0, {{"b", 0.5}}}}}) == "/a/1/b: no integer");
    BOOST_TEST(refused({1, integer_max + 1}) == "/1: number out of range");
    BOOST_TEST(refused({-integer_max - 1}) == "/0: number out of range");
    BOOST_TEST(refused(std::numeric_limits<std::uint64_t>::max()) == "value: number out of range");
    BOOST_TEST(refused(std::numeric_limits<std::int64_t>::min()) == "value: number out of range");
    BOOST_TEST(refused({{"a", "\xFF"}}) == "/a: malformed UTF-8");
    BOOST_TEST(refused({{"a", {{"\xED\xA0\x80", 1}}}}) == "/a: malformed UTF-8");
    boost::json::value deep = 0;
    for (std::size_t i = 0; i <= depth_max; ++i) { deep = boost::json::array{deep}; }
    BOOST_TEST(refused(deep).ends_with("/0: too many levels"));
}

BOOST_AUTO_TEST_CASE(accepts_a_value_at_the_limits) {
    boost::json::value deep = integer_max;
    for (std::size_t i = 0; i < depth_max; ++i) { deep = boost::json::array{deep}; }
    const auto json = CanonicalJson::from_value(deep);
    BOOST_TEST_REQUIRE(json.has_value());
    BOOST_TEST(json.value().bytes() ==
               std::string(64, '[') + "9007199254740991" + std::string(64, ']'));
    BOOST_TEST(CanonicalJson::from_value(-integer_max).has_value());
}

BOOST_AUTO_TEST_CASE(appends_behind_what_is_there) {
    std::string out = "x,";
    append_canonical(out, boost::json::object{});
    append_canonical(out, boost::json::array{});
    append_canonical(out, boost::json::array{","});
    BOOST_TEST(out == "x,{}[][\",\"]");
}

BOOST_AUTO_TEST_CASE(keeps_its_promises_on_mutants_of_documents) {
    constexpr unsigned seed = 8785;
    Mutator mutator(seed);
    int accepted = 0;
    for (int i = 0; i < 200'000; ++i) {
        const std::string text = mutator.mutant();
        const std::string broken = broken_promise(text);
        if (!broken.empty()) { BOOST_ERROR("seed " << seed << ": " << broken << ": " << text); }
        accepted += parse_strict(text) ? 1 : 0;
    }
    BOOST_TEST(accepted > 10'000);
    for (const auto& document : documents()) { BOOST_TEST(broken_promise(document).empty()); }
}

BOOST_AUTO_TEST_SUITE_END()

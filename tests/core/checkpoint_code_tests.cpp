// Codes of checkpoints as people type them.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/checkpoint_code.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <vector>

namespace {

namespace core = peil::core;
using core::CodeMatch;
using core::compare_checkpoint_code;
using core::encode_checkpoint_code;

core::Hash root_of(std::string_view text) {
    return core::sha256(core::as_bytes(text));
}

/// The root in docs/FORMAT.md, and its code as another program computed it.
core::Hash example_root() {
    return *core::hash_from_hex("bea3bd8b2b07eed8ff95bd94c468eef3f8b6e4ec2d45a413330597ca2517f8a1");
}
constexpr std::string_view example_code =
    "QTHV V2SB 0ZQD HZWN QPAC 8T7E YFWB DS7C 5N2T 84SK 0PBW M98Q Z2GJ";

std::vector<std::size_t> wrong_in(std::string_view typed) {
    return compare_checkpoint_code(typed, example_root()).wrong_groups;
}

std::string replaced(std::size_t place, const std::string& with, std::size_t count = 1) {
    return std::string(example_code).replace(place, count, with);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(checkpoint_code)

BOOST_AUTO_TEST_CASE(a_root_has_the_code_that_another_program_computed) {
    BOOST_TEST(encode_checkpoint_code(example_root()) == example_code);
}

BOOST_AUTO_TEST_CASE(it_has_thirteen_groups_of_letters_that_do_not_look_alike) {
    std::set<char> used;
    for (int i = 0; i < 200; ++i) {
        const auto code = encode_checkpoint_code(root_of(std::to_string(i)));
        BOOST_TEST(code.size() == 13U * 4 + 12);
        for (std::size_t place = 0; place < code.size(); ++place) {
            BOOST_TEST((code[place] == ' ') == (place % 5 == 4));
        }
        used.insert(code.begin(), code.end());
    }
    BOOST_TEST(std::string(used.begin(), used.end()) == " 0123456789ABCDEFGHJKMNPQRSTVWXYZ");
}

BOOST_AUTO_TEST_CASE(spaces_hyphens_case_and_letters_that_look_alike_do_not_matter) {
    std::string hyphens(example_code);
    std::string small;
    std::string dashes;
    std::string none;
    for (auto& letter : hyphens) {
        if (letter == ' ') {
            letter = '-';
            dashes += "\xE2\x80\x93";
            continue;
        }
        small += static_cast<char>(std::tolower(letter));
        dashes += letter;
        none += letter;
    }
    for (const auto& typed : {std::string(example_code), hyphens, small, dashes, none,
                              "\n " + none.substr(0, 30) + "\t\n" + none.substr(30) + "\r\n"}) {
        const auto found = compare_checkpoint_code(typed, example_root());
        BOOST_TEST((found.match == CodeMatch::equal), typed);
        BOOST_TEST(found.wrong_groups.empty());
        BOOST_TEST(found.is_whole);
    }
    // 0 at place 10 of the code, and a 1 in that of another root.
    BOOST_TEST(wrong_in(replaced(10, "O")).empty());
    BOOST_TEST(wrong_in(replaced(10, "o")).empty());
    const auto root = root_of("7");
    auto code = encode_checkpoint_code(root);
    const auto one = code.find('1');
    BOOST_TEST_REQUIRE(one != std::string::npos);
    for (const char like : {'I', 'i', 'L', 'l'}) {
        code[one] = like;
        BOOST_TEST((compare_checkpoint_code(code, root).match == CodeMatch::equal));
    }
}

BOOST_AUTO_TEST_CASE(every_wrong_character_is_found_in_its_group) {
    for (std::size_t place = 0; place < example_code.size(); ++place) {
        if (example_code[place] == ' ') { continue; }
        for (const std::string with : {"7", "G", "U", "?"}) {
            if (example_code.substr(place, 1) == with) { continue; }
            const auto found = compare_checkpoint_code(replaced(place, with), example_root());
            BOOST_TEST((found.match == CodeMatch::mistyped));
            BOOST_TEST_REQUIRE(found.wrong_groups.size() == 1U);
            BOOST_TEST(found.wrong_groups.front() == place / 5 + 1);
            BOOST_TEST(found.typed_groups.front().find(with) != std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(groups_that_changed_places_are_both_named) {
    const auto swapped = replaced(0, "V2SB QTHV", 9);
    BOOST_TEST((wrong_in(swapped) == std::vector<std::size_t>{1, 2}));
}

BOOST_AUTO_TEST_CASE(a_missing_or_additional_character_is_found_in_its_group) {
    std::string whole;
    for (const char letter : example_code) {
        if (letter != ' ') { whole += letter; }
    }
    for (std::size_t place = 0; place < whole.size(); ++place) {
        auto shorter = whole;
        shorter.erase(place, 1);
        const auto group = place / 4 + 1;
        const auto missing = wrong_in(shorter);
        BOOST_TEST_REQUIRE(missing.size() == 1U);
        // A letter that stands twice may be missing in either place.
        BOOST_TEST((missing.front() == group || whole[place] == whole[group * 4]));
        auto longer = whole;
        longer.insert(place, "Z");
        BOOST_TEST_REQUIRE(wrong_in(longer).size() == 1U);
    }
    // With the groups parted it is known which of them it is.
    BOOST_TEST((wrong_in(replaced(5, "", 1)) == std::vector<std::size_t>{2}));
    BOOST_TEST((wrong_in(replaced(58, "ZZ", 1)) == std::vector<std::size_t>{12}));
    // A whole group is missing.
    BOOST_TEST((wrong_in(replaced(10, "", 5)) == std::vector<std::size_t>{3}));
}

BOOST_AUTO_TEST_CASE(the_code_of_another_root_is_told_apart_from_a_mistyped_one) {
    const auto other = encode_checkpoint_code(root_of("other"));
    auto found = compare_checkpoint_code(other, example_root());
    BOOST_TEST((found.match == CodeMatch::other));
    BOOST_TEST(found.is_whole);
    auto broken = other;
    broken[63] = broken[63] == 'A' ? 'B' : 'A';  // one of the check bits, at least
    found = compare_checkpoint_code(broken, example_root());
    BOOST_TEST((found.match == CodeMatch::other));
    BOOST_TEST(!found.is_whole);
    for (const auto* text : {"", "-", "hello", "QTHV", "\xE2\x80\x93", "\xFF\xFE"}) {
        found = compare_checkpoint_code(text, example_root());
        BOOST_TEST((found.match == CodeMatch::other), text);
        BOOST_TEST(!found.is_whole);
    }
}

BOOST_AUTO_TEST_SUITE_END()

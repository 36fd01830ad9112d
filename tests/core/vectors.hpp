// Reading the foreign vectors of tests/vectors: JSON files with hashes in base64.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/base64.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/signing_key.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace peil::core::testing {

/// The whole of a vector file, by its name in tests/vectors.
inline boost::json::value load_vectors(const std::string& name) {
    std::ifstream file(std::string(PEIL_SOURCE_DIR "/tests/vectors/") + name, std::ios::binary);
    BOOST_TEST_REQUIRE(file.good(), "cannot read " << name);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return boost::json::parse(text);
}

inline std::string string_at(const boost::json::value& value, const char* key) {
    return std::string(value.at(key).as_string());
}

inline std::uint64_t number_at(const boost::json::value& value, const char* key) {
    return value.at(key).to_number<std::uint64_t>();
}

/// The reason a vector gives for being refused, if it gives one.
inline std::string reason_of(const boost::json::value& value) {
    const auto* why = value.as_object().if_contains("why");
    return why != nullptr ? std::string(why->as_string()) : std::string();
}

inline Hash hash_of(const boost::json::value& base64) {
    const auto bytes = decode_base64(std::string(base64.as_string()));
    BOOST_TEST_REQUIRE(bytes.has_value());
    const auto hash = hash_from_bytes(*bytes);
    BOOST_TEST_REQUIRE(hash.has_value());
    return *hash;
}

inline std::vector<Hash> hashes_of(const boost::json::value& list) {
    std::vector<Hash> hashes;
    for (const auto& item : list.as_array()) { hashes.push_back(hash_of(item)); }
    return hashes;
}

/// A key whose seed is 32 rising bytes, as those of the vectors are: `log` starts at 0.
inline SigningKey key_from(int first_byte) {
    Bytes seed;
    for (int i = 0; i < 32; ++i) { seed.push_back(static_cast<std::byte>(first_byte + i)); }
    auto key = SigningKey::from_seed(seed);
    BOOST_TEST_REQUIRE(key.has_value());
    return *std::move(key);
}

}  // namespace peil::core::testing

// Salts and event ids from a source of randomness that is an argument.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/base64.hpp>
#include <peil/core/random.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string>

// The C library has a function `random` in the global namespace, where suites otherwise stand.
namespace peil::core::testing {

BOOST_AUTO_TEST_SUITE(random)

namespace {

/// Gives the same bytes each time, from the first on.
class FixedRandom final : public Random {
  public:
    explicit FixedRandom(std::array<unsigned char, 16> bytes) : bytes_(bytes) {}
    void fill(std::span<std::byte> bytes) override {
        BOOST_TEST_REQUIRE(bytes.size() <= bytes_.size());
        std::transform(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(bytes.size()),
                       bytes.begin(), [](unsigned char byte) { return std::byte{byte}; });
    }

  private:
    std::array<unsigned char, 16> bytes_;
};

constexpr std::int64_t time_max = (std::int64_t{1} << 48U) - 1;

}  // namespace

// RFC 9562, appendix A.6.
BOOST_AUTO_TEST_CASE(makes_the_uuid_of_the_rfc_from_its_time_and_random_bits) {
    FixedRandom random({0, 0, 0, 0, 0, 0, 0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 7, 0x39, 0x8F});
    BOOST_TEST(uuid_v7(random, 0x017F22E279B0) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

BOOST_AUTO_TEST_CASE(sets_version_and_variant_whatever_the_random_bits_are) {
    std::array<unsigned char, 16> ones{};
    ones.fill(0xFF);
    FixedRandom high(ones);
    FixedRandom low({});
    BOOST_TEST(uuid_v7(high, 0) == "00000000-0000-7fff-bfff-ffffffffffff");
    BOOST_TEST(uuid_v7(low, time_max) == "ffffffff-ffff-7000-8000-000000000000");
}

BOOST_AUTO_TEST_CASE(sorts_ids_of_later_milliseconds_later) {
    SystemRandom random;
    std::string before = uuid_v7(random, 0);
    for (const std::int64_t time : {1LL, 255LL, 256LL, 65'536LL, 1'700'000'000'000LL}) {
        const std::string after = uuid_v7(random, time);
        BOOST_TEST(before < after);
        before = after;
    }
}

BOOST_AUTO_TEST_CASE(writes_a_salt_as_22_characters_of_sixteen_bytes) {
    FixedRandom zeros({});
    BOOST_TEST(random_salt(zeros) == std::string(22, 'A'));
    SystemRandom random;
    const auto bytes = decode_base64url(random_salt(random));
    BOOST_TEST_REQUIRE(bytes.has_value());
    BOOST_TEST(bytes->size() == 16U);
}

BOOST_AUTO_TEST_CASE(repeats_neither_salt_nor_id) {
    SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        seen.insert(random_salt(random));
        seen.insert(uuid_v7(random, 1));
    }
    BOOST_TEST(seen.size() == 2000U);
}

BOOST_AUTO_TEST_CASE(fills_spans_of_any_size) {
    SystemRandom random;
    std::array<std::byte, 1000> bytes{};
    random.fill({});
    random.fill(bytes);
    BOOST_TEST(std::count(bytes.begin(), bytes.end(), std::byte{0}) < 100);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core::testing

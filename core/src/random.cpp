// Random bytes from the kernel, salts and UUIDs.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/base64.hpp>
#include <peil/core/check.hpp>
#include <peil/core/error.hpp>
#include <peil/core/random.hpp>

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/random.h>

namespace peil::core {

Random::~Random() = default;

void SystemRandom::fill(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const auto count = getrandom(bytes.data(), bytes.size(), 0);
        if (count < 0 && errno == EINTR) { continue; }
        if (count < 0) { throw CryptoError(std::string("getrandom: ") + std::strerror(errno)); }
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

std::string random_salt(Random& random) {
    std::array<std::byte, 16> bytes{};
    random.fill(bytes);
    return encode_base64url(bytes);
}

std::string uuid_v7(Random& random, std::int64_t unix_ms) {
    check(unix_ms >= 0 && unix_ms < (std::int64_t{1} << 48U), "the time of an id fits in 48 bits");
    std::array<std::byte, 16> bytes{};
    random.fill(bytes);
    for (std::size_t i = 0; i < 6; ++i) {
        bytes[5 - i] = static_cast<std::byte>((unix_ms >> (8U * i)) & 0xFF);
    }
    bytes[6] = (bytes[6] & std::byte{0x0F}) | std::byte{0x70};  // version 7
    bytes[8] = (bytes[8] & std::byte{0x3F}) | std::byte{0x80};  // variant 10
    std::string text = to_hex(ByteView{bytes});
    for (const std::size_t dash : {8U, 13U, 18U, 23U}) { text.insert(dash, 1, '-'); }
    return text;
}

}  // namespace peil::core

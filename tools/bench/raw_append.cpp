// peil-bench-raw FOLDER FILE: opens a raw LMDB store, appends the bytes of a file as its next row,
// waits until they are durable, and ends. What `peil append` is compared with as a process.
// SPDX-License-Identifier: EUPL-1.2
#include "raw_store.hpp"

#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>

namespace {

std::string big_endian(std::uint64_t number) {
    std::string key(8, '\0');
    for (std::size_t i = 0; i < key.size(); ++i) {
        key[key.size() - 1 - i] = static_cast<char>(number >> (8 * i) & 0xFFU);
    }
    return key;
}

void append(const char* folder, const char* file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    peil::bench::RawStore store(folder);
    peil::bench::RawRow row{0, big_endian(store.row_count() + 1), bytes};
    store.append({&row, 1});
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        static_cast<void>(std::fputs("usage: peil-bench-raw FOLDER FILE\n", stderr));
        return 2;
    }
    try {
        append(argv[1], argv[2]);
        return 0;
    } catch (const std::exception& error) {
        static_cast<void>(std::fprintf(stderr, "peil-bench-raw: %s\n", error.what()));
        return 1;
    }
}

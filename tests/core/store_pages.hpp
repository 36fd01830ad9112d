// Which pages of a data file are in use: a walk over the trees of its newest commit, written from
// the file format of LMDB 0.9 (struct MDB_page, MDB_node, MDB_db, MDB_meta in mdb.c) alone.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <cstring>
#include <set>
#include <string_view>
#include <vector>

namespace peil::core::testing {

class LmdbPages {
  public:
    static constexpr std::size_t page_size = 4096;

    explicit LmdbPages(std::string_view file) : file_(file) {
        BOOST_TEST_REQUIRE(read<std::uint32_t>(40) == page_size);
        const auto newest =
            read<std::uint64_t>(144) >= read<std::uint64_t>(page_size + 144) ? 0U : page_size;
        in_use_ = {0, 1};
        walk(read<std::uint64_t>(newest + 80));   // free pages
        walk(read<std::uint64_t>(newest + 128));  // names of tables, and from there the tables
    }

    /// Numbers of the pages that the newest commit rests on, in rising order.
    [[nodiscard]] std::vector<std::uint64_t> in_use() const {
        return {in_use_.begin(), in_use_.end()};
    }
    [[nodiscard]] bool is_in_use(std::size_t offset) const {
        return in_use_.contains(offset / page_size);
    }

  private:
    enum PageFlag : std::uint16_t { branch = 1, leaf = 2 };
    enum NodeFlag : std::uint16_t { big_data = 1, sub_data = 2 };
    static constexpr std::uint64_t no_page = ~std::uint64_t{0};
    static constexpr std::size_t header_size = 16;

    template <class T>
    [[nodiscard]] T read(std::size_t offset) const {
        T value{};
        std::memcpy(&value, file_.substr(offset, sizeof value).data(), sizeof value);
        return value;
    }

    void walk(std::uint64_t root) {
        std::vector<std::uint64_t> waiting{root};
        while (!waiting.empty()) {
            const auto page = waiting.back();
            waiting.pop_back();
            if (page == no_page) { continue; }
            BOOST_TEST_REQUIRE(in_use_.insert(page).second, "page " << page << " is used twice");
            const auto start = page * page_size;
            const auto flags = read<std::uint16_t>(start + 10);
            const auto count = (read<std::uint16_t>(start + 12) - header_size) / 2;
            for (std::size_t i = 0; i < count; ++i) {
                const auto node = start + read<std::uint16_t>(start + header_size + 2 * i);
                if ((flags & branch) != 0) { waiting.push_back(child_of(node)); }
                if ((flags & leaf) != 0) { visit_leaf(node, waiting); }
            }
        }
    }

    [[nodiscard]] std::uint64_t child_of(std::size_t node) const {
        return read<std::uint32_t>(node) | std::uint64_t{read<std::uint16_t>(node + 4)} << 32U;
    }

    void visit_leaf(std::size_t node, std::vector<std::uint64_t>& waiting) {
        const auto flags = read<std::uint16_t>(node + 4);
        const auto data = node + 8 + read<std::uint16_t>(node + 6);
        if ((flags & sub_data) != 0) { waiting.push_back(read<std::uint64_t>(data + 40)); }
        if ((flags & big_data) == 0) { return; }
        const auto first = read<std::uint64_t>(data);
        const auto count = read<std::uint32_t>(first * page_size + 12);
        for (std::uint64_t page = first; page < first + count; ++page) { in_use_.insert(page); }
    }

    std::string_view file_;
    std::set<std::uint64_t> in_use_;
};

}  // namespace peil::core::testing

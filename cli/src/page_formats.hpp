// Printing a page as table, JSON or CSV, as --format says.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "context.hpp"
#include <peil/events/render.hpp>

#include <string>

namespace peil::cli {

/// What writes a page in each of the formats. Table and CSV end with a newline, JSON does not.
template <class Page>
struct PageWriters {
    std::string (*table)(const Page& page, const events::TableStyle& style);
    std::string (*json)(const Page& page);
    std::string (*csv)(const Page& page);
};

template <class Page>
void print_page(const Context& context, const Page& page, const PageWriters<Page>& writers) {
    if (context.is_json()) {
        context.print(writers.json(page));
    } else if (context.format() == "csv") {
        context.print_long(writers.csv(page));
    } else {
        context.print_long(writers.table(page, context.table_style()));
    }
}

}  // namespace peil::cli

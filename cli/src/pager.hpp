#pragma once
#include <string>
namespace peil::cli { void print_paged(const std::string&, bool); }

#pragma once
#include <string_view>
namespace peil::cli { struct Terminal { bool is_terminal=false; bool is_coloured=false; int width_columns=80; }; Terminal detect_terminal(int, std::string_view); }

#include "pager.hpp"
#include <unistd.h>
namespace peil::cli { void print_paged(const std::string& t, bool){ [[maybe_unused]] auto n = write(1,t.data(),t.size()); } }

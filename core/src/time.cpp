// RFC 3339 moments with <chrono>'s calendar.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/time.hpp>

#include <chrono>

namespace peil::core {

namespace {

constexpr UnixMs minute_ms = 60'000;

/// Reads `count` decimal digits from the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) { return std::nullopt; }
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') { return std::nullopt; }
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) { return false; }
    text.remove_prefix(1);
    return true;
}

std::optional<UnixMs> take_date(std::string_view& text) {
    const auto year = take_digits(text, 4);
    if (!year || !take(text, '-')) { return std::nullopt; }
    const auto month = take_digits(text, 2);
    if (!month || !take(text, '-')) { return std::nullopt; }
    const auto day = take_digits(text, 2);
    if (!day) { return std::nullopt; }
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) { return std::nullopt; }
    return std::chrono::sys_days{date}.time_since_epoch().count() * day_ms;
}

/// Hours and minutes as milliseconds: `09:30`.
std::optional<UnixMs> take_clock(std::string_view& text) {
    const auto hours = take_digits(text, 2);
    if (!hours || *hours > 23 || !take(text, ':')) { return std::nullopt; }
    const auto minutes = take_digits(text, 2);
    if (!minutes || *minutes > 59) { return std::nullopt; }
    return (*hours * UnixMs{60} + *minutes) * minute_ms;
}

/// Seconds with up to three decimals, as milliseconds.
std::optional<UnixMs> take_seconds(std::string_view& text) {
    const auto seconds = take_digits(text, 2);
    if (!seconds || *seconds > 59) { return std::nullopt; }
    UnixMs result = *seconds * UnixMs{1000};
    if (!take(text, '.')) { return result; }
    UnixMs unit = 100;
    std::size_t count = 0;
    while (const auto digit = take_digits(text, 1)) {
        result += *digit * unit;
        unit /= 10;
        ++count;
    }
    if (count == 0 || count > 3) { return std::nullopt; }
    return result;
}

std::optional<UnixMs> take_offset(std::string_view& text) {
    if (take(text, 'Z')) { return 0; }
    const bool east = take(text, '+');
    if (!east && !take(text, '-')) { return std::nullopt; }
    const auto offset = take_clock(text);
    if (!offset) { return std::nullopt; }
    return east ? *offset : -*offset;
}

/// Appends a number with leading zeros; it has at most `count` digits.
void append_digits(std::string& out, UnixMs value, std::size_t count) {
    const auto start = out.size();
    out.append(count, '0');
    for (auto at = start + count; at > start; value /= 10) {
        out[--at] = static_cast<char>('0' + value % 10);
    }
}

}  // namespace

std::string format_date(UnixMs time) {
    const std::chrono::sys_time<std::chrono::milliseconds> moment{std::chrono::milliseconds{time}};
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(moment)};
    std::string text;
    append_digits(text, static_cast<int>(date.year()), 4);
    text += '-';
    append_digits(text, static_cast<unsigned>(date.month()), 2);
    text += '-';
    append_digits(text, static_cast<unsigned>(date.day()), 2);
    return text;
}

std::string format_time(UnixMs time) {
    const UnixMs in_day = ((time % day_ms) + day_ms) % day_ms;
    auto text = format_date(time);
    text += 'T';
    append_digits(text, in_day / 3'600'000, 2);
    text += ':';
    append_digits(text, in_day / minute_ms % 60, 2);
    text += ':';
    append_digits(text, in_day / 1000 % 60, 2);
    text += '.';
    append_digits(text, in_day % 1000, 3);
    text += 'Z';
    return text;
}

std::optional<UnixMs> parse_date(std::string_view text) {
    const auto date = take_date(text);
    return text.empty() ? date : std::nullopt;
}

std::optional<UnixMs> parse_time(std::string_view text) {
    const auto date = take_date(text);
    if (!date || !take(text, 'T')) { return std::nullopt; }
    const auto clock = take_clock(text);
    if (!clock) { return std::nullopt; }
    std::optional<UnixMs> seconds = 0;
    if (take(text, ':')) { seconds = take_seconds(text); }
    if (!seconds) { return std::nullopt; }
    const auto offset = take_offset(text);
    if (!offset || !text.empty()) { return std::nullopt; }
    return *date + *clock + *seconds - *offset;
}

}  // namespace peil::core

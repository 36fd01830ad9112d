// Joining dates and the words before them to periods.
// SPDX-License-Identifier: EUPL-1.2
#include "periods.hpp"

#include "../import/prose.hpp"

namespace peil::events::suggest {

namespace {

enum class Lead { none, since, until };

/// How many tokens between two dates make them one range; nothing if they are not.
std::optional<std::size_t> range_joint(const Tokens& tokens, std::size_t after) {
    if (stands_at(tokens, after, {"tot", "en", "met"})) { return 3; }
    const auto& word = lower_at(tokens, after);
    if (word == "tot" || word == "en" || word == "-" || word == "\u2013" || word == "t/m" ||
        word == "/") {
        return 1;
    }
    return std::nullopt;
}

bool is_since(const std::string& word) {
    return word == "sinds" || word == "sedert" || word == "vanaf";
}

/// What the words round a date make of it; `2015 tot heden` is since 2015.
Lead lead_of(const Tokens& tokens, const Date& date) {
    const auto at = date.first;
    const auto& word = lower_before(tokens, at);
    if (is_since(word)) { return Lead::since; }
    // `sinds de opening in mei 2019`
    for (std::size_t back = 2; word == "in" && back <= 4 && back <= at; ++back) {
        if (is_since(tokens[at - back].lower)) { return Lead::since; }
    }
    if (stands_at(tokens, date.last, {"tot", "heden"}) ||
        stands_at(tokens, date.last, {"tot", "nu"}) ||
        stands_at(tokens, date.last, {"tot", "en", "met", "heden"})) {
        return Lead::since;
    }
    if (word == "tot" || word == "t/m" || stands_before(tokens, at, {"tot", "en", "met"})) {
        return Lead::until;
    }
    return Lead::none;
}

bool is_compared_at(const Tokens& tokens, std::size_t at) {
    for (std::size_t back = 1; back <= 6 && back <= at; ++back) {
        const auto from = at - back;
        if (tokens[from].lower == "," || tokens[from].lower == ";") { return false; }
        if (stands_at(tokens, from, {"ten", "opzichte", "van"}) ||
            stands_at(tokens, from, {"vergeleken", "met"}) ||
            stands_at(tokens, from, {"dan", "in"})) {
            return true;
        }
    }
    return false;
}

bool is_reference_word(const std::string& word) {
    return word == "peildatum" || word == "teldatum" || word == "meetdatum";
}

/// Whether `peildatum`, `stand per`, or the like stands before a date.
bool is_stated(const Tokens& tokens, std::size_t at) {
    if (is_reference_word(lower_before(tokens, at)) ||
        stands_before(tokens, at, {"stand", "per"})) {
        return true;
    }
    return at >= 2 && is_reference_word(tokens[at - 2].lower);
}

/// A day or a month is when something was counted; a year or a part of it is a time.
Period alone(const Date& date) {
    Period period{.first = date.first, .last = date.last};
    const bool is_point = date.precision == Precision::day || date.precision == Precision::month;
    period.kind = is_point ? PeriodKind::reference : PeriodKind::span;
    period.to = iso_to(date);
    if (!is_point) { period.from = iso_from(date); }
    return period;
}

void apply_lead(const Tokens& tokens, const Date& date, Period& period) {
    const auto lead = lead_of(tokens, date);
    if (lead == Lead::none) { return; }
    period.kind = PeriodKind::span;
    period.from.reset();
    period.to.reset();
    (lead == Lead::since ? period.from : period.to) =
        lead == Lead::since ? iso_from(date) : iso_to(date);
}

int month_number(std::string_view iso, bool is_end) {
    const auto year = reading::parse_decimal(iso.substr(0, 4)).value_or(0);
    if (iso.size() < 7) { return static_cast<int>(year) * 12 + (is_end ? 12 : 1); }
    return static_cast<int>(year * 12 + reading::parse_decimal(iso.substr(5, 2)).value_or(0));
}

}  // namespace

std::vector<Period> find_periods(const Tokens& tokens, const std::vector<Date>& dates, Side side,
                                 Day today) {
    const auto placed = [&](const Date& date) {
        return side == Side::past ? bygone(date, today) : coming(date, today);
    };
    std::vector<Period> periods;
    for (std::size_t index = 0; index < dates.size(); ++index) {
        const auto date = placed(dates[index]);
        auto period = alone(date);
        period.is_stated_reference = is_stated(tokens, date.first);
        const auto joint = range_joint(tokens, date.last);
        const bool is_range =
            joint && index + 1 < dates.size() && dates[index + 1].first == date.last + *joint;
        if (is_range) {
            const auto end = placed(dates[++index]);
            period.kind = PeriodKind::span;
            period.last = end.last;
            period.from = iso_from(date);
            period.to = iso_to(end);
        } else {
            apply_lead(tokens, date, period);
        }
        // `dan in 2019, toen er 40 waren`: what follows is of that time.
        period.is_compared =
            is_compared_at(tokens, date.first) && !stands_at(tokens, period.last, {",", "toen"});
        period.is_unclear = date.is_unclear;
        periods.push_back(std::move(period));
    }
    return periods;
}

std::optional<int> months_between(const std::optional<std::string>& from,
                                  const std::optional<std::string>& to) {
    if (!from || !to || from->size() < 4 || to->size() < 4) { return std::nullopt; }
    return month_number(*to, true) - month_number(*from, false) + 1;
}

}  // namespace peil::events::suggest

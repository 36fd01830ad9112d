// The names of the domain's error codes.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/error.hpp>

#include <string>

namespace peil::events {

namespace {

const char* message_of(Errc code) {
    switch (code) {
        case Errc::unreadable_report: return "report cannot be read";
        case Errc::malformed_date: return "malformed date or time";
        case Errc::unknown_kind: return "unknown kind of event";
        case Errc::malformed_content: return "malformed content of an event";
        case Errc::rule_violated: return "event breaks a rule of the programme";
        case Errc::edition_exists: return "edition exists with other content";
        case Errc::edition_missing: return "no such edition";
        case Errc::measure_missing: return "no such measure";
        case Errc::must_understand: return "event must be understood by a newer version";
        case Errc::outdated_view: return "derived view does not belong to this ledger";
        case Errc::not_sealed: return "no checkpoint covers it yet";
    }
    return "unknown error";
}

class EventsCategory final : public boost::system::error_category {
  public:
    [[nodiscard]] const char* name() const noexcept override { return "peil.events"; }
    [[nodiscard]] std::string message(int code) const override {
        return message_of(static_cast<Errc>(code));
    }
};

}  // namespace

const boost::system::error_category& events_category() noexcept {
    static const EventsCategory category;
    return category;
}

boost::system::error_code make_error_code(Errc code) noexcept {
    return {static_cast<int>(code), events_category()};
}

}  // namespace peil::events

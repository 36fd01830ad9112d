// The names of core's error codes.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/error.hpp>

#include <boost/system/system_error.hpp>

namespace peil::core {

namespace {

const char* message_of(Errc code) {
    switch (code) {
        case Errc::malformed_json: return "malformed JSON";
        case Errc::not_canonical: return "JSON is not in canonical form";
        case Errc::malformed_base64: return "malformed base64";
        case Errc::malformed_note: return "malformed signed note";
        case Errc::no_known_signature: return "no signature by a known key";
        case Errc::bad_signature: return "signature of a known key is wrong";
        case Errc::malformed_checkpoint: return "malformed checkpoint";
        case Errc::malformed_key: return "malformed key";
        case Errc::index_out_of_range: return "index or size out of range";
        case Errc::proof_rejected: return "proof does not lead to the root";
        case Errc::malformed_disclosure: return "malformed disclosure";
        case Errc::disclosure_rejected: return "disclosure does not belong to the event";
        case Errc::event_too_large: return "event is too large";
        case Errc::malformed_event: return "malformed event";
        case Errc::id_reused: return "event id was used for other content";
        case Errc::size_conflict: return "ledger has another size than expected";
        case Errc::inconsistent_head: return "head is not consistent with what was signed";
        case Errc::ledger_exists: return "a ledger exists already";
        case Errc::ledger_missing: return "no ledger found";
        case Errc::ledger_locked: return "another process writes to the ledger";
        case Errc::ledger_damaged: return "ledger is damaged";
        case Errc::unsafe_permissions: return "file permissions are unsafe";
        case Errc::network_file_system: return "ledger lies on a network file system";
        case Errc::wrong_passphrase: return "wrong or missing passphrase";
        case Errc::wrong_origin: return "checkpoint is of another log";
        case Errc::key_missing: return "no key file found";
        case Errc::key_exists: return "a key file exists already";
        case Errc::malformed_tile: return "malformed tile, entry bundle or tile path";
        case Errc::malformed_proof: return "malformed proof";
        case Errc::tiles_refused: return "folder of tiles does not lead to this checkpoint";
        case Errc::not_sealed: return "no signed checkpoint covers it";
        case Errc::malformed_policy: return "malformed trust policy";
        case Errc::malformed_request: return "malformed request to a witness";
        case Errc::malformed_timestamp: return "malformed timestamp";
        case Errc::timestamp_rejected: return "timestamp does not hold";
        case Errc::unreachable: return "a service on the network gave no usable answer";
        case Errc::key_not_valid: return "a key signed that was not the log's key then";
        case Errc::key_revoked: return "a key signed whose signatures do not count any more";
    }
    return "unknown error";
}

class CoreCategory final : public boost::system::error_category {
  public:
    [[nodiscard]] const char* name() const noexcept override { return "peil.core"; }
    [[nodiscard]] std::string message(int code) const override {
        return message_of(static_cast<Errc>(code));
    }
};

}  // namespace

const boost::system::error_category& core_category() noexcept {
    static const CoreCategory category;
    return category;
}

boost::system::error_code make_error_code(Errc code) noexcept {
    return {static_cast<int>(code), core_category()};
}

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
    throw boost::system::system_error(error.code, error.detail + " at " + where.to_string());
}

}  // namespace peil::core

// The channels for what goes wrong: Result<T> for data that is refused, exceptions for the world
// (disk, OpenSSL), check() for ourselves. Codes are public: append, never renumber.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace peil::core {

enum class Errc {
    malformed_json = 1,
    not_canonical,
    malformed_base64,
    malformed_note,
    no_known_signature,
    bad_signature,
    malformed_checkpoint,
    malformed_key,
    index_out_of_range,
    proof_rejected,
    malformed_disclosure,
    disclosure_rejected,
    event_too_large,
    malformed_event,
    id_reused,
    size_conflict,
    inconsistent_head,
    ledger_exists,
    ledger_missing,
    ledger_locked,
    ledger_damaged,
    unsafe_permissions,
    network_file_system,
    wrong_passphrase,
    wrong_origin,
    key_missing,
    key_exists,
    malformed_tile,
    malformed_proof,
    tiles_refused,
    not_sealed,
    malformed_policy,
    malformed_request,
    malformed_timestamp,
    timestamp_rejected,
    unreachable,
    key_not_valid,
    key_revoked,
};

[[nodiscard]] const boost::system::error_category& core_category() noexcept;
[[nodiscard]] boost::system::error_code make_error_code(Errc code) noexcept;

/// What was refused and where: a code for programs and a sentence for people.
struct Error {
    boost::system::error_code code;
    std::string detail;

    /// No error: what boost::system::result answers when asked for the error of a success.
    Error() = default;
    Error(boost::system::error_code error_code, std::string text)
        : code(error_code), detail(std::move(text)) {}
    Error(Errc errc, std::string text) : code(make_error_code(errc)), detail(std::move(text)) {}
};

/// Makes an Error usable where boost::system::result wants an exception.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location&);

/// Either a value or an Error; boost::system::result of 1.81 is not [[nodiscard]] itself.
template <class T>
class [[nodiscard]] Result : public boost::system::result<T, Error> {
  public:
    using boost::system::result<T, Error>::result;
};

/// The disk, the map or the file system failed; nobody between here and main can repair it.
class StorageError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A commit failed in a way that leaves open whether it is durable: ask again by id.
class UnknownOutcome : public StorageError {
  public:
    using StorageError::StorageError;
};

/// OpenSSL or the kernel's random source failed.
class CryptoError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace peil::core

template <>
struct boost::system::is_error_code_enum<peil::core::Errc> : std::true_type {};

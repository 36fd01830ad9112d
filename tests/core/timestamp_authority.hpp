// A timestamping authority run through the openssl command: keys, certificates and replies in a
// folder of its own.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "temporary_folder.hpp"
#include <peil/core/bytes.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <string>

namespace peil::core::testing {

class TimestampAuthority {
  public:
    /// The signer's certificate is good for so many days from now.
    explicit TimestampAuthority(int days = 3650) {
        write_whole(
            folder_ / "tsa.cnf",
            "[tsa]\nserial = " + (folder_ / "serial").string() +
                "\ncrypto_device = builtin\ndigests = sha256\nsigner_digest = sha256\n"
                "default_policy = 1.3.6.1.4.1.99999.1\nother_policies = 1.3.6.1.4.1.99999.2\n"
                "accuracy = secs:1\nclock_precision_digits = 3\nordering = no\n"
                "tsa_name = no\ness_cert_id_chain = no\ness_cert_id_alg = sha256\n"
                "[req]\ndistinguished_name = dn\n[dn]\n"
                "[root]\nbasicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign\n"
                "[leaf]\nbasicConstraints = critical,CA:FALSE\n"
                "extendedKeyUsage = critical,timeStamping\n");
        write_whole(folder_ / "serial", "01\n");
        shell(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key "
            "-out root.pem -subj '/CN=Test Root' -days 7300 -config tsa.cnf -extensions root");
        shell(
            "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key "
            "-out tsa.csr -subj '/CN=Test TSA' -config tsa.cnf");
        shell(
            "openssl x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial "
            "-out tsa.pem -days " +
            std::to_string(days) + " -extfile tsa.cnf -extensions leaf");
    }

    /// The answer to a query; a refusal is an answer, too.
    [[nodiscard]] std::string reply(std::string_view query) const {
        write_whole(folder_ / "query", query);
        shell(
            "openssl ts -reply -config tsa.cnf -section tsa -queryfile query -signer tsa.pem "
            "-inkey tsa.key -out reply");
        return read_whole(folder_ / "reply");
    }
    [[nodiscard]] std::string roots() const { return read_whole(folder_ / "root.pem"); }
    [[nodiscard]] std::filesystem::path roots_file() const { return folder_ / "root.pem"; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    void shell(const std::string& command) const {
        const auto line =
            "cd '" + folder_.path().string() + "' && " + command + " >/dev/null 2>>errors";
        // Commands of this file only, on names of this file only.
        const int code = std::system(line.c_str());  // NOLINT(cert-env33-c): a tool of the test
        const auto errors = code == 0 ? "" : read_whole(folder_ / "errors");
        BOOST_TEST_REQUIRE(code == 0, command << "\n" << errors);
    }

  private:
    TemporaryFolder folder_;
};

}  // namespace peil::core::testing

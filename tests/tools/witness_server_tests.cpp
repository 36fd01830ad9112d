// The witness over HTTP on loopback: the foreign steps one by one, limits, and stopping.
// SPDX-License-Identifier: EUPL-1.2
#include "witness_samples.hpp"

#include <boost/test/unit_test.hpp>

namespace peil::witness {

namespace http = boost::beast::http;
using core::testing::load_vectors;
using core::testing::number_at;
using core::testing::string_at;
using testing::Client;
using testing::GrowingLog;
using testing::RunningServer;
using testing::VectorWitness;

namespace {

std::string header_of(const testing::HttpResponse& response, http::field field) {
    return std::string(response[field]);
}

std::string monitor_target() {
    return "/" +
           core::to_hex(core::sha256(core::as_bytes(std::string_view(testing::vector_origin)))) +
           "/checkpoint";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(witness_server)

BOOST_AUTO_TEST_CASE(answers_every_step_of_the_foreign_vectors_byte_for_byte) {
    const auto vectors = load_vectors("witness.json");
    VectorWitness place;
    auto witness = place.open();
    const RunningServer server(witness);
    const auto& steps = vectors.at("steps").as_array();
    BOOST_TEST_REQUIRE(steps.size() == 31U);
    for (const auto& step : steps) {
        place.now = static_cast<core::UnixMs>(number_at(step, "time")) * 1000;
        Client client(server.port());
        const auto response = client.post(string_at(step, "body"));
        const auto name = string_at(step, "name");
        BOOST_TEST(response.result_int() == number_at(step, "status"), name);
        if (const auto* body = step.as_object().if_contains("response")) {
            BOOST_TEST(response.body() == body->as_string(), name);
        }
        if (const auto* type = step.as_object().if_contains("content_type")) {
            BOOST_TEST(header_of(response, http::field::content_type) == type->as_string(), name);
        }
        BOOST_TEST(witness.size_of(testing::vector_origin) == number_at(step, "stored_size_after"),
                   name);
    }
}

BOOST_AUTO_TEST_CASE(gives_monitors_the_note_last_cosigned) {
    VectorWitness place;
    auto witness = place.open();
    const RunningServer server(witness);
    Client client(server.port());
    BOOST_TEST(client.send(http::verb::get, monitor_target()).result_int() == 404U);
    const auto cosigned = client.post(GrowingLog(7).request(0, 7));
    BOOST_TEST(cosigned.result_int() == 200U);
    const auto note = client.send(http::verb::get, monitor_target());
    BOOST_TEST(note.result_int() == 200U);
    BOOST_TEST(note.body().ends_with(cosigned.body()));
    BOOST_TEST(note.body() == *witness.latest(testing::vector_origin));
    BOOST_TEST(client.send(http::verb::get, "/00/checkpoint").result_int() == 404U);
}

BOOST_AUTO_TEST_CASE(knows_two_pages_and_their_methods) {
    VectorWitness place;
    auto witness = place.open();
    const RunningServer server(witness);
    Client client(server.port());
    BOOST_TEST(client.send(http::verb::get, "/add-checkpoint").result_int() == 405U);
    BOOST_TEST(client.send(http::verb::put, "/add-checkpoint").result_int() == 405U);
    BOOST_TEST(client.send(http::verb::post, monitor_target()).result_int() == 405U);
    for (const auto* target : {"/", "/add-checkpoint/", "/add-checkpoint?a", "//checkpoint",
                               "/checkpoint", "/../etc/passwd", "/%2e/checkpoint", "*"}) {
        BOOST_TEST(client.send(http::verb::get, target).result_int() == 404U, target);
    }
}

BOOST_AUTO_TEST_CASE(refuses_bodies_and_headers_that_are_too_large) {
    VectorWitness place;
    auto witness = place.open();
    const RunningServer server(witness, {.body_size_max_bytes = 1000});
    {
        Client client(server.port());
        client.send_raw("POST /add-checkpoint HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n");
        BOOST_TEST(client.receive().result_int() == 413U);
    }
    {
        Client client(server.port());
        client.send_raw("GET / HTTP/1.1\r\nHost: " + std::string(20'000, 'a') + "\r\n\r\n");
        BOOST_TEST(client.receive().result_int() == 431U);
    }
    {
        Client client(server.port());
        client.send_raw("nonsense\r\n\r\n");
        BOOST_TEST(client.receive().result_int() == 400U);
    }
}

BOOST_AUTO_TEST_CASE(refuses_requests_of_which_it_is_unclear_where_they_end) {
    VectorWitness place;
    auto witness = place.open();
    const RunningServer server(witness);
    for (const std::string headers :
         {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
          "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: +5\r\n",
          "Content-Length: -1\r\n", "Content-Length: 5, 6\r\n"}) {
        Client client(server.port());
        client.send_raw("POST /add-checkpoint HTTP/1.1\r\nHost: a\r\n" + headers +
                        "\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
        const auto answers = client.rest();
        BOOST_TEST(answers.starts_with("HTTP/1.1 400"), headers << answers);
        BOOST_TEST(answers.find("HTTP/1.1", 8) == std::string::npos, headers << answers);
    }
}

BOOST_AUTO_TEST_CASE(does_not_wait_long_for_a_request_that_does_not_come) {
    VectorWitness place;
    auto witness = place.open();
    const RunningServer server(witness, {.request_time_max = std::chrono::milliseconds(100)});
    Client client(server.port());
    client.send_raw("POST /add-checkpoint HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nold");
    const auto begin = std::chrono::steady_clock::now();
    BOOST_TEST(client.rest().empty());
    BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(5)));
}

BOOST_AUTO_TEST_CASE(serves_others_while_some_connections_are_slow) {
    VectorWitness place;
    auto witness = place.open();
    const RunningServer server(witness, {.thread_count = 2});
    std::vector<std::unique_ptr<Client>> slow;
    for (int i = 0; i < 50; ++i) {
        slow.push_back(std::make_unique<Client>(server.port()));
        slow.back()->send_raw("POST /add-checkpoint HTTP/1.1\r\n");
    }
    const GrowingLog log(30);
    std::vector<std::thread> clients;
    std::atomic<int> good{0};
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back([&] {
            Client client(server.port());
            for (std::uint64_t size = 1; size <= 30;) {
                const auto old = witness.size_of(testing::vector_origin);
                if (old >= 30) { break; }
                const auto answer = client.post(log.request(old, old + 1));
                if (answer.result_int() == 200) { ++good; }
                size = old + 1;
            }
        });
    }
    for (auto& client : clients) { client.join(); }
    // Each size is cosigned once, whoever was first.
    BOOST_TEST(good == 30);
}

BOOST_AUTO_TEST_CASE(takes_no_more_connections_than_it_may) {
    VectorWitness place;
    auto witness = place.open();
    const RunningServer server(witness, {.connection_count_max = 2});
    Client first(server.port());
    Client second(server.port());
    BOOST_TEST(first.send(http::verb::get, "/").result_int() == 404U);
    BOOST_TEST(second.send(http::verb::get, "/").result_int() == 404U);
    Client third(server.port());
    BOOST_TEST(third.rest().empty());
    BOOST_TEST(first.send(http::verb::get, "/").result_int() == 404U);
}

BOOST_AUTO_TEST_CASE(stops_though_a_connection_is_open_and_lets_the_port_go) {
    VectorWitness place;
    auto witness = place.open();
    RunningServer server(witness);
    Client idle(server.port());
    BOOST_TEST(idle.send(http::verb::get, "/").result_int() == 404U);
    const auto begin = std::chrono::steady_clock::now();
    server.stop();
    BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(3)));
    BOOST_CHECK_THROW(Client{server.port()}, boost::system::system_error);
}

BOOST_AUTO_TEST_CASE(says_nothing_of_what_failed_inside) {
    VectorWitness place;
    place.now = 0;
    auto witness = place.open();
    const RunningServer server(witness);
    Client client(server.port());
    BOOST_TEST(client.post(GrowingLog(2).request(0, 2)).result_int() == 500U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::witness

// One request and its answer on their way through the sandbox. Belongs to the worker thread that serves it.
#pragma once

#include "connection.hpp"
#include "faults.hpp"
#include "text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <httplib.h>

namespace mmf::sandbox {

class Exchange
{
public:
    // Both outlive the exchange. Made when the head of the request has been read.
    Exchange(const httplib::Request &request, Connection &connection);

    [[nodiscard]] const std::string &method() const { return m_request.method; }
    [[nodiscard]] const std::string &path() const { return m_request.path; } // decoded
    [[nodiscard]] const std::string &query() const { return m_query; }       // as sent
    [[nodiscard]] std::string parameter(std::string_view name) const { return field(m_parameters, name); }
    // As sent, without space around it; the first of that name, empty if there is none.
    [[nodiscard]] std::string header(std::string_view name) const;
    // Without parameters, in lower case.
    [[nodiscard]] std::string content_type() const;
    [[nodiscard]] std::optional<std::uint64_t> content_length() const;
    [[nodiscard]] bool is_chunked() const { return m_request.has_header("Transfer-Encoding"); }
    [[nodiscard]] Connection &connection() const { return m_connection; }

    // The whole body; nothing if it is larger than `limit` or incomplete, and then an answer was given.
    [[nodiscard]] std::optional<std::string> body(std::uint64_t limit);
    // Hands the body on piece by piece until take() says false; true if it came completely.
    bool read_body(const httplib::ContentReceiver &take);
    // Reads and forgets what of the body is left, so that the connection can be used again.
    void drain();

    void answer(int status, std::string_view type, std::string body);
    void answer_json(int status, std::string json) { answer(status, "application/json", std::move(json)); }
    // The API's error shape: {error, error_description}.
    void fail(int status, std::string_view error, std::string_view description);
    void redirect(const std::string &url);
    void set_header(const char *name, const std::string &value) { m_response->set_header(name, value); }
    [[nodiscard]] bool answered() const { return m_answered; }
    [[nodiscard]] httplib::Response &response() const { return *m_response; }

    // Set by the server as the request advances. `reader` is null where there is no body to read.
    void attach(httplib::Response &response, const httplib::ContentReader *reader);
    // After processing: a connection with an unread body cannot be used again.
    void settle();

    FaultAction fault;
    std::uint64_t number = 0; // in the list of requests; 0: not listed

private:
    [[nodiscard]] bool has_body() const;

    const httplib::Request &m_request;
    Connection &m_connection;
    httplib::Response *m_response = nullptr;
    const httplib::ContentReader *m_reader = nullptr;
    std::string m_query;
    Fields m_parameters;
    bool m_answered = false;
    bool m_body_read = false;
};

} // namespace mmf::sandbox

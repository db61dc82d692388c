// cpp-httplib's server with connections of our own (see connection.hpp): parsing and writing stay the
// library's, while every request, whatever its path, goes to one RequestSink. start() and stop() belong to
// one thread; the sink is called from worker threads, several at once.
#pragma once

#include "exchange.hpp"
#include "options.hpp"

#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace mmf::sandbox {

class RequestSink
{
public:
    RequestSink() = default;
    RequestSink(const RequestSink &) = delete;
    RequestSink &operator=(const RequestSink &) = delete;
    virtual ~RequestSink() = default;

    // The head was read; there is no way to answer yet.
    virtual void arrived(Exchange &exchange) = 0;
    // Before the body is asked for. Leaves the exchange answered where the body is not wanted. Called twice
    // where the client waits for 100 Continue.
    virtual void before_body(Exchange &exchange) = 0;
    // Answers, or drops the connection.
    virtual void process(Exchange &exchange) = 0;
};

class HttpServer : private httplib::Server
{
public:
    // The sink must outlive the server.
    explicit HttpServer(RequestSink &sink);
    ~HttpServer() override;
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    // Binds 127.0.0.1 and returns the port; requests are accepted from here on, and served after run().
    // Throws std::runtime_error if the port or the certificate cannot be used.
    [[nodiscard]] std::uint16_t bind(std::uint16_t port, const std::optional<TlsFiles> &tls);
    void run();
    // Closes every connection and joins every thread.
    void stop();

private:
    bool process_and_close_socket(socket_t socket) override;
    void serve(Connection &connection);
    [[nodiscard]] Exchange &exchange_of(const httplib::Request &request);
    void handle(const httplib::Request &request, httplib::Response &response,
                const httplib::ContentReader *reader);
    bool enlist(Connection &connection);
    void delist(Connection &connection);

    RequestSink &m_sink;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> m_tls{nullptr, SSL_CTX_free};
    std::thread m_listener;
    std::mutex m_mutex;
    bool m_stopping = false;
    std::set<Connection *> m_connections;
    // The library hands its handlers nothing of ours: found again by the address of the request.
    std::map<const httplib::Request *, Exchange *> m_exchanges;
};

} // namespace mmf::sandbox

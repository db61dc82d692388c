#include "http_server.hpp"

#include <stdexcept>

#include <sys/socket.h>

namespace mmf::sandbox {

namespace {

constexpr const char *AnyPath = R"([\s\S]*)";
constexpr std::size_t Workers = 32;
constexpr int Backlog = 128;
constexpr std::chrono::seconds IdleTimeout{30};

SSL_CTX *make_tls(const TlsFiles &files)
{
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> tls(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!tls || SSL_CTX_set_min_proto_version(tls.get(), TLS1_2_VERSION) != 1) {
        throw std::runtime_error("TLS cannot be set up");
    }
    // The output buffer may have moved when a write is repeated.
    SSL_CTX_set_mode(tls.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    if (SSL_CTX_use_certificate_chain_file(tls.get(), files.certificate.c_str()) != 1) {
        throw std::runtime_error("cannot use the certificate " + files.certificate);
    }
    if (SSL_CTX_use_PrivateKey_file(tls.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
        throw std::runtime_error("cannot use the key " + files.key);
    }
    return tls.release();
}

} // namespace

HttpServer::HttpServer(RequestSink &sink) : m_sink(sink)
{
    new_task_queue = [] { return new httplib::ThreadPool(Workers); };
    set_keep_alive_max_count(1'000'000);
    set_keep_alive_timeout(IdleTimeout.count());
    // The library's default also sets SO_REUSEPORT, with which two servers would share a port unnoticed.
    set_socket_options([](socket_t socket) {
        const int on = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    });
    const auto plain = [this](const httplib::Request &request, httplib::Response &response) {
        handle(request, response, nullptr);
    };
    const auto with_body = [this](const httplib::Request &request, httplib::Response &response,
                                  const httplib::ContentReader &reader) {
        handle(request, response, &reader);
    };
    Get(AnyPath, plain);
    Options(AnyPath, plain);
    Post(AnyPath, with_body);
    Put(AnyPath, with_body);
    Patch(AnyPath, with_body);
    Delete(AnyPath, with_body);
    set_expect_100_continue_handler([this](const httplib::Request &request, httplib::Response &response) {
        Exchange &exchange = exchange_of(request);
        exchange.attach(response, nullptr);
        m_sink.before_body(exchange);
        if (!exchange.answered()) {
            return 100;
        }
        exchange.settle();
        return response.status;
    });
}

HttpServer::~HttpServer()
{
    HttpServer::stop();
}

std::uint16_t HttpServer::bind(std::uint16_t port, const std::optional<TlsFiles> &tls)
{
    if (tls) {
        m_tls.reset(make_tls(*tls));
    }
    int bound = port;
    if (port == 0) {
        bound = bind_to_any_port("127.0.0.1");
    } else if (!bind_to_port("127.0.0.1", port)) {
        bound = -1;
    }
    if (bound <= 0) {
        throw std::runtime_error("cannot listen on 127.0.0.1:" + std::to_string(port));
    }
    // The library's backlog of 5 makes a sixth simultaneous client wait a second for its SYN's repetition.
    ::listen(svr_sock_, Backlog);
    return static_cast<std::uint16_t>(bound);
}

void HttpServer::run()
{
    m_listener = std::thread([this] { listen_after_bind(); });
    // stop() does nothing before the library's loop has begun.
    while (!is_running()) {
        std::this_thread::yield();
    }
}

void HttpServer::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        for (const Connection *connection : m_connections) {
            connection->shut_down();
        }
    }
    if (m_listener.joinable()) {
        httplib::Server::stop();
        m_listener.join();
    }
}

bool HttpServer::process_and_close_socket(socket_t socket)
{
    Connection connection(socket, m_tls.get());
    if (!enlist(connection)) {
        return false;
    }
    serve(connection);
    delist(connection);
    return true;
}

void HttpServer::serve(Connection &connection)
{
    if (!connection.handshake()) {
        return;
    }
    while (!connection.ends() && connection.wait_readable(IdleTimeout)) {
        std::optional<Exchange> exchange;
        const httplib::Request *key = nullptr;
        bool closed = false;
        connection.begin_request();
        const bool good = process_request(connection, false, closed, [&](const httplib::Request &request) {
            key = &request;
            exchange.emplace(request, connection);
            {
                const std::lock_guard lock(m_mutex);
                m_exchanges[key] = &*exchange;
            }
            m_sink.arrived(*exchange);
        });
        if (key != nullptr) {
            const std::lock_guard lock(m_mutex);
            m_exchanges.erase(key);
        }
        if (!connection.flush() || !good || closed) {
            break;
        }
    }
    connection.close_gently();
}

Exchange &HttpServer::exchange_of(const httplib::Request &request)
{
    const std::lock_guard lock(m_mutex);
    return *m_exchanges.at(&request);
}

void HttpServer::handle(const httplib::Request &request, httplib::Response &response,
                        const httplib::ContentReader *reader)
{
    Exchange &exchange = exchange_of(request);
    exchange.attach(response, reader);
    m_sink.before_body(exchange);
    if (exchange.answered()) {
        exchange.drain();
    } else {
        m_sink.process(exchange);
    }
    exchange.settle();
}

bool HttpServer::enlist(Connection &connection)
{
    const std::lock_guard lock(m_mutex);
    if (!m_stopping) {
        m_connections.insert(&connection);
    }
    return !m_stopping;
}

void HttpServer::delist(Connection &connection)
{
    const std::lock_guard lock(m_mutex);
    m_connections.erase(&connection);
}

} // namespace mmf::sandbox

// A TLS server of a test's own making, for settings that no decent server has. It says nothing and notes what
// it hears. Serves one connection after the other on a thread of its own, from its construction until its
// end.
#pragma once

#include "base/files.hpp"
#include "sandbox/options.hpp"
#include "support/loopback_sockets.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include <openssl/ssl.h>
#include <sys/socket.h>

namespace mmf::test {

class TlsListener
{
public:
    // Throws std::runtime_error where there is no port, or OpenSSL refuses the certificate.
    TlsListener(const sandbox::TlsFiles &files, const std::function<void(SSL_CTX *)> &set_up)
        : m_context(SSL_CTX_new(TLS_server_method())), m_listener(listen_on_loopback())
    {
        SSL_CTX_set_security_level(m_context.get(), 0); // whatever the test wants
        set_up(m_context.get());
        if (SSL_CTX_use_certificate_chain_file(m_context.get(), files.certificate.c_str()) != 1 ||
            SSL_CTX_use_PrivateKey_file(m_context.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
            throw std::runtime_error("no TLS server for the test");
        }
        m_thread = std::thread([this] { serve(); });
    }
    TlsListener(const TlsListener &) = delete;
    TlsListener &operator=(const TlsListener &) = delete;
    ~TlsListener()
    {
        ::shutdown(m_listener.socket.get(), SHUT_RDWR); // ends the accept
        m_thread.join();
    }

    std::string base_url() const { return "https://127.0.0.1:" + std::to_string(m_listener.port); }
    int connections() const { return m_connections; }
    // Bytes of requests, which only come after a handshake that the client was content with.
    int heard() const { return m_heard; }

private:
    struct Free
    {
        void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
        void operator()(SSL *tls) const { SSL_free(tls); }
    };

    void serve()
    {
        for (;;) {
            const FileDescriptor socket(::accept4(m_listener.socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
            if (!socket.is_open()) {
                return;
            }
            ++m_connections;
            const std::unique_ptr<SSL, Free> tls(SSL_new(m_context.get()));
            SSL_set_fd(tls.get(), socket.get());
            char bytes[4096];
            const int count = SSL_accept(tls.get()) == 1 ? SSL_read(tls.get(), bytes, sizeof bytes) : 0;
            m_heard += std::max(count, 0);
        }
    }

    std::unique_ptr<SSL_CTX, Free> m_context;
    Listener m_listener;
    std::atomic<int> m_connections = 0;
    std::atomic<int> m_heard = 0;
    std::thread m_thread;
};

} // namespace mmf::test

// One accepted TCP connection, plain or TLS, as the stream that cpp-httplib reads and writes.
// It exists for what the library's own stream cannot do: large reads, one write for an answer, an answer cut
// short, a connection dropped on purpose, and a close that does not lose an early answer.
// Used by the one worker thread that serves the connection, which owns it; shut_down() alone may come from
// another.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <httplib.h>
#include <openssl/ssl.h>

namespace mmf::sandbox {

class Connection : public httplib::Stream
{
public:
    // Takes the socket over. `tls` null: plain; otherwise it must outlive the connection.
    Connection(socket_t socket, SSL_CTX *tls);
    ~Connection() override;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    // The TLS handshake; true at once without TLS.
    [[nodiscard]] bool handshake();
    // True if something can be read before the time is over.
    [[nodiscard]] bool wait_readable(std::chrono::milliseconds timeout);
    // Forgets the head of the last request.
    void begin_request();
    // The head of this request, byte by byte: the library percent-decodes the values it hands out.
    [[nodiscard]] const std::string &head() const { return m_head; }
    // Sends what write() collected.
    bool flush();

    // From now on nothing goes in or out, and what was collected is forgotten.
    void drop();
    // The answer being written loses the second half of its body.
    void truncate_answer() { m_truncate = true; }
    // Returns when the peer has gone or the connection was shut down.
    void wait_for_peer_to_go();
    // The connection ends after this answer, though a part of the request may be unread.
    void close_after_answer() { m_close_after_answer = true; }
    [[nodiscard]] bool ends() const { return m_dropped || m_close_after_answer || m_truncate; }
    // Sends the rest and, where an answer came early, swallows what the peer still sends, so that no reset
    // overtakes the answer.
    void close_gently();
    // Wakes every wait; for the server's stop.
    void shut_down() const;

    [[nodiscard]] bool is_readable() const override { return !m_dropped; }
    [[nodiscard]] bool is_writable() const override { return !m_dropped; }
    ssize_t read(char *to, size_t size) override;
    ssize_t write(const char *from, size_t size) override;
    void get_remote_ip_and_port(std::string &ip, int &port) const override;
    void get_local_ip_and_port(std::string &ip, int &port) const override;
    [[nodiscard]] socket_t socket() const override { return m_socket; }

private:
    // What has arrived, waiting for the first byte; 0 at the end, -1 for good.
    ssize_t receive(char *to, size_t size);
    bool send_all(const char *from, size_t size);
    // poll() for events; false at the time's end.
    [[nodiscard]] bool wait_for(short events, std::chrono::milliseconds timeout) const;
    // After a failed TLS call: waits for what it needs; false if the connection is beyond it.
    [[nodiscard]] bool wait_for_tls(int result) const;

    socket_t m_socket;
    std::unique_ptr<SSL, decltype(&SSL_free)> m_tls{nullptr, SSL_free};
    std::vector<char> m_input;
    size_t m_input_begin = 0;
    size_t m_input_end = 0;
    std::string m_head;
    bool m_in_head = false;
    std::string m_output;
    bool m_dropped = false;
    bool m_truncate = false;
    bool m_close_after_answer = false;
};

} // namespace mmf::sandbox

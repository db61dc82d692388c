// One HTTP exchange, as the layers above see it. The client over libcurl implements it; tests put their own
// in. Everything here belongs to the loop's thread.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mmf::http {

struct Header
{
    std::string name;
    std::string value;
};

// A file sent as it is, with its exact length. It must not change while it is sent.
struct FileBody
{
    std::filesystem::path path;
    std::uint64_t size = 0;
};

struct BasicCredentials
{
    std::string user;
    Secret password;
};

// Bytes of the request's body handed to the system, of all.
struct Progress
{
    std::uint64_t sent = 0;
    std::uint64_t total = 0;
};

enum class Method
{
    Get,
    Post
};

struct Request
{
    Method method = Method::Get;
    std::string url;
    std::vector<Header> headers;
    // Nothing, a few bytes (possibly secret, as form bodies with tokens are), or a file.
    std::variant<std::monostate, Secret, FileBody> body;
    std::optional<Secret> bearer;
    std::optional<BasicCredentials> basic;
    // For the whole exchange; zero: only the connect and stall limits hold.
    milliseconds timeout{0};
    // A new connection, because libcurl silently sends a request again when a kept one turns out to be dead,
    // and cannot know that the request must not arrive twice.
    bool must_not_repeat = false;
    std::function<void(Progress)> on_progress;
};

struct Response
{
    int status = 0;
    std::vector<Header> headers;
    std::string body;

    // The first header of that name (in any case of letters), or nullopt.
    std::optional<std::string> header(std::string_view name) const;
    bool is_success() const { return status >= 200 && status < 300; }
};

// What stood between this program and the service, as far as that can be told from here.
enum class Obstacle
{
    None,           // the connection was there, or nothing was tried
    Name,           // the host's name is unknown
    NoConnection,   // nobody answers at its address
    NoTls,          // what answers there does not speak TLS, or none that is accepted
    Untrusted,      // the certificate's authority is not trusted
    OutOfDate,      // the certificate is not valid now, by this machine's clock
    OtherName,      // the certificate is for another host
    BadCertificate, // or it could not be verified for another reason
};

// Why there is no response. Kinds: Offline, ConnectionLost, Timeout, Tls, BadAnswer (too long, not HTTP),
// Disk (the file body), Internal.
struct Failure
{
    Error error;
    // False only where it is certain that no byte of the request was sent.
    bool may_have_arrived = true;
    Obstacle obstacle = Obstacle::None;
};

using Outcome = tl::expected<Response, Failure>;
using OnOutcome = std::function<void(Outcome)>;

// An exchange under way. Its end aborts the exchange; the callback is then not called.
class Transfer
{
public:
    Transfer() = default;
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;
    virtual ~Transfer() = default;
};

class Transport
{
public:
    Transport() = default;
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;
    virtual ~Transport() = default;

    // Starts the exchange. `on_outcome` is called once, from the loop and never from within `send`; it may
    // end its own transfer and send others.
    [[nodiscard]] virtual std::unique_ptr<Transfer> send(Request request, OnOutcome on_outcome) = 0;
};

} // namespace mmf::http

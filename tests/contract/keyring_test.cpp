// The desktop's keyring where it cannot be reached: whether there is none, or it failed.
#include "auth/token_store_libsecret.hpp"
#include "base/files.hpp"
#include "http/client.hpp"
#include "support/event_queue.hpp"
#include "support/temp_folder.hpp"
#include "support/test_log.hpp"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <future>
#include <glib.h>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>

using namespace mmf;
using namespace mmf::test;

namespace {

// The session's bus is at `address` as long as it lives.
class BusAddress
{
public:
    explicit BusAddress(const std::string &address)
    {
        if (const char *before = g_getenv(Name)) {
            m_before = before;
        }
        g_setenv(Name, address.c_str(), TRUE);
    }
    BusAddress(const BusAddress &) = delete;
    BusAddress &operator=(const BusAddress &) = delete;
    ~BusAddress()
    {
        if (m_before) {
            g_setenv(Name, m_before->c_str(), TRUE);
        } else {
            g_unsetenv(Name);
        }
    }

private:
    static constexpr const char *Name = "DBUS_SESSION_BUS_ADDRESS";
    std::optional<std::string> m_before;
};

// What loading ends with.
Error load_error(const std::filesystem::path &bus)
{
    const BusAddress address("unix:path=" + bus.string());
    TestLog log;
    SystemClock clock;
    http::Client client({"contract-tests/1", {}}, {}, log);
    Loop loop(clock, client);
    std::thread thread([&] { loop.run(); });
    std::promise<Result<void>> promise;
    auto future = promise.get_future();
    {
        auth::LibsecretTokenStore store(loop, Patience, false);
        store.load("key", [&](const auto &loaded) {
            promise.set_value(loaded ? Result<void>() : tl::unexpected(loaded.error()));
        });
        while (future.wait_for(milliseconds(1)) != std::future_status::ready) {
            g_main_context_iteration(nullptr, FALSE);
        }
    }
    loop.stop();
    thread.join();
    const auto loaded = future.get();
    REQUIRE_FALSE(loaded);
    return loaded.error();
}

} // namespace

TEST_CASE("keyring: without a bus there is none")
{
    const TempFolder folder;
    CHECK(load_error(folder / "bus").kind == ErrorKind::NoKeyring);

    const BusAddress address("unix:path=" + (folder / "bus").string());
    const auto cleared = auth::LibsecretKeyring::clear_now({auth::KeyringItem::Kind::Link, "key"});
    REQUIRE_FALSE(cleared);
    CHECK(cleared.error().kind == ErrorKind::NoKeyring);
}

TEST_CASE("keyring: a bus that breaks off is a failure, and says why")
{
    const TempFolder folder;
    const std::string path = (folder / "bus").string();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    REQUIRE(path.size() < sizeof address.sun_path);
    std::copy(path.begin(), path.end(), address.sun_path);
    const FileDescriptor bus(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    REQUIRE(::bind(bus.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0);
    REQUIRE(::listen(bus.get(), 8) == 0);
    std::thread broken([&] {
        // Until it is shut down.
        while (FileDescriptor(::accept(bus.get(), nullptr, nullptr)).is_open()) {
        }
    });
    const Error error = load_error(path);
    ::shutdown(bus.get(), SHUT_RDWR);
    broken.join();
    CHECK(std::string(to_string(error.kind)) == to_string(ErrorKind::KeyringFailed));
    CHECK_FALSE(error.detail.empty());
}

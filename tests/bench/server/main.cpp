// bench-server CERTIFICATE KEY: the service that a bench publishes to, in a process of its own. It prints
// three lines: its base URL, another one with a long line in between, and an access token. It lives until its
// standard input ends.

#include "delay_line.hpp"

#include "sandbox/sandbox.hpp"

#include <iostream>
#include <string>

namespace {

constexpr std::chrono::milliseconds OneWay{50};

void serve(const mmf::sandbox::TlsFiles &tls)
{
    mmf::sandbox::Options options;
    options.tls = tls;
    mmf::sandbox::Sandbox sandbox(options);
    const std::string &url = sandbox.base_url();
    const std::size_t port = url.rfind(':') + 1;
    const mmf::bench::DelayLine line(static_cast<std::uint16_t>(std::stoi(url.substr(port))), OneWay);
    std::cout << url << "\n"
              << url.substr(0, port) << line.port() << "\n"
              << sandbox.issue_access_token("designer") << std::endl;
    std::string ignored;
    while (std::getline(std::cin, ignored)) {
    }
}

} // namespace

int main(int count, char **arguments)
{
    if (count != 3) {
        std::cerr << "bench-server CERTIFICATE KEY\n";
        return 2;
    }
    try {
        serve({arguments[1], arguments[2]});
        return 0;
    } catch (const std::exception &error) {
        std::cerr << "bench-server: " << error.what() << "\n";
        return 1;
    }
}

// bench-server CERTIFICATE KEY: the service that a bench publishes to, in a process of its own. It prints two
// lines, its base URL and an access token, and lives until its standard input ends.

#include "sandbox/sandbox.hpp"

#include <iostream>
#include <string>

int main(int count, char **arguments)
{
    if (count != 3) {
        std::cerr << "bench-server CERTIFICATE KEY\n";
        return 2;
    }
    try {
        mmf::sandbox::Options options;
        options.tls = mmf::sandbox::TlsFiles{arguments[1], arguments[2]};
        mmf::sandbox::Sandbox sandbox(options);
        std::cout << sandbox.base_url() << "\n" << sandbox.issue_access_token("designer") << std::endl;
        std::string ignored;
        while (std::getline(std::cin, ignored)) {
        }
        return 0;
    } catch (const std::exception &error) {
        std::cerr << "bench-server: " << error.what() << "\n";
        return 1;
    }
}

// How this program is known to the service, as a person enters it: checked while it is typed, kept in the
// profile file. Pure but for the last two functions, which read or write that file; any thread.
#pragma once

#include "auth/profile.hpp"
#include "base/paths.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::auth {

constexpr std::size_t MaxClientIdLength = 200;
constexpr std::size_t MaxClientSecretLength = 500;

// As typed or pasted; white space around it does not count.
struct ClientInput
{
    std::string id;
    Secret secret;    // empty: there is none
    std::string port; // of the redirect URI
};

enum class ClientField
{
    Id,
    Secret,
    Port
};

enum class ClientProblem
{
    Missing,
    NotPlain, // a space or a character outside ASCII; in an id a colon too, where its secret begins (RFC
              // 7617)
    TooLong,
    NotAPort, // 1 to 65535
};

struct ClientFinding
{
    ClientField field;
    ClientProblem problem;

    bool operator==(const ClientFinding &) const = default;
};

// At most one a field, in their order.
std::vector<ClientFinding> check(const ClientInput &input);

// The port of a redirect URI of this machine; nullopt: it leads elsewhere, and there is no port to choose.
std::optional<std::string> port_of(const std::string &redirect_uri);
// The same with another port; as it is where there is none to choose.
std::string with_port(const std::string &redirect_uri, std::string_view port);

// The profile file `old` with the client of a checked input; what else is in it stays. Where `old` is empty,
// the public service with it. Elsewhere than in the file there is a secret, whether or not it was entered
// now; it is not in the text then. Error: BadProfile, if the two do not fit together.
Result<Secret> with_client(std::string_view old, const ClientInput &input, SecretPlace place);

// The profile as it would be after `save_client`, with a secret that was entered. Errors: BadProfile, Disk.
Result<Profile> preview_client(const Paths &paths, const ClientInput &input, SecretPlace place);

// Into `paths.profile_file()`, all or nothing, readable by its owner alone. Errors: BadProfile, Disk,
// DiskFull.
Result<void> save_client(const Paths &paths, const ClientInput &input, SecretPlace place);

} // namespace mmf::auth

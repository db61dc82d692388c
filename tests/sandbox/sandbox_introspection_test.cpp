// Tokens of another authorization server, which another sandbox plays.
#include <doctest/doctest.h>

#include "test_client.hpp"

using namespace mmf::sandbox;
using namespace mmf::sandbox::test;

namespace {

Options asking(const Sandbox &other, const std::string &secret = "sandbox-secret")
{
    Options options;
    options.introspection =
        IntrospectionEndpoint{other.base_url() + "/v1/oauth/introspect", "sandbox-client", secret};
    return options;
}

int status_for(const Sandbox &sandbox, const std::string &token)
{
    httplib::Client client(sandbox.base_url());
    client.set_bearer_token_auth(token);
    const auto answer = client.Get("/api/v2/user");
    return answer ? answer->status : 0;
}

} // namespace

TEST_CASE("tokens of another server are taken while that calls them active")
{
    Sandbox other;
    const Sandbox sandbox(asking(other));
    const std::string token = other.issue_access_token("maker");
    CHECK(status_for(sandbox, token) == 200);
    CHECK(status_for(sandbox, "never-given-out") == 401);
    CHECK(status_for(Sandbox(), token) == 401);
    other.expire_access_tokens();
    CHECK(status_for(sandbox, token) == 401);
}

TEST_CASE("where the other server does not answer, only the own tokens are taken")
{
    Sandbox other;
    const std::string token = other.issue_access_token("maker");
    Sandbox sandbox(asking(other, "wrong"));
    CHECK(status_for(sandbox, token) == 401);
    CHECK(status_for(sandbox, sandbox.issue_access_token("designer")) == 200);
    CHECK(other.requests().size() == 1); // none for the own token
}

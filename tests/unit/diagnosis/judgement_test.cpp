#include "diagnosis/judgement.hpp"

#include "support/fake_transport.hpp"

#include <doctest/doctest.h>
#include <vector>

using namespace mmf;
using namespace mmf::diagnosis;
using test::response;

TEST_CASE("judgement: every host is told once, also one whose name is part of another's")
{
    const std::vector<Exchange> exchanges = {{"https://auth.example.com/authorize", response(200)},
                                             {"https://example.com/api", response(401)},
                                             {"https://EXAMPLE.com/other", response(200)}};
    CHECK(judge_names(exchanges).detail == "auth.example.com, example.com");
    CHECK(judge_connection(exchanges).detail == "auth.example.com, example.com");
}

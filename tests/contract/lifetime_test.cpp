// The engine's own beginning and end.
#include "support/engine_fixture.hpp"
#include "support/process.hpp"

#include <doctest/doctest.h>
#include <httplib.h>

using namespace mmf;
using namespace mmf::test;

TEST_CASE("an engine that is made and ended a hundred times leaves no thread and no file behind")
{
    EngineFixture fixture;
    // One that answers has all its own threads.
    REQUIRE(httplib::Client(fixture.sandbox.base_url()).Get("/"));
    const auto make_and_end = [&fixture] {
        CHECK(fixture.resume().empty()); // its thread, the keyring and the journal
        fixture.end_engine();
    };
    make_and_end(); // what libraries keep from their first use
    const ProcessHoldings before;
    for (int i = 0; i < 100; ++i) {
        make_and_end();
    }
    const ProcessHoldings after;
    CHECK(after.files == before.files);
    CHECK(after.threads == before.threads);
}

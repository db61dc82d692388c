// Several files at once: over few connections, with one refresh for all, and each of them whole.
#include "support/engine_fixture.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>
#include <thread>

using namespace mmf;
using namespace mmf::test;
using publish::Phase;

namespace {

std::set<int> connections(const sandbox::Sandbox &sandbox, const std::string &path)
{
    std::set<int> ports;
    for (const auto &request : sandbox.requests()) {
        if (request.path == path) {
            ports.insert(request.peer_port);
        }
    }
    return ports;
}

// One file after the other, so that each but the first finds a kept connection.
Setup one_at_a_time()
{
    Setup setup;
    setup.policy.parallel_files = 1;
    return setup;
}

} // namespace

TEST_CASE("twelve files go out over as many connections as there are files at once")
{
    EngineFixture fixture;
    fixture.link();
    const TestPlate plate(numbered_meshes(12));
    REQUIRE(fixture.publish_to_end(plate).phase == Phase::Done);
    CHECK(fixture.file_posts() == 12);
    CHECK(connections(fixture.sandbox, "/api/v2/file").size() <= 4);
    fixture.check_bytes(plate.meshes());
}

TEST_CASE("files one after the other share one connection")
{
    EngineFixture fixture(one_at_a_time());
    fixture.link();
    const TestPlate plate(numbered_meshes(5));
    REQUIRE(fixture.publish_to_end(plate).phase == Phase::Done);
    CHECK(connections(fixture.sandbox, "/api/v2/file").size() == 1);
}

TEST_CASE("the create has a connection of its own, whatever is kept")
{
    EngineFixture fixture;
    fixture.link();
    for (int i = 0; i < 3; ++i) {
        const TestPlate plate({numbered_mesh(i, "part")});
        REQUIRE(fixture.publish_to_end(plate).phase == Phase::Done);
    }
    CHECK(fixture.creates() == 3);
    CHECK(connections(fixture.sandbox, "/api/v2/object").size() == 3);
}

TEST_CASE("a kept connection that has died costs no half file")
{
    // Big ones wait for 100 Continue: the end is noticed before the body, which then goes out once.
    for (const std::size_t triangles : {4U, 30'000U}) {
        for (const char *fault : {"#2:drop-before", "#2:drop-mid", "#2:drop-after", "#2+:drop-mid"}) {
            CAPTURE(triangles);
            CAPTURE(std::string(fault));
            EngineFixture fixture(one_at_a_time());
            fixture.link();
            fixture.sandbox.add_fault(std::string("POST /api/v2/file") + fault);
            const bool is_endless = std::string(fault).find('+') != std::string::npos;
            const TestPlate plate({folded_mesh(triangles), folded_mesh(triangles + 1)});
            const auto ended = fixture.publish_to_end(plate);
            CHECK(fixture.creates() == 1);
            if (is_endless) {
                CHECK(ended.phase == Phase::Failed);
                CHECK(ended.is_resumable);
                continue;
            }
            CHECK(ended.phase == Phase::Done);
            CHECK(ended.is_confirmed);
            fixture.check_bytes(plate.meshes());
            const bool is_there_already = std::string(fault).ends_with("after");
            CHECK(fixture.file_posts() == (is_there_already ? 2 : 3));
            const auto held = fixture.sandbox.objects().at(0);
            CHECK(held.files[0].posts == 1);
            CHECK(held.files[1].status == "done");
        }
    }
}

TEST_CASE("one refresh for all files that are refused at once, each of them sent once more")
{
    for (const std::size_t triangles : {4U, 30'000U}) {
        CAPTURE(triangles);
        EngineFixture fixture;
        fixture.link();
        fixture.sandbox.add_fault("POST /api/v2/object#1:slow:600000"); // answered when that is over
        std::vector<Mesh> meshes;
        for (std::size_t i = 0; i < 4; ++i) {
            meshes.push_back(folded_mesh(triangles + i));
        }
        const TestPlate plate(std::move(meshes));
        const auto job = fixture.publish(plate);
        while (fixture.sandbox.objects().empty()) {
            std::this_thread::yield();
        }
        fixture.sandbox.expire_access_tokens(); // the create was let in, nothing after it is
        fixture.sandbox.clear_faults();
        CHECK(fixture.end_of(job).phase == Phase::Done);
        CHECK(fixture.token_calls() == 1);
        CHECK(fixture.creates() == 1);
        const auto requests = fixture.sandbox.requests();
        const auto refused = std::count_if(requests.begin(), requests.end(), [](const auto &request) {
            return request.path == "/api/v2/file" && request.status == 401;
        });
        CHECK(refused == 4);
        CHECK(fixture.file_posts() == 8);
        CHECK(fixture.upload_ids().size() == 4);
        fixture.check_bytes(plate.meshes());
    }
}

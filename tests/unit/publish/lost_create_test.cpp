// How the object of a lost create is looked for: page by page, by name, then by files.
#include "publish/lost_create.hpp"

#include "support/client_world.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using test::response;

namespace {

JobRecord lost_vase()
{
    JobRecord job;
    job.id = "job";
    job.draft.name = "Vase";
    for (const char *name : {"vase.stl", "lid.stl"}) {
        job.files.push_back({SpooledFile{name, 84, {}}, {}});
    }
    return job;
}

std::string page_of(const std::vector<std::string> &names, int first_id, int total)
{
    std::string items;
    for (const std::string &name : names) {
        items += (items.empty() ? "" : ",") + std::string(R"({"id":)") + std::to_string(first_id++) +
                 R"(,"name":")" + name + "\"}";
    }
    return R"({"total_count":)" + std::to_string(total) + R"(,"items":[)" + items + "]}";
}

std::string status_of(const std::vector<std::string> &filenames, const char *word = "pending")
{
    std::string files;
    for (const std::string &name : filenames) {
        files += (files.empty() ? "" : ",") + std::string(R"({"upload_id":"u-)") + name +
                 R"(","filename":")" + name + R"(","status":")" + word + "\"}";
    }
    return R"({"files":[)" + files + "]}";
}

struct World : test::ClientWorld
{
    LostCreate lost{lost_vase(), client};
    std::optional<Result<std::vector<ObjectMatch>>> found;
    std::optional<Result<LostCreate::Adopted>> adopted;

    void search()
    {
        lost.search([this](Result<std::vector<ObjectMatch>> matches) { found = std::move(matches); });
        run();
        CHECK(last_line() == "GET https://api.example.com/v2/user");
        reply(R"({"username":"jane doe"})");
    }
    void adopt(const std::string &id)
    {
        lost.adopt(id, [this](Result<LostCreate::Adopted> what) { adopted = std::move(what); });
        run();
    }
    // The pace may hold the next request back.
    void reply(const std::string &body, int status = 200)
    {
        answer(response(status, body));
        loop.run_once(seconds(1));
        run();
    }
    std::string last_line() const { return line(transport.requests.size() - 1); }
    void check_page(int page) const
    {
        CHECK(last_line() == "GET https://api.example.com/v2/users/jane%20doe/objects?page=" +
                                 std::to_string(page) + "&per_page=50");
    }
    void check_status(int id) const
    {
        CHECK(last_line() ==
              "GET https://api.example.com/v2/object/" + std::to_string(id) + "/upload_status");
    }
};

} // namespace

TEST_CASE("lost create: every page is read, and what has the name is looked at")
{
    World world;
    world.search();
    world.check_page(1);
    world.reply(page_of({"Vase", "Cup"}, 1, 120));
    world.check_page(2);
    world.reply(page_of({"Plate", "vase"}, 51, 120));
    world.check_page(3);
    world.reply(page_of({"Vase", "Vase"}, 101, 120));
    world.check_status(102);
    world.reply(status_of({"lid.stl", "vase.stl"}));
    world.check_status(101);
    world.reply(status_of({"vase.stl", "other.stl"}));
    world.check_status(1);
    CHECK_FALSE(world.found);
    world.reply("<html>", 503); // one that cannot be looked at is no match
    REQUIRE(world.found);
    REQUIRE(*world.found);
    REQUIRE((*world.found)->size() == 1);
    CHECK((*world.found)->at(0).id == "102");
    CHECK((*world.found)->at(0).name == "Vase");
}

TEST_CASE("lost create: a service without an end of pages is not read for ever")
{
    World world;
    world.search();
    for (int page = 1; page <= 10; ++page) {
        world.check_page(page);
        CHECK_FALSE(world.found);
        world.reply(page_of({"Cup"}, page, 1'000'000));
    }
    REQUIRE(world.found);
    CHECK((*world.found)->empty());
}

TEST_CASE("lost create: a page that is empty is the last, whatever the total")
{
    World world;
    world.search();
    world.reply(page_of({}, 1, 1'000));
    REQUIRE(world.found);
    CHECK((*world.found)->empty());
}

TEST_CASE("lost create: the object that is named must have these files and no others")
{
    struct Case
    {
        std::vector<std::string> filenames;
        bool fits;
    };
    for (const Case &c : std::vector<Case>{{{"vase.stl", "lid.stl"}, true},
                                           {{"lid.stl", "vase.stl"}, true},
                                           {{"vase.stl"}, false},
                                           {{"vase.stl", "lid.stl", "foot.stl"}, false},
                                           {{"vase.stl", "LID.stl"}, false},
                                           {{"a.stl", "b.stl"}, false},
                                           {{}, false}}) {
        CAPTURE(c.filenames.size());
        World world;
        world.adopt("42");
        world.check_status(42);
        world.reply(status_of(c.filenames));
        REQUIRE(world.adopted);
        REQUIRE(world.adopted->has_value() == c.fits);
        if (c.fits) {
            CHECK((*world.adopted)->object.id == "42");
            REQUIRE((*world.adopted)->slots.size() == 2);
            CHECK((*world.adopted)->slots[0].upload_id == "u-vase.stl");
            CHECK((*world.adopted)->slots[1].upload_id == "u-lid.stl");
        } else {
            CHECK(world.adopted->error().kind == ErrorKind::OtherObject);
        }
    }
}

TEST_CASE("lost create: an object that has got a file is not one that has just been made")
{
    for (const char *word : {"done", "uploaded"}) {
        CAPTURE(std::string(word));
        World world;
        world.adopt("42");
        world.reply(status_of({"vase.stl", "lid.stl"}, word));
        REQUIRE(world.adopted);
        REQUIRE_FALSE(*world.adopted);
        CHECK(world.adopted->error().kind == ErrorKind::OtherObject);
    }
}

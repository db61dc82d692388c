#include "auth/token_store_file.hpp"

#include "auth/link_name.hpp"
#include "support/fake_clock.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

using namespace mmf;
using namespace mmf::auth;
using namespace mmf::test;
namespace fs = std::filesystem;

namespace {

const std::string Key = "client at https://example.org/api";

StoredLink link_of(const std::string &access)
{
    return {Secret(access), Secret("refresh"), WallTime(seconds(1'800'000'000)),
            Account{"1", "jane", "Jane"}};
}

struct FileWorld
{
    template <typename T>
    Result<T> run(const std::function<void(std::function<void(Result<T>)>)> &call)
    {
        std::optional<Result<T>> answer;
        call([&](Result<T> result) { answer = std::move(result); });
        CHECK_FALSE(answer); // not within the call
        loop.run_once(milliseconds(0));
        REQUIRE(answer);
        return std::move(*answer);
    }
    Result<std::optional<StoredLink>> load(const std::string &key = Key)
    {
        return run<std::optional<StoredLink>>([&](auto done) { store.load(key, std::move(done)); });
    }
    Result<void> save(const StoredLink &link, const std::string &key = Key)
    {
        return run<void>([&](auto done) { store.save(key, link, std::move(done)); });
    }
    Result<void> clear(const std::string &key = Key)
    {
        return run<void>([&](auto done) { store.clear(key, std::move(done)); });
    }
    std::string access()
    {
        const auto loaded = load();
        REQUIRE(loaded);
        return *loaded ? std::string((*loaded)->access_token.view()) : "none";
    }
    static std::string text_of(const fs::path &path)
    {
        std::ifstream file(path);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    TempFolder folder;
    fs::path state = folder / "state";
    fs::path file = state / (link_name(Key) + ".json");
    FakeClock clock;
    FakePoller poller{clock};
    Loop loop{clock, poller};
    FileTokenStore store{loop, state};
};

} // namespace

TEST_CASE("link file: kept, read and forgotten, each profile's by itself")
{
    FileWorld world;
    CHECK(world.access() == "none");
    CHECK(world.clear());
    CHECK_FALSE(fs::exists(world.state)); // reading makes nothing
    CHECK(world.save(link_of("a")));
    CHECK(world.save(link_of("b"), "another client"));
    CHECK(world.access() == "a");
    CHECK(world.save(link_of("c")));
    CHECK(world.access() == "c");
    const auto loaded = world.load();
    CHECK((*loaded)->account == Account{"1", "jane", "Jane"});
    CHECK((*loaded)->expires_at == WallTime(seconds(1'800'000'000)));
    CHECK(world.clear());
    CHECK(world.access() == "none");
    CHECK((*world.load("another client"))->access_token.equals("b"));
}

TEST_CASE("link file: readable by its owner alone, and nothing is left beside it")
{
    FileWorld world;
    const mode_t before = ::umask(0);
    const auto saved = world.save(link_of("a"));
    ::umask(before);
    REQUIRE(saved);
    CHECK(fs::status(world.file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(fs::status(world.state).permissions() == fs::perms::owner_all);
    CHECK(std::distance(fs::directory_iterator(world.state), {}) == 1);
    CHECK(world.file.filename().string().find("client") == std::string::npos);
}

TEST_CASE("link file: one that cannot be trusted is neither read nor replaced")
{
    FileWorld world;
    REQUIRE(world.save(link_of("old")));
    const std::string good = FileWorld::text_of(world.file);
    fs::path kept = world.file;
    ErrorKind kind = ErrorKind::Disk;
    std::string reason;
    SUBCASE("a symbolic link, even to a good one")
    {
        kept = world.folder / "elsewhere";
        fs::rename(world.file, kept);
        fs::create_symlink(kept, world.file);
    }
    SUBCASE("others may read it")
    {
        fs::permissions(world.file, fs::perms::group_read, fs::perm_options::add);
        reason = "chmod 600";
    }
    SUBCASE("others may write it")
    {
        fs::permissions(world.file, fs::perms::others_write, fs::perm_options::add);
        reason = "chmod 600";
    }
    SUBCASE("somebody else's")
    {
        if (::geteuid() != 0) {
            return; // only root can give a file away
        }
        REQUIRE(::chown(world.file.c_str(), 1, 1) == 0);
        reason = "another user";
    }
    SUBCASE("a newer version's")
    {
        std::ofstream(world.file) << R"({"version":2,"access_token":"x"})";
        kind = ErrorKind::ForeignLink;
    }
    SUBCASE("cut short")
    {
        std::ofstream(world.file) << good.substr(0, good.size() / 2);
        kind = ErrorKind::ForeignLink;
    }
    SUBCASE("empty")
    {
        std::ofstream(world.file) << "";
        kind = ErrorKind::ForeignLink;
    }
    SUBCASE("too long to be one")
    {
        std::ofstream(world.file) << std::string(1 << 20, ' ');
    }
    const std::string before = FileWorld::text_of(kept);
    const auto loaded = world.load();
    REQUIRE_FALSE(loaded);
    CHECK(std::string(to_string(loaded.error().kind)) == to_string(kind));
    CHECK(loaded.error().detail.find(world.file.string()) != std::string::npos);
    CHECK(loaded.error().detail.find(reason) != std::string::npos);
    CHECK(loaded.error().detail.find("refresh") == std::string::npos);
    const auto saved = world.save(link_of("new"));
    REQUIRE_FALSE(saved);
    CHECK(saved.error() == loaded.error());
    CHECK(FileWorld::text_of(kept) == before);
    // The person may have it forgotten; what a symbolic link leads to stays.
    CHECK(world.clear());
    CHECK(world.access() == "none");
    CHECK(fs::exists(kept) == (kept != world.file));
}

TEST_CASE("link file: a folder that cannot be one is told")
{
    FileWorld world;
    std::ofstream(world.state) << "a file";
    CHECK(world.save(link_of("a")).error().kind == ErrorKind::Disk);
    const auto looked = world.run<void>([&](auto done) { world.store.look(std::move(done)); });
    CHECK(looked.error().kind == ErrorKind::Disk);
}

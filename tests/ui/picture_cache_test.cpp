#include "picture_cache.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using mmf::ui::PictureCache;
using Rows = std::vector<std::string>;

namespace {

// A picture is a number.
struct Fixture
{
    int shown(const std::string &row)
    {
        const int *picture = cache.find(row);
        return picture != nullptr ? *picture : 0;
    }

    int calls = 0;
    PictureCache<int> cache{3, [this] { ++calls; }};
};

} // namespace

TEST_CASE_FIXTURE(Fixture, "picture cache: what is looked for is wanted once, all of one time together")
{
    CHECK(shown("a") == 0);
    CHECK(shown("b") == 0);
    CHECK(shown("a") == 0);
    CHECK(calls == 1);
    CHECK(cache.take_wanted() == Rows{"a", "b"});
    CHECK(cache.take_wanted().empty());
    CHECK(cache.put("a", 1));
    CHECK(shown("a") == 1);
    CHECK(shown("b") == 0);
    CHECK(calls == 1);
    CHECK(shown("c") == 0);
    CHECK(calls == 2);
    CHECK(cache.take_wanted() == Rows{"c"});
}

TEST_CASE_FIXTURE(Fixture, "picture cache: those looked for last are kept, and no others are asked for")
{
    for (const char *row : {"a", "b", "c"}) {
        shown(row);
        CHECK(cache.put(row, 1));
    }
    cache.take_wanted();
    shown("a"); // newer than the others now
    shown("d");
    shown("e");
    CHECK(shown("a") == 1);
    CHECK_FALSE(cache.put("b", 2));
    CHECK_FALSE(cache.put("never looked for", 2));
    CHECK(cache.take_wanted() == Rows{"d", "e"});
    for (int i = 0; i < 100; ++i) {
        shown(std::to_string(i));
    }
    CHECK(cache.take_wanted() == Rows{"97", "98", "99"});
}

TEST_CASE_FIXTURE(Fixture, "picture cache: what had none is asked for again, once it is forgotten")
{
    shown("a");
    shown("b");
    cache.take_wanted();
    cache.put("a", 1);
    CHECK(shown("b") == 0);
    CHECK(cache.take_wanted().empty());
    cache.forget_missing();
    CHECK(shown("a") == 1);
    CHECK(shown("b") == 0);
    CHECK(cache.take_wanted() == Rows{"b"});
    CHECK(calls == 2);
    // What nobody has asked for yet is forgotten too, and wanted anew.
    shown("c");
    cache.forget_missing();
    CHECK(cache.take_wanted().empty());
    shown("c");
    CHECK(cache.take_wanted() == Rows{"c"});
}

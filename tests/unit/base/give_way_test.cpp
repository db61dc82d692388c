#include "base/give_way.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <sys/resource.h>
#include <thread>

using namespace mmf;

namespace {

int niceness()
{
    return getpriority(PRIO_PROCESS, 0); // on Linux the calling thread's
}

} // namespace

TEST_SUITE("giving way")
{
    TEST_CASE("a thread and those it begins give way, and no other does")
    {
        const int usual = niceness();
        int of_thread = 0;
        int of_its_thread = 0;
        std::jthread([&] {
            give_way_to_others();
            of_thread = niceness();
            std::jthread([&] { of_its_thread = niceness(); }).join();
        }).join();
        CHECK(of_thread > usual);
        CHECK(of_its_thread == of_thread);
        CHECK(niceness() == usual);
    }

    TEST_CASE("in a program that gives way itself it is to that too, as far as there is more")
    {
        constexpr int Most = 19;
        for (const int more : {1, 4, Most}) {
            const int before = std::min(niceness() + more, Most);
            CAPTURE(before);
            int after = 0;
            std::jthread([&] {
                setpriority(PRIO_PROCESS, 0, before); // never refused, since it is no less
                give_way_to_others();
                after = niceness();
            }).join();
            CHECK(after == std::min(before + 5, Most));
        }
    }
}

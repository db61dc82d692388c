#include "base/loop.hpp"

#include "support/fake_clock.hpp"

#include <doctest/doctest.h>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace mmf;
using mmf::test::BlockingPoller;
using mmf::test::FakeClock;
using mmf::test::FakePoller;

namespace {

struct Bench
{
    FakeClock clock;
    FakePoller poller{clock};
    Loop loop{clock, poller};
    TimePoint start = clock.now();

    milliseconds passed() const { return clock.now() - start; }
};

} // namespace

TEST_CASE("loop: tasks run in the order of posting, those posted meanwhile later")
{
    Bench b;
    std::string order;
    b.loop.post([&] {
        order += "1";
        b.loop.post([&] { order += "3"; });
    });
    b.loop.post([&] { order += "2"; });
    b.loop.run_once(seconds(1));
    CHECK(order == "12");
    b.loop.run_once(seconds(1));
    CHECK(order == "123");
    CHECK(b.passed() == milliseconds(0));
}

TEST_CASE("loop: waits no longer than it may")
{
    Bench b;
    b.loop.run_once(milliseconds(250));
    CHECK(b.passed() == milliseconds(250));
}

TEST_CASE("loop: timers run in the order of their times, none too early")
{
    Bench b;
    std::vector<std::pair<char, milliseconds>> calls;
    const auto note = [&](char name) { return [&, name] { calls.emplace_back(name, b.passed()); }; };
    const Timer late = b.loop.after(seconds(3600), note('c'));
    const Timer early = b.loop.after(milliseconds(10), note('a'));
    const Timer second = b.loop.after(milliseconds(10), note('b'));
    const Timer last = b.loop.after(seconds(3601), [&] { b.loop.stop(); });
    b.loop.run();
    REQUIRE(calls.size() == 3);
    CHECK(calls[0] == std::pair('a', milliseconds(10)));
    CHECK(calls[1] == std::pair('b', milliseconds(10)));
    CHECK(calls[2] == std::pair('c', milliseconds(3'600'000)));
    CHECK_FALSE(late.is_pending());
}

TEST_CASE("loop: a timer that has ended or was cancelled is not called")
{
    Bench b;
    int calls = 0;
    const auto call = [&] { ++calls; };
    Timer cancelled = b.loop.after(milliseconds(10), call);
    CHECK(cancelled.is_pending());
    cancelled.cancel();
    CHECK_FALSE(cancelled.is_pending());
    cancelled.cancel(); // twice is as good as once
    {
        const Timer ended = b.loop.after(milliseconds(20), call);
    }
    Timer replaced = b.loop.after(milliseconds(30), call);
    replaced = b.loop.after(milliseconds(40), [] {});
    const Timer kept = b.loop.after(milliseconds(50), call);
    Timer moved = b.loop.after(milliseconds(60), call);
    const Timer target = std::move(moved);
    while (b.passed() < seconds(1)) {
        b.loop.run_once(seconds(1));
    }
    CHECK(calls == 2);
}

TEST_CASE("loop: is not woken for a cancelled timer")
{
    Bench b;
    b.loop.after(milliseconds(10), [] {}).cancel();
    b.loop.run_once(seconds(1));
    CHECK(b.passed() == seconds(1));
    CHECK(b.poller.polls == 1);
}

TEST_CASE("loop: a timer cancelled by a task is not called, even if it is due at the same time")
{
    Bench b;
    bool called = false;
    Timer second;
    const Timer first = b.loop.after(milliseconds(10), [&] { second.cancel(); });
    second = b.loop.after(milliseconds(10), [&] { called = true; });
    b.loop.run_once(seconds(1));
    b.loop.run_once(seconds(1));
    CHECK(b.passed() > milliseconds(10));
    CHECK_FALSE(called);
}

TEST_CASE("loop: a task may cancel or end its own timer")
{
    Bench b;
    int calls = 0;
    Timer cancels;
    cancels = b.loop.after(milliseconds(10), [&] {
        CHECK_FALSE(cancels.is_pending());
        cancels.cancel();
        ++calls;
    });
    auto ends = std::make_unique<Timer>();
    *ends = b.loop.after(milliseconds(10), [&] {
        ends.reset();
        ++calls;
    });
    b.loop.run_once(seconds(1));
    CHECK(calls == 2);
}

TEST_CASE("loop: a task may start its timer anew")
{
    Bench b;
    int calls = 0;
    Timer timer;
    Task tick = [&] {
        if (++calls < 5) {
            timer = b.loop.after(milliseconds(100), tick);
        } else {
            b.loop.stop();
        }
    };
    timer = b.loop.after(milliseconds(100), tick);
    b.loop.run();
    CHECK(calls == 5);
    CHECK(b.passed() == milliseconds(500));
}

TEST_CASE("loop: a timer started anew without delay does not keep others out")
{
    Bench b;
    int ticks = 0;
    bool posted_ran = false;
    Timer timer;
    Task tick = [&] {
        if (++ticks == 1) {
            b.loop.post([&] { posted_ran = true; });
        }
        if (!posted_ran && ticks < 100) {
            timer = b.loop.after(milliseconds(0), tick);
        }
    };
    timer = b.loop.after(milliseconds(0), tick);
    for (int i = 0; i < 3; ++i) {
        b.loop.run_once(milliseconds(0));
    }
    CHECK(posted_ran);
    CHECK(ticks < 100);
}

TEST_CASE("loop: stop runs what was posted before it, and no timer that is not due")
{
    Bench b;
    std::string order;
    const Timer timer = b.loop.after(seconds(1), [&] { order += "t"; });
    b.loop.post([&] {
        order += "1";
        b.loop.stop();
        b.loop.post([&] { order += "3"; });
    });
    b.loop.post([&] { order += "2"; });
    b.loop.run();
    CHECK(order == "123");
    CHECK(b.passed() == milliseconds(0));
}

TEST_CASE("loop: a watched socket is told when it is ready, and only for what is watched")
{
    Bench b;
    int reads = 0;
    int writes = 0;
    const SocketWatch reading = b.loop.watch(7, SocketEvent::Readable, [&] { ++reads; });
    SocketWatch writing = b.loop.watch(7, SocketEvent::Writable, [&] { ++writes; });
    b.loop.run_once(milliseconds(10));
    CHECK(reads + writes == 0);
    CHECK(b.passed() == milliseconds(10));

    b.poller.ready = {{7, SocketEvent::Writable}, {8, SocketEvent::Readable}};
    b.loop.run_once(milliseconds(10));
    b.loop.run_once(milliseconds(10));
    CHECK(reads == 0);
    CHECK(writes == 2);
    CHECK(b.passed() == milliseconds(10)); // it did not wait

    writing.cancel();
    writing.cancel();
    b.loop.run_once(milliseconds(10));
    CHECK(writes == 2);
    CHECK(b.passed() == milliseconds(20));
}

TEST_CASE("loop: a watch may end itself and others, and begin new ones, while it is told")
{
    Bench b;
    std::string order;
    SocketWatch first;
    SocketWatch second;
    const auto held = std::make_shared<int>(1);
    first = b.loop.watch(1, SocketEvent::Readable, [&, held] {
        order += "1";
        first.cancel();
        second = b.loop.watch(2, SocketEvent::Readable, [&] { order += "n"; });
        CHECK(held.use_count() > 1); // what runs lives on
    });
    second = b.loop.watch(2, SocketEvent::Readable, [&] { order += "2"; });
    b.poller.ready = {{1, SocketEvent::Readable}, {2, SocketEvent::Readable}};
    b.loop.run_once(milliseconds(10));
    CHECK(order == "1"); // the new one waits for its own turn
    CHECK(held.use_count() == 1);
    b.loop.run_once(milliseconds(10));
    CHECK(order == "1n");
}

TEST_CASE("loop: stopped before it runs, it still runs what was posted")
{
    Bench b;
    bool ran = false;
    b.loop.post([&] { ran = true; });
    b.loop.stop();
    b.loop.run();
    CHECK(ran);
}

TEST_CASE("loop: what was not run is destroyed with the loop")
{
    const auto held = std::make_shared<int>(1);
    {
        Bench b;
        b.loop.post([held] {});
        const Timer timer = b.loop.after(seconds(1), [held] {});
        CHECK(held.use_count() == 3);
    }
    CHECK(held.use_count() == 1);
}

TEST_CASE("loop: posts and stop from other threads wake it")
{
    const SystemClock clock;
    BlockingPoller poller;
    Loop loop(clock, poller);
    constexpr int Threads = 4;
    constexpr int Posts = 500;
    int ran = 0;
    std::vector<int> last(Threads, -1);
    bool in_order = true;
    const TimePoint start = clock.now();
    std::thread runner([&] { loop.run(); });
    std::thread stopper;
    std::vector<std::thread> posters;
    for (std::size_t thread = 0; thread < Threads; ++thread) {
        posters.emplace_back([&, thread] {
            for (int i = 0; i < Posts; ++i) {
                loop.post([&, thread, i] {
                    in_order = in_order && last[thread] == i - 1;
                    last[thread] = i;
                    if (++ran == Threads * Posts) {
                        // From a thread that is not the loop's, while that waits.
                        stopper = std::thread([&] { loop.stop(); });
                    }
                });
            }
        });
    }
    runner.join();
    stopper.join();
    for (std::thread &poster : posters) {
        poster.join();
    }
    CHECK(ran == Threads * Posts);
    CHECK(in_order);
    // Had no wake come through, it would have waited for its minute.
    CHECK(clock.now() - start < seconds(50));
}

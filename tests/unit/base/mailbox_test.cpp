#include "base/mailbox.hpp"

#include <atomic>
#include <doctest/doctest.h>
#include <string>
#include <thread>
#include <vector>

using mmf::Mailbox;

namespace {

struct Event
{
    bool is_progress = false;
    int value = 0;

    bool operator==(const Event &) const = default;
};

bool replaces(const Event &newer, const Event &waiting)
{
    return newer.is_progress && waiting.is_progress;
}

std::vector<Event> take_all(Mailbox<Event> &mailbox)
{
    std::vector<Event> events;
    while (auto event = mailbox.take()) {
        events.push_back(*event);
    }
    return events;
}

constexpr bool Progress = true;
constexpr bool Other = false;

} // namespace

TEST_CASE("mailbox: progress is coalesced to the newest, everything else stays in order")
{
    Mailbox<Event> mailbox([] {}, replaces);
    CHECK_FALSE(mailbox.take());
    for (int i = 0; i < 1000; ++i) {
        mailbox.post({Progress, i});
    }
    mailbox.post({Other, 1});
    mailbox.post({Other, 2});
    mailbox.post({Progress, 5});
    mailbox.post({Progress, 6});
    mailbox.post({Other, 3});
    CHECK(take_all(mailbox) ==
          std::vector<Event>{{Progress, 999}, {Other, 1}, {Other, 2}, {Progress, 6}, {Other, 3}});
    // One that was taken is not replaced.
    mailbox.post({Progress, 7});
    CHECK(take_all(mailbox) == std::vector<Event>{{Progress, 7}});
}

TEST_CASE("mailbox: wakes after each post, when the event can be taken")
{
    int wakes = 0;
    Mailbox<Event> *self = nullptr;
    std::vector<Event> taken;
    Mailbox<Event> mailbox(
        [&] {
            ++wakes;
            // Nothing is locked here, or this would never return.
            for (const Event &event : take_all(*self)) {
                taken.push_back(event);
            }
        },
        replaces);
    self = &mailbox;
    mailbox.post({Progress, 1});
    mailbox.post({Progress, 2});
    CHECK(wakes == 2);
    CHECK(taken == std::vector<Event>{{Progress, 1}, {Progress, 2}});
}

TEST_CASE("mailbox: what still waits wakes again, for a reader within a handler")
{
    int wakes = 0;
    Mailbox<Event> mailbox([&] { ++wakes; }, replaces);
    mailbox.post({Other, 1});
    mailbox.post({Other, 2});
    CHECK(wakes == 2);
    CHECK(mailbox.take());
    CHECK(wakes == 3);
    CHECK(mailbox.take());
    CHECK(wakes == 3);
}

TEST_CASE("mailbox: a handler may read on and post")
{
    Mailbox<Event> mailbox([] {}, replaces);
    mailbox.post({Other, 1});
    mailbox.post({Other, 2});
    std::string order;
    // As a handler does that opens a modal window: the inner loop takes what comes after the event in hand.
    const auto handle = [&](const auto &again, const Event &event) -> void {
        order += std::to_string(event.value);
        if (event.value == 1) {
            mailbox.post({Other, 3});
            while (auto inner = mailbox.take()) {
                again(again, *inner);
            }
        }
        order += ".";
    };
    while (auto event = mailbox.take()) {
        handle(handle, *event);
    }
    CHECK(order == "12.3..");
}

TEST_CASE("mailbox: from several threads nothing is lost")
{
    std::atomic<int> wakes = 0;
    Mailbox<Event> mailbox([&] { ++wakes; }, replaces);
    constexpr int Threads = 4;
    constexpr int Posts = 1000;
    std::vector<std::thread> posters;
    posters.reserve(Threads);
    for (int thread = 0; thread < Threads; ++thread) {
        posters.emplace_back([&, thread] {
            for (int i = 0; i < Posts; ++i) {
                mailbox.post({Other, thread * Posts + i});
            }
        });
    }
    std::vector<Event> events;
    while (events.size() < Threads * Posts) {
        if (auto event = mailbox.take()) {
            events.push_back(*event);
        } else {
            std::this_thread::yield();
        }
    }
    for (std::thread &poster : posters) {
        poster.join();
    }
    CHECK_FALSE(mailbox.take());
    CHECK(wakes >= Threads * Posts);
    std::vector<int> last(Threads, -1);
    for (const Event &event : events) {
        int &of_thread = last.at(static_cast<std::size_t>(event.value / Posts));
        CHECK(event.value % Posts == of_thread + 1);
        of_thread = event.value % Posts;
    }
}

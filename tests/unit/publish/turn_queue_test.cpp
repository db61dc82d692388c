#include "publish/turn_queue.hpp"

#include <doctest/doctest.h>

using mmf::publish::TurnQueue;

TEST_CASE("turns come one after the other, in the order in which they were asked for")
{
    TurnQueue turns;
    CHECK(turns.enter("a"));
    CHECK_FALSE(turns.enter("b"));
    CHECK_FALSE(turns.enter("c"));
    CHECK(turns.leave("a") == "b");
    CHECK(turns.leave("b") == "c");
    CHECK_FALSE(turns.leave("c"));
    CHECK(turns.enter("a")); // once more
}

TEST_CASE("one that waits can leave, and nobody's turn comes by that")
{
    TurnQueue turns;
    turns.enter("a");
    turns.enter("b");
    turns.enter("c");
    CHECK_FALSE(turns.leave("b"));
    CHECK(turns.leave("a") == "c");
}

TEST_CASE("one that never asked, or has left, changes nothing")
{
    TurnQueue turns;
    CHECK_FALSE(turns.leave("a"));
    turns.enter("a");
    turns.enter("b");
    CHECK_FALSE(turns.leave("x"));
    CHECK(turns.leave("a") == "b");
    CHECK_FALSE(turns.leave("a"));
    CHECK_FALSE(turns.enter("c")); // b still has its turn
}

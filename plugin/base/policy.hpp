// Every deadline and limit, in one place, so that tests can turn each of them. A value.
#pragma once

#include "base/clock.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace mmf {

struct Policy
{
    // One exchange.
    milliseconds connect_timeout = seconds(15);
    milliseconds stall_timeout = seconds(60);       // no byte either way
    milliseconds json_answer_timeout = seconds(30); // a whole exchange with a small body
    std::uint64_t max_answer_bytes = 1 << 20;
    int requests_per_second = 5;

    // Repeating what may be repeated.
    int max_attempts = 5;
    milliseconds first_backoff = seconds(1); // doubled each time, up to:
    milliseconds max_backoff = seconds(8);
    milliseconds max_retry_after = seconds(120); // a longer wish of the service ends the attempt instead
    // Where nobody can be reached at all: goes on beyond max_attempts for so long. Zero: does not.
    milliseconds offline_timeout{0};
    // Which it is with somebody there, and without.
    milliseconds attended_offline_timeout = std::chrono::minutes(30);
    milliseconds unattended_offline_timeout = seconds(60);

    // Uploading and verifying.
    int parallel_files = 4;
    std::uint64_t max_file_bytes = 100'000'000; // exclusive (S0: '< 100MB')
    std::array<milliseconds, 5> verify_polls = {seconds(1), seconds(2), seconds(3), seconds(5), seconds(8)};
    milliseconds repost_pending_after = seconds(30);
    milliseconds give_up_verifying_after = seconds(120);
    // A mesh of folds can keep a renderer busy for any time; one that gives way to a slicer at work is slow.
    milliseconds cover_timeout = seconds(30);
    milliseconds visibility_timeout = seconds(10); // the answer changes nothing, so it is not waited for long

    // Left unfinished: its bytes are kept so long after the last that was done with it.
    seconds keep_unfinished = std::chrono::hours(14 * 24);

    // The account.
    milliseconds refresh_before_expiry = seconds(60); // but at most a fifth of the token's life
    milliseconds keyring_timeout = seconds(10);
    // Another process renews the link: longer than all that it may wait for (reading, renewing, saving).
    milliseconds link_lock_timeout = seconds(60);
    milliseconds link_lock_poll = milliseconds(25);
    milliseconds unattended_sign_in_timeout = seconds(30); // to complete by itself, with nobody there

    // The system's browser comes back to a port of this machine.
    milliseconds browser_timeout = seconds(300);        // the whole sign-in
    milliseconds loopback_request_timeout = seconds(8); // one connection, from its first byte to its last
    std::size_t loopback_connections = 16;              // another one takes the place of the oldest
    std::size_t loopback_max_head_bytes = 96 * 1024;    // cookies of every program on "localhost" come along
    std::size_t loopback_max_body_bytes = 64 * 1024;
};

} // namespace mmf

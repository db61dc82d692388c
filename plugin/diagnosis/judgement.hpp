// What answers mean for a diagnosis. Pure functions.
#pragma once

#include "auth/profile.hpp"
#include "auth/token_store.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "diagnosis/check.hpp"
#include "http/transport.hpp"

#include <span>
#include <string>
#include <vector>

namespace mmf::diagnosis {

// One request and what came of it.
struct Exchange
{
    std::string url;
    http::Outcome outcome;
};

Check judge_client(const auth::Profile &profile);

// The first exchange with each host tells how far it could be reached.
Check judge_names(std::span<const Exchange> exchanges);
Check judge_connection(std::span<const Exchange> exchanges);

// By the Date of an answer that came at `now`. Tokens and certificates bear a few minutes.
Check judge_clock(std::span<const Exchange> exchanges, WallTime now);

// `GET /user` without a token.
Check judge_api(const http::Outcome &outcome);

// The authorize URL, and what it says about frames.
Check judge_page(const http::Outcome &outcome);
Check judge_framing(const Exchange &page);

// A refresh of a token that nobody was given: the status tells whether the client was known (contract §1).
Check judge_secret(const http::Outcome &outcome);

// Each way alone suffices; without both nobody can sign in. `webkit_error` is empty where it can be loaded.
std::vector<Check> judge_ways(const std::string &webkit_error, const Check &port);
Check judge_port(const std::string &redirect_uri, const Result<void> &opened);

// `looked`: whether a link could be kept there.
Check judge_link_place(auth::LinkPlace place, const Result<void> &looked);
// `GET /user` with the token of the keyring.
Check judge_link(const http::Outcome &outcome);

} // namespace mmf::diagnosis

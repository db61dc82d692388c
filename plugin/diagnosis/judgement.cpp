#include "diagnosis/judgement.hpp"

#include "auth/loopback_port.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "diagnosis/framing.hpp"
#include "http/retry.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace mmf::diagnosis {

namespace {

constexpr std::size_t MaxQuotation = 200;
constexpr seconds ToleratedClockError{300};

constexpr Check not_reached(What what)
{
    return {what, State::Skipped, Finding::NotReached};
}

std::string host_of(const std::string &url)
{
    const auto parsed = http::parse_url(url);
    return parsed ? parsed->host : "?";
}

std::string hosts_of(std::span<const Exchange> exchanges)
{
    std::vector<std::string> hosts;
    std::string list;
    for (const Exchange &exchange : exchanges) {
        std::string host = host_of(exchange.url);
        if (std::find(hosts.begin(), hosts.end(), host) == hosts.end()) {
            list += (list.empty() ? "" : ", ") + host;
            hosts.push_back(std::move(host));
        }
    }
    return list;
}

bool lacks_name(const Exchange &exchange)
{
    return !exchange.outcome && exchange.outcome.error().obstacle == http::Obstacle::Name;
}

Finding finding_of(http::Obstacle obstacle)
{
    switch (obstacle) {
    case http::Obstacle::Name:
        return Finding::NameUnknown;
    case http::Obstacle::NoConnection:
        return Finding::NoAnswer;
    case http::Obstacle::NoTls:
        return Finding::NoTls;
    case http::Obstacle::Untrusted:
        return Finding::Untrusted;
    case http::Obstacle::OutOfDate:
        return Finding::OutOfDate;
    case http::Obstacle::OtherName:
        return Finding::OtherName;
    case http::Obstacle::BadCertificate:
        return Finding::BadCertificate;
    case http::Obstacle::None:
        break;
    }
    return Finding::Broken;
}

bool is_html(const http::Response &response)
{
    return trimmed(response.body).starts_with('<') ||
           response.header("Content-Type").value_or("").starts_with("text/html");
}

bool is_redirect(const http::Response &response)
{
    return response.status >= 300 && response.status < 400;
}

// A stranger's words, to be quoted.
std::string quotation(const std::string &body)
{
    const std::string line = clean_line(body);
    return std::string(utf8_prefix(line, MaxQuotation));
}

} // namespace

Check judge_client(const auth::Profile &profile)
{
    constexpr std::size_t Shown = 4;
    if (profile.client_id.empty()) {
        return {What::Client, State::Failed, Finding::ClientIsMissing};
    }
    return {What::Client, State::Ok, Finding::ClientIsSet,
            std::string(utf8_prefix(profile.client_id, Shown))};
}

Check judge_names(std::span<const Exchange> exchanges)
{
    const auto unknown = std::find_if(exchanges.begin(), exchanges.end(), lacks_name);
    if (unknown != exchanges.end()) {
        return {What::Name, State::Failed, Finding::NameUnknown, host_of(unknown->url)};
    }
    return {What::Name, State::Ok, Finding::NamesFound, hosts_of(exchanges)};
}

Check judge_connection(std::span<const Exchange> exchanges)
{
    bool is_encrypted = false;
    bool is_reached = false;
    for (const Exchange &exchange : exchanges) {
        if (!exchange.outcome && !lacks_name(exchange)) {
            const http::Failure &failure = exchange.outcome.error();
            return {What::Connection, State::Failed, finding_of(failure.obstacle),
                    host_of(exchange.url) + ": " + failure.error.detail};
        }
        is_encrypted = is_encrypted || exchange.url.starts_with("https:");
        is_reached = is_reached || exchange.outcome.has_value();
    }
    if (!is_reached) {
        return not_reached(What::Connection);
    }
    return is_encrypted ? Check{What::Connection, State::Ok, Finding::Verified, hosts_of(exchanges)}
                        : Check{What::Connection, State::Ok, Finding::Unencrypted};
}

Check judge_clock(std::span<const Exchange> exchanges, WallTime now)
{
    bool is_reached = false;
    for (const Exchange &exchange : exchanges) {
        if (!exchange.outcome) {
            continue;
        }
        is_reached = true;
        const auto date = http::parse_http_date(exchange.outcome->header("Date").value_or(""));
        if (!date) {
            continue;
        }
        const seconds ahead = now - *date;
        if (std::chrono::abs(ahead) <= ToleratedClockError) {
            return {What::Clock, State::Ok, Finding::ClockIsRight};
        }
        const auto minutes = std::chrono::round<std::chrono::minutes>(ahead).count();
        constexpr std::int64_t Most = 1'000'000'000;
        return {What::Clock,
                State::Warning,
                Finding::ClockIsOff,
                {},
                static_cast<int>(std::clamp<std::int64_t>(minutes, -Most, Most))};
    }
    return is_reached ? Check{What::Clock, State::Skipped, Finding::ClockUnknown} : not_reached(What::Clock);
}

Check judge_api(const http::Outcome &outcome)
{
    if (!outcome) {
        return not_reached(What::Api);
    }
    const int status = outcome->status;
    if (is_redirect(*outcome)) {
        const auto target = http::parse_url(outcome->header("Location").value_or(""));
        return {What::Api, State::Failed, Finding::ApiIsPage, target ? target->origin() : "", status};
    }
    if (is_html(*outcome)) {
        return {What::Api, State::Failed, Finding::ApiIsPage, {}, status};
    }
    if (status >= 500 || status == 429) {
        return {What::Api, State::Failed, Finding::ApiUnavailable, {}, status};
    }
    if (status == 401 && json::parse(outcome->body)) {
        return {What::Api, State::Ok, Finding::ApiAnswers};
    }
    return {What::Api, State::Failed, Finding::ApiOdd, {}, status};
}

Check judge_page(const http::Outcome &outcome)
{
    if (!outcome) {
        return not_reached(What::SignInPage);
    }
    if (is_redirect(*outcome)) { // to where the login is
        return {What::SignInPage, State::Ok, Finding::PageAnswers};
    }
    if (outcome->header("Content-Type").value_or("").starts_with("text/plain")) {
        return {What::SignInPage, State::Failed, Finding::PageRefused, quotation(outcome->body),
                outcome->status};
    }
    if (outcome->is_success() && is_html(*outcome)) {
        return {What::SignInPage, State::Ok, Finding::PageAnswers};
    }
    return {What::SignInPage, State::Failed, Finding::PageUnavailable, {}, outcome->status};
}

Check judge_framing(const Exchange &page)
{
    const auto url = http::parse_url(page.url);
    // What a redirect leads to may say something else.
    if (!page.outcome || !url || judge_page(page.outcome).state != State::Ok || is_redirect(*page.outcome)) {
        return not_reached(What::Framing);
    }
    return {What::Framing, State::Ok,
            may_be_framed(*page.outcome, *url) ? Finding::FrameWorks : Finding::FrameRefused};
}

Check judge_secret(const http::Outcome &outcome)
{
    if (!outcome) {
        return not_reached(What::ClientSecret);
    }
    const auto answer = is_html(*outcome) ? Result<rapidjson::Document>(fail(ErrorKind::BadAnswer))
                                          : json::parse(outcome->body);
    const auto words = answer ? json::string_member(*answer, "error").value_or("") : "";
    // RFC 6749 §5.2 has a word for it where others have the status alone.
    if (outcome->status == 401 || words == "invalid_client") {
        return {What::ClientSecret, State::Failed, Finding::SecretRefused, quotation(words)};
    }
    if (answer && (outcome->status == 400 || outcome->status == 404)) {
        return {What::ClientSecret, State::Ok, Finding::SecretAccepted};
    }
    return {What::ClientSecret, State::Warning, Finding::SecretUnknown, {}, outcome->status};
}

Check judge_port(const std::string &redirect_uri, const Result<void> &opened)
{
    if (!auth::is_loopback_redirect(redirect_uri)) {
        return {What::BrowserPort, State::Skipped, Finding::NoPort};
    }
    return opened ? Check{What::BrowserPort, State::Ok, Finding::PortIsFree, redirect_uri}
                  : Check{What::BrowserPort, State::Warning, Finding::PortIsTaken, opened.error().detail};
}

std::vector<Check> judge_ways(const std::string &webkit_error, const Check &port)
{
    Check webkit{What::WebKit, State::Ok, Finding::WebKitWorks};
    if (!webkit_error.empty()) {
        const bool is_needed = port.state != State::Ok;
        webkit = {What::WebKit, is_needed ? State::Failed : State::Warning, Finding::WebKitMissing,
                  clean_line(webkit_error)};
    }
    return {webkit, port};
}

Check judge_link_place(auth::LinkPlace place, const Result<void> &looked)
{
    if (place == auth::LinkPlace::File) {
        return looked ? Check{What::Keyring, State::Ok, Finding::LinkFileWorks}
                      : Check{What::Keyring, State::Warning, Finding::LinkFileFailed,
                              clean_line(looked.error().detail)};
    }
    if (looked) {
        return {What::Keyring, State::Ok, Finding::KeyringWorks};
    }
    switch (looked.error().kind) {
    case ErrorKind::NoKeyring:
        return {What::Keyring, State::Warning, Finding::KeyringIsMissing};
    case ErrorKind::KeyringLocked:
        return {What::Keyring, State::Warning, Finding::KeyringIsLocked};
    default:
        return {What::Keyring, State::Warning, Finding::KeyringFailed, clean_line(looked.error().detail)};
    }
}

Check judge_link(const http::Outcome &outcome)
{
    if (!outcome) {
        return not_reached(What::Link);
    }
    if (outcome->status == 401) {
        return {What::Link, State::Warning, Finding::LinkRefused};
    }
    return outcome->is_success() ? Check{What::Link, State::Ok, Finding::LinkWorks} : not_reached(What::Link);
}

} // namespace mmf::diagnosis

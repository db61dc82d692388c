// What a diagnosis found: one value for each thing that it looked at. Any thread.
#pragma once

#include <array>
#include <string>

namespace mmf::diagnosis {

// In the order of a report.
enum class What
{
    Client, // whether one is set
    Name,   // of the service's hosts, by DNS
    Connection,
    Clock,
    Api,
    SignInPage,
    ClientSecret,
    Framing,
    WebKit,
    BrowserPort,
    Keyring,
    Link,
};
inline constexpr std::array Everything = {What::Client, What::Name,        What::Connection,   What::Clock,
                                          What::Api,    What::SignInPage,  What::ClientSecret, What::Framing,
                                          What::WebKit, What::BrowserPort, What::Keyring,      What::Link};

enum class State
{
    Ok,
    Warning, // publishing works, though not in every way
    Failed,  // it does not
    Skipped, // not applicable, or what it needs has failed
};

// What a sentence says. After each, what `detail` and `number` have, if anything.
enum class Finding
{
    NotReached, // for want of what failed before

    ClientIsSet, // the beginning of the client id
    ClientIsMissing,

    NamesFound,  // the hosts
    NameUnknown, // the host

    Verified,    // the hosts
    Unencrypted, // as it may be on this computer alone
    NoAnswer,    // the host, the reason
    NoTls,       // likewise, down to:
    Untrusted,
    OutOfDate,
    OtherName,
    BadCertificate,
    Broken,

    ClockIsRight,
    ClockIsOff, // minutes by which this computer's clock is ahead
    ClockUnknown,

    ApiAnswers,
    ApiIsPage,      // the status; another place that was pointed to
    ApiUnavailable, // the status
    ApiOdd,         // the status

    PageAnswers,
    PageRefused,     // what it says
    PageUnavailable, // the status
    NoPage,          // the service has none: user name and password are asked for here

    SecretAccepted,
    SecretRefused, // what the service says
    SecretUnknown, // the status
    NoSecret,
    NoSecretNeeded,

    FrameWorks,
    FrameRefused,

    WebKitWorks,
    WebKitMissing, // the reason

    PortIsFree,  // the redirect URI
    PortIsTaken, // the reason
    NoPort,

    KeyringWorks,
    KeyringIsMissing,
    KeyringIsLocked,
    KeyringFailed,  // the reason
    LinkFileWorks,  // in place of the keyring
    LinkFileFailed, // the reason

    LinkWorks,
    LinkRefused,
    LinkRanOut,
    NoLink,
    LinkUnknown, // the keyring does not tell
};

struct Check
{
    What what = What::Client;
    State state = State::Ok;
    Finding finding = Finding::NotReached;
    std::string detail = {};
    int number = 0;

    bool operator==(const Check &) const = default;
};

} // namespace mmf::diagnosis

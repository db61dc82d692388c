// Errors as values. Thread-safe in the way of plain values.
//
// An error has a kind, by which code decides and the user interface chooses its sentence, and a detail for
// that sentence or the log: a name, a size, a reason given by the service. It never holds a secret.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace mmf {

enum class ErrorKind
{
    // What was given.
    InvalidForm,    // a field of the publish form; detail: the field and what is wrong with it, as a sentence
    EmptyPlate,     // nothing to publish
    BadMesh,        // not finite, an index out of range; detail: which object and what
    NotExported,    // the host could not write the plate to a file; detail: its sentence
    BadFile,        // a host's file is not whole, or no binary STL; detail: what is wrong with it
    TooLarge,       // a file over the service's limit; detail: file name and size
    BadProfile,     // detail: the key and what is wrong with it
    NotConfigured,  // no client id; detail "client_secret": that, which is to be entered for each run
    NoClientSecret, // it is kept in the keyring and could not be had from there; detail: why, as a sentence
    NothingToAsk,   // a question would be needed and nobody is there; detail: which
                    // This machine.
    Disk,           // reading or writing failed; detail: path and the system's reason
    DiskFull,       // detail: path
    SpoolChanged,   // what was kept to be sent is gone or not as it was; detail: path and what is wrong
    Journal,        // the journal cannot be used; detail: reason
    Busy,           // the same model is under way, or another process works on it
    NoKeyring,      // nothing to keep a link in
    KeyringLocked,  // and nobody unlocked it
    KeyringFailed,  // detail: reason; empty: no answer in time
    ForeignLink,    // what is kept in a link's place is none of this version's; detail: where, if in a file
                    // The network.
    Offline,        // no connection could be made; detail: curl's reason
    ConnectionLost, // after it had been made
    Timeout,        // no answer, or no progress
    Tls,            // the other side could not be verified
                    // The service.
    Unavailable,    // 5xx, or a proxy's page in place of an answer
    RateLimited,    // 429
    Rejected,       // another 4xx; detail: the service's reason
    BadAnswer,      // not what the contract says; detail: what
                    // The account.
    NotLinked,      // no valid token and none to be had without a person
    SignInDenied,   // the person, on the service's page, said no
    SignInFailed,   // detail: why
    WrongCredentials, // a user name and password that the service refuses; detail: its reason
    AccountRefused,   // an account that the service does not make; detail: its reason
    NoWayToSignIn,    // neither embedded nor in the browser; detail: why not in the browser
    OtherAccount,     // an upload of one account, and another one is linked
    OtherObject,      // what was named as an upload's object has other files
                      // The rest.
    Cancelled,
    UnknownOutcome, // the object may or may not have been created
    Internal,       // a fault of this program; detail: where
};

struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    std::string detail;
    // The HTTP status of the answer that told it, 0 if there was none.
    int status = 0;

    bool operator==(const Error &) const = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string detail = {}, int status = 0)
{
    return tl::unexpected<Error>(Error{kind, std::move(detail), status});
}

// The kind's name, for the log and for tests.
const char *to_string(ErrorKind kind);

} // namespace mmf

#include "base/result.hpp"

namespace mmf {

const char *to_string(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidForm:
        return "InvalidForm";
    case ErrorKind::EmptyPlate:
        return "EmptyPlate";
    case ErrorKind::BadMesh:
        return "BadMesh";
    case ErrorKind::NotExported:
        return "NotExported";
    case ErrorKind::BadFile:
        return "BadFile";
    case ErrorKind::TooLarge:
        return "TooLarge";
    case ErrorKind::BadProfile:
        return "BadProfile";
    case ErrorKind::NotConfigured:
        return "NotConfigured";
    case ErrorKind::NoClientSecret:
        return "NoClientSecret";
    case ErrorKind::NothingToAsk:
        return "NothingToAsk";
    case ErrorKind::Disk:
        return "Disk";
    case ErrorKind::SpoolChanged:
        return "SpoolChanged";
    case ErrorKind::DiskFull:
        return "DiskFull";
    case ErrorKind::Journal:
        return "Journal";
    case ErrorKind::Busy:
        return "Busy";
    case ErrorKind::NoKeyring:
        return "NoKeyring";
    case ErrorKind::KeyringLocked:
        return "KeyringLocked";
    case ErrorKind::KeyringFailed:
        return "KeyringFailed";
    case ErrorKind::ForeignLink:
        return "ForeignLink";
    case ErrorKind::Offline:
        return "Offline";
    case ErrorKind::ConnectionLost:
        return "ConnectionLost";
    case ErrorKind::Timeout:
        return "Timeout";
    case ErrorKind::Tls:
        return "Tls";
    case ErrorKind::Unavailable:
        return "Unavailable";
    case ErrorKind::RateLimited:
        return "RateLimited";
    case ErrorKind::Rejected:
        return "Rejected";
    case ErrorKind::BadAnswer:
        return "BadAnswer";
    case ErrorKind::NotLinked:
        return "NotLinked";
    case ErrorKind::SignInDenied:
        return "SignInDenied";
    case ErrorKind::SignInFailed:
        return "SignInFailed";
    case ErrorKind::WrongCredentials:
        return "WrongCredentials";
    case ErrorKind::AccountRefused:
        return "AccountRefused";
    case ErrorKind::NoWayToSignIn:
        return "NoWayToSignIn";
    case ErrorKind::OtherObject:
        return "OtherObject";
    case ErrorKind::OtherAccount:
        return "OtherAccount";
    case ErrorKind::Cancelled:
        return "Cancelled";
    case ErrorKind::UnknownOutcome:
        return "UnknownOutcome";
    case ErrorKind::Internal:
        return "Internal";
    }
    return "?";
}

} // namespace mmf

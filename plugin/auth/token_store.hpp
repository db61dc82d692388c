// Where a link survives the end of the program: a port. Implementations may be slow or never answer by
// themselves, so every call is asynchronous and bounded by the implementation's own deadline.
#pragma once

#include "auth/account.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <functional>
#include <optional>
#include <string>

namespace mmf::auth {

// What a renewal must say besides the token, in some dialects.
struct RenewalData
{
    std::string login;     // the name that was signed in with
    std::string device_id; // of the mobile grant

    bool operator==(const RenewalData &) const = default;
};

struct StoredLink
{
    Secret access_token;
    Secret refresh_token; // empty: the link cannot be renewed
    WallTime expires_at;  // of the access token
    Account account;
    RenewalData renewal = {};
};

class TokenStore
{
public:
    TokenStore() = default;
    TokenStore(const TokenStore &) = delete;
    TokenStore &operator=(const TokenStore &) = delete;
    virtual ~TokenStore() = default;

    using OnLoaded = std::function<void(Result<std::optional<StoredLink>>)>;
    using OnDone = std::function<void(Result<void>)>;

    // `key` is Profile::link_key(). Called on the session's loop; the callback comes on that loop, once,
    // never from within the call. Errors: NoKeyring, KeyringLocked, KeyringFailed; where a file is used, Disk
    // and DiskFull. ForeignLink: something else is kept in the link's place, which is not to be overwritten.
    virtual void load(const std::string &key, OnLoaded on_loaded) = 0;
    virtual void save(const std::string &key, const StoredLink &link, OnDone on_done) = 0;
    virtual void clear(const std::string &key, OnDone on_done) = 0;
    // Whether a link could be kept now. Never asks anybody.
    virtual void look(OnDone on_done) = 0;
};

// The link as one text for a store, and back; nullopt if the text is not one of ours.
Secret serialise(const StoredLink &link);
std::optional<StoredLink> parse_stored_link(std::string_view text);

} // namespace mmf::auth

// The desktop's keyring (Secret Service, by libsecret): one text for each item.
//
// Called and destroyed as its owner wants it, but libsecret itself runs on the thread of the default GLib
// main context, which is the host's main thread: that one must run its event loop, and must be the one that
// destroys the keyring. Every call ends within the deadline, since a keyring may wait for a prompt that
// nobody sees. What is saved or cleared at the very end is finished by the destructor, which waits a second
// for it at most: a refresh token that is rotated and lost would end the link.
#pragma once

#include "base/clock.hpp"
#include "base/loop.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace mmf::auth {

struct KeyringItem
{
    enum class Kind
    {
        Link,
        ClientSecret,
    };
    Kind kind = Kind::Link;
    std::string key; // Profile::link_key()
};

class LibsecretKeyring
{
public:
    using OnLoaded = std::function<void(Result<std::optional<Secret>>)>;
    using OnDone = std::function<void(Result<void>)>;

    // `deliver` is called on the main thread with each callback, to run it where it belongs; not after the
    // keyring's end. With `may_prompt` false a locked keyring is an error.
    LibsecretKeyring(std::function<void(Task)> deliver, milliseconds deadline, bool may_prompt);
    LibsecretKeyring(const LibsecretKeyring &) = delete;
    LibsecretKeyring &operator=(const LibsecretKeyring &) = delete;
    ~LibsecretKeyring();

    // Each calls back once, never from within the call. Errors: NoKeyring, KeyringLocked, KeyringFailed.
    void load(const KeyringItem &item, OnLoaded on_loaded);
    void save(const KeyringItem &item, const Secret &text, OnDone on_done);
    void clear(const KeyringItem &item, OnDone on_done);
    // Whether something could be kept now. Never asks anybody.
    void look(OnDone on_done);

    // Waits for the answer, a second at most, and asks nobody. [main-thread] Errors: NoKeyring,
    // KeyringLocked, KeyringFailed.
    static Result<void> clear_now(const KeyringItem &item);

    struct Shared;

private:
    std::shared_ptr<Shared> m_shared; // the calls under way see by it that the keyring has ended
    milliseconds m_deadline;
    bool m_may_prompt;
};

} // namespace mmf::auth

// The desktop's keyring (Secret Service, by libsecret) as a token store.
//
// Created, used as a port and destroyed as TokenStore says, but libsecret itself runs on the thread of the
// default GLib main context, which is the host's main thread: that one must run its event loop, and must be
// the one that destroys the store. Every call ends within the deadline, since a keyring may wait for a prompt
// that nobody sees. What is saved or cleared at the very end is finished by the destructor, which waits a
// second for it at most: a refresh token that is rotated and lost would end the link.
#pragma once

#include "auth/token_store.hpp"
#include "base/loop.hpp"

#include <memory>

namespace mmf::auth {

class LibsecretTokenStore final : public TokenStore
{
public:
    // `loop` gets the callbacks and outlives the store. With `may_prompt` false a locked keyring is an error.
    LibsecretTokenStore(Loop &loop, milliseconds deadline, bool may_prompt);
    ~LibsecretTokenStore() override;

    void load(const std::string &key, OnLoaded on_loaded) override;
    void save(const std::string &key, const StoredLink &link, OnDone on_done) override;
    void clear(const std::string &key, OnDone on_done) override;
    void look(OnDone on_done) override;

    struct Shared;

private:
    std::shared_ptr<Shared> m_shared; // the calls under way see by it that the store has ended
    milliseconds m_deadline;
    bool m_may_prompt;
};

} // namespace mmf::auth

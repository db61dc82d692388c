// Links in the desktop's keyring. Thread and end: as keyring_libsecret.hpp says; used as TokenStore says.
#pragma once

#include "auth/keyring_libsecret.hpp"
#include "auth/token_store.hpp"
#include "base/loop.hpp"

namespace mmf::auth {

class LibsecretTokenStore final : public TokenStore
{
public:
    // `loop` gets the callbacks and outlives the store. With `may_prompt` false a locked keyring is an error.
    LibsecretTokenStore(Loop &loop, milliseconds deadline, bool may_prompt);

    void load(const std::string &key, OnLoaded on_loaded) override;
    void save(const std::string &key, const StoredLink &link, OnDone on_done) override;
    void clear(const std::string &key, OnDone on_done) override;
    void look(OnDone on_done) override;

private:
    LibsecretKeyring m_keyring;
};

} // namespace mmf::auth

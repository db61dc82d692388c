#include "auth/token_store_libsecret.hpp"

#include <utility>

namespace mmf::auth {

namespace {

Result<std::optional<StoredLink>> read_link(const std::optional<Secret> &text)
{
    auto link = text ? parse_stored_link(text->view()) : std::nullopt;
    return text && !link ? fail(ErrorKind::ForeignLink) : Result<std::optional<StoredLink>>(std::move(link));
}

} // namespace

LibsecretTokenStore::LibsecretTokenStore(Loop &loop, milliseconds deadline, bool may_prompt)
    : m_keyring([&loop](Task task) { loop.post(std::move(task)); }, deadline, may_prompt)
{
}

void LibsecretTokenStore::load(const std::string &key, OnLoaded on_loaded)
{
    m_keyring.load({KeyringItem::Kind::Link, key},
                   [on_loaded = std::move(on_loaded)](Result<std::optional<Secret>> text) {
                       on_loaded(std::move(text).and_then(read_link));
                   });
}

void LibsecretTokenStore::save(const std::string &key, const StoredLink &link, OnDone on_done)
{
    m_keyring.save({KeyringItem::Kind::Link, key}, serialise(link), std::move(on_done));
}

void LibsecretTokenStore::clear(const std::string &key, OnDone on_done)
{
    m_keyring.clear({KeyringItem::Kind::Link, key}, std::move(on_done));
}

void LibsecretTokenStore::look(OnDone on_done)
{
    m_keyring.look(std::move(on_done));
}

} // namespace mmf::auth

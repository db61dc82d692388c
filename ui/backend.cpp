#include "backend.hpp"

#include "auth/token_store_file.hpp"
#include "auth/token_store_libsecret.hpp"
#include "base/catalogue.hpp"
#include "base/language.hpp"
#include "module_folder.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <cstdlib>
#include <utility>
#include <wx/msgdlg.h>

namespace mmf::ui {

namespace {

bool is_newer_progress(const publish::EngineEvent &newer, const publish::EngineEvent &waiting)
{
    const auto *a = std::get_if<publish::JobProgress>(&newer);
    const auto *b = std::get_if<publish::JobProgress>(&waiting);
    return a != nullptr && b != nullptr && a->job == b->job;
}

std::filesystem::path profile_in_environment()
{
    // NOLINTNEXTLINE(concurrency-mt-unsafe): read on the main thread, before the worker is there
    const char *named_file = std::getenv("MMF_PUBLISH_PROFILE");
    return named_file != nullptr ? named_file : "";
}

} // namespace

Backend::Backend(const slicer_host *host)
    : m_host(host),
      m_paths(paths_from_environment()),
      m_named_profile(profile_in_environment()),
      m_mailbox([this] { m_host.request_callback(); }, is_newer_progress)
{
    const auto service = known_service();
    speak(service ? service->language : "auto");
}

Backend::~Backend() = default;

Result<void> Backend::start()
{
    if (m_engine) {
        if (m_is_secret_missing) {
            give_client_secret();
        }
        return {};
    }
    auto profile = auth::load_profile(m_named_profile, m_paths, MMF_CLIENT_ID);
    if (!profile) {
        return tl::unexpected(profile.error());
    }
    speak(profile->language);
    if (profile->lacks_secret() && m_run_secret && m_run_secret->link_key == profile->link_key()) {
        profile->client_secret = m_run_secret->secret;
    }
    if (profile->lacks_secret() && profile->secret_place == auth::SecretPlace::Nowhere) {
        return fail(ErrorKind::NotConfigured, "client_secret");
    }
    m_sign_in =
        std::make_unique<SignIn>(m_host, *profile, m_policy,
                                 [this](auth::LoopbackPort port, const auth::ExpectedRedirect &expected,
                                        const auth::BrowserTexts &texts) {
                                     m_engine->wait_for_browser(std::move(port), expected, texts);
                                 });
    m_profile = *profile;
    Policy policy = m_policy;
    policy.offline_timeout =
        m_host.is_attended() ? policy.attended_offline_timeout : policy.unattended_offline_timeout;
    m_engine = std::make_unique<publish::Engine>(
        publish::Engine::Options{std::move(*profile), policy, m_paths, user_agent(), m_host.language()},
        [this](Loop &loop) { return make_store(m_profile, loop); }, m_log,
        [this](publish::EngineEvent event) { m_mailbox.post(std::move(event)); });
    if (m_profile.lacks_secret()) {
        give_client_secret();
    }
    return {};
}

void Backend::speak(const std::string &setting) const
{
    use_catalogue(std::make_shared<const Catalogue>(
        load_catalogue(module_folder() / "locale", spoken_language(setting, m_host.language(), ""))));
}

void Backend::give_client_secret()
{
    m_is_secret_missing = false;
    m_engine->await_client_secret();
    load_client_secret(m_profile, [this, number = m_start_number](Result<Secret> secret) {
        if (number == m_start_number) {
            m_is_secret_missing = !secret;
            m_engine->set_client_secret(std::move(secret));
        }
    });
}

auth::LibsecretKeyring &Backend::keyring()
{
    if (!m_keyring) {
        m_keyring = std::make_unique<auth::LibsecretKeyring>([](const Task &task) { task(); },
                                                             m_policy.keyring_timeout, m_host.is_attended());
    }
    return *m_keyring;
}

void Backend::load_client_secret(const auth::Profile &profile, std::function<void(Result<Secret>)> on_loaded)
{
    keyring().load({auth::KeyringItem::Kind::ClientSecret, profile.link_key()},
                   [on_loaded = std::move(on_loaded)](Result<std::optional<Secret>> found) {
                       if (found && *found) {
                           on_loaded(std::move(**found));
                       } else {
                           on_loaded(fail(ErrorKind::NoClientSecret,
                                          found ? "" : keyring_trouble(found.error()).utf8_string()));
                       }
                   });
}

void Backend::use_client_secret(std::string link_key, Secret secret)
{
    m_run_secret = RunSecret{std::move(link_key), std::move(secret)};
}

void Backend::stop()
{
    ++m_start_number;
    m_is_secret_missing = false;
    m_sign_in.reset();
    m_engine.reset();
    while (m_mailbox.take()) {
    }
}

Result<void> Backend::forget_link(const auth::Profile &profile) const
{
    if (profile.keep_link == auth::LinkPlace::File) {
        return auth::FileTokenStore::clear_now(m_paths.state, profile.link_key());
    }
    auto cleared = auth::LibsecretKeyring::clear_now({auth::KeyringItem::Kind::Link, profile.link_key()});
    if (!cleared && cleared.error().kind == ErrorKind::NoKeyring) {
        return {}; // nor a link in it
    }
    return cleared;
}

Result<auth::Profile> Backend::known_service() const
{
    return is_profile_named() ? auth::load_profile(m_named_profile, m_paths, MMF_CLIENT_ID)
                              : auth::load_service(m_paths, MMF_CLIENT_ID);
}

std::string Backend::user_agent() const
{
    return "PublishToMyMiniFactory/" MMF_VERSION " " + m_host.product();
}

std::unique_ptr<auth::TokenStore> Backend::make_store(const auth::Profile &profile, Loop &loop)
{
    if (profile.keep_link == auth::LinkPlace::File) {
        return std::make_unique<auth::FileTokenStore>(loop, m_paths.state);
    }
    return std::make_unique<auth::LibsecretTokenStore>(loop, m_policy.keyring_timeout, m_host.is_attended());
}

void Backend::cancelled(const char *action_id)
{
    ActionOutcome outcome;
    outcome.kind = SLICER_OUTCOME_CANCELLED;
    outcome.message = sentence({ErrorKind::Cancelled, {}, 0}).utf8_string();
    m_host.tell_outcome(action_id, outcome);
}

void Backend::refuse(const char *action_id, const Error &error)
{
    const wxString message = sentence(error);
    if (m_host.is_attended()) {
        wxMessageBox(message, tr("Publish to MyMiniFactory"), wxOK | wxICON_WARNING, front_window());
    }
    ActionOutcome outcome;
    outcome.kind = SLICER_OUTCOME_FAILED;
    outcome.message = message.utf8_string();
    m_host.tell_outcome(action_id, outcome);
}

} // namespace mmf::ui

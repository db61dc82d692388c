#include "backend.hpp"

#include "auth/token_store_libsecret.hpp"
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

} // namespace

Backend::Backend(const slicer_host *host)
    : m_host(host), m_mailbox([this] { m_host.request_callback(); }, is_newer_progress)
{
}

Backend::~Backend() = default;

Result<void> Backend::start()
{
    if (m_engine) {
        return {};
    }
    m_paths = paths_from_environment();
    // NOLINTNEXTLINE(concurrency-mt-unsafe): read on the main thread, before the worker is there
    const char *named_file = std::getenv("MMF_PUBLISH_PROFILE");
    auto profile = auth::load_profile(named_file != nullptr ? named_file : "", m_paths, MMF_CLIENT_ID);
    if (!profile) {
        return tl::unexpected(profile.error());
    }
    m_sign_in =
        std::make_unique<SignIn>(m_host, *profile, m_policy,
                                 [this](auth::LoopbackPort port, const auth::ExpectedRedirect &expected,
                                        const auth::BrowserTexts &texts) {
                                     m_engine->wait_for_browser(std::move(port), expected, texts);
                                 });
    const bool may_prompt = m_host.is_attended();
    const auto make_store = [&](Loop &loop) {
        return std::make_unique<auth::LibsecretTokenStore>(loop, m_policy.keyring_timeout, may_prompt);
    };
    m_engine = std::make_unique<publish::Engine>(
        publish::Engine::Options{std::move(*profile), m_policy, m_paths,
                                 "PublishToMyMiniFactory/" MMF_VERSION " " + m_host.product(),
                                 m_host.language()},
        make_store, m_host, [this](publish::EngineEvent event) { m_mailbox.post(std::move(event)); });
    return {};
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

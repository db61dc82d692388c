#include "linked_engine.hpp"

#include "publish/plate_draft.hpp"

#include <stdexcept>
#include <utility>

namespace mmf::bench {

namespace {

constexpr seconds Patience{60};

} // namespace

LinkedEngine::LinkedEngine(const Service &service, const std::filesystem::path &folder, const Policy &policy)
{
    auth::Profile profile = test::sandbox_profile(service.base_url, auth::Grant::Code);
    profile.ca_file = service.ca_file;
    m_keyring.put(profile.link_key(), test::link_of("designer", Secret(service.token)));
    m_engine = std::make_unique<publish::Engine>(
        publish::Engine::Options{
            profile, policy, {folder / "config", folder / "state"}, "publish-bench/1", "en"},
        [this](Loop &loop) { return std::make_unique<test::MemoryTokenStore>(loop, m_keyring); }, m_log,
        [this](const publish::EngineEvent &event) { told(event); });
}

LinkedEngine::~LinkedEngine()
{
    m_engine.reset(); // before what it tells its events to
}

void LinkedEngine::told(const publish::EngineEvent &event)
{
    const std::lock_guard lock(m_mutex);
    const auto *progress = std::get_if<publish::JobProgress>(&event);
    if (progress != nullptr && progress->phase == publish::Phase::Verifying && !m_accepted) {
        m_accepted = std::chrono::steady_clock::now();
    }
    if (const auto *ended = std::get_if<publish::JobEnded>(&event)) {
        m_ended = *ended;
    }
    m_told.notify_all();
}

std::string LinkedEngine::begin(std::shared_ptr<const model::Plate> plate)
{
    auto made = publish::draft_of(std::move(plate));
    if (!made) {
        throw std::runtime_error("the plate is refused: " + made.error().detail);
    }
    {
        const std::lock_guard lock(m_mutex);
        m_accepted.reset();
        m_ended.reset();
    }
    return m_engine->publish({std::move(made->draft), std::move(made->source)});
}

void LinkedEngine::require(bool is_published) const
{
    if (is_published) {
        return;
    }
    const std::optional<Error> error = m_ended ? m_ended->error : std::nullopt;
    const std::string reason = error ? to_string(error->kind) + (" " + error->detail) : "without an error";
    throw std::runtime_error("not published: " + (m_ended ? reason : "the job has not ended"));
}

double LinkedEngine::publish(std::shared_ptr<const model::Plate> plate)
{
    const auto begun = std::chrono::steady_clock::now();
    const std::string job = begin(std::move(plate));
    std::unique_lock lock(m_mutex);
    m_told.wait_for(lock, Patience, [&] { return m_ended && m_ended->job == job; });
    require(m_ended && m_ended->phase == publish::Phase::Done && m_accepted);
    return std::chrono::duration<double>(*m_accepted - begun).count();
}

void LinkedEngine::publish_until_accepted(std::shared_ptr<const model::Plate> plate)
{
    begin(std::move(plate));
    std::unique_lock lock(m_mutex);
    m_told.wait_for(lock, Patience, [&] { return m_accepted || m_ended; });
    require(m_accepted.has_value());
}

} // namespace mmf::bench

#include "publish_world.hpp"

#include "publish/plate_draft.hpp"
#include "support/engine_settings.hpp"

#include <stdexcept>
#include <utility>

namespace mmf::bench {

namespace {

constexpr seconds Patience{60};

} // namespace

PublishWorld::PublishWorld(const Policy &policy) : m_log(std::make_unique<test::NoLog>())
{
    const sandbox::TlsFiles tls = m_authority.issue("IP:127.0.0.1");
    m_server =
        std::make_unique<ChildProcess>(std::vector<std::string>{BENCH_SERVER, tls.certificate, tls.key});
    m_base_url = m_server->read_line();
    m_token = m_server->read_line();
    if (m_token.empty()) {
        throw std::runtime_error("the service did not start");
    }
    auth::Profile profile = test::sandbox_profile(m_base_url, auth::Grant::Code);
    profile.ca_file = m_authority.file();
    m_keyring.put(profile.link_key(), test::link_of("designer", Secret(m_token)));
    m_engine = std::make_unique<publish::Engine>(
        publish::Engine::Options{
            profile, policy, {m_folder / "config", m_folder / "state"}, "publish-bench/1", "en"},
        [this](Loop &loop) { return std::make_unique<test::MemoryTokenStore>(loop, m_keyring); }, *m_log,
        [this](const publish::EngineEvent &event) { told(event); });
}

PublishWorld::~PublishWorld()
{
    m_engine.reset(); // before what it tells its events to
}

void PublishWorld::told(const publish::EngineEvent &event)
{
    if (const auto *published = std::get_if<publish::AlreadyPublished>(&event)) {
        m_engine->publish_again(published->job);
    }
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

void PublishWorld::warm_up()
{
    (void)publish(test::TestPlate({test::tetrahedron()}));
}

std::string PublishWorld::begin(const test::TestPlate &plate)
{
    auto made = publish::draft_of(plate.acquire());
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

publish::JobEnded PublishWorld::end_of(const std::string &job)
{
    std::unique_lock lock(m_mutex);
    if (!m_told.wait_for(lock, Patience, [&] { return m_ended && m_ended->job == job; })) {
        throw std::runtime_error("the job has not ended");
    }
    return *m_ended;
}

double PublishWorld::publish(const test::TestPlate &plate)
{
    const Moment begun = std::chrono::steady_clock::now();
    const publish::JobEnded ended = end_of(begin(plate));
    const std::lock_guard lock(m_mutex);
    if (ended.phase != publish::Phase::Done || !m_accepted) {
        throw std::runtime_error(
            "not published: " +
            (ended.error ? to_string(ended.error->kind) + (" " + ended.error->detail) : "without an error"));
    }
    return std::chrono::duration<double>(*m_accepted - begun).count();
}

std::string PublishWorld::new_upload_url(std::size_t bytes) const
{
    const std::string draft = R"({"name":"curl","visibility":0,"files":[{"filename":"curl.stl","bytes":)" +
                              std::to_string(bytes) + "}]}";
    const std::string answer =
        run({"curl", "-sS", "--fail", "--cacert", m_authority.file().string(), "-H",
             "Authorization: Bearer " + m_token, "--json", draft, m_base_url + "/api/v2/object"});
    const std::string key = R"("upload_id":")";
    const std::size_t found = answer.find(key);
    if (found == std::string::npos) {
        throw std::runtime_error("no place for curl's file: " + answer);
    }
    const std::size_t begin = found + key.size();
    return m_base_url + "/api/v2/file?upload_id=" + answer.substr(begin, answer.find('"', begin) - begin);
}

std::vector<std::string> PublishWorld::curl_command(const std::string &file,
                                                    const std::string &upload_url) const
{
    return {"curl",
            "-sS",
            "--fail",
            "--cacert",
            m_authority.file().string(),
            "-H",
            "Authorization: Bearer " + m_token,
            "-H",
            "Content-Type: application/octet-stream",
            "-H",
            "Expect:",
            "--data-binary",
            "@" + file,
            upload_url};
}

} // namespace mmf::bench

// An engine with a link to a service that serves already. For the main thread.
#pragma once

#include "publish/engine.hpp"
#include "support/engine_settings.hpp"
#include "support/memory_token_store.hpp"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace mmf::bench {

struct Service
{
    std::string base_url;
    std::filesystem::path ca_file;
    std::string token; // of the account that is linked
};

class LinkedEngine
{
public:
    // Config and state are kept in `folder`.
    LinkedEngine(const Service &service, const std::filesystem::path &folder, const Policy &policy);
    LinkedEngine(const LinkedEngine &) = delete;
    LinkedEngine &operator=(const LinkedEngine &) = delete;
    ~LinkedEngine();

    // Seconds from the call until the service has accepted every byte; returns once the job has ended. Throws
    // std::runtime_error where it does not come to a good end.
    double publish(std::shared_ptr<const model::Plate> plate);
    // The same, but returns when the bytes are accepted.
    void publish_until_accepted(std::shared_ptr<const model::Plate> plate);

private:
    std::string begin(std::shared_ptr<const model::Plate> plate);
    // Where it came to no good end, or to none in time: throws std::runtime_error.
    void require(bool is_published) const;
    void told(const publish::EngineEvent &event);

    test::Keyring m_keyring;
    test::NoLog m_log;
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_told;
    std::optional<std::chrono::steady_clock::time_point> m_accepted;
    std::optional<publish::JobEnded> m_ended;

    std::unique_ptr<publish::Engine> m_engine;
};

} // namespace mmf::bench

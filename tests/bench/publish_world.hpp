// An engine with a link, and the service it publishes to over loopback TLS, which is a process of its own.
// For the main thread.
#pragma once

#include "child_process.hpp"

#include "publish/engine.hpp"
#include "support/certificates.hpp"
#include "support/memory_token_store.hpp"
#include "support/temp_folder.hpp"
#include "support/test_plate.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace mmf::bench {

using Moment = std::chrono::steady_clock::time_point;

class PublishWorld
{
public:
    // With the product's own deadlines and pace, but for what is edited.
    explicit PublishWorld(const Policy &policy = {});
    PublishWorld(const PublishWorld &) = delete;
    PublishWorld &operator=(const PublishWorld &) = delete;
    ~PublishWorld();

    // Publishes something small, so that what the first publish costs is behind.
    void warm_up();
    // Seconds from the call until the service has accepted every byte; returns once the job has ended. Throws
    // std::runtime_error where it does not come to a good end.
    double publish(const test::TestPlate &plate);
    // The same steps one by one.
    std::string begin(const test::TestPlate &plate);
    publish::JobEnded end_of(const std::string &job);

    publish::Engine &engine() { return *m_engine; }
    const test::TempFolder &folder() const { return m_folder; }

    // For a file of so many bytes of a new object: made by curl, as a script would.
    std::string new_upload_url(std::size_t bytes) const;
    // What curl is given to send the file there, to its end.
    std::vector<std::string> curl_command(const std::string &file, const std::string &upload_url) const;

private:
    void told(const publish::EngineEvent &event);

    test::TempFolder m_folder;
    test::Authority m_authority{m_folder.path()};
    std::unique_ptr<ChildProcess> m_server;
    std::string m_base_url;
    std::string m_token;
    test::Keyring m_keyring;
    std::unique_ptr<Log> m_log;

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_told;
    std::optional<Moment> m_accepted;
    std::optional<publish::JobEnded> m_ended;

    std::unique_ptr<publish::Engine> m_engine;
};

} // namespace mmf::bench

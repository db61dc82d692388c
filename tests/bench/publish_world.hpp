// A linked engine and the service it publishes to over loopback TLS, which is a process of its own. For the
// main thread.
#pragma once

#include "child_process.hpp"
#include "linked_engine.hpp"

#include "support/certificates.hpp"
#include "support/temp_folder.hpp"
#include "support/test_plate.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace mmf::bench {

enum class Line
{
    Short, // loopback
    Long,  // 100 ms there and back
};

class PublishWorld
{
public:
    // With the product's own deadlines and pace unless told otherwise. Something small has been published
    // already, so that what the first publish costs is behind.
    explicit PublishWorld(const Policy &policy = {}, Line line = Line::Short);

    // As LinkedEngine.
    double publish(const test::TestPlate &plate) { return m_engine->publish(plate.acquire()); }

    const Service &service() const { return m_service; }
    const test::TempFolder &folder() const { return m_folder; }

    // For a file of so many bytes of a new object: made by curl, as a script would.
    std::string new_upload_url(std::size_t bytes) const;
    // What sends the file there, to its end.
    std::vector<std::string> curl_command(const std::filesystem::path &file,
                                          const std::string &upload_url) const;

private:
    test::TempFolder m_folder;
    test::Authority m_authority{m_folder.path()};
    std::unique_ptr<ChildProcess> m_server;
    Service m_service;
    std::string m_direct_url; // without a long line in between
    std::unique_ptr<LinkedEngine> m_engine;
};

} // namespace mmf::bench

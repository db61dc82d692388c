#include "publish_world.hpp"

#include <stdexcept>

namespace mmf::bench {

PublishWorld::PublishWorld(const Policy &policy, Line line)
{
    const sandbox::TlsFiles tls = m_authority.issue("IP:127.0.0.1");
    m_server =
        std::make_unique<ChildProcess>(std::vector<std::string>{BENCH_SERVER, tls.certificate, tls.key});
    m_direct_url = m_server->read_line();
    const std::string long_url = m_server->read_line();
    m_service = {line == Line::Long ? long_url : m_direct_url, m_authority.file(), m_server->read_line()};
    if (m_service.token.empty()) {
        throw std::runtime_error("the service did not start");
    }
    m_engine = std::make_unique<LinkedEngine>(m_service, m_folder.path(), policy);
    publish(test::TestPlate({test::tetrahedron()}));
}

std::string PublishWorld::new_upload_url(std::size_t bytes) const
{
    const std::string draft = R"({"name":"curl","visibility":0,"files":[{"filename":"curl.stl","bytes":)" +
                              std::to_string(bytes) + "}]}";
    const std::string answer =
        run({"curl", "-sS", "--fail", "--cacert", m_service.ca_file.string(), "-H",
             "Authorization: Bearer " + m_service.token, "--json", draft, m_direct_url + "/api/v2/object"});
    const std::string key = R"("upload_id":")";
    const std::size_t found = answer.find(key);
    if (found == std::string::npos) {
        throw std::runtime_error("no place for curl's file: " + answer);
    }
    const std::size_t begin = found + key.size();
    return m_service.base_url +
           "/api/v2/file?upload_id=" + answer.substr(begin, answer.find('"', begin) - begin);
}

std::vector<std::string> PublishWorld::curl_command(const std::filesystem::path &file,
                                                    const std::string &upload_url) const
{
    return {"curl",
            "-sS",
            "--fail",
            "--cacert",
            m_service.ca_file.string(),
            "-H",
            "Authorization: Bearer " + m_service.token,
            "-H",
            "Content-Type: application/octet-stream",
            "-H",
            "Expect:",
            "--data-binary",
            "@" + file.string(),
            upload_url};
}

} // namespace mmf::bench

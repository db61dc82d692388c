// A service that answers what a test tells it to, for what no sandbox would say, and that keeps each request
// as it came. Thread-safe. It outlives the engine that speaks to it.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include <httplib.h>

namespace mmf::test {

class StubService
{
public:
    struct Answer
    {
        int status = 200;
        std::string body;
        std::string type = "application/json";
        httplib::Headers headers = {};
    };
    // Whether a test tells what `GET /user` answers too; mostly that is beside the point.
    enum class User
    {
        Unknown,
        Asked
    };
    // Called on threads of the service's own, for all but `GET /objects/{id}` and, unless asked for, `GET
    // /user`.
    using Answers = std::function<Answer(const httplib::Request &)>;

    explicit StubService(Answers answers, User user = User::Unknown)
        : m_answers(std::move(answers)), m_user(user)
    {
        const auto handle = [this](const httplib::Request &request, httplib::Response &response) {
            answer(request, response);
        };
        m_server.Get(".*", handle);
        m_server.Post(".*", handle);
        m_server.set_keep_alive_max_count(1); // a kept connection would hold one of its few threads
        m_port = m_server.bind_to_any_port("127.0.0.1");
        m_thread = std::thread([this] { m_server.listen_after_bind(); });
        while (!m_server.is_running()) {
            std::this_thread::yield(); // stop() does nothing before
        }
    }
    StubService(const StubService &) = delete;
    StubService &operator=(const StubService &) = delete;
    ~StubService()
    {
        m_server.stop();
        m_thread.join();
    }

    std::string base_url() const { return "http://127.0.0.1:" + std::to_string(m_port); }

    // Those to a path that ends so, in order.
    std::vector<httplib::Request> requests(const std::string &path) const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<httplib::Request> found;
        for (const httplib::Request &request : m_requests) {
            if (request.path.ends_with(path)) {
                found.push_back(request);
            }
        }
        return found;
    }
    std::size_t count(const std::string &path) const { return requests(path).size(); }

private:
    void answer(const httplib::Request &request, httplib::Response &response)
    {
        const bool is_about_user = m_user == User::Unknown && request.path.ends_with("/user");
        const std::size_t objects = request.path.rfind("/objects/");
        const bool is_about_object = request.method == "GET" && objects != std::string::npos &&
                                     request.path.find('/', objects + 9) == std::string::npos;
        {
            const std::lock_guard lock(m_mutex);
            m_requests.push_back(request);
        }
        const Answer answer = is_about_user || is_about_object ? Answer{404, "{}"} : m_answers(request);
        response.status = answer.status;
        response.headers = answer.headers;
        response.set_content(answer.body, answer.type.c_str());
    }

    Answers m_answers;
    User m_user;
    mutable std::mutex m_mutex;
    std::vector<httplib::Request> m_requests;
    httplib::Server m_server;
    int m_port = 0;
    std::thread m_thread;
};

} // namespace mmf::test

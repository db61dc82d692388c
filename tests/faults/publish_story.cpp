#include "publish_story.hpp"

#include "sweep.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <sstream>
#include <stdexcept>

namespace mmf::test {

namespace {

using publish::JobEnded;
using publish::Phase;

constexpr int MostAttempts = 4;

Setup setup_of(Start start)
{
    Setup setup;
    setup.grant = start == Start::Implicit ? auth::Grant::Implicit : auth::Grant::Code;
    setup.policy = impatient_policy();
    return setup;
}

// Whether the service has said that it did not carry out the create, so that it may be sent again (contract
// §2).
bool is_undone_create(const sandbox::ReceivedRequest &request)
{
    const bool says_when = request.fault.starts_with("503:"); // by Retry-After
    return request.status == 401 || request.status == 429 || (request.status == 503 && says_when);
}

} // namespace

const char *name_of(Start start)
{
    switch (start) {
    case Start::Linked:
        return "linked";
    case Start::Expired:
        return "expired";
    case Start::Unlinked:
        return "unlinked";
    case Start::Implicit:
        return "implicit";
    }
    return "";
}

const char *name_of(StoryEnd end)
{
    switch (end) {
    case StoryEnd::OneObject:
        return "one object";
    case StoryEnd::UnknownCreate:
        return "unknown create, told";
    case StoryEnd::Refused:
        return "refused";
    case StoryEnd::FileRefused:
        return "a file refused, told";
    case StoryEnd::Broken:
        return "broken promise";
    }
    return "";
}

void EndCount::check(std::initializer_list<StoryEnd> ends) const
{
    for (const StoryEnd end : ends) {
        const int count = m_counts[static_cast<std::size_t>(end)];
        MESSAGE(std::string(name_of(end)), ": ", count);
        CHECK((count > 0 || !is_whole_sweep()));
    }
}

PublishStory::PublishStory(Start start, std::vector<Mesh> meshes)
    : m_fixture(setup_of(start)), m_plate(std::move(meshes))
{
    m_fixture.publishes_again = false;
    if (start == Start::Linked || start == Start::Expired) {
        m_fixture.link();
    }
    if (start == Start::Expired) {
        m_fixture.expire_link();
    }
}

std::size_t PublishStory::undisturbed_requests()
{
    const JobEnded ended = m_fixture.publish_to_end(m_plate);
    REQUIRE(judge(ended) == StoryEnd::OneObject);
    return m_fixture.sandbox.requests().size();
}

StoryEnd PublishStory::with_fault(const std::string &fault, bool restarts)
{
    m_fixture.sandbox.add_fault(fault);
    JobEnded ended = end_of(m_fixture.publish(m_plate));
    m_fixture.sandbox.clear_faults();
    return judge(go_on_to_end(std::move(ended), restarts));
}

StoryEnd PublishStory::with_cut(const Cut &cut, bool restarts)
{
    speak_through(cut);
    return judge(go_on_to_end(end_of(m_fixture.publish(m_plate)), restarts));
}

std::vector<Relay::Passed> PublishStory::undisturbed_bytes()
{
    speak_through({});
    REQUIRE(judge(m_fixture.publish_to_end(m_plate)) == StoryEnd::OneObject);
    return m_relay->passed();
}

void PublishStory::speak_through(const Cut &cut)
{
    m_relay = std::make_unique<Relay>(port_of(m_fixture.sandbox), cut);
    m_fixture.speak_to(m_relay->base_url());
}

JobEnded PublishStory::go_on_to_end(JobEnded ended, bool restarts)
{
    for (int attempt = 1; attempt < MostAttempts && ended.phase != Phase::Done && ended.is_resumable &&
                          ended.phase != Phase::UnknownCreate;
         ++attempt) {
        ended = go_on(ended, restarts);
    }
    return ended;
}

JobEnded PublishStory::go_on(const JobEnded &ended, bool restarts)
{
    if (restarts) {
        m_fixture.end_engine();
        const auto jobs = m_fixture.resume();
        require(jobs == std::vector<std::string>{ended.job}, "a new start does not find what is to go on");
    } else {
        m_fixture.engine().resume(ended.job);
    }
    return end_of(ended.job);
}

JobEnded PublishStory::end_of(const std::string &job)
{
    // Some cases stall several times, one after the other, on a busy machine.
    auto ended = m_fixture.events.wait_for<JobEnded>([&](const JobEnded &end) { return end.job == job; },
                                                     seconds(120));
    if (!ended) {
        throw std::runtime_error("it never ends\n" + protocol());
    }
    return std::move(*ended);
}

StoryEnd PublishStory::judge(const JobEnded &ended)
{
    const std::size_t objects = m_fixture.sandbox.objects().size();
    require(objects <= 1, "there are " + std::to_string(objects) + " objects");
    check_requests();
    StoryEnd end = StoryEnd::Broken;
    if (ended.phase == Phase::Done) {
        end = StoryEnd::OneObject;
        check_done(ended);
    } else if (ended.phase == Phase::UnknownCreate) {
        end = StoryEnd::UnknownCreate;
        check_unknown_create(ended);
    } else {
        end = check_refused(ended);
    }
    return m_complaints.empty() ? end : StoryEnd::Broken;
}

void PublishStory::check_done(const JobEnded &ended)
{
    const auto objects = m_fixture.sandbox.objects();
    const bool is_there = objects.size() == 1 && ended.object_id == std::to_string(objects[0].id);
    require(is_there, "done, and the object told of is not there");
    if (!is_there) {
        return;
    }
    const auto &files = objects[0].files;
    require(files.size() == m_plate.meshes().size(), "done, and there are files too many or too few");
    for (std::size_t i = 0; i < std::min(files.size(), m_plate.meshes().size()); ++i) {
        require(files[i].sha256 == reference_digest(m_plate.meshes()[i]),
                "done, and file " + std::to_string(i) + " is not what was on the plate");
    }
    require(m_fixture.spool_is_empty(), "done, and the spool is still there");
}

void PublishStory::check_unknown_create(const JobEnded &ended)
{
    require(ended.error && ended.is_resumable, "an unknown create, and no word of it");
    require(m_fixture.resume().empty(), "an unknown create is repeated by itself");
    require(!m_fixture.spool_is_empty(), "an unknown create, and its bytes are gone");
}

StoryEnd PublishStory::check_refused(const JobEnded &ended)
{
    require(ended.error.has_value(), "it failed without a reason");
    require(!ended.is_resumable, "it can go on, and never comes to an end");
    require(m_fixture.spool_is_empty(), "it is given up, and the spool is still there");
    const auto objects = m_fixture.sandbox.objects();
    if (objects.empty()) {
        return StoryEnd::Refused;
    }
    require(a_file_was_refused(), "there is an object that is given up, and no file was refused for good");
    require(ended.object_id == std::to_string(objects[0].id) && ended.object_url == objects[0].object_url,
            "an object remains, and is not told of");
    return StoryEnd::FileRefused;
}

// By an answer that another attempt would meet again (contract §2: 'other 4xx').
bool PublishStory::a_file_was_refused() const
{
    const auto requests = m_fixture.sandbox.requests();
    return std::any_of(requests.begin(), requests.end(), [](const sandbox::ReceivedRequest &request) {
        return request.path == "/api/v2/file" && request.status >= 400 && request.status < 500 &&
               request.status != 401 && request.status != 429;
    });
}

// Nothing was sent again that must not be.
void PublishStory::check_requests()
{
    std::size_t possible_creates = 0;
    for (const auto &request : m_fixture.sandbox.requests()) {
        if (request.path == "/api/v2/object") {
            require(possible_creates == 0, "a create is sent again that may have been carried out");
            possible_creates += is_undone_create(request) ? 0 : 1;
        }
        require(request.path.find("file") == std::string::npos || request.transfer_encoding.empty(),
                "a file is sent chunked");
    }
}

void PublishStory::require(bool holds, std::string_view complaint)
{
    if (!holds && std::find(m_complaints.begin(), m_complaints.end(), complaint) == m_complaints.end()) {
        m_complaints.emplace_back(complaint);
    }
}

std::vector<std::string> PublishStory::explained_complaints() const
{
    auto complaints = m_complaints;
    if (!complaints.empty()) {
        complaints.back() += "\n" + protocol();
    }
    return complaints;
}

std::string PublishStory::protocol() const
{
    std::ostringstream text;
    for (const auto &request : m_fixture.sandbox.requests()) {
        text << request.method << ' ' << request.path << ' ' << request.status
             << (request.fault.empty() ? "" : " by " + request.fault) << '\n';
    }
    return text.str();
}

} // namespace mmf::test

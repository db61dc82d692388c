#include "child_run.hpp"

#include "base/files.hpp"
#include "publish/spool.hpp"
#include "support/engine_fixture.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace mmf::test {

namespace {

// What the child is given: nothing else of this process, not even its connections.
class Actions
{
public:
    explicit Actions(int output)
    {
        ::posix_spawn_file_actions_init(&m_actions);
        ::posix_spawn_file_actions_adddup2(&m_actions, output, STDOUT_FILENO);
        ::posix_spawn_file_actions_addclosefrom_np(&m_actions, STDERR_FILENO + 1);
    }
    Actions(const Actions &) = delete;
    Actions &operator=(const Actions &) = delete;
    ~Actions() { ::posix_spawn_file_actions_destroy(&m_actions); }

    const posix_spawn_file_actions_t *get() const { return &m_actions; }

private:
    posix_spawn_file_actions_t m_actions{};
};

pid_t start(std::vector<std::string> words, std::vector<std::string> settings, int output)
{
    const auto pointers = [](std::vector<std::string> &texts) {
        std::vector<char *> all;
        all.reserve(texts.size() + 1);
        for (std::string &text : texts) {
            all.push_back(text.data());
        }
        all.push_back(nullptr);
        return all;
    };
    pid_t child = 0;
    if (::posix_spawn(&child, words[0].c_str(), Actions(output).get(), nullptr, pointers(words).data(),
                      pointers(settings).data()) != 0) {
        throw std::runtime_error("no " + words[0]);
    }
    return child;
}

std::string read_all(const FileDescriptor &from)
{
    std::string all;
    char chunk[4096];
    ssize_t count = 0;
    while ((count = ::read(from.get(), chunk, sizeof chunk)) > 0 || (count < 0 && errno == EINTR)) {
        all.append(chunk, static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }
    return all;
}

void take_output(ChildRun &run)
{
    std::istringstream lines(run.output);
    for (std::string word; lines >> word;) {
        if (word == "ended") {
            int phase = 0;
            ChildEnd end;
            lines >> phase >> end.error >> end.is_resumable >> end.object_id;
            end.phase = static_cast<publish::Phase>(phase);
            run.ends.push_back(end);
        } else if (word == "resumed") {
            lines >> run.resumed >> run.left;
        } else if (word == "calls") {
            lines >> run.calls;
        } else if (word == "draft") {
            lines >> run.draft >> run.draft_error;
        } else if (word == "holds") {
            ChildRun::Holdings holdings;
            lines >> holdings.files >> holdings.threads >> holdings.heap;
            run.holdings.push_back(holdings);
        }
    }
}

} // namespace

ChildRun ChildWorld::run(const std::string &what, const std::string &effect, std::uint64_t at)
{
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        throw std::runtime_error("no pipe for the child");
    }
    const FileDescriptor output(ends[0]);
    FileDescriptor input(ends[1]);
    const pid_t child =
        start({FAULT_CHILD, what, m_sandbox.base_url(), m_folder.path().string(), effect, std::to_string(at)},
              {"FAULT_CHILD_TOKEN=" + m_sandbox.issue_access_token("designer"),
               "FAULT_CHILD_REFRESH_TOKEN=" + m_sandbox.issue_refresh_token("designer")},
              input.get());
    input = FileDescriptor();
    ChildRun run;
    run.output = read_all(output);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    run.was_killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    take_output(run);
    m_outputs += "\n" + what + ":\n" + run.output;
    return run;
}

bool ChildWorld::has_whole_object() const
{
    const auto meshes = numbered_meshes(3);
    const auto objects = m_sandbox.objects();
    bool is_whole = objects.size() == 1 && objects[0].files.size() == meshes.size();
    for (std::size_t i = 0; is_whole && i < meshes.size(); ++i) {
        is_whole = objects[0].files[i].sha256 == reference_digest(meshes[i]);
    }
    return is_whole;
}

std::vector<publish::JobRecord> ChildWorld::unfinished() const
{
    const auto key = sandbox_profile(m_sandbox.base_url(), auth::Grant::Code).link_key();
    return publish::Journal::open(m_folder / "state" / "journal.db")
        .and_then([&](publish::Journal journal) { return journal.unfinished(key); })
        .value();
}

bool ChildWorld::has_unknown_create() const
{
    const auto jobs = unfinished();
    if (jobs.size() != 1 || !jobs[0].is_create_unknown()) {
        return false;
    }
    const auto folder = publish::SpoolFolder::open(m_folder / "state" / "spool", jobs[0].id);
    return folder && std::all_of(jobs[0].files.begin(), jobs[0].files.end(),
                                 [&](const auto &file) { return folder->verify(file.spooled).has_value(); });
}

void ChildWorld::require(bool holds, const std::string &complaint)
{
    if (!holds) {
        m_complaints.push_back(complaint);
    }
}

std::vector<std::string> ChildWorld::explained_complaints() const
{
    auto complaints = m_complaints;
    if (!complaints.empty()) {
        complaints.back() += m_outputs;
        for (const auto &request : m_sandbox.requests()) {
            complaints.back() +=
                request.method + " " + request.path + " " + std::to_string(request.status) + "\n";
        }
    }
    return complaints;
}

} // namespace mmf::test

#include "shim_slicer/importer_process.hpp"

#include "shim_slicer/model_stream.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace shim {

namespace {

using Clock = std::chrono::steady_clock;

constexpr const char *TooLong = "it takes too long to read: it is damaged, or too large";

/** Of models, some fifty million triangles. */
constexpr std::size_t MostBytes = std::size_t{1} << 31U;

/** The ends of a pipe; the writing one goes to the importer. */
class Pipe
{
public:
    Pipe() { m_is_open = ::pipe2(m_ends.data(), O_CLOEXEC) == 0; }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;
    ~Pipe()
    {
        if (m_is_open)
            ::close(m_ends[0]);
        close_writing_end();
    }

    bool is_open() const { return m_is_open; }
    int writing_end() const { return m_ends[1]; }

    void close_writing_end()
    {
        if (m_is_open && m_ends[1] >= 0)
            ::close(m_ends[1]);
        m_ends[1] = -1;
    }

    /** All that comes until the writing end is closed, or why it is not waited for. */
    tl::expected<std::string, std::string> read_all(Clock::time_point deadline)
    {
        std::string bytes;
        std::array<char, 1U << 16U> chunk{};
        while (bytes.size() <= MostBytes) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
            pollfd end{m_ends[0], POLLIN, 0};
            const int ready = ::poll(&end, 1, static_cast<int>(std::clamp<long>(left, 0, INT_MAX)));
            if (ready < 0 && errno == EINTR)
                continue;
            if (ready <= 0)
                return tl::unexpected<std::string>(TooLong);
            const ssize_t got = ::read(m_ends[0], chunk.data(), chunk.size());
            if (got > 0)
                bytes.append(chunk.data(), static_cast<std::size_t>(got));
            else if (got == 0 || errno != EINTR)
                return bytes;
        }
        return tl::unexpected<std::string>("it is too large");
    }

private:
    std::array<int, 2> m_ends{-1, -1};
    bool m_is_open;
};

/** 0 on success, as posix_spawn. */
int start(const std::filesystem::path &program, const std::filesystem::path &argument, int output,
          pid_t &child)
{
    std::string name = program.string();
    std::string path = argument.string();
    char *const words[] = {name.data(), path.data(), nullptr};
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    const int error = ::posix_spawn(&child, program.c_str(), &actions, nullptr, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/** A process that is ended and reaped, whatever happens. */
class Child
{
public:
    explicit Child(pid_t id) : m_id(id) {}
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;
    ~Child()
    {
        if (m_id > 0) {
            end();
            wait();
        }
    }

    /** On any thread, until it is waited for. */
    void end() const { ::kill(m_id, SIGKILL); }

    /** Its status, once it has ended. */
    int wait()
    {
        int status = 0;
        while (::waitpid(m_id, &status, 0) < 0 && errno == EINTR) {
        }
        m_id = 0;
        return status;
    }

private:
    pid_t m_id;
};

tl::unexpected<std::string> not_started(int error)
{
    return tl::unexpected("the program that reads such files cannot be started (" +
                          std::error_code(error, std::generic_category()).message() + ")");
}

} // namespace

std::filesystem::path installed_importer()
{
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error)
        return {};
    return program.parent_path().parent_path() / "lib" / "shim-slicer" / "model-importer";
}

tl::expected<std::vector<Model>, std::string> import_models(const std::filesystem::path &path,
                                                            const std::filesystem::path &importer,
                                                            const Patience &patience)
{
    const Clock::time_point deadline = Clock::now() + patience.longest;
    Pipe pipe;
    if (!pipe.is_open())
        return not_started(errno);
    pid_t id = 0;
    if (const int error = start(importer, path, pipe.writing_end(), id); error != 0)
        return not_started(error);
    Child child(id);
    pipe.close_writing_end();
    const auto output = [&] {
        const std::stop_callback end_it(patience.stop, [&] { child.end(); });
        return pipe.read_all(deadline);
    }();
    if (!output)
        return tl::unexpected(output.error());
    const int status = child.wait();
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return tl::unexpected<std::string>(TooLong);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 1 && !output->empty())
        return tl::unexpected(*output);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        if (auto models = decoded(*output))
            return std::move(*models);
    }
    return tl::unexpected<std::string>("it is damaged");
}

} // namespace shim

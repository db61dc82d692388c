#include "shim_slicer/importer_process.hpp"

#include "shim_slicer/model_stream.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace shim {

namespace {

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

    std::string read_all()
    {
        std::string bytes;
        std::array<char, 1U << 16U> chunk{};
        for (;;) {
            const ssize_t got = ::read(m_ends[0], chunk.data(), chunk.size());
            if (got > 0)
                bytes.append(chunk.data(), static_cast<std::size_t>(got));
            else if (got == 0 || errno != EINTR)
                return bytes;
        }
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
    return program.parent_path().parent_path() / "lib" / "shim-slicer" / "model-importer";
}

tl::expected<std::vector<Model>, std::string> import_models(const std::filesystem::path &path,
                                                            const std::filesystem::path &importer)
{
    Pipe pipe;
    if (!pipe.is_open())
        return not_started(errno);
    pid_t child = 0;
    if (const int error = start(importer, path, pipe.writing_end(), child); error != 0)
        return not_started(error);
    pipe.close_writing_end();
    const std::string output = pipe.read_all();
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return tl::unexpected<std::string>("it takes too long to read: it is damaged, or too large");
    if (WIFEXITED(status) && WEXITSTATUS(status) == 1 && !output.empty())
        return tl::unexpected(output);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        if (auto models = decoded(output))
            return std::move(*models);
    }
    return tl::unexpected<std::string>("it is damaged");
}

} // namespace shim

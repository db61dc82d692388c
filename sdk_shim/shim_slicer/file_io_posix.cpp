#include "shim_slicer/file_io.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace shim {

namespace {

/** One read or write; more than this the kernel does not do at once. */
constexpr std::size_t MaxChunk = 1U << 30U;

std::string last_error()
{
    return std::error_code(errno, std::generic_category()).message();
}

class Descriptor
{
public:
    explicit Descriptor(int value) : m_value(value) {}
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    int get() const { return m_value; }

private:
    int m_value;
};

bool write_all(int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), std::min(bytes.size(), MaxChunk));
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

tl::expected<std::string, std::string> read_file(const std::filesystem::path &path)
{
    // Not waiting for whoever writes to a pipe of that name; to a file it makes no difference.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status = {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0)
        return tl::unexpected("it cannot be read (" + last_error() + ")");
    if (!S_ISREG(status.st_mode))
        return tl::unexpected<std::string>("it is not a file");
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got =
            ::read(file.get(), bytes.data() + filled, std::min(bytes.size() - filled, MaxChunk));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return tl::unexpected("it cannot be read (" + last_error() + ")");
        if (got == 0)
            break;
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

tl::expected<void, std::string> replace_file(const std::filesystem::path &path, std::string_view bytes)
{
    std::string temporary = path.string() + ".XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (file.get() < 0)
        return tl::unexpected("it cannot be written (" + last_error() + ")");
    // mkostemp makes files for the owner only; an export is as any new file.
    const mode_t mask = ::umask(0);
    ::umask(mask);
    const bool is_written = ::fchmod(file.get(), 0666 & ~mask) == 0 && write_all(file.get(), bytes) &&
                            ::fsync(file.get()) == 0 && ::rename(temporary.c_str(), path.c_str()) == 0;
    if (is_written)
        return {};
    const std::string reason = last_error();
    ::unlink(temporary.c_str());
    return tl::unexpected("it cannot be written (" + reason + ")");
}

} // namespace shim

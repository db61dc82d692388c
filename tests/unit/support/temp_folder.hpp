// A folder of a test's own, removed with all it holds when the object ends.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <system_error>

namespace mmf::test {

class TempFolder
{
public:
    explicit TempFolder(const std::filesystem::path &parent = std::filesystem::temp_directory_path())
    {
        std::string name = (parent / "mmf-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no folder for the test: " + name);
        }
        m_path = name;
    }
    TempFolder(const TempFolder &) = delete;
    TempFolder &operator=(const TempFolder &) = delete;
    ~TempFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }

    const std::filesystem::path &path() const { return m_path; }
    std::filesystem::path operator/(const std::filesystem::path &name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

// A folder on another file system than that of TempFolder's own place; null where there is none.
inline std::unique_ptr<TempFolder> elsewhere()
{
    struct stat here = {};
    struct stat there = {};
    const bool is_other = ::stat(std::filesystem::temp_directory_path().c_str(), &here) == 0 &&
                          ::stat("/dev/shm", &there) == 0 && here.st_dev != there.st_dev;
    return is_other ? std::make_unique<TempFolder>("/dev/shm") : nullptr;
}

} // namespace mmf::test

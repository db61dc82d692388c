// Stands in for libFuzzer where there is none: runs every file of the folders named once, in the order of
// their names. What begins with "-" is an option of libFuzzer's, and passed over.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_of(int count, char **arguments)
{
    std::vector<fs::path> files;
    for (int i = 1; i < count; ++i) {
        const std::string folder = arguments[i];
        if (folder.starts_with('-')) {
            continue;
        }
        for (const fs::directory_entry &entry : fs::directory_iterator(folder)) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

// In a piece of memory of just that size, so that a sanitizer sees what is read beyond it.
std::vector<std::uint8_t> bytes_of(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    return {text.begin(), text.end()};
}

} // namespace

int main(int count, char **arguments)
{
    const auto files = files_of(count, arguments);
    for (const fs::path &file : files) {
        std::fprintf(stderr, "%s\n", file.c_str()); // the last one named is the one that failed
        const auto bytes = bytes_of(file);
        LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    }
    std::fprintf(stderr, "%zu files\n", files.size());
    return files.empty() ? 1 : 0;
}

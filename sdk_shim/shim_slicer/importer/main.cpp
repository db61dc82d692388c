/**
 * model-importer FILE: reads an OBJ, PLY or 3MF file and writes its models to standard output
 * (model_stream.hpp), exit 0; or one sentence that says what is wrong, exit 1. It ends itself before it takes
 * all time or memory.
 */
#include "shim_slicer/importer/scene_models.hpp"
#include "shim_slicer/model_stream.hpp"

#include <exception>
#include <filesystem>
#include <iostream>
#include <new>
#include <sys/resource.h>
#include <unistd.h>

namespace {

/** A signal tells at `most`; a second later (of time) or at once (of all else) there is no way on. */
void limit(decltype(RLIMIT_CPU) what, rlim_t most)
{
    const rlimit value{most, most + (what == RLIMIT_CPU ? 1 : 0)};
    ::setrlimit(what, &value);
}

int finish(const std::string &output, int code)
{
    std::cout.write(output.data(), static_cast<std::streamsize>(output.size())).flush();
    // No tidying up: a library that a bad file led astray could crash in it.
    ::_exit(std::cout ? code : 2);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2)
        return finish("usage: model-importer FILE", 1);
    std::error_code ignored;
    const std::uintmax_t size = std::filesystem::file_size(argv[1], ignored);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, ignored ? 10 : 10 + size / 1'000'000);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // they reserve far more
    limit(RLIMIT_AS, rlim_t{8} << 30U);
#endif
    try {
        const auto models = shim::read_scene(argv[1]);
        return models ? finish(shim::encoded(*models), 0) : finish(models.error(), 1);
    } catch (const std::bad_alloc &) {
        return finish("it needs more memory than there is: it is damaged, or too large", 1);
    } catch (const std::exception &) {
        return finish("it is damaged", 1);
    }
}

#include "sweep.hpp"

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <string_view>
#include <thread>

namespace mmf::test {

namespace {

constexpr std::size_t AtOnce = 16;

// Sanitizers take ten times as long, and look for other things.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t Stride = 10;
#else
constexpr std::size_t Stride = 1;
#endif

const char *only_case()
{
    return std::getenv("SWEEP_ONLY"); // NOLINT(concurrency-mt-unsafe): nobody changes it
}

std::vector<std::string> complaints_of(const SweepCase &wanted)
{
    try {
        return wanted.run();
    } catch (const std::exception &error) {
        return {error.what()};
    } catch (...) {
        return {"it was broken off"}; // by a REQUIRE, which has told why
    }
}

} // namespace

std::vector<std::string> run_sweep(const std::vector<SweepCase> &cases)
{
    const char *only = only_case();
    std::mutex mutex;
    std::vector<std::string> all;
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = Stride * next++; i < cases.size(); i = Stride * next++) {
            if (only != nullptr && cases[i].name != std::string_view(only)) {
                continue;
            }
            for (const std::string &complaint : complaints_of(cases[i])) {
                const std::lock_guard lock(mutex);
                all.push_back(cases[i].name + ": " + complaint);
            }
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < AtOnce; ++i) {
        threads.emplace_back(work);
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    return all;
}

bool takes_its_time()
{
    return std::getenv("SWEEP_ALL") != nullptr; // NOLINT(concurrency-mt-unsafe): nobody changes it
}

bool is_whole_sweep()
{
    return only_case() == nullptr && Stride == 1;
}

} // namespace mmf::test

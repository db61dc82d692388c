#include "shim_slicer/start_cost.hpp"

#include <chrono>
#include <fstream>
#include <unistd.h>
#include <utility>

namespace shim {

namespace {

/** In MiB; 0 where the system does not say. */
double resident_memory()
{
    constexpr double BytesPerMebibyte = 1024 * 1024;
    std::ifstream pages("/proc/self/statm");
    double total = 0;
    double resident = 0;
    pages >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / BytesPerMebibyte;
}

} // namespace

void StartCost::count(const std::function<void()> &call)
{
    if (!m_sum) {
        call();
        return;
    }
    const double memory = resident_memory();
    const auto begin = std::chrono::steady_clock::now();
    call();
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
    m_sum->milliseconds += spent.count();
    m_sum->mebibytes += resident_memory() - memory;
}

std::optional<StartCost::Sum> StartCost::take()
{
    return std::exchange(m_sum, std::nullopt);
}

} // namespace shim

#include "publish/fitting.hpp"

#include <new>
#include <utility>

namespace mmf::publish {

namespace {

Result<FittedMesh> fit_in_memory(const FileOrigin &origin, Way way, const Policy &policy,
                                 const std::stop_token &stop)
{
    try {
        return fit(origin, way, policy, stop);
    } catch (const std::bad_alloc &) {
        return fail(ErrorKind::TooLarge, "there is not enough memory to work on it");
    }
}

} // namespace

Fitting::Fitting(FileOrigin origin, Way way, const Policy &policy, OnEnd on_end)
    : m_thread([origin = std::move(origin), way, policy, on_end = std::move(on_end)](
                   const std::stop_token &stop) { on_end(fit_in_memory(origin, way, policy, stop)); })
{
}

} // namespace mmf::publish

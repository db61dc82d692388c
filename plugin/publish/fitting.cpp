#include "publish/fitting.hpp"

#include "base/give_way.hpp"
#include "base/keep_loaded.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <new>
#include <stop_token>
#include <utility>

namespace mmf::publish {

namespace {

template <typename Work>
auto guarded(Work work) -> decltype(work())
{
    try {
        return work();
    } catch (const std::bad_alloc &) {
        return fail(ErrorKind::Internal, "there is not enough memory to work on the model");
    } catch (const std::exception &problem) {
        return fail(ErrorKind::Internal, problem.what());
    }
}

} // namespace

struct Fitting::Shared
{
    enum class Stage
    {
        Borrowing, // what is read, or who is told, belongs to others
        Alone,     // all that is used is the thread's own
        Abandoned, // likewise, and nobody waits
        Ended,
    };

    Policy policy;
    OnEnd on_end;
    std::stop_source stop;
    std::mutex mutex;
    std::condition_variable on_change;
    Stage stage = Stage::Borrowing;

    void work(FileOrigin origin, Way way);
    // False, and nothing has changed, where nobody waits.
    bool move_to(Stage next);
    // False: the thread's end must be waited for.
    bool abandon();
};

void Fitting::Shared::work(FileOrigin origin, Way way)
{
    auto welded = guarded([&] { return weld(origin, stop.get_token()); });
    origin = PlateObjects{};
    move_to(Stage::Alone);
    auto made = std::move(welded).and_then([&](model::IndexedMesh mesh) {
        return guarded([&] { return fit(std::move(mesh), way, policy, stop.get_token()); });
    });
    if (move_to(Stage::Borrowing)) {
        on_end(std::move(made));
        move_to(Stage::Ended);
    }
}

bool Fitting::Shared::move_to(Stage next)
{
    const std::scoped_lock lock(mutex);
    if (stage == Stage::Abandoned) {
        return false;
    }
    stage = next;
    on_change.notify_all();
    return true;
}

bool Fitting::Shared::abandon()
{
    std::unique_lock lock(mutex);
    on_change.wait(lock, [&] { return stage != Stage::Borrowing; });
    if (stage != Stage::Alone || !keep_library_loaded()) {
        return false;
    }
    stage = Stage::Abandoned;
    on_end = nullptr;
    return true;
}

Fitting::Fitting(FileOrigin origin, Way way, const Policy &policy, OnEnd on_end)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->policy = policy;
    m_shared->on_end = std::move(on_end);
    m_thread = std::thread([shared = m_shared, origin = std::move(origin), way]() mutable {
        give_way_to_others();
        shared->work(std::move(origin), way);
    });
}

Fitting::~Fitting()
{
    stop();
    if (m_shared->abandon()) {
        m_thread.detach();
    } else {
        m_thread.join();
    }
}

void Fitting::stop()
{
    m_shared->stop.request_stop();
}

} // namespace mmf::publish

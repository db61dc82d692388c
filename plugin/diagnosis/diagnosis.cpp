#include "diagnosis/diagnosis.hpp"

#include "http/client.hpp"

#include <utility>

namespace mmf::diagnosis {

// What lives on the worker's thread. Made before the thread starts and ended after it has.
class Diagnosis::Worker
{
public:
    Worker(Options options, const MakeStore &make_store, Log &log, const std::function<void(Event)> &on_event)
        : m_client({std::move(options.user_agent), options.subject.profile.ca_file}, options.policy, log),
          m_loop(m_clock, m_client),
          m_store(options.subject.webkit_error ? make_store(m_loop) : nullptr),
          m_examination(
              std::move(options.subject), options.policy, {m_loop, m_client, m_store.get()},
              [on_event](Check check) { on_event(std::move(check)); }, [on_event] { on_event(Finished{}); })
    {
    }

    Loop &loop() { return m_loop; }
    void start() { m_examination.start(); }

private:
    SystemClock m_clock;
    http::Client m_client;
    Loop m_loop;
    std::unique_ptr<auth::TokenStore> m_store;
    Examination m_examination;
};

Diagnosis::Diagnosis(Options options, const MakeStore &make_store, Log &log,
                     const std::function<void(Event)> &on_event)
    : m_worker(std::make_unique<Worker>(std::move(options), make_store, log, on_event)),
      m_thread([this] { m_worker->loop().run(); })
{
    m_worker->loop().post([this] { m_worker->start(); });
}

Diagnosis::~Diagnosis()
{
    m_worker->loop().stop();
    m_thread.join();
}

} // namespace mmf::diagnosis

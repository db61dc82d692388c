#include "shim_slicer/model_reader.hpp"

#include "shim_slicer/model_file.hpp"

#include <memory>
#include <new>
#include <utility>

namespace shim {

namespace {

ModelReader::Models read_or_tell(const std::filesystem::path &path, const std::filesystem::path &importer,
                                 const std::stop_token &stop)
{
    try {
        Patience patience;
        patience.stop = stop;
        return read_models(path, importer, patience);
    } catch (const std::bad_alloc &) {
        return tl::unexpected<std::string>("it needs more memory than there is");
    }
}

} // namespace

ModelReader::ModelReader(std::filesystem::path importer, std::function<void(std::function<void()>)> post,
                         std::function<void(const std::filesystem::path &, Models)> on_read)
    : m_importer(std::move(importer)), m_post(std::move(post)), m_on_read(std::move(on_read))
{
}

ModelReader::~ModelReader()
{
    stop();
}

void ModelReader::read(const std::vector<std::filesystem::path> &paths)
{
    m_waiting.insert(m_waiting.end(), paths.begin(), paths.end());
    read_next();
}

void ModelReader::stop()
{
    m_waiting.clear();
    m_current.reset();
    m_thread = {}; // asks it to stop, and waits for it
}

void ModelReader::read_next()
{
    if (m_current || m_waiting.empty())
        return;
    m_current = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_thread = std::jthread([this, path = *m_current](const std::stop_token &stop) {
        const auto models = std::make_shared<Models>(read_or_tell(path, m_importer, stop));
        // Once it was stopped nobody waits for it, and another file may be the current one.
        m_post([this, models, stop] {
            if (!stop.stop_requested())
                finish(std::move(*models));
        });
    });
}

void ModelReader::finish(Models models)
{
    m_thread.join();
    const std::filesystem::path path = std::move(*m_current);
    m_current.reset();
    read_next();
    m_on_read(path, std::move(models));
}

} // namespace shim

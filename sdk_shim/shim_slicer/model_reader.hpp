/**
 * Reads model files beside the window, one after the other. [main-thread] but for the reading.
 */
#pragma once

#include "shim_slicer/model.hpp"

#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <tl/expected.hpp>
#include <vector>

namespace shim {

class ModelReader
{
public:
    using Models = tl::expected<std::vector<Model>, std::string>;

    /** `post` has a function called later on the main thread, from any thread; not after this object is gone.
     * `on_read` gets what is in each file, as read_models tells it. */
    ModelReader(std::filesystem::path importer, std::function<void(std::function<void()>)> post,
                std::function<void(const std::filesystem::path &, Models)> on_read);
    ModelReader(const ModelReader &) = delete;
    ModelReader &operator=(const ModelReader &) = delete;
    ~ModelReader();

    void read(const std::vector<std::filesystem::path> &paths);

    /** The file that is being read. */
    const std::optional<std::filesystem::path> &current() const { return m_current; }

    /** Reads no further; nothing is called any more. */
    void stop();

private:
    void read_next();
    void finish(Models models);

    std::filesystem::path m_importer;
    std::function<void(std::function<void()>)> m_post;
    std::function<void(const std::filesystem::path &, Models)> m_on_read;
    std::deque<std::filesystem::path> m_waiting;
    std::optional<std::filesystem::path> m_current;
    std::jthread m_thread;
};

} // namespace shim

#include "shim_slicer/importer_process.hpp"
#include "shim_slicer/model_file.hpp"
#include "shim_slicer/model_reader.hpp"
#include "temporary_folder.hpp"

#include <condition_variable>
#include <doctest/doctest.h>
#include <mutex>
#include <sys/stat.h>

using namespace shim;

namespace {

using Clock = std::chrono::steady_clock;

/** Stands for the importer. */
std::filesystem::path script(const test::TemporaryFolder &folder, const std::string &commands)
{
    const std::filesystem::path path = folder.write("importer", "#!/bin/sh\n" + commands + "\n");
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path;
}

/** What the event loop does with what is posted. */
class Loop
{
public:
    void post(std::function<void()> function)
    {
        const std::lock_guard lock(m_mutex);
        m_functions.push_back(std::move(function));
        m_changed.notify_one();
    }

    /** Waits for one, and calls it here. */
    void run_one()
    {
        std::unique_lock lock(m_mutex);
        REQUIRE(m_changed.wait_for(lock, std::chrono::seconds(30), [this] { return !m_functions.empty(); }));
        const std::function<void()> function = std::move(m_functions.front());
        m_functions.erase(m_functions.begin());
        lock.unlock();
        function();
    }

    bool is_empty()
    {
        const std::lock_guard lock(m_mutex);
        return m_functions.empty();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::function<void()>> m_functions;
};

struct Reading
{
    explicit Reading(const std::filesystem::path &importer)
        : reader(
              importer, [this](std::function<void()> function) { loop.post(std::move(function)); },
              [this](const std::filesystem::path &path, const ModelReader::Models &models) {
                  told.push_back(path.filename().string() + ": " +
                                 (models ? std::to_string(models->size()) : models.error()));
              })
    {
    }

    Loop loop;
    std::vector<std::string> told;
    ModelReader reader;
};

void wait_for_file(const std::filesystem::path &path)
{
    for (const auto end = Clock::now() + std::chrono::seconds(30); !std::filesystem::exists(path);) {
        REQUIRE(Clock::now() < end);
        std::this_thread::yield();
    }
}

} // namespace

TEST_CASE("an importer that does not end is ended, and a sentence says so")
{
    const test::TemporaryFolder folder;
    Patience patience;
    patience.longest = std::chrono::milliseconds(50);
    const auto models = read_models("x.ply", script(folder, "exec sleep 1000"), patience);
    REQUIRE_FALSE(models);
    CHECK(models.error() == "it takes too long to read: it is damaged, or too large");
}

TEST_CASE("an importer that has used up its time or its memory says so")
{
    const test::TemporaryFolder folder;
    const auto late = read_models("x.ply", script(folder, "ulimit -c 0; kill -XCPU $$"));
    REQUIRE_FALSE(late);
    CHECK(late.error() == "it takes too long to read: it is damaged, or too large");

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // they reserve far more
    // All holes: it takes no room on the disk, and too much of 256 MB.
    const std::filesystem::path large = folder.write("large.ply", "ply\n");
    std::filesystem::resize_file(large, std::uintmax_t{1} << 30U);
    const auto large_model =
        read_models(large, script(folder, "ulimit -v 262144; exec " MODEL_IMPORTER " \"$1\""));
    REQUIRE_FALSE(large_model);
    CHECK(large_model.error() == "it needs more memory than there is: it is damaged, or too large");
#endif
}

TEST_CASE("a pipe is no file, and nobody waits for its other end")
{
    const test::TemporaryFolder folder;
    for (const char *name : {"pipe.stl", "pipe.ply", "pipe.3mf"}) {
        const std::filesystem::path pipe = folder.path() / name;
        REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
        const auto models = read_models(pipe, MODEL_IMPORTER);
        REQUIRE_FALSE(models);
        CHECK(models.error() == "it is not a file");
    }
}

TEST_CASE("files are read one after the other, and those that cannot be used do not stop the others")
{
    const test::TemporaryFolder folder;
    Reading reading(MODEL_IMPORTER);
    reading.reader.read({SAMPLE_MODEL, folder.path() / "missing.stl"});
    reading.reader.read({SAMPLE_MODEL});
    CHECK(reading.reader.current() == SAMPLE_MODEL);
    CHECK(reading.told.empty());
    reading.loop.run_one();
    CHECK(reading.reader.current() == folder.path() / "missing.stl");
    reading.loop.run_one();
    reading.loop.run_one();
    CHECK_FALSE(reading.reader.current());
    CHECK(reading.told ==
          std::vector<std::string>{"twisted-vase.stl: 1",
                                   "missing.stl: it cannot be read (No such file or directory)",
                                   "twisted-vase.stl: 1"});
}

TEST_CASE("reading can be stopped at once, and begun again")
{
    const test::TemporaryFolder folder;
    const std::filesystem::path begun = folder.path() / "begun";
    Reading reading(script(folder, "touch '" + begun.string() + "'; exec sleep 1000"));
    reading.reader.read({"slow.ply", SAMPLE_MODEL});
    wait_for_file(begun);
    const auto before = Clock::now();
    reading.reader.stop();
    CHECK(Clock::now() - before < std::chrono::seconds(30));
    CHECK_FALSE(reading.reader.current());
    reading.reader.read({SAMPLE_MODEL});
    reading.loop.run_one(); // of the stopped one
    CHECK(reading.told.empty());
    reading.loop.run_one();
    CHECK(reading.told == std::vector<std::string>{"twisted-vase.stl: 1"});
    CHECK(reading.loop.is_empty());
}

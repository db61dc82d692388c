/**
 * A host without a window that offers every extension and notes each breach of the SDK's contract that it can
 * see.
 *
 * Made on the main thread and outlives the plugins. Its extensions may be called from any thread.
 */
#pragma once

#include "loader/host_services.hpp"
#include "slicer_sdk/plate.h"

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace sdk_check {

class CheckingHost : public slicer_sdk::HostServices
{
public:
    /** The host says that it is made with `wx_version`; empty: with no wxWidgets. */
    explicit CheckingHost(std::string wx_version) : m_wx_version(std::move(wx_version)) {}

    const char *name() const override { return "slicer-sdk-check"; }
    const char *version() const override;
    const void *extension(const char *id) const override;
    void post_to_main_thread(std::function<void()> task) override;
    void warn(const std::string &sentence) override { breach(sentence); }

    /** Runs what was posted, as an event loop would. [main-thread] */
    void run_posted();

    /** After all plugins have gone: notes what was not given back. [main-thread] */
    void finish();

    /** One sentence each, each once. [main-thread] */
    std::set<std::string> breaches() const;

    // --- For its extensions; thread-safe.

    /** Notes a sentence. */
    void breach(const std::string &sentence);

    /** Notes it if this is another thread than the main one. `function` as in "notify.outcome". */
    void expect_main_thread(const std::string &function);

    /** Notes it if `text` is null or no UTF-8. `what` as in "log's message". */
    void expect_text(const std::string &what, const char *text);

    bool is_main_thread() const { return std::this_thread::get_id() == m_main_thread; }
    const std::string &wx_version() const { return m_wx_version; }
    const slicer_plate *lend_plate();
    void take_plate_back();

private:
    const std::string m_wx_version;
    const std::thread::id m_main_thread = std::this_thread::get_id();
    mutable std::mutex m_mutex;
    std::set<std::string> m_breaches;
    std::vector<std::function<void()>> m_posted;
    int m_lent_plates = 0;
};

} // namespace sdk_check

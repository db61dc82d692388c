#include "example/check/plugin_check.hpp"

#include "example/check/action_rules.hpp"
#include "example/check/checking_host.hpp"
#include "example/check/exported_symbols_elf.hpp"
#include "example/check/process_state_posix.hpp"
#include "example/check/utf8.hpp"
#include "loader/plugin_library.hpp"
#include "loader/plugin_registry.hpp"

#include <chrono>
#include <thread>

namespace sdk_check {

namespace {

/** Lives that a plugin must survive in one process. */
constexpr int Lives = 100;

/** An id that no plugin has. */
constexpr const char *UnknownAction = "slicer-sdk-check.no-such-action";
constexpr const char *UnknownExtension = "slicer.no-such-extension/1";

/** A joined thread is listed for a moment longer: whether `count` comes down to `wanted` within a second. */
bool comes_down(std::size_t (*count)(), std::size_t wanted)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    while (count() > wanted) {
        if (std::chrono::steady_clock::now() >= end)
            return false;
        std::this_thread::yield();
    }
    return true;
}

void check_descriptor(const slicer_plugin_descriptor &descriptor, Findings &findings)
{
    const std::string id = descriptor.id;
    bool is_text = true;
    for (const char *text :
         {descriptor.id, descriptor.name, descriptor.vendor, descriptor.version, descriptor.description})
        is_text = is_text && is_utf8(text);
    if (!is_text)
        findings.warn("descriptor", "A text of it is no UTF-8.");
    else if (id.find('.') == std::string::npos)
        findings.warn("descriptor",
                      "Its id \"" + id + "\" is no reverse domain name, such as com.example.it.");
    else
        findings.ok("descriptor", id + ": " + descriptor.name + " " + descriptor.version + " by " +
                                      descriptor.vendor + ". " + descriptor.description);
}

/** Asks what no plugin can know; it must say no, and do nothing. */
void check_unknown_ids(slicer_sdk::Plugin &plugin, Findings &findings)
{
    if (plugin.extension(UnknownExtension) != nullptr)
        findings.fail("unknown ids", "It answers to an extension that nobody knows.");
    else if (plugin.is_enabled(UnknownAction) || plugin.perform(UnknownAction))
        findings.fail("unknown ids", "It enables or performs an action that it has not.");
    else
        findings.ok("unknown ids", "It has no extension and no action that nobody knows.");
}

} // namespace

void PluginCheck::check()
{
    if (!check_library())
        return;
    check_symbols();
    if (check_one_life())
        check_lives();
}

bool PluginCheck::check_library()
{
    m_run.begin("the opening of the library");
    std::string reason;
    const auto library = slicer_sdk::PluginLibrary::open(m_plugin, reason);
    if (!library) {
        m_findings.fail("library", reason);
        return false;
    }
    const slicer_version &version = library->entry().sdk_version;
    m_findings.ok("library", "It is a plugin, made for version " + std::to_string(version.major) + "." +
                                 std::to_string(version.minor) + "." + std::to_string(version.revision) +
                                 " of the SDK.");
    check_descriptor(*library->entry().descriptor, m_findings);
    return true;
}

void PluginCheck::check_symbols()
{
    const auto symbols = exported_symbols(m_plugin);
    if (!symbols) {
        m_findings.warn("symbols", "Its table of symbols cannot be read.");
        return;
    }
    std::string others;
    for (const std::string &symbol : *symbols) {
        if (symbol != "slicer_plugin_entry")
            others += (others.empty() ? "" : ", ") + symbol;
    }
    if (others.empty())
        m_findings.ok("symbols", "It exports slicer_plugin_entry alone.");
    else
        m_findings.warn("symbols", "It exports more than slicer_plugin_entry, which can clash with others: " +
                                       others + ".");
}

template <class Look>
bool PluginCheck::live(Look look, std::string &reason)
{
    CheckingHost host(m_wx_version);
    bool is_loaded = false;
    {
        slicer_sdk::PluginRegistry plugins(host);
        m_run.begin("create or init");
        is_loaded = plugins.load_file(m_plugin);
        if (is_loaded) {
            m_run.begin("on_main_thread");
            host.run_posted();
            look(*plugins.plugins().front());
        } else {
            reason = plugins.refusals().front().reason;
        }
        m_run.begin("destroy");
    }
    host.run_posted();
    host.finish();
    for (const std::string &sentence : host.breaches())
        m_findings.fail("contract", sentence);
    return is_loaded;
}

bool PluginCheck::check_one_life()
{
    std::string reason;
    const int failures = m_findings.failures();
    const bool is_loaded = live(
        [&](slicer_sdk::Plugin &plugin) {
            m_findings.ok("init", "It starts.");
            m_run.begin("is_enabled");
            check_actions(plugin, m_findings);
            m_run.begin("the answer to an unknown id");
            check_unknown_ids(plugin, m_findings);
            m_run.begin("may_quit");
            if (const auto busy = plugin.busy_text())
                m_findings.fail("may_quit", "It is busy before anybody asked it for anything: " + *busy);
            else
                m_findings.ok("may_quit", "The host may quit while nothing is under way.");
            m_run.begin("pause");
            plugin.pause();
        },
        reason);
    if (!is_loaded)
        m_findings.fail("init", "It does not start: " + reason);
    else if (m_findings.failures() == failures)
        m_findings.ok("contract",
                      "Threads, texts and outcomes are as the headers say; no exception comes out.");
    return is_loaded && m_findings.failures() == failures;
}

void PluginCheck::check_lives()
{
    const std::size_t threads = thread_count();
    const std::size_t files = open_file_count();
    const int failures = m_findings.failures();
    for (int life = 2; life <= Lives; ++life) {
        std::string reason;
        const auto look = [&](slicer_sdk::Plugin &plugin) {
            m_run.begin("is_enabled");
            for (const slicer_sdk::Action &action : plugin.actions())
                plugin.is_enabled(action.id);
        };
        if (!live(look, reason)) {
            m_findings.fail("lives",
                            "It does not start for the " + std::to_string(life) + ". time: " + reason);
            return;
        }
        if (m_findings.failures() != failures)
            return;
    }
    if (!comes_down(&thread_count, threads))
        m_findings.fail("lives",
                        "It leaves threads behind: " + std::to_string(thread_count() - threads) + ".");
    else if (!comes_down(&open_file_count, files))
        m_findings.fail("lives", "It leaves files open: " + std::to_string(open_file_count() - files) + ".");
    else
        m_findings.ok("lives", "It was made and destroyed " + std::to_string(Lives) +
                                   " times, and left no thread and no open file.");
}

} // namespace sdk_check

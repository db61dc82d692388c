/**
 * The rules, one after the other, on one plugin. Runs where a crash may be survived. [main-thread]
 */
#pragma once

#include "example/check/findings.hpp"
#include "example/check/guarded_run_posix.hpp"

#include <filesystem>
#include <string>

namespace sdk_check {

class PluginCheck
{
public:
    /** `findings` and `run` outlive it. `run` is told each step before it is taken. */
    PluginCheck(std::filesystem::path plugin, std::string wx_version, Findings &findings, GuardedRun &run)
        : m_plugin(std::move(plugin)), m_wx_version(std::move(wx_version)), m_findings(findings), m_run(run)
    {
    }

    /** Checks everything that can still be checked; what is found goes to the findings. */
    void check();

private:
    bool check_library();
    void check_symbols();
    bool check_one_life();
    void check_lives();

    /** One life, from create to destroy; false if it was refused, with one sentence in `reason`. */
    template <class Look>
    bool live(Look look, std::string &reason);

    const std::filesystem::path m_plugin;
    const std::string m_wx_version;
    Findings &m_findings;
    GuardedRun &m_run;
};

} // namespace sdk_check

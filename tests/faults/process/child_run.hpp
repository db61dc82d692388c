// fault-child (child/main.cpp), run to its end, and what it leaves behind.
#pragma once

#include "publish/journal.hpp"
#include "publish/machine.hpp"
#include "sandbox/sandbox.hpp"
#include "support/temp_folder.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace mmf::test {

struct ChildEnd
{
    publish::Phase phase = publish::Phase::Failed;
    std::string error; // the kind's name, "none"
    bool is_resumable = false;
    std::string object_id; // "-": none
};

struct ChildRun
{
    bool was_killed = false;
    int exit_code = 0; // where it was not
    std::vector<ChildEnd> ends;
    std::size_t resumed = 0;
    std::size_t left = 0;
    std::uint64_t calls = 0;
    std::string draft;       // "old", "new"
    std::string draft_error; // as in ChildEnd
    struct Holdings
    {
        std::int64_t files = 0;
        std::int64_t threads = 0;
        std::int64_t heap = 0; // bytes in use
    };
    std::vector<Holdings> holdings;
    std::string output;

    bool is_done() const { return !ends.empty() && ends.back().phase == publish::Phase::Done; }
};

// A service and a state folder, which outlive the processes that use them; for one thread.
class ChildWorld
{
public:
    // Throws std::runtime_error where it cannot be started.
    ChildRun run(const std::string &what, const std::string &effect = "count", std::uint64_t at = 0);

    std::vector<sandbox::ReceivedObject> objects() const { return m_sandbox.objects(); }
    // There is one, and it has what the child publishes, byte for byte.
    bool has_whole_object() const;
    // What the journal would go on with, or ask about.
    std::vector<publish::JobRecord> unfinished() const;
    // An upload of which only a person can say whether the service has it, with the bytes to send then.
    bool has_unknown_create() const;

    void require(bool holds, const std::string &complaint);
    // With what the children said; empty: all is as it was promised.
    std::vector<std::string> explained_complaints() const;

private:
    TempFolder m_folder;
    sandbox::Sandbox m_sandbox;
    std::string m_outputs;
    std::vector<std::string> m_complaints;
};

} // namespace mmf::test

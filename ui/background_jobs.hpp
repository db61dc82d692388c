// Every upload under way and how it stands; each that no dialog shows has a row in the host's window, where
// the host has rows. [main-thread]; owned by the app.
#pragma once

#include "host.hpp"
#include "publish/engine.hpp"

#include <map>
#include <optional>
#include <string>

namespace mmf::ui {

// What can be done about one by a button of its row.
namespace command {
constexpr const char *Show = "show";
constexpr const char *Cancel = "cancel";
} // namespace command

class BackgroundJobs
{
public:
    struct Standing
    {
        publish::JobFiles files;
        publish::JobProgress progress;
        // The person must answer it before the upload goes on.
        std::optional<publish::AlreadyPublished> question = std::nullopt;
    };

    // `host` outlives it.
    explicit BackgroundJobs(const Host &host) : m_host(host) {}

    // Null: it is not under way.
    const Standing *find(const std::string &job) const;
    // A dialog shows this one, which needs no row meanwhile, in place of the one before. Empty: none.
    void set_shown(const std::string &job);

    // Before all others, who find it as it stands.
    void handle(const publish::JobFiles &files);
    void handle(const publish::JobProgress &progress);
    void handle(const publish::AlreadyPublished &published);
    // The person has answered.
    void answered(const std::string &job);
    // It has ended, and its row tells how; to the action as well unless `action` is null. False: it has none.
    bool end(const std::string &job, const char *action, const ActionOutcome &outcome);
    // It has ended, and that is told elsewhere.
    void forget(const std::string &job);

private:
    bool has_row(const std::string &job) const;
    void show(const std::string &job) const;

    const Host &m_host;
    std::map<std::string, Standing> m_standings; // by id
    std::string m_shown;
};

} // namespace mmf::ui

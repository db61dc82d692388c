// The host, as the windows see it: the SDK's extensions behind C++ types, with what is missing replaced by
// something harmless. Owned by the app; [main-thread] but for `log`.
#pragma once

#include "base/log.hpp"
#include "base/result.hpp"
#include "publish/plate_draft.hpp"
#include "slicer_sdk/notify.h"
#include "slicer_sdk/sdk.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>
#include <wx/string.h>

class wxWindow;

namespace mmf::ui {

// How an action ended, for the host.
struct ActionOutcome
{
    slicer_outcome_kind kind = SLICER_OUTCOME_DONE;
    std::string message;
    std::string link; // empty: none
    // Facts for scripts; empty ones are not told.
    std::string object_id;
    std::string object_url;
    std::string status_url;
    std::optional<std::vector<ActionOutcome>> parts; // for an action on several things
};

// Something under way, for its row in the host's window.
struct TaskRow
{
    struct Button
    {
        const char *command;
        wxString label;
    };

    std::string id;
    std::string title;
    wxString text;
    double fraction = -1; // 0 to 1, or negative if unknown
    std::vector<Button> buttons;
};

class Host final : public Log
{
public:
    // `host` outlives this.
    explicit Host(const slicer_host *host) : m_host(host) {}

    // "PrusaSlicer/2.5.0".
    std::string product() const;
    // The host's, as `spoken_language` tells it: "fr", "pt_BR".
    std::string language() const;
    bool is_attended() const;
    // The parent of every window; null if the host has none yet.
    wxWindow *top_window() const;
    // What is on the plate: its meshes, or from a host that has none to give, a file that it writes into
    // `incoming`. Errors: EmptyPlate; NotExported, with what the host says; those of IncomingFile.
    Result<publish::OnPlate> acquire_plate(const std::filesystem::path &incoming) const;
    // How it is meant to be printed, as far as the host knows.
    publish::PrintingHints print_settings() const;
    void request_callback() const { m_host->request_callback(m_host); } // [thread-safe]

    // `fraction` is 0 to 1, or negative if unknown.
    void tell_progress(const char *action_id, double fraction, const wxString &text) const;
    void tell_outcome(const char *action_id, const ActionOutcome &outcome) const;

    // Whether each thing under way can have a row, with buttons for a person who is there. Else only
    // `tell_progress` and `tell_outcome` tell of it.
    bool has_tasks() const;
    // Where it has: a new row, or how it stands now.
    void show_task(const TaskRow &row) const;
    // The row tells the outcome, to the action as well unless `action_id` is null.
    void end_task(const std::string &id, const char *action_id, const ActionOutcome &outcome) const;
    void remove_task(const std::string &id) const;

    // [thread-safe]
    void write(Severity severity, const std::string &line) override;

private:
    template <typename Extension>
    const Extension *extension(const char *id) const
    {
        return static_cast<const Extension *>(m_host->get_extension(m_host, id));
    }

    const slicer_host *m_host;
};

} // namespace mmf::ui

#include "host.hpp"

#include "base/language.hpp"
#include "base/utf8.hpp"
#include "publish/print_settings.hpp"
#include "slicer_sdk/lifecycle.h"
#include "slicer_sdk/locale.h"
#include "slicer_sdk/log.h"
#include "slicer_sdk/plate.h"
#include "slicer_sdk/plate_file.h"
#include "slicer_sdk/tasks.h"
#include "slicer_sdk/window.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <utility>
#include <wx/intl.h>
#include <wx/string.h>
#include <wx/toplevel.h>

namespace mmf::ui {

namespace {

// The C view of an outcome; everything it points to belongs to the outcome or to this.
struct OutcomeView
{
    explicit OutcomeView(const ActionOutcome &outcome)
    {
        for (const auto &[key, text] :
             {std::pair("object_id", &outcome.object_id), std::pair("object_url", &outcome.object_url),
              std::pair("status_url", &outcome.status_url)}) {
            if (!text->empty()) {
                values.push_back({key, text->c_str()});
            }
        }
        view.kind = outcome.kind;
        view.message = outcome.message.c_str();
        view.link = outcome.link.empty() ? nullptr : outcome.link.c_str();
        view.values = values.data();
        view.value_count = static_cast<std::uint32_t>(values.size());
        view.parts = nullptr;
        view.part_count = 0;
    }

    std::vector<slicer_key_value> values;
    slicer_outcome view{};
};

// The same with its parts.
class WholeOutcomeView
{
public:
    explicit WholeOutcomeView(const ActionOutcome &outcome) : m_whole(outcome)
    {
        if (!outcome.parts) {
            return;
        }
        m_part_views = std::vector<OutcomeView>(outcome.parts->begin(), outcome.parts->end());
        m_parts.reserve(m_part_views.size() + 1); // not null, even if there are none
        for (const OutcomeView &part : m_part_views) {
            m_parts.push_back(part.view);
        }
        m_whole.view.parts = m_parts.data();
        m_whole.view.part_count = static_cast<std::uint32_t>(m_parts.size());
    }
    WholeOutcomeView(const WholeOutcomeView &) = delete;
    WholeOutcomeView &operator=(const WholeOutcomeView &) = delete;
    ~WholeOutcomeView() = default;

    const slicer_outcome *view() const { return &m_whole.view; }

private:
    OutcomeView m_whole;
    std::vector<OutcomeView> m_part_views;
    std::vector<slicer_outcome> m_parts;
};

constexpr std::size_t TextBufferSize = 4096;

// What a host wrote into a buffer of ours, as one line of well-formed text.
std::string clean_text(const std::array<char, TextBufferSize> &buffer)
{
    return clean_line({buffer.data(), ::strnlen(buffer.data(), buffer.size())});
}

} // namespace

std::string Host::product() const
{
    return std::string(m_host->name) + "/" + m_host->version;
}

std::string Host::language() const
{
    const auto *locale = extension<slicer_host_locale>(SLICER_EXT_LOCALE);
    const wxLocale *of_process = wxGetLocale();
    const char *language = locale != nullptr ? locale->language(m_host) : nullptr;
    return spoken_language("auto", language != nullptr ? language : "",
                           of_process != nullptr ? of_process->GetCanonicalName().utf8_string() : "");
}

bool Host::is_attended() const
{
    const auto *lifecycle = extension<slicer_host_lifecycle>(SLICER_EXT_LIFECYCLE);
    return lifecycle == nullptr || lifecycle->is_attended(m_host);
}

wxWindow *Host::top_window() const
{
    const auto *window = extension<slicer_host_window>(SLICER_EXT_WINDOW);
    void *handle = window != nullptr ? window->native_top_window(m_host) : nullptr;
    const auto found =
        std::find_if(wxTopLevelWindows.begin(), wxTopLevelWindows.end(), [&](const wxWindow *candidate) {
            return handle != nullptr && candidate->GetHandle() == handle;
        });
    return found == wxTopLevelWindows.end() ? nullptr : *found;
}

Result<publish::OnPlate> Host::acquire_plate(const std::filesystem::path &incoming) const
{
    if (const auto *plate = extension<slicer_host_plate>(SLICER_EXT_PLATE)) {
        return std::make_shared<const model::Plate>(plate->acquire(m_host));
    }
    const auto *plate_file = extension<slicer_host_plate_file>(SLICER_EXT_PLATE_FILE);
    if (plate_file == nullptr || plate_file->is_empty(m_host)) {
        return fail(ErrorKind::EmptyPlate);
    }
    auto file = publish::IncomingFile::create(incoming);
    if (!file) {
        return tl::unexpected(file.error());
    }
    std::array<char, TextBufferSize> text{};
    if (!plate_file->write_stl(m_host, (*file)->path().c_str(), text.data(), text.size())) {
        return fail(ErrorKind::NotExported, clean_text(text));
    }
    text = {};
    plate_file->name(m_host, text.data(), text.size());
    return publish::HostFile{std::move(*file), clean_text(text)};
}

publish::PrintingHints Host::print_settings() const
{
    return publish::hints_of(*m_host);
}

void Host::tell_progress(const char *action_id, double fraction, const wxString &text) const
{
    extension<slicer_host_notify>(SLICER_EXT_NOTIFY)->progress(m_host, action_id, fraction, text.utf8_str());
}

void Host::tell_outcome(const char *action_id, const ActionOutcome &outcome) const
{
    extension<slicer_host_notify>(SLICER_EXT_NOTIFY)
        ->outcome(m_host, action_id, WholeOutcomeView(outcome).view());
}

bool Host::has_tasks() const
{
    return extension<slicer_host_tasks>(SLICER_EXT_TASKS) != nullptr && is_attended();
}

void Host::show_task(const TaskRow &row) const
{
    std::vector<std::string> labels;
    std::transform(row.buttons.begin(), row.buttons.end(), std::back_inserter(labels),
                   [](const TaskRow::Button &button) { return button.label.utf8_string(); });
    std::vector<slicer_task_command> commands;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        commands.push_back({row.buttons[i].command, labels[i].c_str()});
    }
    const std::string text = row.text.utf8_string();
    const slicer_task task{row.id.c_str(), row.title.c_str(), text.c_str(),
                           row.fraction,   commands.data(),   static_cast<std::uint32_t>(commands.size())};
    extension<slicer_host_tasks>(SLICER_EXT_TASKS)->show(m_host, &task);
}

void Host::end_task(const std::string &id, const char *action_id, const ActionOutcome &outcome) const
{
    extension<slicer_host_tasks>(SLICER_EXT_TASKS)
        ->end(m_host, id.c_str(), action_id, WholeOutcomeView(outcome).view());
}

void Host::remove_task(const std::string &id) const
{
    extension<slicer_host_tasks>(SLICER_EXT_TASKS)->remove(m_host, id.c_str());
}

void Host::write(Severity severity, const std::string &line)
{
    if (const auto *log = extension<slicer_host_log>(SLICER_EXT_LOG)) {
        log->log(m_host, static_cast<std::int32_t>(severity), ("MyMiniFactory: " + line).c_str());
    }
}

} // namespace mmf::ui

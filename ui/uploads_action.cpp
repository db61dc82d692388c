#include "uploads_action.hpp"

#include "entry/app.hpp"
#include "sentences.hpp"
#include "upload_sentences.hpp"
#include "uploads_window.hpp"

#include <utility>

namespace mmf::ui {

void UploadsAction::show()
{
    ++m_asked;
    if (m_backend.host().is_attended() && !m_backend.has_front_window()) {
        show_window();
    } else {
        list();
    }
}

void UploadsAction::show_window()
{
    UploadsWindow window(
        m_backend.front_window(),
        {[this](const std::string &job) { m_backend.engine().check_upload(job); },
         [this](const std::string &job) { m_resume.resume(job); },
         [this](const publish::UploadRow &row) { decide(row); },
         [this](const std::string &job) { m_backend.engine().remove_upload(job); }, [this] { list(); },
         [this](std::vector<std::string> jobs) { m_backend.engine().read_thumbnails(std::move(jobs)); }});
    m_shown = &window;
    m_missed.clear();
    m_outcome = {};
    m_backend.set_front_window(&window);
    list();
    window.ShowModal();
    m_backend.set_front_window(nullptr);
    m_shown = nullptr;
    tell_outcome();
}

void UploadsAction::decide(const publish::UploadRow &row)
{
    m_resume.ask(publish::undecided(row.job.id, row.job.name, row.job.visibility));
}

void UploadsAction::list()
{
    m_backend.engine().list_uploads();
}

void UploadsAction::handle(const publish::UploadsListed &listed)
{
    m_outcome = {};
    if (listed.uploads) {
        m_outcome.message = summary_text(*listed.uploads).utf8_string();
    } else {
        m_outcome.kind = SLICER_OUTCOME_FAILED;
        m_outcome.message = sentence(listed.uploads.error()).utf8_string();
    }
    if (m_shown != nullptr) {
        m_shown->show(listed);
    } else {
        tell_outcome();
    }
}

void UploadsAction::handle(const publish::UploadChecked &checked)
{
    if (m_shown != nullptr) {
        m_shown->show(checked);
    }
}

void UploadsAction::handle(const publish::UploadRemoved &removed)
{
    if (m_shown != nullptr) {
        m_shown->show(removed);
        list();
    }
}

void UploadsAction::handle(const publish::ThumbnailsRead &read)
{
    if (m_shown != nullptr) {
        m_shown->show(read);
    }
}

// Other uploads may be shown now.
void UploadsAction::handle(const publish::AccountChanged &)
{
    if (m_shown != nullptr) {
        list();
    }
}

void UploadsAction::handle(const publish::JobProgress &progress)
{
    const bool has_row = progress.phase != publish::Phase::Spooling;
    if (m_shown != nullptr && !m_shown->show(progress) && has_row && m_missed.insert(progress.job).second) {
        list();
    }
}

void UploadsAction::handle(const publish::JobJoined &)
{
    if (m_shown != nullptr) {
        list();
    }
}

void UploadsAction::handle(const publish::JobEnded &ended)
{
    if (m_shown != nullptr) {
        m_shown->show(ended);
        list();
    }
}

void UploadsAction::tell_outcome()
{
    for (; m_asked > 0; --m_asked) {
        m_backend.host().tell_outcome(action::Uploads, m_outcome);
    }
}

} // namespace mmf::ui

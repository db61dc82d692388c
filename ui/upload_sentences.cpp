#include "upload_sentences.hpp"

#include "progress_sentences.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <algorithm>
#include <wx/datetime.h>

namespace mmf::ui {

namespace {

using publish::Loss;
using publish::Standing;
using publish::UploadRow;

wxString progress_words(const publish::JobProgress &progress)
{
    const bool is_sending =
        progress.phase == publish::Phase::Uploading || progress.phase == publish::Phase::Reuploading;
    const double fraction = progress_fraction(progress);
    return is_sending && !progress.next_try && fraction >= 0
               ? wxString::Format(tr("Uploading, %d %%"), static_cast<int>(100 * fraction))
               : progress_text(progress);
}

// As it was told when it ended.
wxString end_sentence(const UploadRow &row, publish::Phase phase)
{
    publish::JobEnded ended;
    ended.phase = phase;
    ended.is_confirmed = true;
    ended.visibility = row.job.visibility;
    ended.object_id = row.job.object_id;
    return sentence(ended);
}

wxString word_for(api::FileStatus status)
{
    switch (status) {
    case api::FileStatus::Complete:
        return tr("has arrived");
    case api::FileStatus::Pending:
        return tr("is waited for");
    case api::FileStatus::Failed:
        return tr("failed");
    case api::FileStatus::Unknown:
        break;
    }
    return tr("nothing is said of it");
}

wxString check_error_text(const Error &error)
{
    constexpr int NotFound = 404;
    return error.status == NotFound ? tr("MyMiniFactory does not have this object any more.")
                                    : sentence(error);
}

wxString uploads_text(std::size_t number)
{
    return wxString::Format(tr("%s upload", "%s uploads", static_cast<unsigned>(number)),
                            format_count(number));
}

} // namespace

wxString standing_text(const UploadRow &row, const publish::JobProgress *progress)
{
    switch (row.standing) {
    case Standing::Done:
        return row.job.visibility == api::Visibility::Public ? tr("Submitted for review") : tr("Uploaded");
    case Standing::UnderWay:
        return progress != nullptr ? progress_words(*progress) : tr("Under way");
    case Standing::Elsewhere:
        return tr("Under way in another window");
    case Standing::CanGoOn:
        return tr("Not finished, can go on");
    case Standing::Stuck:
        return tr("Not finished, cannot go on");
    case Standing::UnknownCreate:
        return tr("Perhaps created");
    case Standing::Failed:
        return tr("Failed");
    case Standing::Cancelled:
        break;
    }
    return tr("Cancelled");
}

wxString standing_sentence(const UploadRow &row)
{
    switch (row.standing) {
    case Standing::Done:
        return end_sentence(row, publish::Phase::Done);
    case Standing::UnderWay:
        return tr("It is being uploaded.");
    case Standing::Elsewhere:
        return tr("It is being uploaded by another window.");
    case Standing::CanGoOn:
        return end_sentence(row, publish::Phase::Paused);
    case Standing::Stuck:
        return tr("It was not finished, and its files are not on this computer any more. Publish the model "
                  "again.");
    case Standing::UnknownCreate:
        return row.kept ? tr("The connection was lost while the object was being created, so it may or may "
                             "not be there. Find it, or have it created.")
                        : tr("The connection was lost while the object was being created, so it may or may "
                             "not be there. Its files are not on this computer any more: look at your "
                             "objects on MyMiniFactory.");
    case Standing::Failed:
        return tr("It failed.") + " " + end_sentence(row, publish::Phase::Failed);
    case Standing::Cancelled:
        break;
    }
    return end_sentence(row, publish::Phase::Cancelled);
}

wxString when_text(WallTime when, WallTime now)
{
    const wxDateTime date(std::chrono::system_clock::to_time_t(when));
    const wxDateTime today(std::chrono::system_clock::to_time_t(now));
    const wxString time = date.Format("%H:%M");
    if (date.IsSameDate(today)) {
        return wxString::Format(tr("Today, %s"), time);
    }
    if (date.IsSameDate(today - wxDateSpan::Day())) {
        return wxString::Format(tr("Yesterday, %s"), time);
    }
    return moment_text(when);
}

wxString checked_text(const publish::UploadChecked &checked)
{
    if (!checked.files) {
        return check_error_text(checked.files.error());
    }
    const auto &files = *checked.files;
    const auto total = static_cast<unsigned>(files.size());
    const auto there =
        static_cast<unsigned>(std::count_if(files.begin(), files.end(), [](const publish::CheckedFile &file) {
            return file.status == api::FileStatus::Complete;
        }));
    wxString text = wxString::Format(
        tr("MyMiniFactory has %u of %u file:", "MyMiniFactory has %u of %u files:", total), there, total);
    for (const publish::CheckedFile &file : files) {
        // translators: a file's name, and what is known of it, as in “vase.stl” has arrived
        text +=
            "\n" + wxString::Format(tr("“%s” %s"), wxString::FromUTF8(file.filename), word_for(file.status));
    }
    return text;
}

wxString count_text(const publish::UploadList &list, std::size_t of_another)
{
    wxString text = list.size() == list.total() ? uploads_text(list.total())
                                                // translators: 2 of 5 uploads
                                                : wxString::Format(tr("%s of %s"), format_count(list.size()),
                                                                   uploads_text(list.total()));
    if (of_another > 0) {
        const auto count = static_cast<unsigned>(of_another);
        text += wxString::Format(
            tr("; %u of another account is not shown", "; %u of other accounts are not shown", count), count);
    }
    return text;
}

wxString summary_text(const publish::Uploads &uploads)
{
    if (uploads.rows.empty()) {
        return tr("Nothing has been published from this computer yet.");
    }
    const auto left = static_cast<unsigned>(
        std::count_if(uploads.rows.begin(), uploads.rows.end(), [](const UploadRow &row) {
            return publish::can_resume(row) || publish::can_decide(row);
        }));
    const wxString all = uploads_text(uploads.rows.size());
    return left == 0 ? all + "." : wxString::Format(tr("%s, %u of them not finished."), all, left);
}

std::optional<wxString> removal_question(const UploadRow &row)
{
    switch (publish::loss_of(row)) {
    case Loss::Nothing:
        return std::nullopt;
    case Loss::Upload:
        return row.job.object_id.empty()
                   ? tr("It was not sent yet. Its files are kept on this computer, and go with it.")
                   : tr("Not all of it was sent. Its files are kept on this computer and go with it, so it "
                        "cannot "
                        "go on; an incomplete object stays on MyMiniFactory.");
    case Loss::Question:
        return tr(
            "Its object may have been created. Its files go with it, and nobody asks about it any more: if "
            "an empty entry of it is on MyMiniFactory, it stays there.");
    case Loss::Link:
        break;
    }
    return tr("Not all of it was sent. The link to the incomplete object, which stays on MyMiniFactory, goes "
              "with it.");
}

wxString removed_text(const UploadRow &row)
{
    const wxString name = wxString::FromUTF8(row.job.name);
    return row.job.object_id.empty()
               ? wxString::Format(tr("“%s” was removed from the list."), name)
               : wxString::Format(tr("“%s” was removed from the list. Its object stays on MyMiniFactory."),
                                  name);
}

} // namespace mmf::ui

#include "progress_sentences.hpp"

#include "sentences.hpp"
#include "translate.hpp"

#include <algorithm>

namespace mmf::ui {

namespace {

using publish::FileStage;
using publish::Phase;

bool is_sending(Phase phase)
{
    return phase == Phase::Uploading || phase == Phase::Reuploading;
}

unsigned rounded(seconds time, unsigned unit)
{
    return static_cast<unsigned>((time.count() + unit / 2) / unit);
}

} // namespace

wxString progress_text(const publish::JobProgress &progress)
{
    if (progress.next_try) {
        return why_waiting(progress.next_try->because);
    }
    const auto with_bytes = [&](const wxString &text) {
        return wxString::Format(text, format_bytes(progress.done), format_bytes(progress.total));
    };
    switch (progress.phase) {
    case Phase::Spooling:
        return tr("Preparing the files…");
    case Phase::NeedToken:
        return tr("Connecting to your account…");
    case Phase::Comparing:
        return tr("Looking whether it was published before…");
    case Phase::Queued:
        return tr("Waiting until the upload before it has ended…");
    case Phase::Creating:
        return tr("Creating the object…");
    case Phase::Uploading:
        return with_bytes(tr("Uploading: %s of %s"));
    case Phase::Reuploading:
        return with_bytes(tr("Sending again what did not arrive: %s of %s"));
    default:
        return tr("Checking that everything arrived…");
    }
}

wxString progress_line(const publish::JobProgress &progress, const publish::RateEstimator &rate,
                       TimePoint now)
{
    if (progress.next_try) {
        const auto left = std::chrono::ceil<seconds>(progress.next_try->at - now);
        const auto count = static_cast<unsigned>(std::max<seconds::rep>(left.count(), 0));
        return wxString::Format(tr("Trying again in %u second.", "Trying again in %u seconds.", count),
                                count);
    }
    wxString line = progress_text(progress);
    const auto speed = rate.bytes_per_second();
    // With all of it sent, what is waited for is the answer.
    if (!is_sending(progress.phase) || !speed || progress.done >= progress.total) {
        return line;
    }
    line += wxString::Format(tr(", %s/s"), format_bytes(static_cast<std::uint64_t>(*speed)));
    if (const auto left = rate.time_left(progress.total - progress.done)) {
        line += ", " + time_left_text(*left);
    }
    return line;
}

double progress_fraction(const publish::JobProgress &progress)
{
    if (progress.phase == Phase::Verifying || progress.phase == Phase::Done) {
        return 1;
    }
    if (progress.phase == Phase::Queued) {
        return 0; // nothing moves
    }
    if (!is_sending(progress.phase) || progress.total == 0) {
        return -1;
    }
    return static_cast<double>(progress.done) / static_cast<double>(progress.total);
}

wxString file_state_text(const publish::FileProgress &file)
{
    switch (file.stage) {
    case FileStage::Waiting:
        return tr("Waiting");
    case FileStage::Sending: {
        const double share =
            file.bytes == 0 ? 0 : static_cast<double>(file.sent) / static_cast<double>(file.bytes);
        return wxString::Format(tr("Sending, %d %%"), static_cast<int>(100 * std::min(share, 1.0)));
    }
    case FileStage::BackingOff:
        return tr("Trying again in a moment");
    case FileStage::Unsure:
        return tr("Checking whether it arrived");
    case FileStage::Accepted:
        return tr("Sent");
    case FileStage::Complete:
        return tr("Confirmed");
    case FileStage::Refused:
        return tr("Left out");
    }
    return {};
}

wxString file_bytes_text(const publish::FileProgress &file)
{
    return wxString::Format(tr("%s of %s"), format_bytes(file.sent), format_bytes(file.bytes));
}

wxString time_left_text(seconds left)
{
    constexpr unsigned Minute = 60;
    constexpr unsigned Hour = 60 * Minute;
    if (left < seconds(10)) {
        return tr("a few seconds left");
    }
    if (left < seconds(55)) {
        return wxString::Format(tr("about %u seconds left"), rounded(left, 10) * 10);
    }
    if (left < seconds(55 * Minute)) {
        const unsigned minutes = rounded(left, Minute);
        return wxString::Format(tr("about a minute left", "about %u minutes left", minutes), minutes);
    }
    const unsigned hours = std::max(rounded(left, Hour), 1U);
    return wxString::Format(tr("about an hour left", "about %u hours left", hours), hours);
}

} // namespace mmf::ui

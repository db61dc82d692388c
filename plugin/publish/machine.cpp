#include "publish/machine.hpp"

#include "http/retry.hpp"

#include <algorithm>

namespace mmf::publish {

namespace {

using api::FileStatus;
using api::Verdict;

bool is_through(const FileState &file)
{
    return file.stage == FileStage::Accepted || file.stage == FileStage::Complete ||
           file.stage == FileStage::Refused;
}

// What the status says of a picture that was accepted is waited for only where it says something.
bool is_settled(const FileState &file, FileStatus status)
{
    return file.stage == FileStage::Complete || file.stage == FileStage::Refused ||
           (file.is_picture && status == FileStatus::Unknown);
}

// One step of the machine: the state, and the commands gathered while events are handled. One `on` for each
// event.
class Stepper
{
public:
    Stepper(const Policy &policy, State state, TimePoint now, double jitter)
        : m_policy(policy), m_state(std::move(state)), m_now(now), m_jitter(jitter)
    {
    }

    Step take() { return {std::move(m_state), std::move(m_commands)}; }

    void on(const Started &)
    {
        if (m_state.phase == Phase::Spooling) {
            command(Spool{});
        } else if (m_state.phase == Phase::NeedToken) {
            command(GetToken{});
        }
    }

    void on(const Spooled &)
    {
        if (m_state.phase == Phase::Spooling) {
            m_state.phase = Phase::NeedToken;
            m_state.attempts = 1;
            command(GetToken{});
        }
    }

    void on(const SpoolFailed &event)
    {
        if (m_state.phase == Phase::Spooling) {
            end(Phase::Failed, event.error, false);
        }
    }

    void on(const TokenReady &)
    {
        if (m_state.phase != Phase::NeedToken) {
            return;
        }
        m_state.offline.reset();
        m_state.attempts = 1;
        if (!m_state.has_object) {
            // Now it is known whose the object will be, and nothing of it has been sent.
            m_state.phase = Phase::Comparing;
            command(Compare{});
        } else {
            await_turn();
        }
    }

    void on(const Compared &event)
    {
        if (m_state.phase != Phase::Comparing || m_state.is_asking) {
            return;
        }
        switch (event.comparison) {
        case Comparison::New:
            await_turn();
            break;
        case Comparison::Ask:
            m_state.is_asking = true;
            break;
        case Comparison::Earlier:
            m_state.is_earlier = true;
            done(false);
            break;
        case Comparison::UnderWay:
        case Comparison::Undecided:
            end(Phase::Cancelled, Error{ErrorKind::Busy, {}, 0}, false);
            break;
        case Comparison::Elsewhere:
            end(Phase::Failed, Error{ErrorKind::Busy, {}, 0}, false);
            break;
        case Comparison::Unclear:
            end(Phase::Failed, Error{ErrorKind::UnknownOutcome, {}, 0}, false);
            break;
        }
    }

    void on(const CompareFailed &event)
    {
        if (m_state.phase == Phase::Comparing && !m_state.is_asking) {
            end(Phase::Failed, event.error, true);
        }
    }

    void on(const PublishAgain &)
    {
        if (std::exchange(m_state.is_asking, false)) {
            await_turn();
        }
    }

    void on(const TurnCame &event)
    {
        if (m_state.phase != Phase::Queued) {
            return;
        }
        m_state.has_turn = true;
        if (event.has_waited && !m_state.has_object) {
            // Somebody else may be linked by now, and the same bytes may be there.
            m_state.phase = Phase::NeedToken;
            m_state.attempts = 1;
            command(GetToken{});
        } else {
            begin_sending();
        }
    }

    void on(const TokenFailed &event)
    {
        if (m_state.phase != Phase::NeedToken) {
            return;
        }
        const api::Failure failure{event.error, false, std::nullopt};
        if (event.error.kind == ErrorKind::Cancelled) {
            end(m_state.has_object ? Phase::Paused : Phase::Cancelled, event.error, m_state.has_object);
        } else if (judge_repeatable(failure) != Verdict::Repeat || !retry(Alarm::Token, 0, failure)) {
            end(Phase::Failed, event.error, true);
        }
    }

    void on(const PictureLost &event)
    {
        if (event.file < m_state.files.size() && m_state.files[event.file].is_picture) {
            m_state.files[event.file].stage = FileStage::Refused;
        }
    }

    void on(const ObjectCreated &event)
    {
        if (!std::exchange(m_state.is_create_sent, false)) {
            return;
        }
        m_state.offline.reset();
        m_state.has_object = true;
        m_state.has_slots = event.has_slots;
        m_state.attempts = 1;
        if (event.has_slots) {
            m_state.phase = Phase::Uploading;
            go_on();
        } else {
            ask_status();
        }
    }

    void on(const CreateFailed &event)
    {
        if (!std::exchange(m_state.is_create_sent, false)) {
            return;
        }
        const Error &error = event.failure.error;
        switch (judge_create(event.failure)) {
        case Verdict::Repeat:
            if (!retry(Alarm::Create, 0, event.failure)) {
                end(Phase::Failed, error, true);
            }
            break;
        case Verdict::Link:
            end(Phase::Failed, error, true);
            break;
        case Verdict::Unknown:
            end(Phase::UnknownCreate, error, true);
            break;
        case Verdict::Final:
            // A refusal is definite: there is no object, so the create may go again as another request. If
            // it is not for its pictures, it is refused once more.
            if (error.kind == ErrorKind::Rejected && refuse_pictures()) {
                create();
            } else if (error.kind == ErrorKind::Cancelled) {
                end(Phase::Cancelled, error, false);
            } else {
                // Where nothing was sent, the service has refused nothing.
                end(Phase::Failed, error, !event.failure.may_have_arrived);
            }
            break;
        }
    }

    void on(const FileAccepted &event)
    {
        if (FileState *file = sending(event.file)) {
            m_state.offline.reset();
            file->stage = FileStage::Accepted;
            file->accepted_at = m_now;
            go_on();
        }
    }

    void on(const FileFailed &event)
    {
        FileState *file = sending(event.file);
        if (file == nullptr) {
            return;
        }
        const Error &error = event.failure.error;
        const Verdict verdict = judge_repeatable(event.failure);
        if (file->is_picture && verdict == Verdict::Final && error.kind != ErrorKind::Cancelled) {
            refuse(*file);
            return;
        }
        if (verdict != Verdict::Repeat) {
            // Only what the service refuses it will refuse again.
            end(error.kind == ErrorKind::Cancelled ? Phase::Paused : Phase::Failed, error,
                error.kind != ErrorKind::Rejected);
            return;
        }
        const auto delay = delay_before_retry(file->attempts, event.failure);
        if (!delay && file->is_picture && error.kind != ErrorKind::Offline) {
            refuse(*file);
            return;
        }
        if (!delay) {
            end(Phase::Failed, error, true);
            return;
        }
        const bool may_be_there = event.was_sent_whole && event.failure.may_have_arrived;
        file->stage = may_be_there ? FileStage::Unsure : FileStage::BackingOff;
        command(SetAlarm{Alarm::File, event.file, *delay});
    }

    void on(const StatusRead &event)
    {
        if (!m_state.is_status_asked || event.files.size() != m_state.files.size()) {
            return;
        }
        m_state.is_status_asked = false;
        m_state.offline.reset();
        m_state.attempts = 1;
        if (m_state.phase == Phase::Creating) {
            m_state.has_slots = true;
            m_state.phase = Phase::Uploading;
        }
        if (m_state.phase == Phase::Verifying) {
            verify(event.files);
        } else {
            settle_unsure(event.files);
            go_on();
        }
    }

    void on(const StatusFailed &event)
    {
        if (!m_state.is_status_asked) {
            return;
        }
        m_state.is_status_asked = false;
        const bool may_repeat = judge_repeatable(event.failure) == Verdict::Repeat;
        if (m_state.phase == Phase::Verifying) {
            // Every file was accepted: what the status cannot say any more does not undo that.
            if (!may_repeat || m_now >= m_state.verify_until) {
                done(false);
            } else {
                poll_later();
            }
            return;
        }
        if (event.failure.error.kind == ErrorKind::Cancelled) {
            // A person closed the sign-in; the next request would open it again.
            end(Phase::Paused, event.failure.error, true);
            return;
        }
        if (may_repeat && retry(Alarm::Status, 0, event.failure)) {
            return;
        }
        const bool slots_are_known = m_state.phase != Phase::Creating;
        if (slots_are_known && judge_repeatable(event.failure) != Verdict::Link) {
            // A file may be sent again by its upload id, so not knowing costs only time.
            settle_unsure(std::vector(m_state.files.size(), FileStatus::Unknown));
            m_state.attempts = 1;
            go_on();
        } else {
            end(Phase::Failed, event.failure.error, true);
        }
    }

    void on(const AlarmRang &event)
    {
        switch (event.alarm) {
        case Alarm::Token:
            if (m_state.phase == Phase::NeedToken) {
                ++m_state.attempts;
                command(GetToken{});
            }
            break;
        case Alarm::Create:
            if (m_state.phase == Phase::Creating && !m_state.has_object && !m_state.is_create_sent) {
                ++m_state.attempts;
                create();
            }
            break;
        case Alarm::Status:
            if (m_state.phase > Phase::Queued && m_state.has_object) {
                ++m_state.attempts;
                ask_status();
            }
            break;
        case Alarm::File:
            file_alarm(event.file);
            break;
        }
    }

    void on(const CancelRequested &event)
    {
        const Error cancelled{ErrorKind::Cancelled, {}, 0};
        if (m_state.is_create_sent && event.may_be_created) {
            end(Phase::Cancelled, Error{ErrorKind::UnknownOutcome, {}, 0}, false);
        } else if (m_state.has_object && event.keep) {
            end(Phase::Paused, cancelled, true);
        } else {
            end(Phase::Cancelled, cancelled, false);
        }
    }

    void on(const PauseRequested &event)
    {
        const Error cancelled{ErrorKind::Cancelled, {}, 0};
        if (m_state.is_create_sent && event.may_be_created) {
            end(Phase::UnknownCreate, Error{ErrorKind::UnknownOutcome, {}, 0}, true);
        } else if (m_state.phase == Phase::Spooling || m_state.is_asking) {
            // What was published before is not to be published again by going on some day.
            end(Phase::Cancelled, event.reason.value_or(cancelled), false);
        } else {
            end(event.reason ? Phase::Failed : Phase::Paused, event.reason.value_or(cancelled), true);
        }
    }

private:
    void command(Command command) { m_commands.push_back(command); }

    void await_turn()
    {
        if (m_state.has_turn) {
            begin_sending();
        } else {
            m_state.phase = Phase::Queued;
            command(TakeTurn{});
        }
    }

    void begin_sending()
    {
        m_state.attempts = 1;
        m_state.phase = m_state.has_slots ? Phase::Uploading : Phase::Creating;
        if (m_state.has_object) {
            ask_status(); // resumed: what arrived before is known to the service alone
        } else {
            create();
        }
    }

    void create()
    {
        m_state.is_create_sent = true;
        command(CreateObject{});
    }

    void ask_status()
    {
        if (!std::exchange(m_state.is_status_asked, true)) {
            command(ReadStatus{});
        }
    }

    bool retry(Alarm alarm, std::size_t file, const api::Failure &failure)
    {
        const auto delay = delay_before_retry(m_state.attempts, failure);
        if (delay) {
            command(SetAlarm{alarm, file, *delay});
        }
        return delay.has_value();
    }

    std::optional<milliseconds> delay_before_retry(int &attempts, const api::Failure &failure)
    {
        const bool is_offline = failure.error.kind == ErrorKind::Offline && !failure.may_have_arrived;
        if (!is_offline) {
            m_state.offline.reset();
        }
        if (!is_offline || m_policy.offline_timeout == milliseconds(0)) {
            return http::delay_before_retry(m_policy, attempts, failure.retry_after, m_jitter);
        }
        if (!m_state.offline) {
            m_state.offline = Offline{m_now};
        }
        if (m_now - m_state.offline->since >= m_policy.offline_timeout) {
            return std::nullopt;
        }
        --attempts; // those are for what the service refuses
        const int tries = std::min(++m_state.offline->tries, m_policy.max_attempts - 1);
        return http::delay_before_retry(m_policy, tries, std::nullopt, m_jitter);
    }

    FileState *sending(std::size_t file)
    {
        const bool fits = file < m_state.files.size() && m_state.files[file].stage == FileStage::Sending;
        return fits ? &m_state.files[file] : nullptr;
    }

    void file_alarm(std::size_t index)
    {
        // Unsure ones of a resumed job wait for their token and their turn first.
        if (index >= m_state.files.size() || m_state.phase <= Phase::Queued) {
            return;
        }
        FileState &file = m_state.files[index];
        if (file.stage == FileStage::BackingOff) {
            file.stage = FileStage::Waiting;
            go_on();
        } else if (file.stage == FileStage::Unsure) {
            ask_status();
        }
    }

    // Sends what waits, as many at once as may be; with nothing left to send, verifies.
    void go_on()
    {
        auto under_way = std::count_if(m_state.files.begin(), m_state.files.end(), [](const FileState &file) {
            return file.stage == FileStage::Sending;
        });
        for (std::size_t i = 0; i < m_state.files.size() && under_way < m_policy.parallel_files; ++i) {
            FileState &file = m_state.files[i];
            if (file.stage == FileStage::Waiting) {
                file.stage = FileStage::Sending;
                ++file.attempts;
                ++under_way;
                command(SendFile{i});
            }
        }
        if (std::all_of(m_state.files.begin(), m_state.files.end(), is_through)) {
            m_state.phase = Phase::Verifying;
            m_state.verify_until = m_now + m_policy.give_up_verifying_after;
            m_state.polls = 0;
            ask_status();
        }
    }

    void refuse(FileState &picture)
    {
        picture.stage = FileStage::Refused;
        go_on();
    }

    // Whether there were any that were not refused yet.
    bool refuse_pictures()
    {
        bool were_any = false;
        for (FileState &file : m_state.files) {
            if (file.is_picture && file.stage != FileStage::Refused) {
                file.stage = FileStage::Refused;
                were_any = true;
            }
        }
        return were_any;
    }

    void settle_unsure(const std::vector<FileStatus> &statuses)
    {
        for (std::size_t i = 0; i < statuses.size(); ++i) {
            FileState &file = m_state.files[i];
            if (file.stage == FileStage::Unsure) {
                file.stage = statuses[i] == FileStatus::Complete ? FileStage::Complete : FileStage::Waiting;
            }
        }
    }

    void verify(const std::vector<FileStatus> &statuses)
    {
        bool must_resend = false;
        for (std::size_t i = 0; i < statuses.size(); ++i) {
            FileState &file = m_state.files[i];
            const bool may_resend = file.attempts < m_policy.max_attempts;
            const bool is_overdue = m_now - file.accepted_at >= m_policy.repost_pending_after;
            if (file.stage == FileStage::Refused) {
                continue;
            }
            if (statuses[i] == FileStatus::Complete) {
                file.stage = FileStage::Complete;
            } else if (statuses[i] == FileStatus::Failed && !may_resend && file.is_picture) {
                file.stage = FileStage::Refused;
            } else if (statuses[i] == FileStatus::Failed && !may_resend) {
                end(Phase::Failed, Error{ErrorKind::Rejected, {}, 0}, true);
                return;
            } else if (statuses[i] == FileStatus::Failed ||
                       (statuses[i] == FileStatus::Pending && is_overdue && may_resend)) {
                file.stage = FileStage::Waiting;
                must_resend = true;
            }
        }
        if (must_resend) {
            m_state.phase = Phase::Reuploading;
            go_on();
        } else if (std::equal(m_state.files.begin(), m_state.files.end(), statuses.begin(), is_settled)) {
            done(true);
        } else if (m_now >= m_state.verify_until) {
            done(false);
        } else {
            poll_later();
        }
    }

    void poll_later()
    {
        const std::size_t last = m_policy.verify_polls.size() - 1;
        command(SetAlarm{Alarm::Status, 0, m_policy.verify_polls[std::min(m_state.polls, last)]});
        ++m_state.polls;
    }

    void done(bool is_confirmed)
    {
        m_state.is_confirmed = is_confirmed;
        m_state.phase = Phase::Done;
        command(AbortAll{});
    }

    void end(Phase phase, const Error &error, bool is_resumable)
    {
        m_state.phase = phase;
        m_state.error = error;
        m_state.is_resumable = is_resumable;
        m_commands.clear();
        command(AbortAll{});
    }

    const Policy &m_policy;
    State m_state;
    const TimePoint m_now;
    const double m_jitter;
    std::vector<Command> m_commands;
};

} // namespace

Step next(const Policy &policy, State state, const Event &event, TimePoint now, double jitter)
{
    if (state.has_ended()) {
        return {std::move(state), {}};
    }
    Stepper stepper(policy, std::move(state), now, jitter);
    std::visit([&](const auto &happened) { stepper.on(happened); }, event);
    return stepper.take();
}

State new_state(std::size_t files, std::size_t pictures)
{
    State state;
    state.files.resize(files + pictures);
    for (std::size_t i = files; i < state.files.size(); ++i) {
        state.files[i].is_picture = true;
    }
    return state;
}

State resumed_state(std::size_t files, bool has_object, bool has_slots, std::size_t pictures)
{
    State state = new_state(files, pictures);
    state.phase = Phase::NeedToken;
    state.attempts = 1;
    state.has_object = has_object;
    state.has_slots = has_slots;
    if (has_slots) {
        for (FileState &file : state.files) {
            file.stage = FileStage::Unsure;
        }
    }
    return state;
}

} // namespace mmf::publish

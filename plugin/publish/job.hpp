// One publish under way: carries out the machine's commands and tells it what came of them.
//
// Belongs to the loop's thread. It holds the lock on its spool folder as long as it lives. Its end aborts
// what is under way without a trace at the service; `pause` first keeps the journal true.
#pragma once

#include "api/client.hpp"
#include "auth/session.hpp"
#include "base/log.hpp"
#include "base/loop.hpp"
#include "publish/cover.hpp"
#include "publish/earlier_publish.hpp"
#include "publish/journal.hpp"
#include "publish/machine.hpp"
#include "publish/pictures.hpp"
#include "publish/source.hpp"
#include "publish/spool.hpp"
#include "publish/thumbnail_folder.hpp"
#include "publish/visibility_check.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <variant>
#include <vector>

namespace mmf::publish {

// What the job is to send, told once, first of all.
struct JobFiles
{
    std::string job;
    std::string name;
    std::vector<std::string> filenames;
};

struct FileProgress
{
    FileStage stage = FileStage::Waiting;
    std::uint64_t sent = 0; // bytes; never less than before within one attempt
    std::uint64_t bytes = 0;

    bool operator==(const FileProgress &) const = default;
};

// Nothing is under way until the next attempt; `Job::try_now` makes it at once.
struct NextTry
{
    TimePoint at{};
    Error because;
};

struct JobProgress
{
    std::string job;
    Phase phase = Phase::Spooling;
    bool has_object = false; // at the service
    // Bytes: written to the spool while spooling, else sent; of all files.
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    std::vector<FileProgress> files; // in the order of JobFiles, pictures behind the others
    std::optional<NextTry> next_try = std::nullopt;
};

// The object is there, and the service shows it otherwise than it was asked to. Told once.
struct VisibilityDiffers
{
    std::string job;
    api::Visibility shown = api::Visibility::Public;
    std::string object_url;
};

// The same bytes were published before, or perhaps were; the job waits for `publish_again` or `cancel`.
struct AlreadyPublished
{
    std::string job;
    // False: an upload of them did not come to its end, and may have created an object.
    bool is_certain = true;
    WallTime when{};
    std::string name; // as it was called then
    std::string object_url;
    std::string status_url;
};

// The job has ended in favour of another one: its last event. That one publishes the same bytes already, or
// may have created their object; then its end is told anew, as UnknownCreate.
struct JobJoined
{
    std::string job;
    std::string instead;
};

struct JobEnded
{
    std::string job;
    Phase phase = Phase::Failed; // Done or later
    std::optional<Error> error;
    bool is_resumable = false;
    bool is_confirmed = false;
    std::string name;
    api::Visibility visibility = api::Visibility::Private;
    std::optional<api::Visibility> shown; // by the service; nullopt: not known
    // Done, and nothing was sent: the object is one of an earlier publish of the same bytes, of this time.
    std::optional<WallTime> published_before;
    std::string object_id; // empty: no object was created
    std::string object_url;
    std::string status_url;
    // Done without them; a cover for which there was nothing to draw is none.
    std::size_t lost_pictures = 0;
};

// Of one that did not begin, or not this time.
JobEnded ended_before(const JobRecord &record, const Error &error);

using JobEvent =
    std::variant<JobFiles, JobProgress, VisibilityDiffers, AlreadyPublished, JobJoined, JobEnded>;

class Job
{
public:
    // All outlive the job.
    struct Parts
    {
        Loop &loop;
        api::Client &api;
        auth::Session &session;
        Journal &journal;
        const ThumbnailFolder &thumbnails;
        Log &log;
        const Policy &policy;
        // Takes these bytes for the job, or names the one that has them.
        std::function<std::string(const std::string &job, const std::string &content)> claim;
        // The bytes are claimed for the one that goes on.
        TakeUp take_up;
        // Whether it is the job's turn to send; if not, `turn_came` is called later. Asked once.
        std::function<bool(const std::string &job)> take_turn;
    };
    using OnEvent = std::function<void(JobEvent)>;

    // A new one: `record` has id, link key and a checked draft of `source`. `may_ask`: whether to publish
    // what was published before; else it is not.
    Job(JobRecord record, Source source, Pictures pictures, bool may_ask, SpoolFolder folder, Parts parts,
        OnEvent on_event);
    // One from the journal, whose spool is whole.
    Job(JobRecord record, SpoolFolder folder, Parts parts, OnEvent on_event);
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;
    ~Job();

    // The events come from the loop; JobEnded or JobJoined is the last one, after which the owner may end the
    // job.
    void start();
    // Before the object exists: forgets everything. After: keeps what can go on later, or forgets it too; an
    // empty entry may remain at the service.
    void cancel(bool keep);
    // After AlreadyPublished.
    void publish_again();
    // What waits for its next attempt makes it.
    void try_now();
    // Those before it have ended.
    void turn_came();
    // What can go on, goes on at another start: the host closes or, with a reason, the job must not go on
    // now. Has ended when it returns.
    void pause(std::optional<Error> reason = std::nullopt);

    // Of a job whose object exists: no other may publish them meanwhile.
    std::optional<std::string> content() const;
    const std::string &id() const { return m_record.id; }
    // Its last event has been told.
    bool has_told_end() const { return m_has_told_end; }
    // Another account is linked, or more of it is known: what is another's is paused, with the reason.
    void account_changed();

private:
    void handle(const Event &event);
    // The same from the loop, for what happens within a command.
    void handle_later(Event event);

    void carry_out(const Spool &);
    void carry_out(const GetToken &);
    void carry_out(const Compare &);
    void carry_out(const TakeTurn &);
    void carry_out(const CreateObject &);
    void carry_out(const SendFile &command);
    void carry_out(const ReadStatus &);
    void carry_out(const SetAlarm &command);
    void carry_out(const AbortAll &);

    Result<void> begin_spool();
    void begin_cover();
    void cover_made(Result<PictureFile> made);
    void add_pictures();
    void keep_thumbnail(const std::vector<PictureFile> &pictures);
    void spool_step();
    Result<void> spool_is_whole();
    void created(api::Outcome<api::CreatedObject> outcome);
    void status_came(api::Outcome<api::UploadStatus> outcome);
    Result<Comparison> compare();
    void follow_visibility();
    bool may_be_created() const;
    const auth::Account &owner() const;
    bool is_anothers() const;
    void pause_as_anothers();
    void note_owner(const auth::Account &owner);
    Result<void> take_slots(const std::vector<api::UploadSlot> &offered,
                            const std::vector<api::UploadSlot> &for_pictures);
    void lose_pictures_without_slot();
    void lose_changed_pictures();
    std::size_t lost_pictures() const;
    // Of the machine's numbers, which are those of the files, then of the pictures.
    std::size_t file_count() const { return m_record.draft.files.size(); }
    JobFile &item(std::size_t number);
    std::uint64_t bytes_of(std::size_t number) const;
    api::NewObject new_object() const;
    api::CallHandle post(std::size_t number, std::function<void(http::Progress)> on_progress,
                         api::OnOutcome<std::monostate> on_outcome);
    std::optional<NextTry> next_try() const;
    void report_progress();
    void report_end();
    void tell_end();
    bool is_kept() const { return m_state.is_resumable && m_state.phase != Phase::Done; }
    void write_state(JobState state);

    JobRecord m_record;
    auth::Account m_creator; // whose token the create goes with
    std::optional<Source> m_source;
    std::optional<Pictures> m_pictures; // until the spool has them all
    PictureFile m_cover;                // null: none, or not made
    bool m_awaits_cover = false;        // the other files are in the spool
    bool m_has_nothing_to_draw = false; // so there is no cover, and none is missed
    SpoolFolder m_folder;
    Parts m_parts;
    OnEvent m_on_event;
    State m_state;
    bool m_may_ask = false;
    std::string m_joined;               // the job that publishes the same bytes
    std::optional<JobRecord> m_earlier; // the latest that did, or may have
    VisibilityCheck m_visibility;
    bool m_has_told_visibility = false;
    bool m_has_told_end = false;
    std::minstd_rand m_random{std::random_device{}()}; // spreads retries; nothing secret depends on it

    std::optional<SpoolWriter> m_spool_writer;
    Timer m_next_block;
    api::CallHandle m_create_call;
    api::CallHandle m_status_call;
    std::map<std::size_t, api::CallHandle> m_file_calls;
    struct PendingAlarm
    {
        Timer timer;
        TimePoint due{};
    };
    std::map<std::pair<Alarm, std::size_t>, PendingAlarm> m_alarms;
    Error m_last_failure;
    std::vector<std::uint64_t> m_sent; // bytes of each file
    // What answers come back after the job's end find gone.
    std::shared_ptr<Job *> m_self;
    std::unique_ptr<CoverMaking> m_cover_making; // under way
};

} // namespace mmf::publish

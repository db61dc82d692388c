#include "publish/job.hpp"

#include "picture/thumbnail.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace mmf::publish {

namespace {

// Nothing of it was sent, since the same bytes are there already, or may be.
bool is_superseded(const State &state)
{
    const bool is_anothers =
        state.error && (state.error->kind == ErrorKind::Busy ||
                        (state.phase == Phase::Failed && state.error->kind == ErrorKind::UnknownOutcome));
    return state.is_earlier || (is_anothers && !state.is_resumable);
}

JobState journal_state(const State &state)
{
    if (is_superseded(state)) {
        return JobState::Superseded;
    }
    switch (state.phase) {
    case Phase::Done:
        return JobState::Done;
    case Phase::UnknownCreate:
        return JobState::UnknownCreate;
    case Phase::Paused:
        return JobState::Paused;
    case Phase::Failed:
        return state.is_resumable ? JobState::Failed : JobState::Refused;
    case Phase::Cancelled:
        // Its object may be there all the same: the next publish of the same bytes asks.
        return state.error && state.error->kind == ErrorKind::UnknownOutcome ? JobState::UnknownCreate
                                                                             : JobState::Cancelled;
    default:
        return JobState::Cancelled;
    }
}

std::optional<Error> failure_in(const Event &event)
{
    if (const auto *token = std::get_if<TokenFailed>(&event)) {
        return token->error;
    }
    if (const auto *create = std::get_if<CreateFailed>(&event)) {
        return create->failure.error;
    }
    if (const auto *file = std::get_if<FileFailed>(&event)) {
        return file->failure.error;
    }
    const auto *status = std::get_if<StatusFailed>(&event);
    return status != nullptr ? std::optional(status->failure.error) : std::nullopt;
}

std::vector<api::UploadSlot> slots_in(const std::vector<api::FileReport> &reports)
{
    std::vector<api::UploadSlot> slots;
    slots.reserve(reports.size());
    for (const api::FileReport &report : reports) {
        slots.push_back(report.slot);
    }
    return slots;
}

std::vector<api::UploadSlot> slots_of(const std::vector<JobFile> &files)
{
    std::vector<api::UploadSlot> slots;
    slots.reserve(files.size());
    for (const JobFile &file : files) {
        slots.push_back({file.upload_id, file.spooled.filename});
    }
    return slots;
}

// One for each picture, without an id where there is none: the service need not take them all.
std::vector<api::UploadSlot> slots_for(const std::vector<JobFile> &pictures,
                                       const std::vector<api::UploadSlot> &offered)
{
    std::vector<std::string> names;
    std::vector<std::string> known;
    for (const JobFile &picture : pictures) {
        const std::string &name = picture.spooled.filename;
        names.push_back(name);
        const auto is_it = [&](const api::UploadSlot &slot) { return slot.filename == name; };
        if (std::count_if(offered.begin(), offered.end(), is_it) == 1) {
            known.push_back(name);
        }
    }
    const auto matched = api::match_slots(names, offered)
                             .or_else([&](const Error &) { return api::match_slots(known, offered); })
                             .value_or(std::vector<api::UploadSlot>());
    std::vector<api::UploadSlot> slots;
    for (std::string &name : names) {
        const auto found = std::find_if(matched.begin(), matched.end(),
                                        [&](const api::UploadSlot &slot) { return slot.filename == name; });
        slots.push_back(found == matched.end() ? api::UploadSlot{{}, std::move(name)} : *found);
    }
    return slots;
}

} // namespace

JobEnded ended_before(const JobRecord &record, const Error &error)
{
    JobEnded ended;
    ended.job = record.id;
    ended.error = error;
    ended.name = record.draft.name;
    ended.visibility = record.draft.visibility;
    ended.object_id = record.object_id;
    ended.object_url = record.object_url;
    ended.status_url = record.status_url;
    return ended;
}

Job::Job(JobRecord record, Source source, Pictures pictures, bool may_ask, SpoolFolder folder, Parts parts,
         OnEvent on_event)
    : m_record(std::move(record)),
      m_source(std::move(source)),
      m_pictures(std::move(pictures)),
      m_folder(std::move(folder)),
      m_parts(std::move(parts)),
      m_on_event(std::move(on_event)),
      m_state(new_state(m_record.draft.files.size(), m_pictures->filenames().size())),
      m_may_ask(may_ask),
      m_visibility(m_parts.api, m_parts.loop, m_parts.policy, [this] { follow_visibility(); }),
      m_sent(m_state.files.size()),
      m_self(std::make_shared<Job *>(this))
{
    for (std::string &filename : m_pictures->filenames()) {
        m_record.pictures.push_back({{std::move(filename), 0, {}}, {}});
    }
}

Job::Job(JobRecord record, SpoolFolder folder, Parts parts, OnEvent on_event)
    : m_record(std::move(record)),
      m_folder(std::move(folder)),
      m_parts(std::move(parts)),
      m_on_event(std::move(on_event)),
      m_state(resumed_state(m_record.files.size(), !m_record.object_id.empty(), m_record.has_slots(),
                            m_record.pictures.size())),
      m_visibility(m_parts.api, m_parts.loop, m_parts.policy, [this] { follow_visibility(); }),
      m_sent(m_state.files.size()),
      m_self(std::make_shared<Job *>(this))
{
}

Job::~Job() = default;

void Job::start()
{
    if (!m_record.files.empty()) {
        m_folder.mark(SpoolMark::Unfinished, m_parts.log); // for whom it was kept, goes on with it
    }
    JobFiles files{m_record.id, m_record.draft.name, {}};
    for (const DraftFile &file : m_record.draft.files) {
        files.filenames.push_back(file.filename);
    }
    for (const JobFile &picture : m_record.pictures) {
        files.filenames.push_back(picture.spooled.filename);
    }
    m_on_event(std::move(files));
    if (!m_record.files.empty()) {
        lose_changed_pictures();
    }
    handle_later(Started{});
}

void Job::cancel(bool keep)
{
    handle(CancelRequested{keep, may_be_created()});
    tell_end();
}

std::optional<std::string> Job::content() const
{
    return m_record.object_id.empty() ? std::nullopt : std::optional(content_key(m_record.files));
}

void Job::publish_again()
{
    if (!m_state.is_asking) {
        return;
    }
    m_record.is_again = true;
    if (auto noted = m_parts.journal.set_again(m_record.id, m_parts.loop.clock().wall_now()); !noted) {
        m_parts.log.write(Severity::Error, "the journal cannot be written: " + noted.error().detail);
    }
    handle(PublishAgain{});
}

void Job::pause(std::optional<Error> reason)
{
    handle(PauseRequested{may_be_created(), std::move(reason)});
    tell_end();
}

void Job::account_changed()
{
    const auth::Account &linked = m_parts.session.account();
    if (m_create_call != nullptr && !m_create_call->may_have_arrived()) {
        // It was refused for its token, and goes again with this account's.
        m_creator = linked;
        note_owner(m_creator);
    } else if (is_anothers()) {
        pause_as_anothers();
    } else if (m_record.owner.is_known() && m_record.owner != linked) {
        // The same, of whom more is known now.
        m_record.owner = linked;
        note_owner(linked);
    }
}

// Nobody's until the service may have an object of it: a new one is published by whoever is linked then.
const auth::Account &Job::owner() const
{
    return m_create_call != nullptr && m_create_call->may_have_arrived() ? m_creator : m_record.owner;
}

bool Job::is_anothers() const
{
    return !auth::may_send(owner(), m_parts.session.account());
}

void Job::pause_as_anothers()
{
    const bool is_known = m_parts.session.account().is_known();
    pause(Error{is_known ? ErrorKind::OtherAccount : ErrorKind::Unavailable, {}, 0});
}

void Job::note_owner(const auth::Account &owner)
{
    // Without a row there is nothing to note yet.
    if (m_record.files.empty()) {
        return;
    }
    if (auto noted = m_parts.journal.set_owner(m_record.id, owner, m_parts.loop.clock().wall_now()); !noted) {
        m_parts.log.write(Severity::Error, "the journal cannot be written: " + noted.error().detail);
    }
}

bool Job::may_be_created() const
{
    return m_create_call == nullptr || m_create_call->may_have_arrived();
}

void Job::handle(const Event &event)
{
    if (m_state.has_ended()) {
        return;
    }
    const bool was_asking = m_state.is_asking;
    if (auto error = failure_in(event)) {
        m_last_failure = std::move(*error);
    }
    const double jitter = std::uniform_real_distribution<double>(0, 1)(m_random);
    Step step = next(m_parts.policy, std::move(m_state), event, m_parts.loop.clock().now(), jitter);
    m_state = std::move(step.state);
    for (const Command &command : step.commands) {
        std::visit([this](const auto &what) { carry_out(what); }, command);
    }
    if (m_state.has_ended()) {
        report_end();
        return;
    }
    follow_visibility();
    report_progress();
    if (m_state.is_asking && !was_asking) {
        m_on_event(AlreadyPublished{m_record.id, m_earlier->state == JobState::Done, m_earlier->changed,
                                    m_earlier->draft.name, m_earlier->object_url, m_earlier->status_url});
    }
}

void Job::handle_later(Event event)
{
    m_parts.loop.post([weak = std::weak_ptr(m_self), event = std::move(event)] {
        if (const auto self = weak.lock()) {
            (*self)->handle(event);
        }
    });
}

void Job::carry_out(const Spool &)
{
    if (auto begun = begin_spool(); !begun) {
        handle_later(SpoolFailed{begun.error()});
        return;
    }
    spool_step();
}

Result<void> Job::begin_spool()
{
    return spool_items(*m_source, m_record.draft.files, m_parts.policy)
        .map([this](std::vector<SpoolItem> items) {
            m_spool_writer.emplace(m_folder, std::move(items));
            begin_cover();
        });
}

void Job::begin_cover()
{
    if (!m_pictures->cover) {
        return;
    }
    m_cover_making = std::make_unique<CoverMaking>(
        *m_source, *m_pictures->cover,
        [&loop = m_parts.loop, weak = std::weak_ptr(m_self)](Result<PictureFile> made) {
            loop.post([weak, made = std::move(made)] {
                if (const auto self = weak.lock()) {
                    (*self)->cover_made(made);
                }
            });
        });
}

void Job::cover_made(Result<PictureFile> made)
{
    if (!m_cover_making || !m_spool_writer) {
        return; // it has ended meanwhile
    }
    m_cover_making.reset();
    if (made) {
        m_cover = std::move(*made);
    } else {
        m_has_nothing_to_draw = made.error().kind == ErrorKind::EmptyPlate;
        m_parts.log.write(m_has_nothing_to_draw ? Severity::Info : Severity::Warning,
                          std::string("no cover picture: ") + to_string(made.error().kind) + " " +
                              made.error().detail);
        handle(PictureLost{file_count()});
    }
    if (std::exchange(m_awaits_cover, false)) {
        spool_step();
    }
}

void Job::add_pictures()
{
    const std::vector<std::string> names = m_pictures->filenames();
    std::vector<PictureFile> files = m_pictures->added;
    if (m_pictures->cover) {
        files.insert(files.begin(), m_cover);
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i]) {
            m_spool_writer->add({names[i], std::make_unique<BytesInput>(files[i])});
        }
    }
    keep_thumbnail(files);
    m_cover.reset();
    m_pictures.reset();
}

// Of the first picture that there is, which stands for the object also at the service. Before the journal has
// the job, so that no list shows one without the other.
void Job::keep_thumbnail(const std::vector<PictureFile> &pictures)
{
    const auto first = std::find_if(pictures.begin(), pictures.end(),
                                    [](const PictureFile &picture) { return picture != nullptr; });
    if (first == pictures.end()) {
        return;
    }
    const auto kept = picture::thumbnail_of(**first).and_then(
        [this](const std::vector<std::byte> &jpeg) { return m_parts.thumbnails.put(m_record.id, jpeg); });
    if (!kept) {
        m_parts.log.write(Severity::Warning, "no thumbnail: " + kept.error().detail);
    }
}

// A block at a time from the loop, so that a cancel does not wait for the whole model.
void Job::spool_step()
{
    auto more = m_spool_writer->step();
    if (!more) {
        handle(SpoolFailed{more.error()});
        return;
    }
    report_progress();
    if (*more) {
        m_next_block = m_parts.loop.after(milliseconds(0), [this] { spool_step(); });
        return;
    }
    if (m_pictures) {
        m_awaits_cover = m_cover_making != nullptr;
        if (m_awaits_cover) {
            m_next_block = m_parts.loop.after(m_parts.policy.cover_timeout,
                                              [this] { cover_made(fail(ErrorKind::Timeout)); });
        } else {
            add_pictures();
            spool_step();
        }
        return;
    }
    if (auto whole = spool_is_whole(); !whole) {
        handle(SpoolFailed{whole.error()});
        return;
    }
    handle(Spooled{});
}

Result<void> Job::spool_is_whole()
{
    for (const SpooledFile &file : m_spool_writer->files()) {
        const auto picture =
            std::find_if(m_record.pictures.begin(), m_record.pictures.end(),
                         [&](const JobFile &known) { return known.spooled.filename == file.filename; });
        if (picture != m_record.pictures.end()) {
            picture->spooled = file;
        } else {
            m_record.files.push_back({file, {}});
        }
    }
    // The source is not needed any more: a mesh's memory is the host's, a file is a second name of the
    // spool's.
    m_spool_writer.reset();
    m_source.reset();
    m_record.state = JobState::Spooled;
    JobRecord noted = m_record;
    noted.owner = m_parts.session.account();
    return m_parts.journal.add(noted, m_parts.loop.clock().wall_now()).map([this] {
        m_folder.mark(SpoolMark::Unfinished, m_parts.log);
    });
}

void Job::carry_out(const GetToken &)
{
    m_parts.session.token(auth::Interaction::Allowed, [weak = std::weak_ptr(m_self)](Result<Secret> token) {
        const auto self = weak.lock();
        if (!self) {
            return;
        }
        if (token && (*self)->is_anothers()) {
            (*self)->pause_as_anothers();
        } else {
            (*self)->handle(token ? Event(TokenReady{}) : Event(TokenFailed{token.error()}));
        }
    });
}

void Job::carry_out(const Compare &)
{
    // At once with what follows from it: the job that is joined must not end in between.
    m_parts.loop.post([weak = std::weak_ptr(m_self)] {
        const auto self = weak.lock();
        if (self && (*self)->m_state.phase == Phase::Comparing) {
            const auto comparison = (*self)->compare();
            (*self)->handle(comparison ? Event(Compared{*comparison})
                                       : Event(CompareFailed{comparison.error()}));
        }
    });
}

Result<Comparison> Job::compare()
{
    m_joined = m_parts.claim(m_record.id, content_key(m_record.files));
    if (!m_joined.empty()) {
        return Comparison::UnderWay;
    }
    auto finding = compare_with_earlier(m_parts.journal, m_record, m_parts.session.account(), m_may_ask,
                                        m_parts.take_up);
    if (!finding) {
        return tl::unexpected(finding.error());
    }
    m_earlier = std::move(finding->earlier);
    if (finding->comparison == Comparison::UnderWay || finding->comparison == Comparison::Undecided) {
        m_joined = m_earlier->id;
    }
    return finding->comparison;
}

void Job::carry_out(const TakeTurn &)
{
    if (m_parts.take_turn(m_record.id)) {
        handle_later(TurnCame{});
    }
}

void Job::turn_came()
{
    handle(TurnCame{true});
}

void Job::carry_out(const CreateObject &)
{
    // On the disk before the request can be: after a crash in between it is known that it may have been sent.
    // With the token it is also known by now whose the object will be.
    m_creator = m_parts.session.account();
    auto noted = m_parts.journal.set_creating(m_record.id, m_creator, m_parts.loop.clock().wall_now());
    if (!noted) {
        handle_later(CreateFailed{{noted.error(), false, std::nullopt}});
        return;
    }
    m_create_call =
        m_parts.api.create_object(new_object(), [this](auto outcome) { created(std::move(outcome)); });
}

api::NewObject Job::new_object() const
{
    api::NewObject object = to_new_object(m_record.draft);
    for (std::size_t i = 0; i < m_record.pictures.size(); ++i) {
        if (m_state.files[file_count() + i].stage != FileStage::Refused) {
            const SpooledFile &picture = m_record.pictures[i].spooled;
            object.images.push_back({picture.filename, picture.bytes});
        }
    }
    return object;
}

void Job::created(api::Outcome<api::CreatedObject> outcome)
{
    const auto call = std::move(m_create_call);
    if (!outcome) {
        const Error &error = outcome.error().error;
        m_parts.log.write(Severity::Warning,
                          std::string("create: ") + to_string(error.kind) + " " + error.detail);
        handle(CreateFailed{outcome.error()});
        return;
    }
    m_record.owner = m_creator;
    m_record.object_id = outcome->id;
    m_record.object_url = outcome->object_url;
    m_record.status_url = outcome->status_url;
    const auto taken = take_slots(outcome->files, outcome->images);
    if (!taken && taken.error().kind == ErrorKind::Journal) {
        // The object exists, and that cannot be noted: going on could not be resumed, so it is told instead.
        handle(CreateFailed{{taken.error(), true, std::nullopt}});
        return;
    }
    handle(ObjectCreated{taken.has_value()});
}

Result<void> Job::take_slots(const std::vector<api::UploadSlot> &offered,
                             const std::vector<api::UploadSlot> &for_pictures)
{
    auto matched = api::match_slots(m_record.filenames(), offered);
    const auto slots = matched.value_or(std::vector<api::UploadSlot>());
    const auto picture_slots = slots_for(m_record.pictures, for_pictures);
    const api::CreatedObject object{m_record.object_id, m_record.object_url, m_record.status_url, {}, {}};
    auto noted = m_parts.journal.set_object(m_record.id, object, slots, m_parts.loop.clock().wall_now(),
                                            picture_slots);
    if (!noted) {
        return noted;
    }
    if (!matched) {
        return tl::unexpected(matched.error());
    }
    for (std::size_t i = 0; i < slots.size(); ++i) {
        m_record.files[i].upload_id = slots[i].upload_id;
    }
    for (std::size_t i = 0; i < picture_slots.size(); ++i) {
        m_record.pictures[i].upload_id = picture_slots[i].upload_id;
    }
    lose_pictures_without_slot();
    return {};
}

void Job::lose_pictures_without_slot()
{
    for (std::size_t i = 0; i < m_record.pictures.size(); ++i) {
        if (m_record.pictures[i].upload_id.empty()) {
            handle(PictureLost{file_count() + i});
        }
    }
}

// After a pause nobody knows what has become of them.
void Job::lose_changed_pictures()
{
    for (std::size_t i = 0; i < m_record.pictures.size(); ++i) {
        if (!m_folder.verify(m_record.pictures[i].spooled)) {
            handle(PictureLost{file_count() + i});
        }
    }
    if (m_record.has_slots()) {
        lose_pictures_without_slot();
    }
}

JobFile &Job::item(std::size_t number)
{
    return number < file_count() ? m_record.files[number] : m_record.pictures[number - file_count()];
}

std::uint64_t Job::bytes_of(std::size_t number) const
{
    return number < file_count() ? m_record.draft.files[number].bytes
                                 : m_record.pictures[number - file_count()].spooled.bytes;
}

void Job::carry_out(const SendFile &command)
{
    const std::size_t i = command.file;
    m_sent[i] = 0;
    m_file_calls[i] = post(
        i,
        [this, i](http::Progress progress) {
            // Never backward: what is sent again, after a 401 say, has been sent before.
            m_sent[i] = std::max(m_sent[i], progress.sent);
            report_progress();
        },
        [this, i](api::Outcome<std::monostate> outcome) {
            const auto call = std::move(m_file_calls[i]);
            const bool was_sent_whole = m_sent[i] >= bytes_of(i);
            if (outcome) {
                m_sent[i] = bytes_of(i);
                handle(FileAccepted{i});
            } else {
                const Error &error = outcome.error().error;
                m_parts.log.write(Severity::Warning,
                                  std::string("file: ") + to_string(error.kind) + " " + error.detail);
                handle(FileFailed{i, outcome.error(), was_sent_whole});
            }
        });
}

api::CallHandle Job::post(std::size_t number, std::function<void(http::Progress)> on_progress,
                          api::OnOutcome<std::monostate> on_outcome)
{
    const JobFile &sent = item(number);
    const api::UploadSlot slot{sent.upload_id, sent.spooled.filename};
    http::FileBody body{m_folder.file(sent.spooled.filename), sent.spooled.bytes};
    if (number < file_count()) {
        return m_parts.api.post_file(slot, std::move(body), std::move(on_progress), std::move(on_outcome));
    }
    return m_parts.api.post_image(slot, api::ImageFormat::Jpeg, std::move(body), std::move(on_progress),
                                  std::move(on_outcome));
}

void Job::carry_out(const ReadStatus &)
{
    m_status_call = m_parts.api.upload_status(m_record.object_id,
                                              [this](auto outcome) { status_came(std::move(outcome)); });
}

void Job::status_came(api::Outcome<api::UploadStatus> outcome)
{
    const auto call = std::move(m_status_call);
    if (!outcome) {
        handle(StatusFailed{outcome.error()});
        return;
    }
    if (m_record.object_url.empty()) {
        m_record.object_url = outcome->object_url;
    }
    if (m_record.status_url.empty()) {
        m_record.status_url = outcome->status_url;
    }
    if (!m_record.has_slots()) {
        if (auto taken = take_slots(slots_in(outcome->files), slots_in(outcome->images)); !taken) {
            handle(StatusFailed{{taken.error(), true, std::nullopt}});
            return;
        }
    }
    auto statuses = api::match_statuses(m_record.slots(), outcome->files);
    const auto of_pictures = api::match_statuses(slots_of(m_record.pictures), outcome->images);
    statuses.insert(statuses.end(), of_pictures.begin(), of_pictures.end());
    handle(StatusRead{std::move(statuses)});
}

// Beside the uploads; the second time when they are through. At the end the outcome waits for an answer that
// is under way.
void Job::follow_visibility()
{
    if (m_has_told_end) {
        return;
    }
    if (m_state.has_object && !m_state.has_ended()) {
        m_visibility.begin(m_record.object_id);
    }
    if (m_state.phase == Phase::Verifying || m_state.phase == Phase::Done) {
        m_visibility.ask_again(m_record.object_id);
    }
    const auto shown = m_visibility.shown();
    if (shown && *shown != m_record.draft.visibility && !std::exchange(m_has_told_visibility, true)) {
        m_on_event(VisibilityDiffers{m_record.id, *shown, m_record.object_url});
    }
    if (m_state.has_ended() && !m_visibility.is_pending()) {
        tell_end();
    }
}

void Job::carry_out(const SetAlarm &command)
{
    const std::pair key(command.alarm, command.file);
    PendingAlarm &pending = m_alarms[key];
    pending.due = m_parts.loop.clock().now() + command.delay;
    pending.timer = m_parts.loop.after(command.delay, [this, key] {
        const auto rung = m_alarms.extract(key); // its timer owns what runs now
        handle(AlarmRang{key.first, key.second});
    });
}

void Job::carry_out(const AbortAll &)
{
    m_next_block.cancel();
    m_alarms.clear();
    m_create_call.reset();
    m_status_call.reset();
    m_file_calls.clear();
    m_spool_writer.reset();
    m_source.reset();
    m_cover_making.reset();
}

void Job::try_now()
{
    while (!m_alarms.empty() && !m_state.has_ended()) {
        const auto rung = m_alarms.extract(m_alarms.begin());
        handle_later(AlarmRang{rung.key().first, rung.key().second});
    }
}

std::optional<NextTry> Job::next_try() const
{
    const bool is_sending =
        std::any_of(m_state.files.begin(), m_state.files.end(),
                    [](const FileState &file) { return file.stage == FileStage::Sending; });
    // While it verifies, an alarm is no second attempt.
    const bool is_busy = is_sending || m_state.is_create_sent || m_state.is_status_asked;
    if (m_alarms.empty() || is_busy || m_state.phase == Phase::Verifying) {
        return std::nullopt;
    }
    const auto first = std::min_element(m_alarms.begin(), m_alarms.end(), [](const auto &a, const auto &b) {
        return a.second.due < b.second.due;
    });
    return NextTry{first->second.due, m_last_failure};
}

void Job::report_progress()
{
    JobProgress progress{m_record.id, m_state.phase, m_state.has_object, 0, 0, {}, next_try()};
    for (std::size_t i = 0; i < m_state.files.size(); ++i) {
        const FileStage stage = m_state.files[i].stage;
        const std::uint64_t bytes = bytes_of(i);
        const bool is_through = stage == FileStage::Accepted || stage == FileStage::Complete;
        progress.files.push_back({stage, is_through ? bytes : std::min(m_sent[i], bytes), bytes});
        progress.done += progress.files.back().sent;
        progress.total += bytes;
    }
    if (m_spool_writer) {
        progress.done = m_spool_writer->written();
        progress.total = m_spool_writer->total();
    }
    m_on_event(std::move(progress));
}

void Job::report_end()
{
    write_state(journal_state(m_state));
    if (!is_kept()) {
        m_folder.remove();
    } else {
        const bool is_anothers = m_state.error && m_state.error->kind == ErrorKind::OtherAccount;
        m_folder.mark(is_anothers ? SpoolMark::Kept : SpoolMark::Unfinished, m_parts.log);
    }
    if (m_state.phase == Phase::Done) {
        follow_visibility();
        if (!m_has_told_end) {
            report_progress(); // all is there, whatever the end waits for
        }
    } else {
        tell_end();
    }
}

void Job::tell_end()
{
    if (!m_state.has_ended() || std::exchange(m_has_told_end, true)) {
        return;
    }
    if (m_state.error && m_state.error->kind == ErrorKind::Busy && !m_joined.empty()) {
        m_on_event(JobJoined{m_record.id, m_joined});
        return;
    }
    const JobRecord &object = m_state.is_earlier ? *m_earlier : m_record;
    m_on_event(
        JobEnded{.job = m_record.id,
                 .phase = m_state.phase,
                 .error = m_state.error,
                 .is_resumable = is_kept(),
                 .is_confirmed = m_state.is_confirmed,
                 .name = m_record.draft.name,
                 .visibility = object.draft.visibility,
                 .shown = m_visibility.shown(),
                 .published_before = m_state.is_earlier ? std::optional(m_earlier->changed) : std::nullopt,
                 .object_id = object.object_id,
                 .object_url = object.object_url,
                 .status_url = object.status_url,
                 .lost_pictures = lost_pictures()});
}

std::size_t Job::lost_pictures() const
{
    const std::size_t first = file_count() + (m_has_nothing_to_draw ? 1 : 0); // behind the cover
    const auto lost =
        std::count_if(m_state.files.begin() + static_cast<std::ptrdiff_t>(first), m_state.files.end(),
                      [](const FileState &file) { return file.stage == FileStage::Refused; });
    return m_state.is_earlier ? 0 : static_cast<std::size_t>(lost);
}

void Job::write_state(JobState state)
{
    if (m_record.files.empty()) {
        return; // ended before its spool was whole: there is no row
    }
    if (auto noted = m_parts.journal.set_state(m_record.id, state, m_parts.loop.clock().wall_now()); !noted) {
        m_parts.log.write(Severity::Error, "the journal cannot be written: " + noted.error().detail);
    }
}

} // namespace mmf::publish

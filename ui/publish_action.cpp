#include "publish_action.hpp"

#include "background_jobs.hpp"
#include "base/utf8.hpp"
#include "cancel_question.hpp"
#include "entry/app.hpp"
#include "progress_sentences.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <string_view>
#include <utility>

namespace mmf::ui {

namespace {

// The same again, most likely: the model's name and its files with their sizes.
std::string content_of(const std::string &model, const publish::Draft &draft)
{
    std::string content = model;
    for (const publish::DraftFile &file : draft.files) {
        content += "\n" + file.filename + " " + std::to_string(file.bytes);
    }
    return content;
}

// Where there is no form to say it at the field.
Error refusal_of(const publish::DraftFinding &finding)
{
    if (finding.problem == publish::DraftProblem::FileTooLarge) {
        return {ErrorKind::TooLarge, finding.detail, 0};
    }
    return {ErrorKind::InvalidForm, (field_name(finding.field) + ": " + sentence(finding)).utf8_string(), 0};
}

} // namespace

// Publishes in place of an attempt with the same content that failed before its object existed: resumed as
// well, that one would make a second object.
std::string PublishAction::start(Watch watch, publish::PublishRequest request)
{
    if (const auto failed = m_failed.extract(watch.content)) {
        m_backend.engine().discard(failed.mapped());
    }
    std::string job = m_backend.engine().publish(std::move(request));
    m_jobs[job].push_back(std::move(watch));
    return job;
}

void PublishAction::go_on()
{
    m_failed.erase(m_shown->watch.content);
    watch_shown();
    m_backend.engine().resume(m_shown->job);
}

// It has ended before, and is to be told of once more.
void PublishAction::watch_shown()
{
    m_jobs[m_shown->job].push_back(m_shown->watch);
}

// What was written for this model before is there again.
Result<PublishAction::Offer> PublishAction::offer(publish::Reading reading, KeptDrafts::Match match)
{
    return draft_of_plate(reading).map([&](publish::PlateDraft made) {
        std::string name = made.draft.name;
        std::string model = publish::model_key(made);
        publish::KeptDraft untouched = publish::kept(made);
        m_drafts.restore(model, match, made);
        return Offer{std::move(name), std::move(model), std::move(untouched), std::move(made)};
    });
}

Result<publish::PlateDraft> PublishAction::draft_of_plate(publish::Reading reading)
{
    const auto plate = m_backend.host().acquire_plate(m_backend.paths().incoming_folder());
    return plate.and_then([&](const publish::OnPlate &on_plate) {
        return publish::draft_of(on_plate, reading, m_backend.policy());
    });
}

void PublishAction::show_dialog()
{
    Host &host = m_backend.host();
    if (!host.is_attended()) {
        m_backend.refuse(action::Publish, {ErrorKind::NothingToAsk, "the publish dialog needs a person", 0});
        return;
    }
    // Whole: the dialog shows how large the model is.
    auto offered = offer(publish::Reading::Whole, KeptDrafts::Match::Model);
    if (!offered) {
        m_backend.refuse(action::Publish, offered.error());
        return;
    }
    offer_licence(*offered);
    offered->made.offer(host.print_settings());
    const std::string &model = offered->model;
    PublishDialog::Wishes wishes = wishes_for_upload();
    wishes.publish = [&](const publish::PlateDraft &made) {
        m_drafts.keep(model, made, offered->untouched); // a slicer that is killed has it
        keep_licence(made.draft.licence);
        m_shown->watch = {action::Publish, made.draft.name, content_of(model, made.draft)};
        m_shown->job = start(m_shown->watch, {made.draft, made.source, true, made.pictures.pictures()});
        m_background.set_shown(m_shown->job);
    };
    PublishDialog dialog(host.top_window(),
                         PublishDialog::FormParts{std::move(offered->made), m_backend.policy(), m_fittings},
                         std::move(wishes));
    Shown shown{dialog, {}, {}};
    shown.outcome.kind = SLICER_OUTCOME_CANCELLED;
    shown.outcome.message = tr("Nothing was published.").utf8_string();
    m_backend.engine().list_tags();
    run(shown);
    m_drafts.keep(model, dialog.made(), offered->untouched);
    if (!shown.is_put_aside || m_jobs.count(shown.job) == 0) {
        host.tell_outcome(action::Publish, shown.outcome);
    }
}

// All but the form's.
PublishDialog::Wishes PublishAction::wishes_for_upload()
{
    PublishDialog::Wishes wishes;
    wishes.go_on = [this] { go_on(); };
    wishes.try_now = [this] { m_backend.engine().try_now(m_shown->job); };
    wishes.publish_again = [this] {
        m_background.answered(m_shown->job);
        m_backend.engine().publish_again(m_shown->job);
    };
    wishes.cancel = [this](bool keep) { m_backend.engine().cancel(m_shown->job, keep); };
    wishes.search_object = [this] { m_backend.engine().search_object(m_shown->job); };
    wishes.adopt_object = [this](const std::string &object_id) {
        watch_shown();
        m_backend.engine().adopt_object(m_shown->job, object_id);
    };
    wishes.create_anew = [this] {
        watch_shown();
        m_backend.engine().create_anew(m_shown->job);
    };
    wishes.forget_create = [this] {
        watch_shown();
        m_backend.engine().forget_create(m_shown->job);
    };
    if (m_backend.host().has_tasks()) { // else nobody would find it again
        wishes.put_aside = [this] { m_shown->is_put_aside = true; };
    }
    return wishes;
}

void PublishAction::run(Shown &shown)
{
    m_shown = &shown;
    m_backend.set_front_window(&shown.dialog);
    m_background.set_shown(shown.job);
    if (m_account) {
        shown.dialog.show_account(*m_account);
    }
    m_backend.engine().look_up_account();
    shown.dialog.ShowModal();
    m_backend.set_front_window(nullptr);
    m_shown = nullptr;
    m_background.set_shown({});
}

void PublishAction::show_job(const std::string &job)
{
    const BackgroundJobs::Standing *standing = m_background.find(job);
    if (standing == nullptr || m_backend.has_front_window()) {
        return;
    }
    PublishDialog dialog(m_backend.host().top_window(), std::nullopt, wishes_for_upload());
    Shown shown{dialog, job, {nullptr, standing->files.name, {}}};
    dialog.follow(standing->files, standing->progress);
    if (standing->question) {
        dialog.show_already_there(*standing->question);
    }
    run(shown);
}

void PublishAction::cancel_job(const std::string &job)
{
    const BackgroundJobs::Standing *standing = m_background.find(job);
    if (standing == nullptr || m_backend.has_front_window()) {
        return;
    }
    const publish::JobProgress &progress = standing->progress;
    if (const auto keep =
            ask_whether_to_keep(m_backend.front_window(), progress.has_object, progress.phase)) {
        m_backend.engine().cancel(job, *keep);
    }
}

void PublishAction::publish_now()
{
    auto offered = offer(publish::Reading::Header, KeptDrafts::Match::SameModel);
    if (!offered) {
        m_backend.refuse(action::PublishNow, offered.error());
        return;
    }
    publish::PlateDraft &made = offered->made;
    if (trimmed(made.draft.name).empty()) {
        made.draft.name = offered->name.empty() ? tr("Untitled model").utf8_string() : offered->name;
    }
    made.draft.visibility = settings().publish_now; // not the draft's, whose form was not seen now
    if (const auto findings = publish::check(made.draft, m_backend.policy()); !findings.empty()) {
        m_backend.refuse(action::PublishNow, refusal_of(findings.front()));
        return;
    }
    Watch watch{action::PublishNow, made.draft.name, content_of(offered->model, made.draft)};
    start(std::move(watch), {std::move(made.draft), std::move(made.source), false, made.pictures.pictures()});
}

// What the person has set for all models.
publish::Settings PublishAction::settings() const
{
    const auto settings = publish::read_settings(m_backend.paths().settings_file());
    if (!settings) {
        m_backend.log().write(Severity::Warning, "settings: " + settings.error().detail);
    }
    return settings.value_or(publish::Settings());
}

// The one last chosen, where nothing was said about this model yet.
void PublishAction::offer_licence(Offer &offered) const
{
    if (publish::kept(offered.made) == offered.untouched) {
        offered.made.draft.licence = settings().licence;
    }
}

void PublishAction::keep_licence(const std::optional<api::Licence> &licence) const
{
    const auto file = m_backend.paths().settings_file();
    auto settings = publish::read_settings(file);
    // What cannot be understood is for the settings dialog to tell, and not lost for this.
    if (!settings || std::exchange(settings->licence, licence) == licence) {
        return;
    }
    if (const auto saved = publish::save_settings(file, *settings); !saved) {
        m_backend.log().write(Severity::Warning, "the licence was not kept: " + saved.error().detail);
    }
}

std::map<std::string, std::string> PublishAction::jobs_under_way() const
{
    std::map<std::string, std::string> names;
    for (const auto &[job, watches] : m_jobs) {
        names.emplace(job, watches.front().name);
    }
    return names;
}

void PublishAction::handle(const publish::JobFiles &files)
{
    if (is_shown(files.job)) {
        m_shown->dialog.show_files(files);
    }
}

void PublishAction::handle(const publish::JobProgress &progress)
{
    const auto watch = m_jobs.find(progress.job);
    // One place at a time: what the dialog ends with, the host hears when it is closed.
    if (is_shown(progress.job)) {
        m_shown->dialog.show_progress(progress);
    } else if (watch != m_jobs.end() && !m_backend.host().has_tasks()) {
        m_backend.host().tell_progress(watch->second.front().action, progress_fraction(progress),
                                       progress_text(progress));
    }
}

void PublishAction::handle(const publish::VisibilityDiffers &differs)
{
    if (is_shown(differs.job)) {
        m_shown->dialog.show_visibility(differs);
    }
}

void PublishAction::handle(const publish::AlreadyPublished &published)
{
    if (is_shown(published.job)) {
        m_shown->dialog.show_already_there(published);
    } else if (!m_backend.host().has_tasks()) {
        m_backend.engine().cancel(published.job, false); // the dialog has gone meanwhile
    }
}

void PublishAction::handle(const publish::JobJoined &joined)
{
    auto found = m_jobs.extract(joined.job);
    if (found) {
        auto &watches = m_jobs[joined.instead];
        watches.insert(watches.end(), found.mapped().begin(), found.mapped().end());
    }
    if (is_shown(joined.job)) {
        m_shown->job = joined.instead;
        m_background.set_shown(joined.instead);
        if (const auto *standing = m_background.find(joined.instead)) {
            m_shown->dialog.show_other_job(standing->files);
            m_shown->dialog.show_progress(standing->progress);
        }
    }
}

void PublishAction::handle(const publish::JobEnded &ended)
{
    const ActionOutcome outcome = outcome_of(ended);
    const bool is_in_dialog = is_shown(ended.job);
    bool is_told_by_dialog = is_in_dialog && m_shown->watch.action != nullptr; // when that is closed
    if (is_in_dialog) {
        m_shown->outcome = outcome;
        m_shown->dialog.show_outcome(ended);
    }
    const auto found = m_jobs.extract(ended.job);
    if (!found) {
        return;
    }
    for (const Watch &watch : found.mapped()) {
        if (ended.is_resumable && ended.object_id.empty() && ended.phase == publish::Phase::Failed &&
            !watch.content.empty()) {
            m_failed[watch.content] = ended.job;
        }
        // The others asked for it, too.
        const bool is_the_dialogs =
            watch.action != nullptr && watch.action == std::string_view(action::Publish);
        if (!is_the_dialogs || !std::exchange(is_told_by_dialog, false)) {
            tell(ended.job, watch, outcome);
        }
    }
}

void PublishAction::tell(const std::string &job, const Watch &watch, const ActionOutcome &outcome)
{
    if (!m_background.end(job, watch.action, outcome) && watch.action != nullptr) {
        m_backend.host().tell_outcome(watch.action, outcome);
    }
}

void PublishAction::handle(const publish::ObjectsSearched &searched)
{
    if (is_shown(searched.job)) {
        m_shown->dialog.show_search(searched);
    }
}

void PublishAction::handle(const publish::CreateUndecided &undecided)
{
    m_jobs.erase(undecided.job); // it has ended as it had before
    if (is_shown(undecided.job)) {
        m_shown->dialog.show_undecided(undecided.error);
    }
}

void PublishAction::handle(const publish::TagsListed &listed)
{
    if (m_shown != nullptr) {
        m_shown->dialog.suggest_tags(listed.tags);
    }
}

void PublishAction::handle(const publish::AccountChanged &account)
{
    m_account = account;
    if (m_shown != nullptr) {
        m_shown->dialog.show_account(account);
    }
}

} // namespace mmf::ui

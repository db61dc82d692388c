#include "settings_action.hpp"

#include "base/files.hpp"
#include "base/utf8.hpp"
#include "diagnosis/report.hpp"
#include "entry/app.hpp"
#include "sentences.hpp"
#include "settings_dialog.hpp"
#include "support_facts.hpp"
#include "translate.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <wx/utils.h>

namespace mmf::ui {

namespace {

std::uint64_t bytes_in(const std::filesystem::path &folder)
{
    namespace fs = std::filesystem;
    std::uint64_t bytes = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code of_this; // it may go just now
        if (entry->is_regular_file(of_this) && !of_this) {
            const auto size = entry->file_size(of_this);
            bytes += of_this ? 0 : size;
        }
    }
    return bytes;
}

// From the beginning of a line.
std::string end_of(const std::string &text)
{
    constexpr std::size_t Enough = 16 * 1024;
    if (text.size() <= Enough) {
        return text;
    }
    const std::size_t line = text.find('\n', text.size() - Enough);
    return line == std::string::npos ? std::string() : text.substr(line + 1);
}

} // namespace

void SettingsAction::run()
{
    const auto profile = m_backend.known_service();
    if (!profile) {
        m_backend.refuse(action::Settings, profile.error());
        return;
    }
    if (!m_backend.host().is_attended()) {
        m_backend.refuse(action::Settings, {ErrorKind::NothingToAsk, {}, 0});
        return;
    }
    const auto settings = publish::read_settings(m_backend.paths().settings_file());
    SettingsShown shown;
    shown.choices = auth::choices_in(*profile);
    shown.settings = settings.value_or(publish::Settings());
    shown.may_use_browser = auth::why_no_browser(*profile).empty();
    shown.fixed_because = why_fixed();
    shown.kept_bytes = bytes_in(m_backend.paths().spool_folder());
    bool is_saved = false;
    SettingsDialog dialog(m_backend.front_window(), std::move(shown),
                          {[&](const auth::ProfileChoices &choices, const publish::Settings &now) {
                               auto saved = save(*profile, choices, now);
                               is_saved = is_saved || saved;
                               return saved;
                           },
                           [&] { return support_details(*profile); }});
    m_backend.set_front_window(&dialog);
    dialog.ShowModal();
    m_backend.set_front_window(nullptr);
    if (!is_saved) {
        m_backend.cancelled(action::Settings);
        return;
    }
    ActionOutcome outcome;
    outcome.message = tr("The settings were saved.").utf8_string();
    m_backend.host().tell_outcome(action::Settings, outcome);
}

Result<std::optional<Error>> SettingsAction::save(const auth::Profile &before,
                                                  const auth::ProfileChoices &choices,
                                                  const publish::Settings &settings)
{
    const auto in_force = [] { return std::optional<Error>(); };
    if (choices == auth::choices_in(before)) {
        return publish::save_settings(m_backend.paths().settings_file(), settings).map(in_force);
    }
    if (m_wishes.is_busy()) {
        return fail(ErrorKind::Busy);
    }
    if (auto possible = auth::check_choices(m_backend.paths(), choices); !possible) {
        return tl::unexpected(possible.error());
    }
    const bool had_started = m_backend.has_started();
    if (had_started) {
        m_wishes.stop();
    }
    const auto written = write(before, choices, settings);
    const auto started = had_started ? m_backend.start() : Result<void>();
    if (!written) {
        return tl::unexpected(written.error());
    }
    return started ? in_force() : std::optional(started.error());
}

Result<void> SettingsAction::write(const auth::Profile &before, const auth::ProfileChoices &choices,
                                   const publish::Settings &settings) const
{
    const auto old = auth::choices_in(before);
    // Where it is not looked for any more no link is left, above all not in a file.
    if (choices.keep_link != old.keep_link) {
        if (auto forgotten = m_backend.forget_link(before); !forgotten) {
            return forgotten;
        }
    }
    if (auto saved = auth::save_choices(m_backend.paths(), choices); !saved) {
        return saved;
    }
    auto saved = publish::save_settings(m_backend.paths().settings_file(), settings);
    if (!saved) {
        // What this one could not do either is no news beside that.
        [[maybe_unused]] const auto put_back = auth::save_choices(m_backend.paths(), old);
    }
    return saved;
}

wxString SettingsAction::why_fixed() const
{
    if (m_backend.is_profile_named()) {
        return wxString::Format(
            tr("Sign-in, link and language are set by %s, which MMF_PUBLISH_PROFILE names."),
            wxString::FromUTF8(m_backend.named_profile().string()));
    }
    return m_wishes.is_busy() ? tr("Sign-in, link and language can be changed when the upload has ended.")
                              : wxString();
}

wxString SettingsAction::support_details(const auth::Profile &profile) const
{
    constexpr std::uint64_t Most = 4ULL << 20;
    const auto choices = auth::choices_in(profile);
    auto facts = support_facts(m_backend.host(), profile);
    facts.emplace_back("Sign-in", choices.sign_in == auth::SignInWay::Browser ? "browser" : "embedded");
    facts.emplace_back("Link", choices.keep_link == auth::LinkPlace::File ? "file" : "keyring");
    facts.emplace_back("Language", choices.language);
    const std::string home = wxGetHomeDir().utf8_string();
    const auto log = read_file(m_backend.paths().log_file(), Most);
    const std::string text = diagnosis::report("Details for support", facts, {}, profile, home);
    const std::string told = log && *log ? end_of(**log) : "no log\n";
    // An ill-formed byte would leave nothing of it.
    return wxString::FromUTF8(to_valid_utf8(text + diagnosis::redacted(told, profile, home)));
}

} // namespace mmf::ui

#include "diagnose_action.hpp"

#include "diagnose_dialog.hpp"
#include "diagnosis/report.hpp"
#include "diagnosis_sentences.hpp"
#include "entry/app.hpp"
#include "sentences.hpp"
#include "support_facts.hpp"
#include "translate.hpp"
#include "webview_module.hpp"

#include <algorithm>
#include <utility>
#include <wx/utils.h>

namespace mmf::ui {

void DiagnoseAction::run()
{
    const auto profile = m_backend.known_service();
    if (!profile) {
        m_backend.refuse(action::Diagnose, profile.error());
        return;
    }
    m_checks.clear();
    const auto module = load_webview_module();
    diagnosis::Subject subject{*profile, m_backend.host().language(),
                               module ? std::string() : module.error().detail};
    if (m_backend.host().is_attended()) {
        show(std::move(subject));
        return;
    }
    m_diagnoses.start(
        std::move(subject),
        {[this](const diagnosis::Check &check) { m_checks.push_back(check); }, [this] { tell_outcome(); }});
}

void DiagnoseAction::show(diagnosis::Subject subject)
{
    const auth::Profile profile = subject.profile;
    bool has_ended = false;
    DiagnoseDialog dialog(m_backend.front_window(), [&] { return report(profile); });
    m_diagnoses.start(std::move(subject), {[&](const diagnosis::Check &check) {
                                               m_checks.push_back(check);
                                               dialog.show_check(check);
                                           },
                                           [&] {
                                               has_ended = true;
                                               dialog.show_end();
                                           }});
    m_backend.set_front_window(&dialog);
    dialog.ShowModal();
    m_backend.set_front_window(nullptr);
    m_diagnoses.stop();
    if (has_ended) {
        tell_outcome();
    } else {
        m_backend.cancelled(action::Diagnose);
    }
}

wxString DiagnoseAction::report(const auth::Profile &profile) const
{
    auto checks = m_checks;
    std::sort(checks.begin(), checks.end(),
              [](const diagnosis::Check &a, const diagnosis::Check &b) { return a.what < b.what; });
    std::vector<diagnosis::ReportLine> lines;
    lines.reserve(checks.size());
    for (const diagnosis::Check &check : checks) {
        lines.push_back({word_for(check.state).utf8_string(), name_of(check.what).utf8_string(),
                         sentence(check).utf8_string()});
    }
    return wxString::FromUTF8(diagnosis::report(summary(m_checks).utf8_string(),
                                                support_facts(m_backend.host(), profile), lines, profile,
                                                wxGetHomeDir().utf8_string()));
}

void DiagnoseAction::tell_outcome()
{
    ActionOutcome outcome;
    outcome.kind =
        worst_of(m_checks) == diagnosis::State::Failed ? SLICER_OUTCOME_FAILED : SLICER_OUTCOME_DONE;
    outcome.message = summary(m_checks).utf8_string();
    m_backend.host().tell_outcome(action::Diagnose, outcome);
}

} // namespace mmf::ui

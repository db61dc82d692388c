// Looks at everything a publish needs and says what is wrong: in a window, or to the host alone where nobody
// is there. [main-thread]; owned by the app.
#pragma once

#include "backend.hpp"
#include "diagnosis_runner.hpp"

#include <vector>
#include <wx/string.h>

namespace mmf::ui {

class DiagnoseAction
{
public:
    // Both outlive it; the backend need not have started, nor know a client id.
    DiagnoseAction(Backend &backend, DiagnosisRunner &diagnoses) : m_backend(backend), m_diagnoses(diagnoses)
    {
    }

    // Modal where a person is there.
    void run();

private:
    void show(diagnosis::Subject subject);
    wxString report(const auth::Profile &profile) const;
    void tell_outcome();

    Backend &m_backend;
    DiagnosisRunner &m_diagnoses;
    std::vector<diagnosis::Check> m_checks;
};

} // namespace mmf::ui

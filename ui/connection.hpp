// Asks a person for the connection settings and has them saved. [main-thread]; owned by the app.
#pragma once

#include "backend.hpp"
#include "diagnosis_runner.hpp"

class wxString;
class wxWindow;

namespace mmf::ui {

class Connection
{
public:
    // Both outlive it; the backend need not have started.
    Connection(Backend &backend, DiagnosisRunner &diagnoses) : m_backend(backend), m_diagnoses(diagnoses) {}

    // Whether there is a person to ask and a file to save into: one that the environment names is another's.
    bool can_ask() const;

    // Modal. Whether there are new settings, which hold from the backend's next start on. Errors: those of
    // auth::load_service.
    Result<bool> ask(wxWindow *parent, const wxString &save_label);

private:
    Backend &m_backend;
    DiagnosisRunner &m_diagnoses;
};

} // namespace mmf::ui

#include "connection.hpp"

#include "connection_dialog.hpp"

#include <utility>

namespace mmf::ui {

bool Connection::can_ask() const
{
    return m_backend.host().is_attended() && !m_backend.is_profile_named();
}

Result<bool> Connection::ask(wxWindow *parent, const wxString &save_label)
{
    const auto service = m_backend.known_service();
    if (!service) {
        return tl::unexpected(service.error());
    }
    ConnectionDialog *shown = nullptr;
    std::vector<diagnosis::Check> found;
    ConnectionDialog::Wishes wishes;
    wishes.save = [&](const auth::ClientInput &input) { return auth::save_client(m_backend.paths(), input); };
    wishes.test = [&](const auth::ClientInput &input) {
        return auth::preview_client(m_backend.paths(), input).map([&](auth::Profile profile) {
            found.clear();
            m_diagnoses.start({std::move(profile), m_backend.host().language(), {}},
                              {[&](const diagnosis::Check &check) { found.push_back(check); },
                               [&] { shown->show_test(found); }});
        });
    };
    wishes.stop_test = [&] { m_diagnoses.stop(); };
    ConnectionDialog dialog(parent, *service, m_backend.paths().profile_file(), save_label,
                            std::move(wishes));
    shown = &dialog;
    const bool is_saved = dialog.ShowModal() == wxID_OK;
    m_diagnoses.stop();
    return is_saved;
}

} // namespace mmf::ui

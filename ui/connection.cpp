#include "connection.hpp"

#include "connection_dialog.hpp"

#include <utility>
#include <wx/weakref.h>

namespace mmf::ui {

namespace {

// The secret of before, where the settings do not need it any more.
void forget_secret(Backend &backend, const auth::Profile &before, const auth::Profile &now)
{
    const bool is_in_use =
        now.secret_place == auth::SecretPlace::Keyring && now.link_key() == before.link_key();
    if (before.secret_place == auth::SecretPlace::Keyring && !is_in_use) {
        backend.keyring().clear({auth::KeyringItem::Kind::ClientSecret, before.link_key()},
                                [&backend](const Result<void> &cleared) {
                                    if (!cleared) {
                                        backend.log().write(Severity::Warning,
                                                            "the keyring keeps an old client secret: " +
                                                                std::string(to_string(cleared.error().kind)));
                                    }
                                });
    }
}

// The dialog is told, unless it has been closed: then nothing is saved any more.
void save(Backend &backend, const auth::Profile &before, const auth::ClientInput &input,
          auth::SecretPlace place, const wxWeakRef<ConnectionDialog> &dialog)
{
    const auto now = auth::preview_client(backend.paths(), input, place);
    if (!now) {
        dialog->show_saved(tl::unexpected(now.error()));
        return;
    }
    const auto into_file = [&backend, before, now = *now, input, place, dialog](const Result<void> &kept) {
        if (!dialog) {
            return;
        }
        const auto saved = kept.and_then([&] { return auth::save_client(backend.paths(), input, place); });
        if (saved) {
            forget_secret(backend, before, now);
        }
        dialog->show_saved(saved);
    };
    if (place == auth::SecretPlace::Nowhere) {
        backend.use_client_secret(now->link_key(), now->client_secret);
    }
    if (place == auth::SecretPlace::Keyring && !now->client_secret.empty()) {
        // First the secret: a file that says it is in the keyring must be right.
        backend.keyring().save({auth::KeyringItem::Kind::ClientSecret, now->link_key()}, now->client_secret,
                               into_file);
    } else {
        into_file({});
    }
}

} // namespace

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
    wxWeakRef<ConnectionDialog> shown; // the keyring's answer may come late
    std::vector<diagnosis::Check> found;
    ConnectionDialog::Wishes wishes;
    wishes.save = [&](const auth::ClientInput &input, auth::SecretPlace place) {
        save(m_backend, *service, input, place, shown);
    };
    wishes.test = [&](const auth::ClientInput &input, auth::SecretPlace place) {
        return auth::preview_client(m_backend.paths(), input, place).map([&](auth::Profile profile) {
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

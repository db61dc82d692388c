// What others may do with the model: one of the usual licences, or each term by itself. [main-thread]; owned
// by its parent window.
#pragma once

#include "api/licence.hpp"
#include "licence_sentences.hpp"

#include <array>
#include <functional>
#include <optional>
#include <vector>
#include <wx/panel.h>

class wxCheckBox;
class wxChoice;

namespace mmf::ui {

class LicenceChoice final : public wxPanel
{
public:
    // `on_change` is called after each change, also of its size.
    LicenceChoice(wxWindow *parent, std::function<void()> on_change);

    void set(const std::optional<api::Licence> &licence);
    std::optional<api::Licence> value() const;

private:
    bool is_each_chosen() const;
    void on_choice();
    void set_terms(const api::Licence &licence);

    std::function<void()> m_on_change;
    std::vector<OfferedLicence> m_offered;
    wxChoice *m_choice;
    wxPanel *m_terms; // while each is chosen
    std::array<wxCheckBox *, api::LicenceTerms.size()> m_boxes{};
};

} // namespace mmf::ui

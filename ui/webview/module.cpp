// The module's one symbol; see sign_in_window.hpp.
#include "translate.hpp"
#include "webview/sign_in_dialog.hpp"

#include <exception>
#include <utility>

namespace mmf::ui {

namespace {

class DialogSignInWindow final : public SignInWindow
{
public:
    DialogSignInWindow(wxWindow *parent, SignInPages pages) : m_dialog(parent, std::move(pages)) {}

    SignInEnd show_modal() override { return m_dialog.run(); }
    void close() override { m_dialog.finish(SignInEnd::Closed); }

private:
    SignInDialog m_dialog;
};

} // namespace

} // namespace mmf::ui

extern "C" __attribute__((visibility("default"))) mmf::ui::SignInWindow *
mmf_create_sign_in_window(wxWindow *parent, const mmf::ui::SignInPages *pages)
{
    try {
        mmf::ui::use_catalogue(pages->catalogue);
        return new mmf::ui::DialogSignInWindow(parent, *pages);
    } catch (const std::exception &) {
        return nullptr;
    }
}

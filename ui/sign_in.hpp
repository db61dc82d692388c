// A person's sign-in: loads the webview module at the first one, shows its window and reads what came of it.
// [main-thread]; owned by the app.
#pragma once

#include "auth/authorization.hpp"
#include "base/log.hpp"
#include "base/policy.hpp"
#include "webview/sign_in_window.hpp"

#include <filesystem>
#include <memory>

class wxWindow;

namespace mmf::ui {

class SignIn
{
public:
    // `log` outlives it.
    SignIn(Log &log, std::filesystem::path ca_file, const Policy &policy);

    // Modal. With nobody there it ends by itself, after the policy's time at most.
    Result<auth::Granted> run(wxWindow *parent, const auth::AuthorizationRequest &request, bool is_attended);

    // Ends `run` from within another event; without effect if none is running.
    void close();

private:
    Result<CreateSignInWindow *> load_module();

    Log &m_log;
    std::filesystem::path m_ca_file;
    Policy m_policy;
    CreateSignInWindow *m_create = nullptr;
    SignInWindow *m_open = nullptr;
};

} // namespace mmf::ui

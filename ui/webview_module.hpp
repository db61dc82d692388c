// The module with the sign-in window, loaded when it is first asked for and kept. [main-thread]
#pragma once

#include "base/result.hpp"
#include "webview/sign_in_window.hpp"

namespace mmf::ui {

// Error: SignInFailed, with the loader's reason.
Result<CreateSignInWindow *> load_webview_module();

} // namespace mmf::ui

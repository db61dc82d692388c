#include "sign_in.hpp"

#include "module_folder.hpp"

#include <dlfcn.h>
#include <optional>
#include <utility>

namespace mmf::ui {

namespace {

// Nullopt: an ordinary page.
std::optional<Result<auth::Granted>> read_navigation(const std::string &url,
                                                     const auth::ExpectedRedirect &expected)
{
    auto redirect = auth::read_redirect(url, expected);
    if (std::holds_alternative<auth::NotTheRedirect>(redirect)) {
        return std::nullopt;
    }
    if (auto *code = std::get_if<auth::CodeGranted>(&redirect)) {
        return Result<auth::Granted>(auth::Granted(std::move(*code)));
    }
    if (auto *token = std::get_if<auth::TokenGranted>(&redirect)) {
        return Result<auth::Granted>(auth::Granted(std::move(*token)));
    }
    if (const auto *refused = std::get_if<auth::AccessRefused>(&redirect)) {
        return refused->error == "access_denied"
                   ? Result<auth::Granted>(fail(ErrorKind::SignInDenied))
                   : Result<auth::Granted>(fail(ErrorKind::SignInFailed, refused->error));
    }
    const std::string reason =
        "the page's answer cannot be used: " + std::get<auth::UnusableRedirect>(redirect).reason;
    return Result<auth::Granted>(fail(ErrorKind::SignInFailed, reason));
}

} // namespace

SignIn::SignIn(Log &log, std::filesystem::path ca_file, const Policy &policy)
    : m_log(log), m_ca_file(std::move(ca_file)), m_policy(policy)
{
}

Result<CreateSignInWindow *> SignIn::load_module()
{
    if (m_create == nullptr) {
        const auto path = module_folder() / "libmmf-webview.so";
        void *module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (module == nullptr) {
            const char *reason = dlerror(); // NOLINT(concurrency-mt-unsafe): glibc keeps it per thread
            return fail(ErrorKind::SignInFailed, reason != nullptr ? reason : path.string());
        }
        m_create = reinterpret_cast<CreateSignInWindow *>(dlsym(module, CreateSignInWindowSymbol));
        if (m_create == nullptr) {
            return fail(ErrorKind::SignInFailed, path.string() + " is of another version");
        }
    }
    return m_create;
}

Result<auth::Granted> SignIn::run(wxWindow *parent, const auth::AuthorizationRequest &request,
                                  bool is_attended)
{
    const auto create = load_module();
    if (!create) {
        return tl::unexpected(create.error());
    }
    std::optional<Result<auth::Granted>> result;
    SignInPages pages;
    pages.service_name = request.service_name;
    pages.frame_url = request.url;
    pages.page_url = request.top_level_url;
    pages.ca_file = m_ca_file;
    pages.unattended_timeout = is_attended ? milliseconds(0) : m_policy.unattended_sign_in_timeout;
    pages.judge = [&](const std::string &url) {
        if (!result) {
            result = read_navigation(url, request.expected);
        }
        // Once there is a result nothing more is loaded.
        return result ? NavigationVerdict::Finish : NavigationVerdict::Load;
    };
    pages.log = [this](const std::string &line) { m_log.write(Severity::Info, line); };
    const std::unique_ptr<SignInWindow> window((*create)(parent, &pages));
    m_open = window.get();
    const SignInEnd end = window->show_modal();
    m_open = nullptr;
    if (result) {
        return std::move(*result);
    }
    if (end == SignInEnd::TimedOut) {
        return fail(ErrorKind::NothingToAsk,
                    "the account is not linked, and the sign-in did not complete by itself");
    }
    return fail(ErrorKind::Cancelled);
}

void SignIn::close()
{
    if (m_open != nullptr) {
        m_open->close();
    }
}

} // namespace mmf::ui

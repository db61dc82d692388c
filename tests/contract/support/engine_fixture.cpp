#include "support/engine_fixture.hpp"

#include "auth/pkce.hpp"
#include "base/digest.hpp"
#include "http/url.hpp"
#include "sandbox/accounts.hpp"
#include "support/reference_stl.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <httplib.h>
#include <stdexcept>

namespace mmf::test {

namespace fs = std::filesystem;

namespace {

std::string between(const std::string &text, const std::string &before, const std::string &after)
{
    const std::size_t found = text.find(before);
    if (found == std::string::npos) {
        throw std::runtime_error("no '" + before + "' in the page");
    }
    const std::size_t begin = found + before.size();
    return text.substr(begin, text.find(after, begin) - begin);
}

// What the code is tied to: the challenge of the page's address, if it has one.
std::string challenge_for(const auth::AuthorizationRequest &request, Person person)
{
    if (person == Person::BringsAnothersCode) {
        return auth::code_challenge(Secret("another's verifier"));
    }
    const auto query = http::parse_form(http::parse_url(request.url).value().query).value();
    const auto found =
        std::find_if(query.begin(), query.end(), [](const auto &p) { return p.first == "code_challenge"; });
    return found == query.end() ? std::string() : found->second;
}

std::string location(const httplib::Result &answer)
{
    if (!answer || answer->status != 302) {
        throw std::runtime_error("the page does not redirect");
    }
    return answer->get_header_value("Location");
}

} // namespace

EngineFixture::EngineFixture(Setup wanted)
    : setup(std::move(wanted)),
      sandbox(setup.sandbox),
      profile(sandbox_profile(sandbox.base_url(), setup.grant))
{
}

EngineFixture::~EngineFixture()
{
    m_engine.reset(); // before what it tells its events to
}

publish::Engine &EngineFixture::engine()
{
    if (!m_engine) {
        m_engine = std::make_unique<publish::Engine>(
            publish::Engine::Options{profile, setup.policy, paths, "contract-tests/1", "en"},
            [this](Loop &loop) { return std::make_unique<MemoryTokenStore>(loop, keyring); }, log,
            [this](publish::EngineEvent event) {
                const auto *published = std::get_if<publish::AlreadyPublished>(&event);
                if (published != nullptr && publishes_again) {
                    m_teller->publish_again(published->job);
                }
                const auto *wanted = std::get_if<publish::SignInWanted>(&event);
                if (wanted != nullptr && person != Person::DoesNothing) {
                    m_teller->finish_sign_in(answer(wanted->request));
                }
                const auto *password = std::get_if<publish::PasswordWanted>(&event);
                if (password != nullptr && person != Person::DoesNothing) {
                    m_engine->finish_sign_in(type_password(password->request));
                }
                events.post(std::move(event));
            });
        m_teller = m_engine.get();
    }
    return *m_engine;
}

std::unique_ptr<publish::Engine> EngineFixture::another_engine(EventQueue &others)
{
    return std::make_unique<publish::Engine>(
        publish::Engine::Options{profile, setup.policy, paths, "contract-tests/1", "en"},
        [this](Loop &loop) { return std::make_unique<MemoryTokenStore>(loop, keyring); }, log,
        [&others](publish::EngineEvent event) { others.post(std::move(event)); });
}

void EngineFixture::link(const std::string &name)
{
    auth::StoredLink link = link_of(name, Secret(sandbox.issue_access_token(name)));
    if (profile.grant == auth::Grant::Code) {
        link.refresh_token = Secret(sandbox.issue_refresh_token(name));
    }
    keyring.put(profile.link_key(), link);
}

void EngineFixture::expire_link()
{
    auto link = keyring.get(profile.link_key());
    REQUIRE(link);
    link->expires_at = SystemClock().wall_now() - seconds(5);
    keyring.put(profile.link_key(), *link);
}

void EngineFixture::speak_to(const std::string &base_url)
{
    profile.api_base_url = base_url + "/api/v2";
    profile.authorize_url = base_url + "/web/authorize";
    profile.token_url = base_url + "/v1/oauth/tokens";
    link();
}

std::string EngineFixture::publish_now(const TestPlate &plate)
{
    auto made = publish::draft_of(plate.acquire());
    REQUIRE(made);
    return engine().publish({std::move(made->draft), std::move(made->source), false});
}

std::string EngineFixture::publish(const TestPlate &plate, const std::function<void(publish::Draft &)> &edit)
{
    auto made = publish::draft_of(plate.acquire());
    REQUIRE(made);
    if (edit) {
        edit(made->draft);
    }
    return engine().publish({std::move(made->draft), std::move(made->source)});
}

publish::JobEnded EngineFixture::end_of(const std::string &job)
{
    auto ended = events.wait_for<publish::JobEnded>([&](const auto &end) { return end.job == job; });
    REQUIRE_MESSAGE(ended, "the job has not ended");
    return std::move(*ended);
}

publish::JobEnded EngineFixture::publish_to_end(const TestPlate &plate,
                                                const std::function<void(publish::Draft &)> &edit)
{
    return end_of(publish(plate, edit));
}

std::vector<std::string> EngineFixture::resume()
{
    engine().resume_all();
    auto started = events.wait_for<publish::ResumeStarted>();
    REQUIRE(started);
    CHECK_FALSE(started->error);
    left = std::move(started->left);
    return std::move(started->jobs);
}

std::pair<publish::JobEnded, milliseconds> EngineFixture::cancel(const std::string &job, bool keep)
{
    const auto begin = std::chrono::steady_clock::now();
    engine().cancel(job, keep);
    auto ended = end_of(job);
    const auto took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begin);
    return {std::move(ended), took};
}

Result<auth::Granted> EngineFixture::answer(const auth::AuthorizationRequest &request)
{
    if (person == Person::Closes) {
        return fail(ErrorKind::Cancelled);
    }
    const auto redirect = auth::read_redirect(redirect_of(request), request.expected);
    if (const auto *code = std::get_if<auth::CodeGranted>(&redirect)) {
        return *code;
    }
    if (const auto *token = std::get_if<auth::TokenGranted>(&redirect)) {
        return *token;
    }
    if (const auto *refused = std::get_if<auth::AccessRefused>(&redirect)) {
        return fail(ErrorKind::SignInDenied, refused->error);
    }
    const auto *unusable = std::get_if<auth::UnusableRedirect>(&redirect);
    return fail(ErrorKind::SignInFailed, unusable != nullptr ? unusable->reason : "not the redirect");
}

Result<auth::Granted> EngineFixture::type_password(const auth::PasswordRequest &request)
{
    if (person == Person::Closes) {
        return fail(ErrorKind::Cancelled);
    }
    const bool is_wrong = person == Person::MistypesOnce && !request.refusal;
    return auth::Granted(auth::PasswordGranted{user, Secret(is_wrong ? "typo" : "secret")});
}

std::string EngineFixture::redirect_of(const auth::AuthorizationRequest &request)
{
    const bool is_code = request.expected.grant == auth::Grant::Code;
    const std::string mark = is_code ? "?" : "#";
    std::string state = "&state=" + std::string(request.expected.state.view());
    switch (person.load()) {
    case Person::UsesThePages:
        return request.is_embedded_only ? through_the_login(request) : through_the_pages(request);
    case Person::Denies:
        return request.expected.redirect_uri + mark + "error=access_denied" + state;
    case Person::ComesBackWithAnotherState:
        state += "x";
        break;
    default:
        break;
    }
    return request.expected.redirect_uri + mark +
           (is_code ? "code=" + sandbox.issue_code(user, profile.client_id, profile.redirect_uri,
                                                   challenge_for(request, person))
                    : "access_token=" + sandbox.issue_access_token(user) +
                          "&expires_in=21600&token_type=Bearer") +
           state;
}

std::string EngineFixture::through_the_pages(const auth::AuthorizationRequest &request) const
{
    httplib::Client browser(sandbox.base_url());
    const std::string path = request.url.substr(sandbox.base_url().size());
    const std::string query = path.substr(path.find('?'));
    const auto shown = browser.Get(path);
    if (!shown || shown->status != 200) {
        throw std::runtime_error("no sign-in page");
    }
    const std::string cookie = shown->get_header_value("Set-Cookie");
    const httplib::Headers headers = {{"Cookie", cookie.substr(0, cookie.find(';'))}};
    const char *form = "application/x-www-form-urlencoded";
    const std::string consent =
        location(browser.Post("/web/login" + query, headers, "username=" + user + "&password=secret", form));
    const auto page = browser.Get(consent, headers);
    if (!page) {
        throw std::runtime_error("no consent page");
    }
    const std::string csrf = between(page->body, "name=\"csrf\" value=\"", "\"");
    return location(browser.Post("/web/consent" + query, headers, "csrf=" + csrf + "&decision=allow", form));
}

// Of S1: one form, and no consent.
std::string EngineFixture::through_the_login(const auth::AuthorizationRequest &request) const
{
    httplib::Client browser(sandbox.base_url());
    const std::string path = request.url.substr(sandbox.base_url().size());
    return location(
        browser.Post(path, "username=" + user + "&password=secret", "application/x-www-form-urlencoded"));
}

std::vector<std::string> EngineFixture::upload_ids() const
{
    std::vector<std::string> ids;
    for (const auto &request : sandbox.requests()) {
        if (request.path == "/api/v2/file") {
            ids.push_back(request.query);
        }
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

std::vector<std::string> EngineFixture::calls() const
{
    std::vector<std::string> calls;
    for (const auto &request : sandbox.requests()) {
        const bool reads_object =
            request.path.starts_with("/api/v2/objects/") && !request.path.ends_with("/upload_status");
        if (request.path != "/api/v2/user" && !reads_object) {
            calls.push_back(request.method + " " + request.path + " " + std::to_string(request.status));
        }
    }
    return calls;
}

std::size_t EngineFixture::count(const std::string &method, const std::string &path) const
{
    const auto requests = sandbox.requests();
    return static_cast<std::size_t>(std::count_if(requests.begin(), requests.end(), [&](const auto &request) {
        return request.method == method && request.path == path;
    }));
}

std::size_t EngineFixture::status_calls() const
{
    const auto requests = sandbox.requests();
    return static_cast<std::size_t>(std::count_if(requests.begin(), requests.end(), [](const auto &request) {
        return request.path.ends_with("/upload_status");
    }));
}

bool EngineFixture::wait_for_posts(const std::string &path, std::size_t count) const
{
    return sandbox.wait_for_requests("POST", path, count, Patience);
}

void EngineFixture::check_bytes(const std::vector<Mesh> &meshes) const
{
    const auto objects = sandbox.objects();
    REQUIRE(objects.size() == 1);
    REQUIRE(objects[0].files.size() == meshes.size());
    for (std::size_t i = 0; i < meshes.size(); ++i) {
        CAPTURE(i);
        CHECK(objects[0].files[i].sha256 == reference_digest(meshes[i]));
        CHECK(objects[0].files[i].bytes == objects[0].files[i].announced_bytes.value_or(0));
    }
}

bool EngineFixture::spool_is_empty() const
{
    return !fs::exists(paths.spool_folder()) || fs::is_empty(paths.spool_folder());
}

void EngineFixture::crash()
{
    const fs::path after = folder / "after the crash";
    fs::copy(paths.state, after, fs::copy_options::recursive);
    end_engine();
    paths.state = after;
}

std::string reference_digest(const Mesh &mesh)
{
    const std::string bytes = reference::stl({mesh});
    Sha256 digest;
    digest.update(std::as_bytes(std::span(bytes)));
    return digest.finish_hex();
}

} // namespace mmf::test

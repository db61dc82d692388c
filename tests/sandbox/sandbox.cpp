#include "sandbox.hpp"

#include "application.hpp"

#include <stdexcept>

namespace mmf::sandbox {

namespace {

constexpr std::chrono::hours AccessLifetime{6};

const User &require_user(std::string_view name)
{
    const User *user = find_user(name);
    if (user == nullptr) {
        throw std::invalid_argument("no user " + std::string(name));
    }
    return *user;
}

const Client &require_client(std::string_view id)
{
    const Client *client = find_client(id);
    if (client == nullptr) {
        throw std::invalid_argument("no client " + std::string(id));
    }
    return *client;
}

} // namespace

struct Sandbox::Impl
{
    explicit Impl(Options options) : application(std::move(options)), server(application) {}

    Application application;
    HttpServer server; // stops before the application goes
    std::string base_url;
};

Sandbox::Sandbox(Options options) : m_impl(std::make_unique<Impl>(std::move(options)))
{
    const Options in_force = m_impl->application.settings().get();
    const std::uint16_t port = m_impl->server.bind(in_force.port, in_force.tls);
    m_impl->base_url = (in_force.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port);
    m_impl->application.prepare(m_impl->base_url);
    m_impl->server.run();
}

Sandbox::~Sandbox()
{
    m_impl->application.faults().end_pauses();
    m_impl->server.stop();
}

const std::string &Sandbox::base_url() const
{
    return m_impl->base_url;
}

std::vector<ReceivedObject> Sandbox::objects() const
{
    return m_impl->application.store().objects();
}

std::vector<ReceivedRequest> Sandbox::requests() const
{
    return m_impl->application.log().list();
}

bool Sandbox::wait_for_requests(std::string_view method, std::string_view path, std::size_t count,
                                std::chrono::milliseconds timeout) const
{
    return m_impl->application.log().wait_for(method, path, count, timeout);
}

void Sandbox::add_fault(std::string_view fault)
{
    m_impl->application.faults().add(fault);
}

void Sandbox::clear_faults()
{
    m_impl->application.faults().clear();
}

void Sandbox::change(const std::function<void(Options &)> &edit)
{
    m_impl->application.settings().change(edit);
}

void Sandbox::set_rotation(Rotation rotation)
{
    change([rotation](Options &options) { options.rotation = rotation; });
}

void Sandbox::expire_access_tokens()
{
    m_impl->application.tokens().expire_access_tokens();
}

void Sandbox::forget_tokens()
{
    m_impl->application.tokens().forget();
}

std::string Sandbox::issue_access_token(std::string_view user)
{
    const auto lifetime = m_impl->application.settings().get().access_token_lifetime.value_or(AccessLifetime);
    return m_impl->application.tokens().issue_access(require_user(user), require_client("sandbox-client"),
                                                     lifetime);
}

std::string Sandbox::issue_refresh_token(std::string_view user, std::string_view client)
{
    return m_impl->application.tokens().issue_refresh(require_user(user), require_client(client));
}

std::string Sandbox::issue_code(std::string_view user, std::string_view client,
                                const std::string &redirect_uri, const std::string &challenge)
{
    const auto lifetime = m_impl->application.settings().get().code_lifetime;
    return m_impl->application.tokens().issue_code(require_user(user), require_client(client), redirect_uri,
                                                   challenge, lifetime);
}

} // namespace mmf::sandbox

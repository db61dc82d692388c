#include "arguments.hpp"

#include "faults.hpp"
#include "text.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace mmf::sandbox {

namespace {

template <typename Value, std::size_t Count>
using Words = std::array<std::pair<std::string_view, Value>, Count>;

constexpr Words<Rotation, 3> Rotations = {
    {{"none", Rotation::None}, {"same", Rotation::Same}, {"new", Rotation::New}}};
constexpr Words<FramePolicy, 4> FramePolicies = {{{"allow", FramePolicy::Allow},
                                                  {"sameorigin", FramePolicy::SameOrigin},
                                                  {"deny", FramePolicy::Deny},
                                                  {"csp", FramePolicy::Csp}}};
constexpr Words<StatusWord, 2> StatusWords = {
    {{"done", StatusWord::Done}, {"uploaded", StatusWord::Uploaded}}};
constexpr Words<StatusPath, 2> StatusPaths = {
    {{"object", StatusPath::Object}, {"objects", StatusPath::Objects}}};

// Takes the words one by one; the first problem ends it by an exception that parse_arguments() catches.
class Reader
{
public:
    explicit Reader(const std::vector<std::string> &words) : m_words(words) {}

    [[nodiscard]] bool at_end() const { return m_next == m_words.size(); }

    const std::string &next(const std::string &flag)
    {
        if (at_end()) {
            throw std::invalid_argument(flag + " needs a value");
        }
        return m_words[m_next++];
    }

    unsigned long long number(const std::string &flag, unsigned long long limit)
    {
        const auto value = parse_number(next(flag));
        if (!value || *value > limit) {
            throw std::invalid_argument(flag + " needs a number from 0 to " + std::to_string(limit));
        }
        return *value;
    }

    template <typename Value, std::size_t Count>
    Value choice(const std::string &flag, const Words<Value, Count> &words)
    {
        const std::string &given = next(flag);
        for (const auto &[word, value] : words) {
            if (given == word) {
                return value;
            }
        }
        throw std::invalid_argument(flag + ": unknown value '" + given + "'");
    }

    Quirk quirk(const std::string &flag)
    {
        const std::string &given = next(flag);
        for (const QuirkName &entry : quirk_names()) {
            if (given == entry.name) {
                return entry.quirk;
            }
        }
        throw std::invalid_argument(flag + ": unknown name '" + given + "'");
    }

private:
    const std::vector<std::string> &m_words;
    std::size_t m_next = 0;
};

void read_flag(const std::string &flag, Reader &reader, Arguments &arguments)
{
    Options &options = arguments.options;
    if (flag == "--help" || flag == "-h") {
        arguments.help = true;
    } else if (flag == "--version") {
        arguments.version = true;
    } else if (flag == "--port") {
        options.port = static_cast<std::uint16_t>(reader.number(flag, 65535));
    } else if (flag == "--tls") {
        TlsFiles files;
        files.certificate = reader.next(flag);
        files.key = reader.next(flag);
        options.tls = files;
    } else if (flag == "--introspect") {
        IntrospectionEndpoint endpoint;
        endpoint.url = reader.next(flag);
        endpoint.client_id = reader.next(flag);
        endpoint.client_secret = reader.next(flag);
        options.introspection = endpoint;
    } else if (flag == "--fault") {
        options.faults.push_back(parse_fault(reader.next(flag)).text);
    } else if (flag == "--rotation") {
        options.rotation = reader.choice(flag, Rotations);
    } else if (flag == "--expires-in") {
        options.access_token_lifetime = std::chrono::seconds(reader.number(flag, 1'000'000'000));
    } else if (flag == "--frame-policy") {
        options.frame_policy = reader.choice(flag, FramePolicies);
    } else if (flag == "--auto-approve") {
        options.auto_approve = true;
    } else if (flag == "--status-word") {
        options.status_word = reader.choice(flag, StatusWords);
    } else if (flag == "--status-path") {
        options.status_path = reader.choice(flag, StatusPaths);
    } else if (flag == "--quirk") {
        options.quirks.insert(reader.quirk(flag));
    } else {
        throw std::invalid_argument("unknown argument '" + flag + "'");
    }
}

} // namespace

Arguments parse_arguments(const std::vector<std::string> &words)
{
    Arguments arguments;
    Reader reader(words);
    try {
        while (!reader.at_end()) {
            const std::string &flag = reader.next({});
            read_flag(flag, reader, arguments);
        }
    } catch (const std::invalid_argument &error) {
        arguments.error = error.what();
    }
    return arguments;
}

std::string help_text()
{
    std::string text = R"(mmf-sandbox: a local MyMiniFactory (sign-in pages and API) with switchable faults.
It prints one line with its base URL when it is ready, and runs until SIGTERM or SIGINT.

Usage: mmf-sandbox [OPTION]...

  --port N                   listen on 127.0.0.1:N; 0 (default) picks a free port
  --tls CERT KEY             https with these PEM files
  --introspect URL CLIENT SECRET
                             take the access tokens too that this endpoint of another server calls active
  --fault 'METHOD PATH#NTH:KIND'
                             misbehave; may be repeated; see below
  --rotation none|same|new   the refresh token in the answer to a refresh; after new (default) the old one is dead
  --expires-in SECONDS       lifetime of access tokens (default 21600; 7200 for the mobile grant)
  --frame-policy allow|sameorigin|deny|csp
                             X-Frame-Options of the sign-in pages (default sameorigin); csp refuses frames by
                             Content-Security-Policy instead
  --auto-approve             authorize redirects at once, as designer, without pages
  --status-word done|uploaded
                             what upload_status calls a complete file (default done)
  --status-path object|objects
                             which of the two upload_status paths exists (default object)
  --quirk NAME               vary the answers; may be repeated; see below
  --help, --version

Users: designer, maker; password: secret. Clients: sandbox-client (secret sandbox-secret), sandbox-public (none).
What was received: /_sandbox/objects, /_sandbox/requests. Exit code 3: bad arguments; 1: cannot start.

Faults: METHOD may be *. PATH is without query; {id} matches one segment, a trailing * the rest.
NTH counts the matching requests from 1: N, N+ or *. Example: --fault 'POST /api/v2/file#1:drop-mid'. KIND:
)";
    text += fault_help();
    text += "\nQuirks:\n";
    for (const QuirkName &entry : quirk_names()) {
        std::string name = entry.name;
        name.resize(27, ' ');
        text += "  " + name + entry.help + "\n";
    }
    return text;
}

} // namespace mmf::sandbox

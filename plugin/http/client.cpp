#include "http/client.hpp"

#include "base/files.hpp"
#include "http/stall_watch.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <cerrno>
#include <curl/curl.h>
#include <optional>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace mmf::http {

namespace {

struct FreeList
{
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};

struct FreeEasy
{
    void operator()(CURL *easy) const { curl_easy_cleanup(easy); }
};

// A line break in a header would start another header.
bool is_header_safe(const Header &header)
{
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    return std::none_of(header.name.begin(), header.name.end(), is_control) &&
           std::none_of(header.value.begin(), header.value.end(), is_control);
}

std::string path_for_log(const std::string &url)
{
    const auto parsed = parse_url(url);
    return parsed ? parsed->origin() + parsed->path : "an unreadable address";
}

ErrorKind kind_of(CURLcode code, bool may_have_arrived)
{
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        return may_have_arrived ? ErrorKind::Timeout : ErrorKind::Offline;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
        return ErrorKind::Tls;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
        return ErrorKind::Offline;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return ErrorKind::BadAnswer;
    case CURLE_OUT_OF_MEMORY:
    case CURLE_FAILED_INIT:
        return ErrorKind::Internal;
    default:
        return may_have_arrived ? ErrorKind::ConnectionLost : ErrorKind::Offline;
    }
}

// `verification` is OpenSSL's X509_V_ERR_…, whose numbers are part of its interface. It has
// nothing to say of a name that does not match, which libcurl looks at itself.
Obstacle obstacle_of(CURLcode code, long verification)
{
    constexpr long Unspecified = 1;
    constexpr long NotYetValid = 9;
    constexpr long HasExpired = 10;
    constexpr long SelfSigned = 18;
    constexpr long NoIssuer = 21; // with what lies between: self-signed or unknown authorities
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return Obstacle::Name;
    case CURLE_COULDNT_CONNECT:
        return Obstacle::NoConnection;
    case CURLE_SSL_CONNECT_ERROR:
        return Obstacle::NoTls;
    case CURLE_PEER_FAILED_VERIFICATION:
        if (verification == NotYetValid || verification == HasExpired) {
            return Obstacle::OutOfDate;
        }
        if (verification >= SelfSigned && verification <= NoIssuer) {
            return Obstacle::Untrusted;
        }
        return verification <= Unspecified ? Obstacle::OtherName : Obstacle::BadCertificate;
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
        return Obstacle::BadCertificate;
    default:
        return Obstacle::None;
    }
}

} // namespace

std::string library_versions()
{
    const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);
    const std::string tls = info->ssl_version != nullptr ? info->ssl_version : "no TLS";
    return std::string("libcurl/") + info->version + " " + tls;
}

// One exchange: owns the easy handle and everything it points to.
class Client::Exchange final : public Transfer
{
public:
    Exchange(Client &client, Request request, OnOutcome on_outcome)
        : m_client(client),
          m_request(std::move(request)),
          m_on_outcome(std::move(on_outcome)),
          m_easy(curl_easy_init()),
          m_stall_watch(client.m_policy.stall_timeout)
    {
        m_refusal = prepare();
        if (m_refusal) {
            // Told from the loop like any other outcome: a transfer to nowhere fails at once.
            curl_easy_setopt(m_easy.get(), CURLOPT_URL, "");
        }
        curl_easy_setopt(m_easy.get(), CURLOPT_PRIVATE, this);
        curl_multi_add_handle(m_client.m_multi, m_easy.get());
        m_client.m_exchanges.push_back(this);
    }
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    ~Exchange() override { detach(); }

    // How long it may stand still from now on; zero: it has stood still for too long.
    StallWatch::Duration until_stalled(StallWatch::Time now)
    {
        m_stall_watch.note(moved_bytes(), now);
        return m_stall_watch.left(now);
    }

    void finish_stalled()
    {
        if (m_error_text[0] == '\0') {
            constexpr std::string_view Reason = "no byte moved for too long";
            Reason.copy(m_error_text, sizeof m_error_text - 1);
        }
        finish(CURLE_OPERATION_TIMEDOUT);
    }

    void finish(CURLcode code)
    {
        Outcome outcome = take_outcome(code);
        detach();
        // The callback may end this object: nothing of it is touched after the call.
        const OnOutcome on_outcome = std::move(m_on_outcome);
        on_outcome(std::move(outcome));
    }

private:
    void detach()
    {
        if (m_easy) {
            curl_multi_remove_handle(m_client.m_multi, m_easy.get());
            m_easy.reset();
            std::erase(m_client.m_exchanges, this);
        }
    }

    template <typename Value>
    void set(CURLoption option, Value value)
    {
        curl_easy_setopt(m_easy.get(), option, value);
    }

    std::optional<Failure> prepare()
    {
        const auto url = parse_url(m_request.url);
        if (!url || !may_be_trusted(*url)) {
            return Failure{{ErrorKind::Tls, "refused to send to " + path_for_log(m_request.url)}, false};
        }
        set(CURLOPT_URL, m_request.url.c_str());
        set(CURLOPT_PROTOCOLS_STR, url->scheme.c_str());
        if (is_loopback(*url)) {
            set(CURLOPT_PROXY, "");
        }
        set(CURLOPT_ERRORBUFFER, m_error_text);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_USERAGENT, m_client.m_options.user_agent.c_str());
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        set(CURLOPT_ACCEPT_ENCODING, "");
        set(CURLOPT_QUICK_EXIT, 1L);
        set(CURLOPT_FRESH_CONNECT, m_request.must_not_repeat ? 1L : 0L);
        prepare_limits();
        prepare_tls();
        if (auto refusal = prepare_headers()) {
            return refusal;
        }
        prepare_answer();
        return prepare_body();
    }

    void prepare_limits()
    {
        const Policy &policy = m_client.m_policy;
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(policy.connect_timeout.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(m_request.timeout.count()));
        // A server that does not know 'Expect' costs this much, one that does can refuse before the body is
        // sent.
        set(CURLOPT_EXPECT_100_TIMEOUT_MS, 50L);
    }

    void prepare_tls()
    {
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!m_client.m_options.ca_file.empty()) {
            // CAPATH stays as libcurl has it, so the system's authorities remain trusted.
            set(CURLOPT_CAINFO, m_client.m_options.ca_file.c_str());
        }
    }

    std::optional<Failure> prepare_headers()
    {
        if (m_request.bearer) {
            set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
            set(CURLOPT_XOAUTH2_BEARER, m_request.bearer->c_str());
        } else if (m_request.basic) {
            set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
            set(CURLOPT_USERNAME, m_request.basic->user.c_str());
            set(CURLOPT_PASSWORD, m_request.basic->password.c_str());
        }
        for (const Header &header : m_request.headers) {
            if (!is_header_safe(header)) {
                return Failure{{ErrorKind::Internal, "header " + header.name + " has a control character"},
                               false};
            }
            m_headers.reset(
                curl_slist_append(m_headers.release(), (header.name + ": " + header.value).c_str()));
        }
        set(CURLOPT_HTTPHEADER, m_headers.get());
        return std::nullopt;
    }

    void prepare_answer()
    {
        set(CURLOPT_WRITEDATA, this);
        set(
            CURLOPT_WRITEFUNCTION, +[](char *data, std::size_t, std::size_t size, void *self) -> std::size_t {
                auto &exchange = *static_cast<Exchange *>(self);
                if (exchange.m_response.body.size() + size > exchange.m_client.m_policy.max_answer_bytes) {
                    exchange.m_answer_too_long = true;
                    return 0;
                }
                exchange.m_response.body.append(data, size);
                return size;
            });
        if (m_request.on_progress) {
            set(CURLOPT_NOPROGRESS, 0L);
            set(CURLOPT_XFERINFODATA, this);
            set(
                CURLOPT_XFERINFOFUNCTION,
                +[](void *self, curl_off_t, curl_off_t, curl_off_t total, curl_off_t sent) {
                    static_cast<Exchange *>(self)->report(sent, total);
                    return 0;
                });
        }
    }

    std::optional<Failure> prepare_body()
    {
        if (m_request.method == Method::Get) {
            set(CURLOPT_HTTPGET, 1L);
            return std::nullopt;
        }
        set(CURLOPT_POST, 1L);
        if (const auto *file = std::get_if<FileBody>(&m_request.body)) {
            auto opened = open_for_reading(file->path);
            if (!opened) {
                return Failure{opened.error(), false};
            }
            m_file = std::move(*opened);
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(file->size));
            set(CURLOPT_UPLOAD_BUFFERSIZE, 256L * 1024);
            set(CURLOPT_READDATA, this);
            set(
                CURLOPT_READFUNCTION,
                +[](char *buffer, std::size_t, std::size_t size, void *self) -> std::size_t {
                    return static_cast<Exchange *>(self)->read_file_body(buffer, size);
                });
            // libcurl rewinds the body where it must send it again: after a refused 'Expect', or when a kept
            // connection turns out to be dead.
            set(CURLOPT_SEEKDATA, this);
            set(
                CURLOPT_SEEKFUNCTION, +[](void *self, curl_off_t offset, int origin) -> int {
                    return static_cast<Exchange *>(self)->rewind_file_body(offset, origin)
                               ? CURL_SEEKFUNC_OK
                               : CURL_SEEKFUNC_FAIL;
                });
        } else {
            const auto *bytes = std::get_if<Secret>(&m_request.body);
            set(CURLOPT_POSTFIELDSIZE_LARGE,
                static_cast<curl_off_t>(bytes != nullptr ? bytes->view().size() : 0));
            set(CURLOPT_POSTFIELDS, bytes != nullptr ? bytes->c_str() : "");
        }
        return std::nullopt;
    }

    std::size_t read_file_body(char *buffer, std::size_t size)
    {
        const auto left = static_cast<std::int64_t>(std::get<FileBody>(m_request.body).size) - m_offset;
        const auto wanted =
            static_cast<std::size_t>(std::min<std::int64_t>(left, static_cast<std::int64_t>(size)));
        if (wanted == 0) {
            return 0;
        }
        ssize_t count = 0;
        do {
            count = ::pread(m_file.get(), buffer, wanted, m_offset);
        } while (count < 0 && errno == EINTR);
        if (count <= 0) {
            m_body_failed = true; // shorter than said, or unreadable
            return CURL_READFUNC_ABORT;
        }
        m_offset += count;
        return static_cast<std::size_t>(count);
    }

    // Not once it was handed over to its end: then it may have arrived, and whoever wants it sent is told
    // that this failed.
    bool rewind_file_body(curl_off_t offset, int origin)
    {
        const bool was_sent_whole =
            m_offset > 0 && m_offset == static_cast<std::int64_t>(std::get<FileBody>(m_request.body).size);
        if (origin != SEEK_SET || was_sent_whole) {
            return false;
        }
        m_offset = offset;
        return true;
    }

    // From the request's first byte on; before it the limit for connecting holds.
    std::uint64_t moved_bytes() const
    {
        long request_head = 0;
        long answer_heads = 0;
        curl_off_t sent = 0;
        curl_off_t received = 0;
        curl_easy_getinfo(m_easy.get(), CURLINFO_REQUEST_SIZE, &request_head);
        curl_easy_getinfo(m_easy.get(), CURLINFO_HEADER_SIZE, &answer_heads);
        curl_easy_getinfo(m_easy.get(), CURLINFO_SIZE_UPLOAD_T, &sent);
        curl_easy_getinfo(m_easy.get(), CURLINFO_SIZE_DOWNLOAD_T, &received);
        return static_cast<std::uint64_t>(request_head + answer_heads + sent + received);
    }

    void report(curl_off_t sent, curl_off_t total)
    {
        if (sent != m_reported) {
            m_reported = sent;
            m_request.on_progress({static_cast<std::uint64_t>(sent), static_cast<std::uint64_t>(total)});
        }
    }

    Outcome take_outcome(CURLcode code)
    {
        if (m_refusal) {
            return tl::unexpected(*m_refusal);
        }
        long status = 0;
        curl_easy_getinfo(m_easy.get(), CURLINFO_RESPONSE_CODE, &status);
        // An answer that came before the body was through is the answer, whatever became of the connection.
        const bool answered_early = status >= 400 && code == CURLE_SEND_ERROR;
        if (code == CURLE_OK || answered_early) {
            m_response.status = static_cast<int>(status);
            take_headers();
            log("status " + std::to_string(status));
            return std::move(m_response);
        }
        // Bytes of request headers that were handed to the system: none means that the other side saw
        // nothing.
        long written = 0;
        curl_easy_getinfo(m_easy.get(), CURLINFO_REQUEST_SIZE, &written);
        const bool may_have_arrived = written > 0;
        const char *reason = m_error_text[0] != '\0' ? m_error_text : curl_easy_strerror(code);
        log(reason);
        if (m_answer_too_long) {
            return tl::unexpected(Failure{{ErrorKind::BadAnswer, "the answer is too long"}, true});
        }
        if (m_body_failed) {
            const auto &path = std::get<FileBody>(m_request.body).path;
            return tl::unexpected(
                Failure{{ErrorKind::Disk, path.string() + ": cannot be read to its end"}, true});
        }
        long verification = 0;
        curl_easy_getinfo(m_easy.get(), CURLINFO_SSL_VERIFYRESULT, &verification);
        Obstacle obstacle = obstacle_of(code, verification);
        if (code == CURLE_OPERATION_TIMEDOUT && !may_have_arrived) {
            obstacle = Obstacle::NoConnection;
        }
        return tl::unexpected(Failure{{kind_of(code, may_have_arrived), reason}, may_have_arrived, obstacle});
    }

    void take_headers()
    {
        curl_header *header = nullptr;
        while ((header = curl_easy_nextheader(m_easy.get(), CURLH_HEADER, -1, header)) != nullptr) {
            m_response.headers.push_back({header->name, header->value});
        }
    }

    void log(const std::string &what) const
    {
        m_client.m_log.write(Severity::Debug,
                             std::string(m_request.method == Method::Get ? "GET " : "POST ") +
                                 path_for_log(m_request.url) + ": " + what);
    }

    Client &m_client;
    Request m_request;
    OnOutcome m_on_outcome;
    std::unique_ptr<CURL, FreeEasy> m_easy;
    StallWatch m_stall_watch;
    std::unique_ptr<curl_slist, FreeList> m_headers;
    std::optional<Failure> m_refusal;
    FileDescriptor m_file;
    std::int64_t m_offset = 0;
    std::int64_t m_reported = -1;
    Response m_response;
    bool m_answer_too_long = false;
    bool m_body_failed = false;
    char m_error_text[CURL_ERROR_SIZE] = "";
};

Client::Client(ClientOptions options, const Policy &policy, Log &log)
    : m_options(std::move(options)), m_policy(policy), m_log(log)
{
    // Counted by libcurl, and thread-safe since 7.84: the host may use it too.
    curl_global_init(CURL_GLOBAL_DEFAULT);
    m_multi = curl_multi_init();
}

Client::~Client()
{
    curl_multi_cleanup(m_multi);
    curl_global_cleanup();
}

std::unique_ptr<Transfer> Client::send(Request request, OnOutcome on_outcome)
{
    return std::make_unique<Exchange>(*this, std::move(request), std::move(on_outcome));
}

void Client::poll(milliseconds timeout, std::span<PolledSocket> sockets)
{
    int running = 0;
    curl_multi_perform(m_multi, &running);
    // What is already finished is told before anything is waited for.
    if (static_cast<std::size_t>(running) == m_exchanges.size()) {
        wait(std::min(timeout, until_stall()), sockets);
        curl_multi_perform(m_multi, &running);
    }
    int waiting = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &waiting)) {
        if (message->msg == CURLMSG_DONE) {
            Exchange *exchange = nullptr;
            const CURLcode code = message->data.result;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &exchange);
            exchange->finish(code);
        }
    }
    end_stalled();
}

milliseconds Client::until_stall() const
{
    const auto now = std::chrono::steady_clock::now();
    auto least = StallWatch::Duration::max();
    for (Exchange *exchange : m_exchanges) {
        least = std::min(least, exchange->until_stalled(now));
    }
    return std::chrono::ceil<milliseconds>(std::min<StallWatch::Duration>(least, std::chrono::hours(1)));
}

void Client::end_stalled()
{
    const auto now = std::chrono::steady_clock::now();
    const auto is_stalled = [&](Exchange *exchange) {
        return exchange->until_stalled(now) == StallWatch::Duration::zero();
    };
    for (;;) {
        const auto stalled = std::find_if(m_exchanges.begin(), m_exchanges.end(), is_stalled);
        if (stalled == m_exchanges.end()) {
            return;
        }
        (*stalled)->finish_stalled(); // which may begin and end others
    }
}

void Client::wait(milliseconds timeout, std::span<PolledSocket> sockets)
{
    std::vector<curl_waitfd> others;
    others.reserve(sockets.size());
    for (const PolledSocket &socket : sockets) {
        const int event = socket.event == SocketEvent::Readable ? CURL_WAIT_POLLIN : CURL_WAIT_POLLOUT;
        others.push_back({socket.fd, static_cast<short>(event), 0});
    }
    curl_multi_poll(m_multi, others.data(), static_cast<unsigned>(others.size()),
                    static_cast<int>(timeout.count()), nullptr);
    for (std::size_t i = 0; i < others.size(); ++i) {
        sockets[i].is_ready = others[i].revents != 0;
    }
}

void Client::wake()
{
    curl_multi_wakeup(m_multi);
}

} // namespace mmf::http

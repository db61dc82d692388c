#include "faults.hpp"

#include "text.hpp"

#include <limits>
#include <map>
#include <stdexcept>

namespace mmf::sandbox {

namespace {

constexpr auto Forever = std::numeric_limits<std::uint64_t>::max();

[[noreturn]] void refuse(std::string_view text, const std::string &why)
{
    throw std::invalid_argument("fault '" + std::string(text) + "': " + why);
}

std::string_view first_segment(std::string_view path)
{
    return path.substr(0, path.find('/', 1));
}

int parse_status(std::string_view text)
{
    const auto number = parse_number(text);
    return number && *number >= 300 && *number <= 599 ? static_cast<int>(*number) : 0;
}

// "SECONDS" or "date:SECONDS".
std::optional<RetryAfter> parse_wait(std::string_view text)
{
    constexpr std::string_view Date = "date:";
    const bool is_date = text.starts_with(Date);
    const auto wait = parse_number(text.substr(is_date ? Date.size() : 0));
    if (!wait || *wait > 1'000'000'000) {
        return std::nullopt;
    }
    return RetryAfter{std::chrono::seconds(*wait), is_date};
}

FaultAction parse_kind(std::string_view text, std::string_view kind)
{
    static const std::map<std::string, FaultKind, std::less<>> plain = {
        {"drop-before", FaultKind::DropBefore},     {"drop-mid", FaultKind::DropMid},
        {"drop-after", FaultKind::DropAfter},       {"stop-reading", FaultKind::StopReading},
        {"leave-origin", FaultKind::LeaveOrigin},   {"expire-tokens", FaultKind::ExpireTokens},
        {"forget-tokens", FaultKind::ForgetTokens}, {"garbage", FaultKind::Garbage},
        {"empty-json", FaultKind::EmptyJson},       {"wrong-types", FaultKind::WrongTypes},
        {"truncated", FaultKind::Truncated},        {"frame-deny", FaultKind::FrameDeny},
        {"frame-csp", FaultKind::FrameCsp}};
    constexpr std::string_view Status = "status-";
    FaultAction action;
    action.name = kind;
    const std::size_t colon = kind.find(':');
    const std::string_view word = kind.substr(0, colon);
    const std::string_view detail = colon == std::string_view::npos ? "" : kind.substr(colon + 1);
    if (const auto found = plain.find(kind); found != plain.end()) {
        action.kind = found->second;
    } else if (word == "slow") {
        const auto milliseconds = parse_number(detail);
        if (!milliseconds || *milliseconds > 3'600'000) {
            refuse(text, "slow needs milliseconds, at most 3600000");
        }
        action.kind = FaultKind::Slow;
        action.delay = std::chrono::milliseconds(*milliseconds);
    } else if (kind.starts_with(Status) && kind.size() > Status.size()) {
        action.kind = FaultKind::ReportedStatus;
        action.detail = kind.substr(Status.size());
    } else if (word == "redirect" && !detail.empty()) {
        action.kind = FaultKind::Redirect;
        action.status = 302;
        action.detail = detail;
    } else if (kind.starts_with("html-") && parse_status(kind.substr(5)) != 0) {
        action.kind = FaultKind::Html;
        action.status = parse_status(kind.substr(5));
    } else if (kind.ends_with("-after") && parse_status(kind.substr(0, kind.size() - 6)) != 0) {
        action.kind = FaultKind::StatusAfter;
        action.status = parse_status(kind.substr(0, kind.size() - 6));
    } else if (parse_status(word) != 0 && (colon == std::string_view::npos || parse_wait(detail))) {
        action.kind = FaultKind::Status;
        action.status = parse_status(word);
        action.retry_after = parse_wait(detail);
    } else {
        refuse(text, "unknown kind '" + std::string(kind) + "'");
    }
    return action;
}

} // namespace

FaultRule parse_fault(std::string_view text)
{
    const std::size_t space = text.find(' ');
    const std::size_t hash = text.find('#');
    const std::size_t colon = hash == std::string_view::npos ? hash : text.find(':', hash);
    if (space == std::string_view::npos || space == 0 || colon == std::string_view::npos || space > hash) {
        refuse(text, "expected 'METHOD PATH#NTH:KIND'");
    }
    FaultRule rule;
    rule.text = text;
    rule.method = text.substr(0, space);
    rule.path = text.substr(space + 1, hash - space - 1);
    if (!rule.path.starts_with('/') && rule.path != "*") {
        refuse(text, "the path must start with '/' or be '*'");
    }
    std::string_view nth = text.substr(hash + 1, colon - hash - 1);
    const bool open_end = nth.ends_with('+');
    nth.remove_suffix(open_end ? 1 : 0);
    if (nth == "*") {
        rule.last = Forever;
    } else {
        const auto number = parse_number(nth);
        if (!number || *number == 0) {
            refuse(text, "NTH must be N, N+ or *, counted from 1");
        }
        rule.first = *number;
        rule.last = open_end ? Forever : rule.first;
    }
    rule.action = parse_kind(text, text.substr(colon + 1));
    return rule;
}

bool path_matches(std::string_view pattern, std::string_view path)
{
    while (true) {
        if (pattern == "*" || pattern == "/*") {
            return true;
        }
        if (pattern.empty() || path.empty()) {
            return pattern.empty() && path.empty();
        }
        const std::string_view wanted = first_segment(pattern);
        const std::string_view given = first_segment(path);
        if (wanted.size() > 1 && wanted.ends_with('*') && wanted.size() == pattern.size()) {
            return path.starts_with(wanted.substr(0, wanted.size() - 1));
        }
        const bool any = wanted.starts_with("/{") && wanted.ends_with('}');
        if (any ? given.size() < 2 : wanted != given) {
            return false;
        }
        pattern.remove_prefix(wanted.size());
        path.remove_prefix(given.size());
    }
}

const char *fault_help()
{
    return R"(  Instead of processing the request (its body is read first, unless it waits for 100 Continue):
    STATUS          300 to 599 with a JSON error body, such as 401, 422, 500
    STATUS:SECONDS  the same with a Retry-After header, such as 429:2, 503:5
    STATUS:date:SECONDS
                    the same with the date of so many seconds from now, such as 429:date:2
    html-STATUS     an HTML page, as from a proxy, such as html-503
    redirect:URL    302 to that URL
    leave-origin    302 to the same address at another origin: localhost instead of 127.0.0.1, or back
    drop-before     connection closed before the body is read
    drop-mid        connection closed after half of the body
    stop-reading    nothing is read or answered; the connection stays open
  After it was processed in full:
    STATUS-after    that status with a JSON error body, such as 500-after
    drop-after      connection closed without an answer
    garbage         200 with a body that is no JSON
    empty-json      the right status with {}
    wrong-types     the right answer with a wrong type for every member
    truncated       half of the right answer, then the connection is closed
  Besides:
    slow:MS         so long before the answer, or until the faults are cleared; adds up with another fault
    status-WORD     upload_status says WORD for every file, such as status-failed, status-processing
    expire-tokens   every access token expires, then the request is processed
    forget-tokens   the same, and no refresh token is known any more
    frame-deny      the sign-in page may be in no frame: X-Frame-Options: DENY
    frame-csp       the same, by Content-Security-Policy: frame-ancestors 'none'
)";
}

void FaultList::add(std::string_view text)
{
    FaultRule rule = parse_fault(text);
    const std::lock_guard lock(m_mutex);
    m_rules.push_back(std::move(rule));
}

void FaultList::add_lines(std::string_view lines)
{
    std::vector<FaultRule> rules;
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
        line.remove_suffix(line.ends_with('\r') ? 1 : 0);
        if (!line.empty()) {
            rules.push_back(parse_fault(line));
        }
    }
    const std::lock_guard lock(m_mutex);
    m_rules.insert(m_rules.end(), rules.begin(), rules.end());
}

void FaultList::clear()
{
    const std::lock_guard lock(m_mutex);
    m_rules.clear();
    ++m_clears;
    m_changed.notify_all();
}

void FaultList::pause(const FaultAction &action)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, action.delay, [&] { return m_is_ended || m_clears != action.clears; });
}

void FaultList::end_pauses()
{
    const std::lock_guard lock(m_mutex);
    m_is_ended = true;
    m_changed.notify_all();
}

std::vector<std::string> FaultList::texts() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> texts;
    texts.reserve(m_rules.size());
    for (const FaultRule &rule : m_rules) {
        texts.push_back(rule.text);
    }
    return texts;
}

FaultAction FaultList::arrive(std::string_view method, std::string_view path)
{
    const std::lock_guard lock(m_mutex);
    FaultAction action;
    for (FaultRule &rule : m_rules) {
        if ((rule.method != "*" && rule.method != method) || !path_matches(rule.path, path)) {
            continue;
        }
        ++rule.seen;
        if (rule.seen < rule.first || rule.seen > rule.last) {
            continue;
        }
        if (rule.action.kind == FaultKind::Slow) {
            action.delay += rule.action.delay;
        } else if (action.kind == FaultKind::None) {
            const auto delay = action.delay;
            const std::string slow = action.name;
            action = rule.action;
            action.delay = delay;
            action.name = slow.empty() ? action.name : slow + ", " + action.name;
            continue;
        } else {
            continue;
        }
        action.name += action.name.empty() ? rule.action.name : ", " + rule.action.name;
    }
    action.clears = m_clears;
    return action;
}

} // namespace mmf::sandbox

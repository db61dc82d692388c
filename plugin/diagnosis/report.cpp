#include "diagnosis/report.hpp"

#include <string_view>

namespace mmf::diagnosis {

namespace {

void replace_all(std::string &text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

} // namespace

std::string redacted(std::string text, const auth::Profile &profile, const std::string &home)
{
    constexpr std::size_t Shown = 4;
    // The secret first: the client id may be a part of it.
    if (!profile.client_secret.empty()) {
        replace_all(text, profile.client_secret.view(), "[secret]");
    }
    if (profile.client_id.size() > Shown) {
        replace_all(text, profile.client_id, profile.client_id.substr(0, Shown) + "…");
    }
    if (home.size() > 1) { // "/" is nobody's
        replace_all(text, home, "~");
    }
    return text;
}

std::string report(const std::string &title, const std::vector<std::pair<std::string, std::string>> &facts,
                   const std::vector<ReportLine> &lines, const auth::Profile &profile,
                   const std::string &home)
{
    std::string text = title + "\n\n";
    for (const auto &[name, value] : facts) {
        text.append(name).append(": ").append(value).append("\n");
    }
    text += "\n";
    for (const ReportLine &line : lines) {
        text.append("[").append(line.state).append("] ").append(line.what).append(": ");
        text.append(line.found).append("\n");
    }
    return redacted(std::move(text), profile, home);
}

} // namespace mmf::diagnosis

#include "webview/url_scheme.hpp"

#include <algorithm>

namespace mmf::ui {

std::string scheme_of(std::string_view url)
{
    std::string scheme(url.substr(0, std::min(url.find(':'), url.size())));
    std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return scheme.size() < url.size() ? scheme : std::string();
}

bool is_web(std::string_view scheme)
{
    return scheme == "http" || scheme == "https";
}

bool is_local(std::string_view scheme)
{
    constexpr std::string_view Local[] = {"about", "blob", "data", "file", "filesystem", "javascript"};
    return std::find(std::begin(Local), std::end(Local), scheme) != std::end(Local);
}

} // namespace mmf::ui

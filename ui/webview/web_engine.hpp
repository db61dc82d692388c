// What wxWebView has no words for: certificates of a private authority, downloads, the engine's own error
// pages and its end. [main-thread]
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

class wxWebView;

namespace mmf::ui {

struct WebEngineEvents
{
    // The main frame's page was not loaded because of its certificate. `trusted_now`: an authority of
    // `ca_file` vouches for it, and loading it again will work.
    std::function<void(const std::string &url, bool trusted_now)> bad_certificate;
    // The process that shows the pages is gone.
    std::function<void()> crashed;
};

// Lives as long as the view, or shorter.
class WebEngine
{
public:
    WebEngine() = default;
    WebEngine(const WebEngine &) = delete;
    WebEngine &operator=(const WebEngine &) = delete;
    virtual ~WebEngine() = default;
};

// Downloads, permissions and error pages of the engine are off from now on. The events come from within the
// engine: do not destroy the view in them.
std::unique_ptr<WebEngine> attach_web_engine(wxWebView &view, std::filesystem::path ca_file,
                                             WebEngineEvents events);

} // namespace mmf::ui

// What wxWebView has no words for: a view that keeps nothing, certificates of a private authority, frames
// that fail, windows, downloads, the engine's own error pages and its end. [main-thread]
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

class wxColour;
class wxWebView;
class wxWindow;

namespace mmf::ui {

// A view with a session of its own: it shares nothing with other views of the host, nothing of it is written
// to disk, and what it holds ends with it. Owned by `parent`. Throws std::runtime_error where the engine has
// none.
wxWebView *make_private_web_view(wxWindow *parent);

// They come from within the engine: do not destroy the view in them.
struct WebEngineEvents
{
    // A page was not loaded because of its certificate. `trusted_now`: an authority of `ca_file` vouches for
    // it, and loading it again will work.
    std::function<void(const std::string &url, bool trusted_now)> bad_certificate;
    // The page that was to be watched could not be loaded.
    std::function<void(const std::string &url)> frame_failed;
    // A page opens a window by script. It does not get one.
    std::function<void(const std::string &url)> window_wanted;
    // A page starts a download. There is none.
    std::function<void(const std::string &url)> download_wanted;
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

    // The view says nothing about a frame's page that fails; this does, for the page of this URL.
    virtual void watch_frame(const std::string &url) = 0;
    // What is seen where a page paints nothing of its own.
    virtual void set_backdrop(const wxColour &colour) = 0;
};

// Downloads, permissions and error pages of the engine are off from now on.
std::unique_ptr<WebEngine> attach_web_engine(wxWebView &view, std::filesystem::path ca_file,
                                             WebEngineEvents events);

} // namespace mmf::ui

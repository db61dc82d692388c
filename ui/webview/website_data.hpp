// What sign-in pages leave in the web engine of this process: cookies, cache, storage. The host may use the
// same engine for pages of its own, so only what belongs to the sign-in is taken away. [main-thread]
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace mmf::ui {

class WebsiteData
{
public:
    WebsiteData() = default;
    WebsiteData(const WebsiteData &) = delete;
    WebsiteData &operator=(const WebsiteData &) = delete;
    // Nothing is called back after it is gone.
    virtual ~WebsiteData() = default;

    using Done = std::function<void()>;

    // Forgets what is there of `host` and remembers which other sites there is something of.
    // `done` is called from the event loop, unless the engine hangs: whoever waits sets a limit.
    virtual void prepare(const std::string &host, Done done) = 0;

    // A page of `host` is being loaded.
    virtual void visited(const std::string &host) = 0;

    // Forgets every site visited and every one there was nothing of before.
    virtual void forget(Done done) = 0;
};

std::unique_ptr<WebsiteData> make_website_data();

} // namespace mmf::ui

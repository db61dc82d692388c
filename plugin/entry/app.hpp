// The border between the entry module, which every start of the host loads, and the app module, which the
// first action loads: windows, network and all. Both are built together; C++ may cross. Everything is
// [main-thread].
#pragma once

#include "slicer_sdk/sdk.h"

#include <string>
#include <string_view>

namespace mmf {

// The actions, by the ids that scripts use. In menu order.
namespace action {
constexpr const char *Publish = "mmf.publish";
constexpr const char *PublishNow = "mmf.publish-now";
constexpr const char *Resume = "mmf.resume";
constexpr const char *Account = "mmf.account";
constexpr const char *Uploads = "mmf.uploads";
constexpr const char *Settings = "mmf.settings";
constexpr const char *Diagnose = "mmf.diagnose";
} // namespace action

class App
{
public:
    App() = default;
    App(const App &) = delete;
    App &operator=(const App &) = delete;
    // Ends what is under way, so that it can go on later, and closes every window.
    virtual ~App() = default;

    // Its outcome is told to the host, once.
    virtual void perform(std::string_view action_id) = 0;
    virtual void on_main_thread() = 0;
    // A button of the row of an upload under way. False: there is no such upload or button any more.
    virtual bool command_task(std::string_view task_id, std::string_view command_id) = 0;
    // Whether other uploads than at the last call may be unfinished now.
    virtual bool take_unfinished_changed() = 0;
    // Empty: nothing is under way. Else what is, for the host's question.
    virtual std::string busy() const = 0;
    virtual void pause() = 0;
};

// The app module's one symbol. The app is owned by the caller; null if it cannot run, with the reason as a
// sentence.
using CreateApp = App *(const slicer_host *host, std::string *reason);
constexpr const char *CreateAppSymbol = "mmf_create_app";

// What the app module was built with: compared with what the host says before the module is loaded, since two
// builds of wxWidgets in one process end in a crash. Defined where wxWidgets is known.
struct RequiredWx
{
    const char *version; // as in "3.2.2"
    const char *build_signature;
};
extern const RequiredWx AppRequiredWx;

} // namespace mmf

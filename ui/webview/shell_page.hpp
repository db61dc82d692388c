// The shell: a page of ours that holds nothing but a frame with the service's sign-in page, and the one word
// it says about that frame. Pure functions.
//
// It is loaded with the authorize origin as its base URL, so that the frame is first-party: its cookies and
// `X-Frame-Options: SAMEORIGIN` work. What shares that origin could read the password field, so the shell is
// constant but for the frame's URL, and its policy lets nothing run or load but its own one script.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mmf::ui {

// `nonce` is fresh for each page, of letters, digits, "-" and "_".
//
// The frame has no `sandbox`: what the page needs (scripts, forms, cookies, leaving to the top for the
// redirect) takes all of its power away again, and what is left breaks pop-ups of the service.
std::string make_shell_page(const std::string &frame_url, const std::string &nonce);

// What the shell says: the first three about the first page in its frame.
enum class ShellWord
{
    Loaded,        // a page
    Refused,       // none that can be read: framing refused, an error, another origin
    PlainText,     // plain text, which a sign-in page never is: see `quotation`
    ScriptMessage, // a page posted one; what is in it is not looked at
    Blocked,       // the shell's policy kept a frame from a URL: `quotation` is its scheme
};

struct ShellMessage
{
    ShellWord word = ShellWord::Loaded;
    std::string quotation; // at most 200 characters on one line, none of them a control character

    bool operator==(const ShellMessage &) const = default;
};

// The shell speaks by its title: unlike a script message or a navigation, a page in the frame that is not of
// the same origin cannot do that. nullopt: any other title.
std::optional<ShellMessage> read_shell_message(std::string_view title);

} // namespace mmf::ui

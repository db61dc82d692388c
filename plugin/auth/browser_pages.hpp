// The pages that a browser shows at the end of a sign-in, whose addresses carry codes and tokens: they load
// nothing, run one script of ours, are kept nowhere, and wipe their address at once. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace mmf::auth {

// What they say, in the person's language; UTF-8.
struct BrowserTexts
{
    struct Message
    {
        std::string heading;
        std::string text;
    };

    std::string language; // for the page's `lang`, such as "en"
    Message granted;
    Message refused;  // the person or the service said no
    Message unusable; // not an answer to the sign-in that is waited for
    Message sending;  // for a moment, while the fragment is sent on
    Message gone;     // nobody waits any more
    std::string no_script;
};

enum class BrowserPage
{
    Granted,
    Refused,
    Unusable,
    // The implicit grant's answer is in the fragment, which no browser sends: the page sends it, as the body
    // of a POST to its own address. The answer to that is the word of the page to be shown then.
    SendFragment,
};

// The word for a page as the answer to SendFragment's POST.
std::string_view page_word(BrowserPage page);

// A whole HTTP/1.1 answer. `nonce` is fresh for each page, of letters, digits, "-" and "_".
std::string page_answer(BrowserPage page, const BrowserTexts &texts, const std::string &nonce);

// The same with a short plain text. `allow` is for status 405.
std::string plain_answer(int status, std::string_view text, std::string_view allow = {});

} // namespace mmf::auth

// Texts for the browser's pages that a test tells apart.
#pragma once

#include "auth/browser_pages.hpp"

namespace mmf::test {

inline auth::BrowserTexts browser_texts()
{
    auth::BrowserTexts texts;
    texts.language = "en";
    texts.granted = {"It is granted", "Go back."};
    texts.refused = {"It is refused", "Go back."};
    texts.unusable = {"It is unusable", "Try again."};
    texts.sending = {"It is sent", "Wait."};
    texts.gone = {"It is gone", "Try again."};
    texts.no_script = "It needs scripts";
    return texts;
}

} // namespace mmf::test

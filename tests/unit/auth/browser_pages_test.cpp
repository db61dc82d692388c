#include "auth/browser_pages.hpp"

#include "support/browser_texts.hpp"

#include <doctest/doctest.h>
#include <string>
#include <string_view>

using namespace mmf::auth;
using mmf::test::browser_texts;

namespace {

bool has(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

std::string head_of(const std::string &answer)
{
    return answer.substr(0, answer.find("\r\n\r\n") + 2);
}

std::string body_of(const std::string &answer)
{
    return answer.substr(answer.find("\r\n\r\n") + 4);
}

constexpr BrowserPage AllPages[] = {BrowserPage::Granted, BrowserPage::Refused, BrowserPage::Unusable,
                                    BrowserPage::SendFragment};

} // namespace

TEST_CASE("browser page: nothing of it is kept, passed on or framed, and only our own script runs")
{
    for (const BrowserPage page : AllPages) {
        const std::string answer = page_answer(page, browser_texts(), "n0-nce");
        const std::string head = head_of(answer);
        CAPTURE(head);
        CHECK(head.starts_with(page == BrowserPage::Unusable ? "HTTP/1.1 400 Bad Request\r\n"
                                                             : "HTTP/1.1 200 OK\r\n"));
        for (const std::string_view line :
             {"\r\nContent-Type: text/html; charset=utf-8\r\n", "\r\nCache-Control: no-store\r\n",
              "\r\nReferrer-Policy: no-referrer\r\n", "\r\nX-Content-Type-Options: nosniff\r\n",
              "\r\nConnection: close\r\n", "default-src 'none';", "frame-ancestors 'none';",
              "form-action 'none';", "base-uri 'none';", "script-src 'nonce-n0-nce';",
              "style-src 'nonce-n0-nce'\r\n"}) {
            CAPTURE(line);
            CHECK(has(head, line));
        }
        CHECK_FALSE(has(head, "unsafe"));
        CHECK(has(head, "connect-src") == (page == BrowserPage::SendFragment));
        CHECK(has(head, "\r\nContent-Length: " + std::to_string(body_of(answer).size()) + "\r\n"));
    }
}

TEST_CASE("browser page: it is whole in itself and says what happened")
{
    const char *const headings[] = {"It is granted", "It is refused", "It is unusable", "It is sent"};
    for (const BrowserPage page : AllPages) {
        const std::string body = body_of(page_answer(page, browser_texts(), "n0-nce"));
        CAPTURE(body);
        const std::string heading = headings[static_cast<int>(page)];
        CHECK(has(body, "<html lang=\"en\">"));
        CHECK(has(body, "<title>" + heading + "</title>"));
        CHECK(has(body, "<h1>" + heading + "</h1>"));
        CHECK(has(body, "prefers-color-scheme"));
        CHECK(has(body, "history.replaceState(null, '', location.pathname)"));
        CHECK_FALSE(has(body, "http:"));
        CHECK_FALSE(has(body, "https:"));
        CHECK_FALSE(has(body, "src="));
        CHECK(has(body, "<noscript>") == (page == BrowserPage::SendFragment));
    }
}

TEST_CASE("browser page: the fragment's page can show every end")
{
    const std::string body = body_of(page_answer(BrowserPage::SendFragment, browser_texts(), "n"));
    for (const std::string_view part :
         {"<template data-word=\"granted\"><h1>It is granted</h1>",
          "<template data-word=\"refused\"><h1>It is refused</h1>",
          "<template data-word=\"unusable\"><h1>It is unusable</h1>",
          "<template data-word=\"gone\"><h1>It is gone</h1>", "<p>It needs scripts</p>"}) {
        CAPTURE(part);
        CHECK(has(body, part));
    }
    // The address is wiped before anything is sent.
    CHECK(body.find("history.replaceState") < body.find("fetch("));
    CHECK(page_word(BrowserPage::Granted) == "granted");
    CHECK(page_word(BrowserPage::Refused) == "refused");
    CHECK(page_word(BrowserPage::Unusable) == "unusable");
}

TEST_CASE("browser page: texts are text")
{
    BrowserTexts texts = browser_texts();
    texts.language = "\"><script>";
    texts.granted = {"<b>&\"</b>", "</p><script>x</script>"};
    const std::string body = body_of(page_answer(BrowserPage::Granted, texts, "n"));
    CHECK(has(body, "<h1>&lt;b&gt;&amp;&quot;&lt;/b&gt;</h1>"));
    CHECK(has(body, "<p>&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</p>"));
    CHECK_FALSE(has(body, "<script>"));
}

TEST_CASE("browser page: a plain answer")
{
    const std::string answer = plain_answer(405, "No\n", "GET");
    CHECK(answer.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"));
    CHECK(has(answer, "\r\nAllow: GET\r\n"));
    CHECK(has(answer, "\r\nCache-Control: no-store\r\n"));
    CHECK(has(answer, "\r\nContent-Length: 3\r\n"));
    CHECK(answer.ends_with("\r\n\r\nNo\n"));
    CHECK_FALSE(has(plain_answer(404, ""), "Allow:"));
}

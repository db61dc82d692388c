#include "auth/browser_pages.hpp"

namespace mmf::auth {

namespace {

std::string escape(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string_view reason_phrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 431:
        return "Request Header Fields Too Large";
    default:
        return "Not Implemented";
    }
}

// What every answer says about itself.
std::string answer(int status, std::string_view type, std::string_view more_headers, std::string_view body)
{
    std::string out = "HTTP/1.1 " + std::to_string(status) + " ";
    out += reason_phrase(status);
    out += "\r\nContent-Type: ";
    out += type;
    out += "; charset=utf-8\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
           "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n"
           "Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\n";
    out += more_headers;
    out += "\r\n";
    out += body;
    return out;
}

constexpr std::string_view Style =
    ":root{color-scheme:light "
    "dark;--ink:#1c1f23;--quiet:#59616b;--paper:#f3f4f6;--card:#fff;--line:#dfe2e6}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#eceef0;--quiet:#a7afb8;--paper:#17191c;--card:#22262a;"
    "--line:#363b41}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--paper);"
    "color:var(--ink);font:1rem/1.55 system-ui,sans-serif}\n"
    "main{width:100%;max-width:30rem;padding:2.25rem;background:var(--card);border:1px solid var(--line);"
    "border-radius:.75rem}\n"
    "h1{margin:0 0 .6rem;font-size:1.4rem;line-height:1.25}\n"
    "p{margin:0;color:var(--quiet);overflow-wrap:anywhere}\n";

// The address goes out of the bar and the history before anything else happens.
constexpr std::string_view WipeAddress = "history.replaceState(null, '', location.pathname);\n";

// `referrerPolicy`: with the page's own "no-referrer", browsers may send "Origin: null". The referrer is the
// wiped address, and only goes where the page came from.
constexpr std::string_view SendFragment =
    "'use strict';\n"
    "const query = location.search;\n"
    "const fragment = location.hash.slice(1);\n"
    "history.replaceState(null, '', location.pathname);\n"
    "const show = word => {\n"
    "  const page = document.querySelector('template[data-word=\"' + word + '\"]');\n"
    "  document.querySelector('main').replaceChildren(page.content.cloneNode(true));\n"
    "  document.title = document.querySelector('h1').textContent;\n"
    "};\n"
    "fetch(location.pathname + query, {\n"
    "  method: 'POST', body: fragment, credentials: 'omit', cache: 'no-store', redirect: 'error',\n"
    "  referrerPolicy: 'same-origin',\n"
    "}).then(answer => answer.ok ? answer.text() : 'unusable')\n"
    "  .then(word => show(['granted', 'refused'].includes(word) ? word : 'unusable'))\n"
    "  .catch(() => show('gone'));\n";

std::string content(const BrowserTexts::Message &message)
{
    return "<h1>" + escape(message.heading) + "</h1>\n<p>" + escape(message.text) + "</p>\n";
}

std::string page_template(std::string_view word, const BrowserTexts::Message &message)
{
    std::string out = "<template data-word=\"";
    out += word;
    out += "\">" + content(message) + "</template>\n";
    return out;
}

const BrowserTexts::Message &message_of(BrowserPage page, const BrowserTexts &texts)
{
    switch (page) {
    case BrowserPage::Granted:
        return texts.granted;
    case BrowserPage::Refused:
        return texts.refused;
    case BrowserPage::SendFragment:
        return texts.sending;
    case BrowserPage::Unusable:
        break;
    }
    return texts.unusable;
}

std::string document(BrowserPage page, const BrowserTexts &texts, const std::string &nonce)
{
    const BrowserTexts::Message &message = message_of(page, texts);
    const bool sends = page == BrowserPage::SendFragment;
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + escape(texts.language) +
                      "\"><head><meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<link rel=\"icon\" href=\"data:,\">\n<title>" +
                      escape(message.heading) + "</title>\n<style nonce=\"" + nonce + "\">\n";
    out += Style;
    out += "</style></head>\n<body><main role=\"status\">\n" + content(message);
    if (sends) {
        out += "<noscript><p>" + escape(texts.no_script) + "</p></noscript>\n";
    }
    out += "</main>\n";
    if (sends) {
        out += page_template(page_word(BrowserPage::Granted), texts.granted) +
               page_template(page_word(BrowserPage::Refused), texts.refused) +
               page_template(page_word(BrowserPage::Unusable), texts.unusable) +
               page_template("gone", texts.gone);
    }
    out += "<script nonce=\"" + nonce + "\">\n";
    out += sends ? SendFragment : WipeAddress;
    out += "</script>\n</body></html>\n";
    return out;
}

} // namespace

std::string_view page_word(BrowserPage page)
{
    switch (page) {
    case BrowserPage::Granted:
        return "granted";
    case BrowserPage::Refused:
        return "refused";
    default:
        return "unusable";
    }
}

std::string page_answer(BrowserPage page, const BrowserTexts &texts, const std::string &nonce)
{
    const char *connect = page == BrowserPage::SendFragment ? "connect-src 'self'; " : "";
    const std::string policy = "Content-Security-Policy: default-src 'none'; base-uri 'none'; "
                               "form-action 'none'; frame-ancestors 'none'; img-src data:; " +
                               std::string(connect) + "script-src 'nonce-" + nonce + "'; style-src 'nonce-" +
                               nonce + "'\r\n";
    const int status = page == BrowserPage::Unusable ? 400 : 200;
    return answer(status, "text/html", policy, document(page, texts, nonce));
}

std::string plain_answer(int status, std::string_view text, std::string_view allow)
{
    std::string headers = "Content-Security-Policy: default-src 'none'\r\n";
    if (!allow.empty()) {
        headers += "Allow: ";
        headers += allow;
        headers += "\r\n";
    }
    return answer(status, "text/plain", headers, text);
}

} // namespace mmf::auth

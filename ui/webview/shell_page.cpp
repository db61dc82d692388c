#include "webview/shell_page.hpp"

#include "base/utf8.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace mmf::ui {

namespace {

constexpr std::string_view TitlePrefix = "mmf-shell:";
constexpr std::size_t MaxQuotation = 200; // characters
constexpr std::size_t MaxTitle = 4096;    // bytes: every character of a quotation may take twelve

// A JavaScript string literal that can stand in a script element: ASCII, and nothing that ends the element.
std::string script_string(const std::string &text)
{
    const std::string valid = to_valid_utf8(text);
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::ASCII<>> writer(buffer);
    writer.String(valid.c_str(), static_cast<rapidjson::SizeType>(valid.size()));
    std::string literal;
    for (const char c : std::string_view(buffer.GetString(), buffer.GetSize())) {
        switch (c) {
        case '<':
            literal += "\\u003C";
            break;
        case '>':
            literal += "\\u003E";
            break;
        case '&':
            literal += "\\u0026";
            break;
        default:
            literal += c;
        }
    }
    return literal;
}

} // namespace

std::string make_shell_page(const std::string &frame_url, const std::string &nonce)
{
    const std::string quoted_nonce = "nonce=\"" + nonce + "\"";
    return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; "
           "form-action 'none'; frame-src http: https:; script-src 'nonce-" +
           nonce + "'; style-src 'nonce-" + nonce +
           "'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title></title>\n<style " + quoted_nonce +
           ">html,body{margin:0;height:100%;overflow:hidden}"
           "iframe{display:block;border:0;width:100%;height:100%}"
           // What a page without a background counts on; before it is there, the window's colour is seen.
           ".arrived{background:#fff}</style>\n</head><body>\n<script " +
           quoted_nonce +
           ">\n'use strict';\n(() => {\n"
           "const url = " +
           script_string(frame_url) +
           ";\n"
           // One title after the other, each for a moment: of those that follow at once some are not told.
           // The last is empty, because a screen reader says it.
           "let said = Promise.resolve();\n"
           "const show = title => new Promise(done => {\n"
           "  document.title = title;\n"
           "  setTimeout(done, 50);\n"
           "});\n"
           "const say = word => {\n"
           "  said = said.then(() => show('mmf-shell:' + word)).then(() => show(''));\n"
           "};\n"
           // A page may mean one as its answer, and the person then waits for nothing.
           "addEventListener('message', () => say('message'), { once: true });\n"
           // What the policy stops, nobody else is asked about.
           "let blocked = 0;\n"
           "addEventListener('securitypolicyviolation', event => {\n"
           "  if (++blocked <= 5) { say('blocked:' + encodeURIComponent(event.blockedURI.split(':')[0])); }\n"
           "});\n"
           "const frame = document.createElement('iframe');\n"
           "frame.addEventListener('load', () => {\n"
           "  let page = null;\n"
           "  try { page = frame.contentDocument; } catch (error) { }\n"
           "  if (!page || !page.body || page.URL.startsWith('about:')) {\n"
           "    say('refused');\n"
           "    return;\n"
           "  }\n"
           "  frame.className = 'arrived';\n"
           "  if (page.contentType === 'text/plain') {\n"
           "    const text = Array.from(page.body.textContent.slice(0, 400)).slice(0, 200);\n"
           "    say('text:' + encodeURIComponent(text.join('').replace(/[\\ud800-\\udfff]/gu, '?')));\n"
           "  } else {\n"
           "    say('loaded');\n"
           "  }\n"
           "}, { once: true });\n"
           "frame.src = url;\n"
           "document.body.append(frame);\n"
           "})();\n</script>\n</body></html>\n";
}

std::optional<ShellMessage> read_shell_message(std::string_view title)
{
    if (!title.starts_with(TitlePrefix) || title.size() > MaxTitle) {
        return std::nullopt;
    }
    title.remove_prefix(TitlePrefix.size());
    if (title == "loaded") {
        return ShellMessage{ShellWord::Loaded, {}};
    }
    if (title == "refused") {
        return ShellMessage{ShellWord::Refused, {}};
    }
    if (title == "message") {
        return ShellMessage{ShellWord::ScriptMessage, {}};
    }
    constexpr std::string_view Text = "text:";
    constexpr std::string_view Blocked = "blocked:";
    const bool is_text = title.starts_with(Text);
    if (!is_text && !title.starts_with(Blocked)) {
        return std::nullopt;
    }
    auto text = http::form_decode(title.substr((is_text ? Text : Blocked).size()));
    if (!text) {
        return std::nullopt;
    }
    const auto is_space = [](char c) { return c == '\n' || c == '\r' || c == '\t'; };
    std::replace_if(text->begin(), text->end(), is_space, ' ');
    const std::string clean = without_control_characters(to_valid_utf8(*text));
    if (utf8_length(clean) > MaxQuotation) {
        return std::nullopt;
    }
    return ShellMessage{is_text ? ShellWord::PlainText : ShellWord::Blocked, std::string(trimmed(clean))};
}

} // namespace mmf::ui

#include "webview/shell_page.hpp"

#include "base/utf8.hpp"
#include "http/url.hpp"
#include "webview/url_scheme.hpp"

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

// The redirect may have a scheme of its own ("slicer://login"). Where the policy does not name it, the engine
// stops that navigation before anyone is asked about it.
std::string redirect_source(const std::string &redirect_uri)
{
    const std::string scheme = scheme_of(redirect_uri);
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+';
    };
    const bool is_named = is_web(scheme); // by the policy already
    const bool is_fit =
        !scheme.empty() && !is_local(scheme) && std::all_of(scheme.begin(), scheme.end(), is_plain);
    return is_fit && !is_named ? " " + scheme + ":" : std::string();
}

} // namespace

std::string make_shell_page(const std::string &frame_url, const std::string &redirect_uri,
                            const std::string &nonce)
{
    const std::string quoted_nonce = "nonce=\"" + nonce + "\"";
    return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; "
           "form-action 'none'; frame-src http: https:" +
           redirect_source(redirect_uri) + "; script-src 'nonce-" + nonce + "'; style-src 'nonce-" + nonce +
           "'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title></title>\n<style " + quoted_nonce +
           ">html,body{margin:0;height:100%;overflow:hidden}"
           "iframe{display:block;border:0;width:100%;height:100%}</style>\n</head><body>\n<script " +
           quoted_nonce +
           ">\n'use strict';\n(() => {\n"
           "const url = " +
           script_string(frame_url) +
           ";\n"
           // The title is what a screen reader says, so it does not stay.
           "const say = word => {\n"
           "  document.title = 'mmf-shell:' + word;\n"
           "  setTimeout(() => { document.title = ''; }, 0);\n"
           "};\n"
           "const frame = document.createElement('iframe');\n"
           "frame.addEventListener('load', () => {\n"
           "  let page = null;\n"
           "  try { page = frame.contentDocument; } catch (error) { }\n"
           "  if (!page || !page.body || page.URL.startsWith('about:')) {\n"
           "    say('refused');\n"
           "  } else if (page.contentType === 'text/plain') {\n"
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
    constexpr std::string_view Text = "text:";
    if (!title.starts_with(Text)) {
        return std::nullopt;
    }
    auto text = http::form_decode(title.substr(Text.size()));
    if (!text) {
        return std::nullopt;
    }
    const auto is_space = [](char c) { return c == '\n' || c == '\r' || c == '\t'; };
    std::replace_if(text->begin(), text->end(), is_space, ' ');
    const std::string clean = without_control_characters(to_valid_utf8(*text));
    if (utf8_length(clean) > MaxQuotation) {
        return std::nullopt;
    }
    return ShellMessage{ShellWord::PlainText, std::string(trimmed(clean))};
}

} // namespace mmf::ui

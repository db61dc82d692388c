#include "html.hpp"

#include "text.hpp"

namespace mmf::sandbox {

namespace {

constexpr const char *Style = R"(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem 1rem; background: #eef1f4; color: #1d2733;
       font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; }
main { max-width: 25rem; margin: 0 auto; padding: 1.5rem; background: #fff; border-radius: .75rem;
       box-shadow: 0 1px 2px #0002, 0 8px 24px #0001; }
main.wide { max-width: 72rem; }
.brand { margin: 0 0 1rem; font-weight: 700; color: #0b6e75; }
.brand span { font-weight: 400; color: #52606d; }
h1 { margin: 0 0 1rem; font-size: 1.25rem; line-height: 1.3; overflow-wrap: anywhere; }
label { display: block; margin: .75rem 0 .25rem; font-weight: 600; }
input { width: 100%; padding: .55rem .7rem; border: 1px solid #8796a5; border-radius: .4rem; font: inherit; }
button { padding: .55rem 1.2rem; border: 1px solid #0b6e75; border-radius: .4rem; background: #0b6e75;
         color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
button.quiet { background: #fff; color: #0b6e75; }
button.link { padding: 0; border: 0; background: none; color: #0b6e75; text-decoration: underline; font-weight: 400; }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid #f2b632; outline-offset: 1px; }
.actions { display: flex; gap: .75rem; margin: 1.25rem 0 0; }
.message { margin: 0 0 1rem; padding: .6rem .8rem; border-left: 4px solid #b42318; background: #fdeceb; }
.note { margin: 1.25rem 0 0; padding-top: .75rem; border-top: 1px solid #dde3e9; font-size: .875rem; color: #52606d; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid #dde3e9; text-align: left; vertical-align: top; }
td.hash { font-family: monospace; font-size: .75rem; overflow-wrap: anywhere; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
a { color: #0b6e75; }
)";

} // namespace

std::string html_page(std::string_view heading, std::string_view main, PageWidth width)
{
    std::string page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<title>MyMiniFactory (sandbox)</title>\n<style>";
    page += Style;
    page += "</style>\n</head>\n<body>\n<main";
    page += width == PageWidth::Wide ? " class=\"wide\"" : "";
    page += ">\n<p class=\"brand\">MyMiniFactory <span>(sandbox)</span></p>\n<h1>" + html_escape(heading);
    page += "</h1>\n";
    page += main;
    page += "<p class=\"note\">This is a local sandbox for tests and demonstrations. Nothing leaves this "
            "computer, and no real account is involved.</p>\n</main>\n</body>\n</html>\n";
    return page;
}

std::string html_message(std::string_view text)
{
    return "<p class=\"message\" role=\"alert\">" + html_escape(text) + "</p>\n";
}

} // namespace mmf::sandbox

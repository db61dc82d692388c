#include "publish/links.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf::publish;

namespace {

// "ADDRESS=HOST" of each.
std::vector<std::string> found_in(const std::string &text)
{
    std::vector<std::string> found;
    for (const Link &link : find_links(text)) {
        found.push_back(link.address + "=" + link.host);
    }
    return found;
}

} // namespace

TEST_CASE("links: what is one, where it ends, and where it leads")
{
    struct Case
    {
        std::string text;
        std::vector<std::string> found;
    };
    for (const Case &c : std::vector<Case>{
             {"", {}},
             {"no link: none, at 10:30, C:\\models, a::b, see//this", {}},
             {"https://example.com", {"https://example.com=example.com"}},
             {"See https://a.example/x?y=z#w, and (http://b.example/).",
              {"https://a.example/x?y=z#w=a.example", "http://b.example/=b.example"}},
             {"https://example.com/a_(b)", {"https://example.com/a_(b)=example.com"}},
             {"<https://example.com/>\"https://b.example\"",
              {"https://example.com/=example.com", "https://b.example=b.example"}},
             {"HTTPS://EXAMPLE.COM/", {"HTTPS://EXAMPLE.COM/=example.com"}},
             {"https://example.com/\nnext", {"https://example.com/=example.com"}},
             {"\xD7\xA8https://example.com/\xD7\x90", {"https://example.com/\xD7\x90=example.com"}},
             {"ftp://example.com/x", {"ftp://example.com/x="}},
             {"javascript:alert(1)", {"javascript:alert(1)="}},
             {"mailto:ada@example.com", {"mailto:ada@example.com="}},
             {"file:///etc/passwd", {"file:///etc/passwd="}},
             {"https://user:word@example.com/", {"https://user:word@example.com/="}},
             {"https://", {}},
             {"https://...", {}},
             {"mailto: me, data:", {}},
             {"view-source:https://example.com", {"https://example.com=example.com"}},
         }) {
        CAPTURE(c.text);
        CHECK(found_in(c.text) == c.found);
    }
}

TEST_CASE("links: as many as there are, in no time")
{
    std::string text;
    for (int i = 0; i < 20'000; ++i) {
        text += "https://example.com/ ";
    }
    CHECK(find_links(text).size() == 20'000);
    CHECK(find_links(std::string(1'000'000, ':')).empty());
    CHECK(find_links(std::string(1'000'000, 'a') + "://").empty());
}

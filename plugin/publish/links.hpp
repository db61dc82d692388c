// The links in a text that people read. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mmf::publish {

struct Link
{
    std::string address; // as it is written
    std::string host;    // empty: it leads to no web page, such as ftp:, mailto: or javascript:
};

// In their order: what begins with a scheme, up to the next space or mark that ends a sentence.
std::vector<Link> find_links(std::string_view text);

} // namespace mmf::publish

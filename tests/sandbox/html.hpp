// The frame that all HTML pages of the sandbox share. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace mmf::sandbox {

enum class PageWidth
{
    Card,
    Wide
};

// A complete document around `main`, which is HTML already. `heading` is escaped here.
[[nodiscard]] std::string html_page(std::string_view heading, std::string_view main,
                                    PageWidth width = PageWidth::Card);
[[nodiscard]] std::string html_message(std::string_view text);

} // namespace mmf::sandbox

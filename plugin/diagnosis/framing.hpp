// Whether a page lets itself be shown in a frame of a page of its own origin, as the sign-in window shows it:
// X-Frame-Options (RFC 7034) and the frame-ancestors of CSP, which overrides it. Pure.
#pragma once

#include "http/transport.hpp"
#include "http/url.hpp"

namespace mmf::diagnosis {

bool may_be_framed(const http::Response &page, const http::Url &url);

} // namespace mmf::diagnosis

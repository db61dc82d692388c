// The pages of the site that answers of the API link to: the start, an object, its review, a user. Pure.
#pragma once

#include "exchange.hpp"
#include "store.hpp"

namespace mmf::sandbox {

// False if the path is none of these.
bool process_site_page(Exchange &exchange, const Store &store);

} // namespace mmf::sandbox

// At the host's start: whether uploads were left unfinished, and the offer to go on with them. [main-thread]
#pragma once

#include "base/catalogue.hpp"
#include "slicer_sdk/sdk.h"

#include <cstddef>
#include <string>

namespace mmf {

// For people; `count` is at least 1.
std::string unfinished_sentence(std::size_t count, const Catalogue &catalogue);

// Whether the host can show an offer and a person is there to see it.
bool can_offer(const slicer_host &host);

// Looks into the spool folder and, if there is something to go on with, has the host offer it. Some system
// calls: no network, no keyring, no journal. Only where `can_offer`.
void offer_unfinished(const slicer_host &host, const Catalogue &catalogue);

// Where that offer is still shown: it says how many there are now, or goes. A host that cannot take offers
// away keeps it.
void renew_offer(const slicer_host &host, const Catalogue &catalogue);

} // namespace mmf

// What a fault does to an exchange: before its body is read, and to its finished answer. Worker threads.
#pragma once

#include "exchange.hpp"

namespace mmf::sandbox {

// Answers or drops where the fault replaces the processing; may wait for the peer to go.
void apply_before_body(Exchange &exchange);
// True if processing is replaced by reading half of the body; the connection is dropped.
bool apply_drop_mid(Exchange &exchange);
// Spoils the answer given.
void apply_to_answer(Exchange &exchange);

} // namespace mmf::sandbox

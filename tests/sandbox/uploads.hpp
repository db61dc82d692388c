// POST /file and /image: one body for one upload_id, streamed to disk and hashed on the way (contract §2.2).
// Called from worker threads; the store outlives it.
#pragma once

#include "exchange.hpp"
#include "store.hpp"

namespace mmf::sandbox {

class Uploads
{
public:
    explicit Uploads(Store &store) : m_store(store) {}

    // What is wrong with the head of the request alone; true if it was answered.
    [[nodiscard]] static bool refuse_head(Exchange &exchange);
    void receive(Exchange &exchange, const User &user, UploadKind kind, bool empty_answer);

private:
    Store &m_store;
};

} // namespace mmf::sandbox

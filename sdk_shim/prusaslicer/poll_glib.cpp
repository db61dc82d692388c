#include "prusaslicer/poll_glib.hpp"

#include <glib.h>
#include <utility>

namespace prusaslicer {

Poll::Poll(unsigned interval_ms, std::function<bool()> is_done) : m_is_done(std::move(is_done))
{
    const auto tick = [](gpointer data) -> gboolean {
        auto &self = *static_cast<Poll *>(data);
        if (!self.m_is_done())
            return G_SOURCE_CONTINUE;
        self.m_source = 0;
        return G_SOURCE_REMOVE;
    };
    m_source = g_timeout_add(interval_ms, tick, this);
}

Poll::~Poll()
{
    if (m_source != 0)
        g_source_remove(m_source);
}

} // namespace prusaslicer

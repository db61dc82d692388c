#include "wx_host/outcome.hpp"

#include "wx_host/utf8.hpp"

namespace wx_host {

namespace {

Outcome copy_without_parts(const slicer_outcome &outcome)
{
    Outcome copy;
    if (outcome.kind == SLICER_OUTCOME_DONE || outcome.kind == SLICER_OUTCOME_CANCELLED)
        copy.kind = static_cast<slicer_outcome_kind>(outcome.kind);
    copy.message = text_or_empty(outcome.message);
    copy.link = text_or_empty(outcome.link);
    if (!may_be_offered(copy.link))
        copy.link.clear();
    for (std::uint32_t i = 0; outcome.values != nullptr && i < outcome.value_count; ++i) {
        const slicer_key_value &pair = outcome.values[i];
        if (pair.key != nullptr && pair.value != nullptr)
            copy.values.insert_or_assign(pair.key, pair.value);
    }
    return copy;
}

} // namespace

Outcome copy_of(const slicer_outcome &outcome)
{
    Outcome copy = copy_without_parts(outcome);
    if (outcome.parts == nullptr)
        return copy;
    copy.parts.emplace();
    for (std::uint32_t i = 0; i < outcome.part_count; ++i)
        copy.parts->push_back(copy_without_parts(outcome.parts[i]));
    return copy;
}

bool may_be_offered(std::string_view link)
{
    if (link.starts_with("https://"))
        return link.size() > 8;
    for (const std::string_view host : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
        if (link.starts_with(host) &&
            (link.size() == host.size() || link[host.size()] == ':' || link[host.size()] == '/'))
            return true;
    }
    return false;
}

} // namespace wx_host

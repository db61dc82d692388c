#include "auth/pasted_redirect.hpp"

#include "base/utf8.hpp"

#include <utility>

namespace mmf::auth {

bool may_be_pasted(const ExpectedRedirect &expected)
{
    return !expected.state.empty();
}

Pasted read_pasted(std::string_view text, const ExpectedRedirect &expected)
{
    Redirect redirect = read_redirect(trimmed(text), expected);
    if (std::holds_alternative<NotTheRedirect>(redirect)) {
        return tl::unexpected(PasteFault::NotTheRedirect);
    }
    if (!may_be_pasted(expected) || std::holds_alternative<UnusableRedirect>(redirect)) {
        return tl::unexpected(PasteFault::NotUsable);
    }
    return *answer_of(std::move(redirect));
}

} // namespace mmf::auth

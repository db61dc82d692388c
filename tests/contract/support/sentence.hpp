// What a person reads about the end of a publish.
#pragma once

#include "sentences.hpp"

#include <string>

namespace mmf::test {

inline std::string said(const publish::JobEnded &ended)
{
    return ui::sentence(ended).utf8_string();
}

} // namespace mmf::test

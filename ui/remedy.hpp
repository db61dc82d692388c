// What may help after a publish that did not work, without ever making a second object by accident. Pure.
#pragma once

#include "publish/engine.hpp"

namespace mmf::ui {

enum class Remedy
{
    None,
    GoOn, // the same job, from where it is
    Anew, // the same draft once more: nothing of it was sent
};

Remedy remedy_of(const publish::JobEnded &ended);

} // namespace mmf::ui

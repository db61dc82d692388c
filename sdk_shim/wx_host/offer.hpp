/**
 * What a plugin offers to do, as a value of the host's own: what slicer.offer/2 tells is valid only during
 * its call.
 */
#pragma once

#include <string>

namespace wx_host {

/** Texts are as they came: UTF-8 if the plugin keeps the rules. */
struct Offer
{
    std::string action;
    std::string message;
    std::string button; // with its mnemonic
};

} // namespace wx_host

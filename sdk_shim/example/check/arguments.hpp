/**
 * The program's arguments. Pure.
 */
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sdk_check {

struct Arguments
{
    std::filesystem::path plugin;
    std::string wx_version;
    std::chrono::seconds deadline{60};
    bool wants_help = false;
    bool wants_version = false;

    /** What is wrong with the arguments, in one sentence; empty if nothing is. */
    std::string error;
};

/** `wx_version` is what holds without --wx. */
Arguments parse_arguments(const std::vector<std::string> &words, std::string wx_version);

std::string_view help_text();

} // namespace sdk_check

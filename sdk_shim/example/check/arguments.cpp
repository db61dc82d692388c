#include "example/check/arguments.hpp"

#include <charconv>

namespace sdk_check {

namespace {

/** A day is as good as for ever. */
constexpr int LongestDeadline = 86400;

bool read_seconds(const std::string &text, std::chrono::seconds &seconds)
{
    int value = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    seconds = std::chrono::seconds(value);
    return error == std::errc() && stop == end && value >= 1 && value <= LongestDeadline;
}

} // namespace

Arguments parse_arguments(const std::vector<std::string> &words, std::string wx_version)
{
    Arguments arguments;
    arguments.wx_version = std::move(wx_version);
    const auto fail = [&](std::string sentence) {
        if (arguments.error.empty())
            arguments.error = std::move(sentence);
    };

    for (std::size_t next = 0; next < words.size(); ++next) {
        const std::string &word = words[next];
        const bool has_value = next + 1 < words.size();
        if (word == "--help" || word == "-h") {
            arguments.wants_help = true;
        } else if (word == "--version") {
            arguments.wants_version = true;
        } else if ((word == "--wx" || word == "--timeout") && !has_value) {
            fail(word + " needs a value.");
        } else if (word == "--wx") {
            arguments.wx_version = words[++next];
        } else if (word == "--timeout") {
            if (!read_seconds(words[++next], arguments.deadline))
                fail("--timeout needs a number of seconds, 1 to 86400.");
        } else if (word.starts_with("-")) {
            fail("There is no option " + word + ".");
        } else if (word.empty() || !arguments.plugin.empty()) {
            fail("One plugin is checked at a time.");
        } else {
            arguments.plugin = word;
        }
    }
    if (arguments.plugin.empty() && !arguments.wants_help && !arguments.wants_version)
        fail("Which plugin?");
    return arguments;
}

std::string_view help_text()
{
    return R"(Usage: slicer-sdk-check [OPTION]… PLUGIN.so

Checks a plugin against the slicer SDK's contract: opens it as a slicer does,
starts it in a host without a window, lists its actions, and makes and destroys
it 100 times. No action is performed. A plugin that crashes or hangs is told,
too.

  --wx VERSION       the wxWidgets version the host says it is made with, such
                     as 3.2.2; "" for none; as built if not given
  --timeout SECONDS  how long all of it may take; 60 if not given
  --help             show this and end
  --version          show the version and end

Each line is a rule with ok, warning or failed, and a sentence.
Exit codes: 0 no rule failed, 1 one did, 3 bad arguments or unreadable file.
)";
}

} // namespace sdk_check

#include "example/check/action_rules.hpp"

#include "example/check/utf8.hpp"
#include "loader/free_mnemonic.hpp"

namespace sdk_check {

namespace {

/** The mnemonic as it stands in the label; empty if there is none. */
std::string mnemonic_text(const std::string &label)
{
    for (std::size_t at = label.find('&'); at != std::string::npos && at + 1 < label.size();
         at = label.find('&', at + 2)) {
        if (label[at + 1] == '&')
            continue;
        std::size_t end = at + 2;
        while (end < label.size() && (static_cast<unsigned char>(label[end]) & 0xC0U) == 0x80U)
            ++end;
        return label.substr(at + 1, end - at - 1);
    }
    return {};
}

bool is_text(const slicer_sdk::Action &action)
{
    return is_utf8(action.id) && is_utf8(action.place) && is_utf8(action.label) && is_utf8(action.help);
}

bool is_known_place(const std::string &place)
{
    return place == SLICER_PLACE_FILE_EXPORT || place == SLICER_PLACE_ACCOUNT;
}

std::string description_of(const slicer_sdk::Action &action, bool is_enabled)
{
    const std::string place = action.place.empty() ? "in no menu, for scripts" : action.place;
    const std::string mnemonic = mnemonic_text(action.label);
    return action.id + ": " + place + ", \"" + action.label + "\", " +
           (mnemonic.empty() ? "no mnemonic" : "mnemonic " + mnemonic) + ", " +
           (is_enabled ? "enabled" : "disabled") + ", \"" + action.help + "\"";
}

/** Writes what is wrong with `action`; returns whether nothing is. */
bool check_action(const slicer_sdk::Action &action, Findings &findings)
{
    const int warnings = findings.warnings();
    if (!is_text(action)) {
        // Its texts are not repeated: they would spoil this text, too.
        findings.warn("action", "A text of it is no UTF-8.");
        return false;
    }
    // An action without a place is in no menu: it needs nothing that a menu shows.
    if (action.place.empty())
        return true;
    if (!is_known_place(action.place))
        findings.warn("action", action.id + " has a place that no host knows, and is not shown: \"" +
                                    action.place + "\".");
    if (slicer_sdk::mnemonic_of(action.label) == U'\0')
        findings.warn("action", action.id + " has no mnemonic in its label: put & before a letter.");
    if (action.help.empty())
        findings.warn("action", action.id + " has no help for the status bar.");
    return findings.warnings() == warnings;
}

} // namespace

void check_actions(const slicer_sdk::Plugin &plugin, Findings &findings)
{
    bool is_good = true;
    for (const slicer_sdk::Action &action : plugin.actions()) {
        const bool is_enabled = plugin.is_enabled(action.id);
        if (is_text(action))
            Findings::note("action", description_of(action, is_enabled));
        is_good = check_action(action, findings) && is_good;
    }
    if (plugin.actions().empty())
        findings.ok("menu", "It has no menu.");
    else if (is_good)
        findings.ok("menu", "Its actions have ids, places, labels with mnemonics, and help.");
}

} // namespace sdk_check

#include "entry/menu.hpp"

#include "entry/app.hpp"

#include <algorithm>
#include <array>

namespace mmf {

namespace {

// Marks a sentence for the catalogues; it is translated where it is given out.
constexpr const char *translatable(const char *sentence)
{
    return sentence;
}

constexpr std::array<slicer_menu_action, MenuSize> Actions = {{
    {action::Publish, SLICER_PLACE_FILE_EXPORT, translatable("Publish to &MyMiniFactory…"),
     translatable("Describe the model on the plate and upload it to your MyMiniFactory account")},
    {action::PublishNow, SLICER_PLACE_FILE_EXPORT, translatable("Publish &Now to MyMiniFactory"),
     translatable("Upload the model on the plate as you last described it, without asking; private "
                  "unless your settings say otherwise")},
    {action::Account, SLICER_PLACE_ACCOUNT, translatable("MyMiniFactory &Account…"),
     translatable("See which MyMiniFactory account is linked, or unlink it")},
    {action::Uploads, SLICER_PLACE_ACCOUNT, translatable("MyMiniFactory &Uploads…"),
     translatable("See what you have published from this computer, and go on with what is not finished")},
    {action::Settings, SLICER_PLACE_ACCOUNT, translatable("MyMiniFactory &Settings…"),
     translatable("Choose how to sign in, where the link is kept, the language, and what Publish Now makes")},
    {action::Diagnose, SLICER_PLACE_ACCOUNT, translatable("&Diagnose MyMiniFactory Connection…"),
     translatable("See whether everything a publish needs works, and what to do if not")},
    // Not shown: scripts use it.
    {action::Resume, "", translatable("Resume MyMiniFactory uploads"),
     translatable("Go on with every unfinished upload")},
}};

} // namespace

std::optional<slicer_menu_action> menu_action(std::uint32_t index, const Catalogue &catalogue)
{
    if (index >= Actions.size()) {
        return std::nullopt;
    }
    slicer_menu_action action = Actions.at(index);
    action.label = catalogue.translate(action.label);
    action.help = catalogue.translate(action.help);
    return action;
}

bool is_menu_action(std::string_view action_id)
{
    return std::any_of(Actions.begin(), Actions.end(),
                       [&](const slicer_menu_action &action) { return action_id == action.id; });
}

} // namespace mmf

#include "wx_host/language.hpp"

namespace wx_host {

namespace {

bool is_plain_c(const std::string &locale)
{
    return locale == "C" || locale == "POSIX" || locale.starts_with("C.");
}

bool is_language(const std::string &text)
{
    return (text.size() == 2 || text.size() == 3) &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
}

} // namespace

std::string language_of(const Environment &environment)
{
    std::string locale;
    for (const char *name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        locale = value_of(environment, name);
        if (!locale.empty())
            break;
    }
    if (locale.empty() || is_plain_c(locale))
        return "en";
    // LANGUAGE is a list of wishes, heeded by gettext unless the locale is C.
    if (const std::string wishes = value_of(environment, "LANGUAGE"); !wishes.empty())
        locale = wishes.substr(0, wishes.find(':'));
    return language_of_locale(locale);
}

std::string language_of_locale(std::string_view name)
{
    std::string locale(name.substr(0, name.find_first_of(".@")));
    std::string language = locale.substr(0, locale.find('_'));
    if (!is_language(language))
        return "en";
    if (locale == "pt_BR" || (language == "zh" && locale.size() == 5))
        return locale;
    return language;
}

} // namespace wx_host

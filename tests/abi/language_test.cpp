#include "wx_host/language.hpp"

#include <doctest/doctest.h>
#include <map>

TEST_CASE("the language comes from the environment")
{
    struct Row
    {
        std::map<std::string, std::string> environment;
        const char *expected;
    };
    const Row rows[] = {
        {{}, "en"},
        {{{"LANG", "C.UTF-8"}}, "en"},
        {{{"LANG", "fr_FR.UTF-8"}}, "fr"},
        {{{"LANG", "pt_BR.UTF-8"}}, "pt_BR"},
        {{{"LANG", "pt_PT"}}, "pt"},
        {{{"LANG", "zh_TW.UTF-8"}}, "zh_TW"},
        {{{"LANG", "de_DE@euro"}}, "de"},
        {{{"LANG", "fr_FR.UTF-8"}, {"LC_ALL", "hu_HU.UTF-8"}}, "hu"},
        {{{"LANG", "fr_FR.UTF-8"}, {"LC_MESSAGES", "es_ES"}}, "es"},
        {{{"LANG", "fr_FR.UTF-8"}, {"LC_ALL", ""}}, "fr"},
        {{{"LANG", "en_GB.UTF-8"}, {"LANGUAGE", "fr:de"}}, "fr"},
        {{{"LANG", "C"}, {"LANGUAGE", "fr"}}, "en"},
        {{{"LANG", "../../etc"}}, "en"},
        {{{"LANG", "fil_PH.UTF-8"}}, "fil"},
    };
    for (const Row &row : rows) {
        const auto look_up = [&](const char *name) -> const char * {
            const auto found = row.environment.find(name);
            return found != row.environment.end() ? found->second.c_str() : nullptr;
        };
        CHECK(wx_host::language_of(look_up) == row.expected);
    }
}

#include "base/language.hpp"

#include <doctest/doctest.h>

TEST_CASE("language: the setting, else the host, else the process")
{
    struct Case
    {
        const char *setting;
        const char *of_host;
        const char *of_process;
        const char *spoken;
    };
    for (const Case &c : {
             Case{"auto", "hu", "fr_FR.UTF-8", "hu"},
             Case{"", "fr", "", "fr"},
             Case{"auto", "pt_BR", "", "pt_BR"},
             Case{"auto", "zh-TW", "", "zh_TW"},
             Case{"auto", "", "es_ES.UTF-8", "es_ES"},
             Case{"auto", "", "ca@valencia", "ca"},
             Case{"auto", "", "", "en"},
             Case{"auto", "", "C", "en"},
             Case{"auto", "C", "hu_HU", "hu_HU"},
             Case{"auto", "../../etc", "", "en"},
             Case{"auto", "fr_../x", "", "fr"},
             Case{"auto", "FR", "", "en"},
             Case{"auto", "français", "", "en"},
             Case{"sp", "hu", "fr_FR", "es"}, // the service's word for Spanish
             Case{"en", "hu", "fr_FR", "en"},
             Case{"fr", "hu", "", "fr"},
         }) {
        CAPTURE(c.setting);
        CAPTURE(c.of_host);
        CAPTURE(c.of_process);
        CHECK(mmf::spoken_language(c.setting, c.of_host, c.of_process) == c.spoken);
    }
}

#include "loader/free_mnemonic.hpp"

#include <doctest/doctest.h>

using namespace slicer_sdk;

TEST_CASE("mnemonics are found and moved")
{
    struct Row
    {
        const char *label;
        Mnemonics taken;
        const char *expected;
        char32_t mnemonic;
    };
    const Row rows[] = {
        {"&Open", {}, "&Open", U'o'},
        {"Open", {}, "Open", 0},
        {"&Open", {U'o'}, "O&pen", U'p'},
        {"Publish to &Museum…", {U'm'}, "Publish to M&useum…", U'u'},
        {"Publish &Now", {U'n', U'o', U'w'}, "&Publish Now", U'p'},
        {"ab&c", {U'c'}, "&abc", U'a'},
        {"&aaa", {U'a'}, "aaa", 0},
        {"Save && &Close", {U'c'}, "Save && C&lose", U'l'},
        {"Save && Close", {}, "Save && Close", 0},
        {"&Éditer", {}, "&Éditer", U'é'},
        {"&Éditer", {U'é'}, "É&diter", U'd'},
        {"&Файл", {U'ф'}, "Файл", 0},
        {"&3D view", {U'3'}, "3&D view", U'd'},
        {"Tail &", {}, "Tail ", 0},
        {"&a &b", {}, "&a b", U'a'},
        {"", {}, "", 0},
        {"&Cut off \xC3", {U'c'}, "C&ut off \xC3", U'u'},
    };
    for (const Row &row : rows) {
        CAPTURE(row.label);
        Mnemonics taken = row.taken;
        const std::string result = with_free_mnemonic(row.label, taken);
        CHECK(result == row.expected);
        CHECK(mnemonic_of(result) == row.mnemonic);
        CHECK(taken.size() == row.taken.size() + (row.mnemonic != 0 ? 1 : 0));
    }
}

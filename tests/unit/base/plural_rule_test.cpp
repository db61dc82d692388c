#include "base/plural_rule.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using mmf::plural_form;

TEST_CASE("plural rule: the forms of real languages")
{
    struct Case
    {
        const char *rule;
        std::vector<unsigned long> numbers;
        std::vector<unsigned long> forms;
    };
    const char *const Polish = "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)";
    const char *const Slovenian = "n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3";
    for (const Case &c : {
             Case{"n != 1", {0, 1, 2, 21}, {1, 0, 1, 1}},
             Case{" ( n > 1 ) ", {0, 1, 2, 1000000}, {0, 0, 1, 1}},
             Case{"0", {0, 1, 2}, {0, 0, 0}},
             Case{Polish, {1, 2, 5, 12, 22, 25, 112, 122}, {0, 1, 2, 2, 1, 2, 2, 1}},
             Case{Slovenian, {1, 2, 3, 4, 5, 101, 103}, {0, 1, 2, 2, 3, 0, 2}},
             Case{"!n + !!n * 2 - 1", {0, 3}, {0, 1}}, // by C's precedence
             Case{"7 - 2 - 1", {0}, {4}},
             Case{"n / 2 % 3 < 2", {2, 4}, {1, 0}},
         }) {
        CAPTURE(c.rule);
        for (std::size_t i = 0; i < c.numbers.size(); ++i) {
            CAPTURE(c.numbers[i]);
            CHECK(plural_form(c.rule, c.numbers[i]) == c.forms[i]);
        }
    }
}

TEST_CASE("plural rule: what is no rule has no form")
{
    const std::string nested(100'000, '(');
    for (const std::string &rule :
         {std::string(), std::string("n !="), std::string("n ? 1"), std::string("n ? 1 :"), std::string("(n"),
          std::string("n)"), std::string("n n"), std::string("m"), std::string("n = 1"), std::string("n / 0"),
          std::string("1 % (n - n)"), std::string("99999999999999999999"), nested,
          std::string(100'000, '!')}) {
        CAPTURE(rule.substr(0, 40));
        CHECK_FALSE(plural_form(rule, 3).has_value());
    }
}

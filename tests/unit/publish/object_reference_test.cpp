#include "publish/object_reference.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using mmf::publish::object_id_in;

TEST_CASE("object reference: a number, or an address that ends with one")
{
    struct Case
    {
        const char *text;
        const char *id; // empty: none
    };
    for (const Case &c : std::vector<Case>{
             {"42", "42"},
             {"  42\n", "42"},
             {"#42", "42"},
             {"18446744073709551615", "18446744073709551615"},
             {"https://www.myminifactory.com/object/3d-print-well-designed-teapot-42", "42"},
             {"https://www.myminifactory.com/object/3d-print-teapot-2-42/", "42"},
             {"https://myminifactory.com/curation/status/42", "42"},
             {"https://myminifactory.com/object/42?ref=mail#comments", "42"},
             {"http://127.0.0.1:8080/object/vase-1001", "1001"},
             {"", ""},
             {"vase", ""},
             {"vase-42", ""},
             {"-42", ""},
             {"4 2", ""},
             {"42x", ""},
             {"123456789012345678901", ""},
             {"https://www.myminifactory.com/", ""},
             {"https://www.myminifactory.com/object/teapot", ""},
             {"https://www.myminifactory.com/object/teapot42", ""},
             {"https://www.myminifactory.com/?id=42", ""},
             {"https://www.myminifactory.com/object/teapot-123456789012345678901", ""},
         }) {
        CAPTURE(std::string(c.text));
        CHECK(object_id_in(c.text).value_or("") == c.id);
    }
}

#include "publish/file_names.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using namespace std::string_literals;
using Names = std::vector<std::string>;

namespace {

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

// What the header promises of every name.
bool is_good(const std::string &name)
{
    return name.ends_with(".stl") && name.size() > 4 && name.size() <= 120 && is_valid_utf8(name) &&
           !has_control_characters(name) && name.find_first_of("\"\\/:*?<>|%") == std::string::npos &&
           name.front() != '.' && name.front() != ' ' && name[name.size() - 5] != '.' &&
           name[name.size() - 5] != ' ';
}

} // namespace

TEST_CASE("file names: a name becomes one that any system takes")
{
    struct Case
    {
        std::string name;
        std::string file;
    };
    for (const Case &c : std::vector<Case>{
             {"Teapot", "Teapot.stl"},
             {"Tea pot", "Tea pot.stl"},
             {"  Teapot\t", "Teapot.stl"},
             {"v1.2", "v1.2.stl"},
             // The extension of a mesh is replaced, any other one is part of the name.
             {"cube.stl", "cube.stl"},
             {"cube.STL", "cube.stl"},
             {"cube.obj", "cube.stl"},
             {"cube.3mf", "cube.stl"},
             {"cube.stl.stl", "cube.stl.stl"},
             {"cube.txt", "cube.txt.stl"},
             {".stl", "model.stl"},
             // Nothing that is left of nothing.
             {"", "model.stl"},
             {" ", "model.stl"},
             {"...", "model.stl"},
             {". .", "model.stl"},
             {"\r\n\t", "model.stl"},
             {"\0"s, "model.stl"},
             {"\xE2\x80\x8B", "model.stl"},
             // Separators and what Windows forbids.
             {"a/b", "a_b.stl"},
             {"a\\b", "a_b.stl"},
             {"/", "_.stl"},
             {"../../etc/passwd", "_.._etc_passwd.stl"},
             {"..\\x", "_x.stl"},
             {"C:\\x", "C__x.stl"},
             {R"(a"b:c*d?e<f>g|h%i)", "a_b_c_d_e_f_g_h_i.stl"},
             {"%2e%2e%2f", "_2e_2e_2f.stl"},
             {".hidden", "hidden.stl"},
             {"-rf", "-rf.stl"},
             {"a. ", "a.stl"},
             {"a .stl", "a.stl"},
             // Nothing that ends or fakes a header, a line or a direction.
             {"a\r\nX-Header: b", "aX-Header_ b.stl"},
             {"a\0b"s, "ab.stl"},
             {"a\x1B[31mb", "a[31mb.stl"},
             {"a\x7F", "a.stl"},
             {"a\xC2\x85"
              "b",
              "ab.stl"},
             {"lts.\xE2\x80\xAEtxt", "lts.txt.stl"},
             {"\xEF\xBB\xBF"
              "a",
              "a.stl"},
             // Text of every length of character, and what is none.
             {"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80.stl"},
             {"a\xFF"
              "b",
              "a\xEF\xBF\xBD"
              "b.stl"},
             {"a\xF0\x9F\x98", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD.stl"},
         }) {
        CAPTURE(c.name);
        CHECK(stl_file_name(c.name) == c.file);
        CHECK(is_good(c.file));
    }
}

TEST_CASE("file names: reserved ones")
{
    for (const std::string name : {"con", "CON", "Prn", "aux", "nul", "com1", "COM9", "lpt0", "Lpt9",
                                   "con.stl", "nul.txt", "com1.a.b", "con .x"}) {
        CAPTURE(name);
        CHECK(stl_file_name(name).starts_with("_"));
    }
    for (const std::string name :
         {"console", "xcon", "com", "com10", "comx", "lpt", "nu", "null", "auxiliary", "a.con"}) {
        CAPTURE(name);
        CHECK(stl_file_name(name) == std::string(name) + ".stl");
    }
}

TEST_CASE("file names: long ones are cut at the end of a character")
{
    for (const std::string_view character : {"x", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}) {
        for (std::size_t before = 0; before < 5; ++before) {
            std::string name(before, 'a');
            while (name.size() < 5000) {
                name += character;
            }
            CAPTURE(character);
            CAPTURE(before);
            const std::string file = stl_file_name(name);
            CHECK(is_good(file));
            CHECK(file.size() > 116);
            CHECK(name.starts_with(file.substr(0, file.size() - 4)));
        }
    }
    CHECK(stl_file_name(std::string(116, 'x')) == std::string(116, 'x') + ".stl");
    CHECK(stl_file_name(std::string(117, 'x')) == std::string(116, 'x') + ".stl");
    // What the cut brings to the end may not stand there.
    CHECK(stl_file_name(std::string(100, 'x') + std::string(50, '.') + "y") ==
          std::string(100, 'x') + ".stl");
    CHECK(stl_file_name(std::string(100, ' ') + "y" + std::string(5000, ' ')) == "y.stl");
    CHECK(stl_file_name(std::string(1'000'000, '\xFF')).size() <= 120);
}

TEST_CASE("file names: any byte, anywhere")
{
    for (int c = 0; c < 256; ++c) {
        const char byte = static_cast<char>(c);
        for (const std::string &name :
             {std::string(1, byte), "a"s + byte, byte + "a"s, "a"s + byte + "b", std::string(300, byte)}) {
            CAPTURE(c);
            CHECK(is_good(stl_file_name(name)));
        }
    }
}

TEST_CASE("file names: each is there once, without regard to case")
{
    struct Case
    {
        Names names;
        Names unique;
    };
    for (const Case &c : std::vector<Case>{
             {{}, {}},
             {{"cube.stl"}, {"cube.stl"}},
             {{"cube.stl", "ball.stl"}, {"cube.stl", "ball.stl"}},
             {{"cube.stl", "cube.stl"}, {"cube.stl", "cube-2.stl"}},
             {{"cube.stl", "cube.stl", "cube.stl"}, {"cube.stl", "cube-2.stl", "cube-3.stl"}},
             {{"cube.stl", "Cube.stl", "CUBE.STL"}, {"cube.stl", "Cube-2.stl", "CUBE-3.STL"}},
             // A number that is there already.
             {{"cube-2.stl", "cube.stl", "cube.stl"}, {"cube-2.stl", "cube.stl", "cube-3.stl"}},
             {{"cube.stl", "cube.stl", "cube-2.stl"}, {"cube.stl", "cube-2.stl", "cube-2-2.stl"}},
             {{"a.b.stl", "a.b.stl"}, {"a.b.stl", "a.b-2.stl"}},
             {{"\xC3\xA9.stl", "\xC3\xA9.stl"}, {"\xC3\xA9.stl", "\xC3\xA9-2.stl"}},
             {{"\xC3\x89.stl", "\xC3\xA9.stl"}, {"\xC3\x89.stl", "\xC3\xA9-2.stl"}}, // É, é
             {{"\xCE\xA9.stl", "\xCF\x89.stl"}, {"\xCE\xA9.stl", "\xCF\x89-2.stl"}}, // Ω, ω
             {{"none", "none"}, {"none", "none-2"}},
         }) {
        CAPTURE(c.names);
        CHECK(unique_file_names(c.names) == c.unique);
    }

    const Names many = unique_file_names(Names(300, stl_file_name(std::string(200, 'x'))));
    std::set<std::string> different;
    for (const std::string &name : many) {
        CHECK(different.insert(lower(name)).second);
        CHECK(name.size() < 128);
    }
}

TEST_CASE("file names: a PLY is called as its STL would be")
{
    CHECK(ply_file_name("cube-2.stl") == "cube-2.ply");
    CHECK(ply_file_name(stl_file_name("a.b.STL")) == "a.b.ply");
    CHECK(stl_file_name(ply_file_name("cube.stl")) == "cube.stl");
}

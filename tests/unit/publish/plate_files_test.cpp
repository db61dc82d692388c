#include "publish/plate_files.hpp"

#include <doctest/doctest.h>
#include <string>
#include <utility>
#include <vector>

using namespace mmf;
using namespace mmf::publish;
using Names = std::vector<std::string>;
using Objects = std::vector<std::vector<std::size_t>>;

namespace {

// An object of this many triangles, whose box begins at `corner` in every direction.
PlatePart part(std::size_t object, std::string name, std::uint64_t triangles = 4, float corner = 0)
{
    return {object,
            std::move(name),
            {triangles, {corner, corner, corner}, {corner + 10, corner + 20, corner + 30}}};
}

PlateFiles plate(const Names &objects, std::string_view model = "Model")
{
    std::vector<PlatePart> parts;
    for (const std::string &name : objects) {
        parts.push_back(part(parts.size(), name));
    }
    return {model, std::move(parts)};
}

Names names(const PlateFiles &files)
{
    Names names;
    for (const PlateFile &file : files.files()) {
        names.push_back(file.file.filename);
    }
    return names;
}

Objects objects(const PlateFiles &files)
{
    Objects objects;
    for (const PlateFile &file : files.files()) {
        objects.push_back(file.objects);
    }
    return objects;
}

// What the same plate shows when it is opened again.
PlateFiles reopened(const PlateFiles &files, const Names &on_plate)
{
    PlateFiles again = plate(on_plate);
    again.apply(files.changes());
    return again;
}

} // namespace

TEST_CASE("plate files: one for each object, or one with everything")
{
    PlateFiles files("The model", {part(1, "a", 7, 5), part(3, "b", 8, -40), part(4, "c", 9, 0)});
    CHECK(files.has_choice());
    CHECK(files.arrangement() == Arrangement::FileForEach);
    CHECK(names(files) == Names{"a.stl", "b.stl", "c.stl"});
    CHECK(objects(files) == Objects{{1}, {3}, {4}});
    CHECK(files.files()[1].file == DraftFile{"b.stl", 8, 84 + 8 * 50});
    REQUIRE(files.files()[1].size);
    CHECK(files.files()[1].size->z == 30);

    files.arrange(Arrangement::OneFile);
    CHECK(files.arrangement() == Arrangement::OneFile);
    CHECK(objects(files) == Objects{{1, 3, 4}});
    CHECK(files.files()[0].file == DraftFile{"The model.stl", 24, 84 + 24 * 50});
    REQUIRE(files.files()[0].size); // of the box around all of them
    CHECK(files.files()[0].size->x == 55);
    CHECK(files.files()[0].size->y == 65);
    CHECK(files.files()[0].size->z == 75);
    files.arrange(Arrangement::FileForEach);
    CHECK(objects(files) == Objects{{1}, {3}, {4}});
}

TEST_CASE("plate files: a single object leaves nothing to choose")
{
    PlateFiles files = plate({"Vase"});
    CHECK_FALSE(files.has_choice());
    CHECK_FALSE(files.can_remove());
    files.arrange(Arrangement::OneFile);
    CHECK(files.arrangement() == Arrangement::FileForEach);
    CHECK(names(files) == Names{"Vase.stl"});
    files.remove(0);
    CHECK(names(files) == Names{"Vase.stl"});
}

TEST_CASE("plate files: what was not measured has no size, nor has what it is a part of")
{
    std::vector<PlatePart> parts{part(0, "a"), part(1, "b")};
    parts[1].is_measured = false;
    PlateFiles files("Model", parts);
    CHECK(files.files()[0].size);
    CHECK_FALSE(files.files()[1].size);
    files.arrange(Arrangement::OneFile);
    CHECK_FALSE(files.files()[0].size);
}

TEST_CASE("plate files: names that are free, whatever is asked for")
{
    struct Case
    {
        std::size_t file;
        std::string typed;
        std::string given;
    };
    for (const Case &c : std::vector<Case>{
             {0, "lid", "lid.stl"},
             {0, "lid.STL", "lid.stl"},
             {0, "a/b:<i>\"&c", "a_b__i__&c.stl"},
             {0, "con", "_con.stl"},
             {0, "CUP", "CUP-3.stl"},     // those of both others
             {1, "cup-2", "cup-2-2.stl"}, // that of the third one
             {2, "cup-2", "cup-2.stl"},   // its own
             {0, "", "vase.stl"},         // none: as offered
             {2, "  ", "cup-2.stl"},
             {0, "\xF0\x9F\x98\x80 \xD7\x90", "\xF0\x9F\x98\x80 \xD7\x90.stl"},
             {0, std::string(500, 'x'), std::string(116, 'x') + ".stl"},
         }) {
        CAPTURE(c.typed);
        PlateFiles files = plate({"vase", "cup", "cup"});
        REQUIRE(names(files) == Names{"vase.stl", "cup.stl", "cup-2.stl"});
        CHECK(files.rename(c.file, c.typed) == c.given);
        CHECK(names(files)[c.file] == c.given);
        CHECK(names(reopened(files, {"vase", "cup", "cup"})) == names(files));
    }
}

TEST_CASE("plate files: what is removed is not published, merged or not, until it is put back")
{
    const Names on_plate{"a", "b", "c"};
    PlateFiles files = plate(on_plate);
    files.remove(1);
    CHECK(names(files) == Names{"a.stl", "c.stl"});
    CHECK(files.removed_count() == 1);
    files.arrange(Arrangement::OneFile);
    CHECK(objects(files) == Objects{{0, 2}});
    CHECK_FALSE(files.can_remove());
    files.remove(0);
    CHECK(objects(files) == Objects{{0, 2}});
    CHECK(objects(reopened(files, on_plate)) == Objects{{0, 2}});
    CHECK(files.has_choice());

    files.arrange(Arrangement::FileForEach);
    files.remove(0);
    CHECK(names(files) == Names{"c.stl"});
    CHECK_FALSE(files.can_remove()); // the last one stays
    files.remove(0);
    CHECK(names(files) == Names{"c.stl"});
    files.put_back();
    CHECK(files.removed_count() == 0);
    CHECK(names(files) == Names{"a.stl", "b.stl", "c.stl"});
    CHECK(files.changes() == FileChanges{});
}

TEST_CASE("plate files: a name that was taken meanwhile is not taken twice")
{
    PlateFiles files = plate({"cup", "lid"});
    files.remove(0);
    CHECK(files.rename(0, "Cup") == "Cup.stl");
    files.put_back();
    CHECK(names(files) == Names{"cup-2.stl", "Cup.stl"});
}

TEST_CASE("plate files: the file with everything has a name of its own")
{
    PlateFiles files = plate({"a", "b"}, "");
    files.arrange(Arrangement::OneFile);
    CHECK(names(files) == Names{"model.stl"});
    CHECK(files.rename(0, "a") == "a.stl"); // no other file is there
    CHECK(names(reopened(files, {"a", "b"})) == Names{"a.stl"});
    CHECK(files.rename(0, " ") == "model.stl");
    files.arrange(Arrangement::FileForEach);
    CHECK(names(files) == Names{"a.stl", "b.stl"});
}

TEST_CASE("plate files: changes are found again by the object's name")
{
    PlateFiles files = plate({"a", "b", "b", "c"});
    files.rename(0, "b.stl"); // is b-3.stl
    files.rename(2, "second");
    files.remove(3);
    struct Case
    {
        Names on_plate;
        Names files;
    };
    for (const Case &c : std::vector<Case>{
             {{"a", "b", "b", "c"}, {"b-3.stl", "b.stl", "second.stl"}},
             {{"c", "b", "a", "b"}, {"b.stl", "b-3.stl", "second.stl"}}, // in another order
             {{"b", "x"}, {"b.stl", "x.stl"}},                           // others
             {{"c"}, {"c.stl"}},                                         // nothing would be left
             {{"a", "b-3", "c"}, {"b-3.stl", "b-3-2.stl"}},              // the name is taken
         }) {
        CAPTURE(c.on_plate);
        CHECK(names(reopened(files, c.on_plate)) == c.files);
    }
}

TEST_CASE("plate files: names that were exchanged stay so")
{
    PlateFiles files = plate({"a", "b"});
    files.rename(0, "x");
    files.rename(1, "a");
    files.rename(0, "b");
    REQUIRE(names(files) == Names{"b.stl", "a.stl"});
    CHECK(names(reopened(files, {"a", "b"})) == Names{"b.stl", "a.stl"});
}

TEST_CASE("plate files: changes that nobody made are no changes")
{
    FileChanges odd;
    odd.parts = {{"a", 7, "x.stl", true}, {"nobody", 0, "y.stl", false}, {"b", 0, "../../etc/passwd", false}};
    odd.one_filename = "a/b";
    PlateFiles files = plate({"a", "b"});
    files.apply(odd);
    CHECK(names(files) == Names{"a.stl", "_.._etc_passwd.stl"});
    files.arrange(Arrangement::OneFile);
    CHECK(names(files) == Names{"a_b.stl"});
    files.apply({});
    CHECK(files.changes() == FileChanges{});
}

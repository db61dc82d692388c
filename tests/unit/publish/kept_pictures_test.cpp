#include "publish/kept_pictures.hpp"

#include <cstddef>
#include <doctest/doctest.h>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace mmf;
using namespace mmf::publish;

namespace {

AddedPicture picture_of(std::size_t bytes, std::string name = "p.jpg")
{
    return {std::move(name), std::make_shared<const std::vector<std::byte>>(bytes)};
}

} // namespace

TEST_CASE("kept pictures: each model has its own, in their order")
{
    KeptPictures kept;
    CHECK(kept.find("a") == nullptr);
    const std::vector<AddedPicture> added = {picture_of(10, "tall.png"), picture_of(10, "wide.png")};
    kept.put({"a", 12, added});
    kept.put({"b", 24, {picture_of(5)}});
    REQUIRE(kept.find("a") != nullptr);
    CHECK(kept.find("a")->added == added);
    CHECK(kept.find("a")->triangles == 12);
    CHECK(kept.find("b")->added.size() == 1);
    kept.put({"a", 13, {added[1]}});
    CHECK(kept.find("a")->added == std::vector{added[1]});
    CHECK(kept.find("a")->triangles == 13);
    kept.put({"a", 13, {}});
    CHECK(kept.find("a") == nullptr);
    CHECK(kept.find("b") != nullptr);
}

TEST_CASE("kept pictures: those of the models last worked on stay")
{
    constexpr std::size_t Third = MaxKeptPictureBytes / 3;
    KeptPictures kept;
    for (const char *model : {"a", "b", "c"}) {
        kept.put({model, 1, {picture_of(Third)}});
    }
    CHECK(kept.find("a") != nullptr);
    kept.put({"a", 1, {picture_of(Third)}}); // worked on again
    kept.put({"d", 1, {picture_of(Third)}});
    CHECK(kept.find("b") == nullptr);
    for (const char *model : {"c", "a", "d"}) {
        CAPTURE(model);
        CHECK(kept.find(model) != nullptr);
    }
    kept.put({"large", 1, {picture_of(MaxKeptPictureBytes + 1)}}); // alone if need be
    CHECK(kept.find("large") != nullptr);
    CHECK(kept.find("d") == nullptr);
}

TEST_CASE("picture choice: what is sent")
{
    PictureChoice choice;
    REQUIRE(choice.pictures().cover);
    CHECK(*choice.pictures().cover == picture::View{});
    choice.cover = {{-10, 20}, true};
    choice.added = {picture_of(3), picture_of(4)};
    CHECK(*choice.pictures().cover == picture::View{-10, 20});
    CHECK(choice.pictures().added == std::vector{choice.added[0].file, choice.added[1].file});
    choice.cover.is_sent = false;
    CHECK(choice.pictures().filenames() == std::vector<std::string>{"picture-1.jpg", "picture-2.jpg"});
}

#include "publish/kept_draft.hpp"

#include <doctest/doctest.h>
#include <string>
#include <utility>
#include <vector>

using namespace mmf;
using namespace mmf::publish;

namespace {

PlateDraft plate(const std::string &name, const std::vector<std::string> &objects)
{
    std::vector<PlatePart> parts;
    for (const std::string &object : objects) {
        PlatePart part;
        part.object = parts.size();
        part.name = object;
        part.facts.triangles = 12;
        parts.push_back(std::move(part));
    }
    PlateDraft made;
    made.draft.name = name;
    made.files = PlateFiles(name, std::move(parts));
    return made;
}

} // namespace

TEST_CASE("kept draft: a model is found by its name and, of several objects, by theirs")
{
    CHECK(model_key(plate("a", {"a"})) == "a");
    CHECK(model_key(plate("", {"a"})).empty());
    CHECK(model_key(plate("", {"a", "b"})).empty());
    const std::vector<PlateDraft> others = {
        plate("a", {"a"}),       plate("a", {"a", "b"}),  plate("a", {"a", "b", "c"}), plate("a", {"b", "a"}),
        plate("a", {"ab", "c"}), plate("a", {"a", "bc"}), plate("b", {"a", "b"})};
    for (std::size_t i = 0; i < others.size(); ++i) {
        for (std::size_t j = 0; j < others.size(); ++j) {
            CHECK((model_key(others[i]) == model_key(others[j])) == (i == j));
        }
    }
    // What is left out for this publish does not make it another model.
    PlateDraft made = plate("a", {"a", "b"});
    const std::string key = model_key(made);
    made.files.remove(0);
    CHECK(model_key(made) == key);
    CHECK(kept(made).triangles == 24);
}

TEST_CASE("kept draft: the cover is looked at as it was left, also where none is sent")
{
    PlateDraft made = plate("a", {"a"});
    made.pictures.cover = {{-40, 65}, false};
    const KeptDraft left = kept(made);
    PlateDraft again = plate("a", {"a"});
    CHECK(kept(again) != left);
    again.original = FileSource{}; // nothing of its meshes is looked at
    restore(again, left);
    CHECK(again.pictures.cover == made.pictures.cover);
}

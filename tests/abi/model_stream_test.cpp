#include "shim_slicer/model_stream.hpp"

#include <doctest/doctest.h>
#include <limits>

using namespace shim;

namespace {

std::vector<Model> two_models()
{
    std::vector<Model> models(2);
    models[0].name = "first";
    models[0].mesh.vertices = {0, 0, 0, 1, 0, 0, 0, 1, 0};
    models[0].mesh.triangles = {0, 1, 2};
    models[1].mesh.vertices = {0, 0, -2, 1, 0, 0, 0, 1, 0, 5, 5, 5};
    models[1].mesh.triangles = {0, 1, 2, 3, 2, 1};
    models[1].transform[3] = 7;
    return models;
}

} // namespace

TEST_CASE("models come out as they went in")
{
    const auto models = decoded(encoded(two_models()));
    REQUIRE(models);
    REQUIRE(models->size() == 2);
    CHECK(models->at(0).name == "first");
    CHECK(models->at(1).name.empty());
    CHECK(models->at(1).mesh.vertices == two_models()[1].mesh.vertices);
    CHECK(models->at(1).mesh.triangles == two_models()[1].mesh.triangles);
    CHECK(models->at(1).transform == two_models()[1].transform);
    CHECK(models->at(1).mesh.bounds.min == Point{0, 0, -2});
    CHECK(models->at(1).mesh.bounds.max == Point{5, 5, 5});
}

TEST_CASE("what is not whole, or not sound, is no model")
{
    const std::string whole = encoded(two_models());
    const std::size_t first = encoded({two_models()[0]}).size();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        if (size != first)
            CHECK_FALSE(decoded(whole.substr(0, size)));
    }
    CHECK_FALSE(decoded(whole + "x"));

    const auto spoilt = [](auto spoil) {
        std::vector<Model> models = two_models();
        spoil(models[1]);
        return decoded(encoded(models)).has_value();
    };
    CHECK(spoilt([](Model &) {}));
    CHECK_FALSE(spoilt([](Model &model) { model.mesh.triangles[4] = 4; }));
    CHECK_FALSE(spoilt([](Model &model) { model.mesh.triangles.pop_back(); }));
    CHECK_FALSE(spoilt([](Model &model) { model.mesh.triangles.clear(); }));
    CHECK_FALSE(spoilt([](Model &model) { model.mesh.vertices.pop_back(); }));
    CHECK_FALSE(
        spoilt([](Model &model) { model.mesh.vertices[1] = std::numeric_limits<float>::infinity(); }));
    CHECK_FALSE(spoilt([](Model &model) { model.transform[0] = std::numeric_limits<float>::quiet_NaN(); }));
}

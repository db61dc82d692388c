#include "shim_slicer/importer_process.hpp"
#include "shim_slicer/model_file.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <functional>
#include <minizip/zip.h>

using namespace shim;

namespace {

// A box of 30 × 20 × 10 with its lower corner at the origin: corner i is at bit 0 of i in x, and so on.
constexpr int Quads[6][4] = {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4},
                             {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}};

Point corner(int index)
{
    return {(index & 1) != 0 ? 30.0F : 0, (index & 2) != 0 ? 20.0F : 0, (index & 4) != 0 ? 10.0F : 0};
}

std::string numbers(const Point &point)
{
    return std::to_string(point[0]) + " " + std::to_string(point[1]) + " " + std::to_string(point[2]);
}

std::string obj_vertices(float x = 0)
{
    std::string text;
    for (int i = 0; i < 8; ++i)
        text += "v " + numbers({corner(i)[0] + x, corner(i)[1], corner(i)[2]}) + "\n";
    return text;
}

std::string obj_faces(int first = 1)
{
    std::string text;
    for (const auto &quad : Quads) {
        text += "f";
        for (const int index : quad)
            text += " " + std::to_string(first + index);
        text += "\n";
    }
    return text;
}

std::string ply_header(const std::string &format, const std::string &vertices = "8",
                       const std::string &faces = "6")
{
    return "ply\nformat " + format + " 1.0\ncomment by a test\nelement vertex " + vertices +
           "\nproperty float x\nproperty float y\nproperty float z\nelement face " + faces +
           "\nproperty list uchar int vertex_indices\nend_header\n";
}

std::string text_ply()
{
    std::string text = ply_header("ascii");
    for (int i = 0; i < 8; ++i)
        text += numbers(corner(i)) + "\n";
    for (const auto &quad : Quads) {
        text += "4";
        for (const int index : quad)
            text += " " + std::to_string(index);
        text += "\n";
    }
    return text;
}

std::string binary_ply(bool is_big_endian = false)
{
    std::string bytes = ply_header(is_big_endian ? "binary_big_endian" : "binary_little_endian");
    const auto append = [&](auto value) {
        std::string raw(reinterpret_cast<const char *>(&value), sizeof value);
        if (is_big_endian)
            std::reverse(raw.begin(), raw.end());
        bytes += raw;
    };
    for (int i = 0; i < 8; ++i) {
        for (const float value : corner(i))
            append(value);
    }
    for (const auto &quad : Quads) {
        append(static_cast<unsigned char>(4));
        for (const int index : quad)
            append(index);
    }
    return bytes;
}

std::string box_mesh()
{
    std::string text = "<mesh><vertices>";
    for (int i = 0; i < 8; ++i)
        text += "<vertex x=\"" + std::to_string(corner(i)[0]) + "\" y=\"" + std::to_string(corner(i)[1]) +
                "\" z=\"" + std::to_string(corner(i)[2]) + "\"/>";
    text += "</vertices><triangles>";
    for (const auto &quad : Quads) {
        for (const auto &[a, b, c] : {std::array{0, 1, 2}, std::array{0, 2, 3}})
            text += "<triangle v1=\"" + std::to_string(quad[a]) + "\" v2=\"" + std::to_string(quad[b]) +
                    "\" v3=\"" + std::to_string(quad[c]) + "\"/>";
    }
    return text + "</triangles></mesh>";
}

std::string model_xml(const std::string &objects, const std::string &items,
                      const std::string &attributes = R"(unit="millimeter")")
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<model " + attributes +
           " xmlns=\"http://schemas.microsoft.com/3dmanufacturing/core/2015/02\""
           " xmlns:p=\"http://schemas.microsoft.com/3dmanufacturing/production/2015/06\"><resources>" +
           objects + "</resources><build>" + items + "</build></model>";
}

std::string object_xml(int id, const std::string &name, const std::string &content = box_mesh())
{
    return "<object id=\"" + std::to_string(id) + "\" type=\"model\"" +
           (name.empty() ? "" : " name=\"" + name + "\"") + ">" + content + "</object>";
}

std::string relationships(const std::vector<std::string> &models)
{
    std::string text =
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
        R"(<Relationship Target="/picture.png" Id="p" Type="http://schemas.openxmlformats.org/package/2006/)"
        R"(relationships/metadata/thumbnail"/>)";
    for (const std::string &model : models)
        text += "<Relationship Target=\"" + model +
                R"(" Id="r" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/>)";
    return text + "</Relationships>";
}

class Files
{
public:
    std::filesystem::path write(const std::string &name, const std::string &bytes)
    {
        return m_folder.write(name, bytes);
    }

    std::filesystem::path package(const std::string &model, const std::string &part = "3D/3dmodel.model")
    {
        return package_of({{"_rels/.rels", relationships({"/" + part})}, {part, model}});
    }

    /** Of parts with these names and contents. */
    std::filesystem::path package_of(const std::vector<std::pair<std::string, std::string>> &parts)
    {
        std::filesystem::path path = m_folder.path() / "model.3mf";
        zipFile archive = ::zipOpen64(path.c_str(), APPEND_STATUS_CREATE);
        for (const auto &[name, bytes] : parts) {
            ::zipOpenNewFileInZip(archive, name.c_str(), nullptr, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED,
                                  6);
            ::zipWriteInFileInZip(archive, bytes.data(), static_cast<unsigned>(bytes.size()));
            ::zipCloseFileInZip(archive);
        }
        ::zipClose(archive, nullptr);
        return path;
    }

    std::filesystem::path folder() const { return m_folder.path(); }

private:
    test::TemporaryFolder m_folder;
};

auto read(const std::filesystem::path &path)
{
    return read_models(path, MODEL_IMPORTER);
}

void check_box(const Model &model, const Bounds &expected = {{0, 0, 0}, {30, 20, 10}},
               std::size_t triangles = 12)
{
    CHECK(model.mesh.triangle_count() == triangles);
    CHECK(bounds_of(model.mesh, model.transform).min == expected.min);
    CHECK(bounds_of(model.mesh, model.transform).max == expected.max);
}

/** Refused, by this sentence or a part of it. */
void check_refused(const std::filesystem::path &path, const std::string &sentence)
{
    const auto models = read(path);
    CAPTURE(sentence);
    REQUIRE_FALSE(models);
    CAPTURE(models.error());
    CHECK(models.error().find(sentence) != std::string::npos);
    CHECK(models.error().find('$') == std::string::npos); // assimp's name for bytes in memory
}

} // namespace

TEST_CASE("PLY in every form, and endings in any case")
{
    Files files;
    for (const auto &bytes : {text_ply(), binary_ply(), binary_ply(true)}) {
        const auto models = read(files.write("Box.PLY", bytes));
        REQUIRE(models);
        REQUIRE(models->size() == 1);
        CHECK(models->front().name.empty());
        CHECK(models->front().mesh.vertex_count() == 8);
        CHECK(models->front().transform == Identity);
        check_box(models->front());
    }
}

TEST_CASE("the groups of an OBJ file are objects with their names; points and lines are left out")
{
    Files files;
    const auto models = read(files.write(
        "two.obj", "mtllib missing.mtl\no first\n" + obj_vertices() + obj_faces() + "l 1 2\np 3\n" +
                       "o only-a-line\nl 1 2\ng second\nusemtl red\n" + obj_vertices(100) + obj_faces(9)));
    REQUIRE(models);
    REQUIRE(models->size() == 2);
    CHECK(models->at(0).name == "first");
    CHECK(models->at(1).name == "second");
    check_box(models->at(0));
    check_box(models->at(1), {{100, 0, 0}, {130, 20, 10}});

    const auto unnamed = read(files.write("one.obj", obj_vertices() + obj_faces(-8)));
    REQUIRE(unnamed);
    REQUIRE(unnamed->size() == 1);
    CHECK(unnamed->front().name.empty());
}

TEST_CASE("the build items of a 3MF file are objects with names, transforms and components")
{
    Files files;
    const auto models = read(files.package(model_xml(
        object_xml(1, "Box &amp; co") + object_xml(2, "Größe") + object_xml(3, "unused") +
            object_xml(4, "",
                       R"(<components><component objectid="1"/>)"
                       R"(<component objectid="2" transform="-1 0 0 0 1 0 0 0 1 0 0 10"/></components>)"),
        R"(<item objectid="2" transform="-1 0 0 0 1 0 0 0 2 50 60 7"/><item objectid="1"/><item objectid="4"/>)")));
    REQUIRE(models);
    REQUIRE(models->size() == 3);
    CHECK(models->at(0).name == "Größe");
    CHECK(mirrors(models->at(0).transform));
    check_box(models->at(0), {{20, 60, 7}, {50, 80, 27}});
    CHECK(models->at(1).name == "Box & co");
    CHECK(models->at(1).transform == Identity);
    check_box(models->at(1));
    CHECK(models->at(2).name.empty());
    check_box(models->at(2), {{-30, 0, 0}, {30, 20, 20}}, 24);
}

TEST_CASE("the mirrored component of a 3MF object is not turned inside out")
{
    Files files;
    const auto models = read(files.package(model_xml(
        object_xml(1, "") +
            object_xml(
                2, "",
                R"(<components><component objectid="1" transform="1 0 0 0 1 0 0 0 -1 0 0 0"/></components>)"),
        R"(<item objectid="2"/>)")));
    REQUIRE(models);
    const Mesh &mesh = models->front().mesh;
    float six_volumes = 0;
    for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
        const Point a = mesh.vertex(mesh.triangles[i]);
        const Point b = mesh.vertex(mesh.triangles[i + 1]);
        const Point c = mesh.vertex(mesh.triangles[i + 2]);
        six_volumes += a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) +
                       a[2] * (b[0] * c[1] - b[1] * c[0]);
    }
    CHECK(six_volumes == doctest::Approx(6 * 30 * 20 * 10));
}

TEST_CASE("3MF files are in the unit that they name")
{
    Files files;
    const auto size = [&](const std::string &attributes) {
        const auto models = read(files.package(model_xml(
            object_xml(1, ""), R"(<item objectid="1" transform="1 0 0 0 1 0 0 0 1 10 0 0"/>)", attributes)));
        REQUIRE(models);
        CHECK(models->front().transform[0] == 1);
        const Bounds box = bounds_of(models->front().mesh, models->front().transform);
        return std::pair(box.min[0], box.max[0]);
    };
    CHECK(size("") == std::pair(10.0F, 40.0F));
    CHECK(size(R"(unit="millimeter")") == std::pair(10.0F, 40.0F));
    CHECK(size(R"(unit="inch")") == std::pair(254.0F, 1016.0F));
    CHECK(size(R"(unit="meter")").second == 40000.0F);
    check_refused(files.package(model_xml(object_xml(1, ""), R"(<item objectid="1"/>)", R"(unit="cubit")")),
                  "its unit is unknown");
}

TEST_CASE("an OBJ object keeps a name that looks like one the reading library gives")
{
    Files files;
    const auto models = read(files.write("named.obj", "o Object_7\n" + obj_vertices() + obj_faces()));
    REQUIRE(models);
    CHECK(models->front().name == "Object_7");
}

TEST_CASE("unit and names of a 3MF file are those of the part that its meshes are from")
{
    Files files;
    const auto model = [](const std::string &name, const std::string &unit) {
        return model_xml(object_xml(1, name), R"(<item objectid="1"/>)", "unit=\"" + unit + "\"");
    };
    for (const char *target : {"/3D/model.model", "3D/model.model"}) {
        const auto models = read(files.package_of({{"_rels/.rels", relationships({target})},
                                                   {"3D/3dmodel.model", model("wrong", "inch")},
                                                   {"3D/model.model", model("right", "centimeter")}}));
        REQUIRE(models);
        REQUIRE(models->size() == 1);
        CHECK(models->front().name == "right");
        check_box(models->front(), {{0, 0, 0}, {300, 200, 100}});
    }
}

TEST_CASE("transforms in a 3MF file that are not twelve numbers are refused")
{
    Files files;
    const auto item = [&](const std::string &transform) {
        return files.package(
            model_xml(object_xml(1, ""), R"(<item objectid="1" transform=")" + transform + R"("/>)"));
    };
    const auto component = [&](const std::string &transform) {
        return files.package(
            model_xml(object_xml(1, "") + object_xml(2, "",
                                                     R"(<components><component objectid="1" transform=")" +
                                                         transform + R"("/></components>)"),
                      R"(<item objectid="2"/>)"));
    };
    CHECK(read(item("1 0 0 0 1 0 0 0 1 0 0 0")));
    CHECK(read(item("  1 0 0\t0 +1 0  0 0 1e0 -0.5 .5 0 ")));
    for (const char *bad :
         {"", "1 0 0", "1 0 0 0 1 0 0 0 1 0 0", "1 0 0 0 1 0 0 0 1 0 0 0 0", "1 0 0 0 1 0 0 0 1 0 0 nan",
          "1 0 0 0 1 0 0 0 1 0 0 1e39", "1,0,0,0,1,0,0,0,1,0,0,0"}) {
        check_refused(item(bad), "a transform in it is not twelve numbers");
        check_refused(component(bad), "a transform in it is not twelve numbers");
    }
}

TEST_CASE("3MF files that require what would be left out are refused")
{
    Files files;
    const auto requires_of = [&](const std::string &attributes) {
        return files.package(model_xml(object_xml(1, ""), R"(<item objectid="1"/>)", attributes));
    };
    CHECK(read(requires_of(R"(requiredextensions="")")));
    CHECK(read(requires_of(R"(requiredextensions="p")")));
    CHECK(read(requires_of(R"(requiredextensions="m p" )"
                           R"(xmlns:m="http://schemas.microsoft.com/3dmanufacturing/material/2015/02")")));
    check_refused(
        requires_of(R"(requiredextensions="p b" )"
                    R"(xmlns:b="http://schemas.microsoft.com/3dmanufacturing/beamlattice/2017/02")"),
        "does not know (http://schemas.microsoft.com/3dmanufacturing/beamlattice/2017/02)");
    check_refused(requires_of(R"(requiredextensions="q")"), "does not know (q)");
}

TEST_CASE("coordinates that are too large to be worked with are refused")
{
    Files files;
    const auto placed = [&](const std::string &transform) {
        return files.package(
            model_xml(object_xml(1, ""), R"(<item objectid="1" transform=")" + transform + R"("/>)"));
    };
    CHECK(read(placed("1e6 0 0 0 1 0 0 0 1 0 0 0")));
    check_refused(placed("1e38 0 0 0 1 0 0 0 1 0 0 0"), "its coordinates are too large");
    check_refused(placed("1 0 0 0 1 0 0 0 1 0 0 1e30"), "its coordinates are too large");
    const auto stl = [&](const std::string &number) {
        return files.write("far.stl", "solid far\nfacet normal 0 0 0\nouter loop\nvertex 0 0 -" + number +
                                          "\nvertex 1 0 0\nvertex 0 1 " + number +
                                          "\nendloop\nendfacet\nendsolid\n");
    };
    CHECK(read(stl("9e8")));
    check_refused(stl("3e38"), "its coordinates are too large");
}

TEST_CASE("files that cannot be used are refused with a sentence")
{
    Files files;
    const auto file = [&](const char *name, const std::string &bytes) { return files.write(name, bytes); };
    const auto replaced = [](std::string text, const std::string &what, const std::string &with) {
        REQUIRE(text.find(what) != std::string::npos);
        return text.replace(text.find(what), what.size(), with);
    };
    const std::string obj = obj_vertices() + obj_faces();

    for (const char *name : {"missing.stl", "missing.obj", "missing.3mf"})
        check_refused(files.folder() / name, "it cannot be read (No such file");
    std::filesystem::create_directory(files.folder() / "folder.ply");
    check_refused(files.folder() / "folder.ply", "it is not a file");
    for (const char *name : {"empty.stl", "empty.obj", "empty.ply", "empty.3mf"})
        check_refused(file(name, ""), "it is empty");
    check_refused(file("model.step", "ISO-10303-21;"), "it is no STL, OBJ, PLY or 3MF file");
    check_refused(file("no-ending", text_ply()), "it is no STL, OBJ, PLY or 3MF file");

    check_refused(file("text.obj", "Dear reader,\nthis is a letter.\n"), "it has no triangles");
    check_refused(file("vertices.obj", obj_vertices()), "it has no triangles");
    check_refused(file("lines.obj", obj_vertices() + "l 1 2 3\n"), "it has no triangles");
    check_refused(file("index.obj", obj_vertices() + "f 1 2 9\n"), "index out of range");
    check_refused(file("index.obj", obj_vertices() + "f 1 2 -9\n"), "index out of range");
    check_refused(file("nan.obj", replaced(obj, "20.000000", "nan")), "is no number");
    check_refused(file("inf.obj", replaced(obj, "20.000000", "inf")), "is no number");

    check_refused(file("text.ply", "Dear reader,\nthis is a letter.\n"), "it is no PLY file");
    check_refused(file("header.ply", ply_header("ascii").substr(0, 120)), "cut off within its header");
    check_refused(file("form.ply", ply_header("latin")), "\"format latin 1.0\"");
    check_refused(file("latin.ply", ply_header("gr\xFCn")), "\"format gr\uFFFDn 1.0\"");
    check_refused(file("count.ply", ply_header("ascii", "many")), "\"element vertex many\"");
    check_refused(file("index.ply", replaced(text_ply(), "4 0 2 3 1", "4 0 2 8 1")),
                  "a corner that is not there");
    check_refused(file("index.ply", replaced(text_ply(), "4 0 2 3 1", "4 0 -2 3 1")),
                  "a corner that is not there");
    check_refused(file("nan.ply", replaced(text_ply(), "20.000000", "nan")), "is no number");
    check_refused(file("points.ply", ply_header("ascii", "1", "0") + "1 2 3\n"), "it has no triangles");
    check_refused(file("absurd.ply", replaced(binary_ply(), "vertex 8", "vertex 4000000000")),
                  "it should hold 4000000000 of \"vertex\"");
    check_refused(file("cut.ply", text_ply().substr(0, text_ply().size() - 4)),
                  "it should hold 6 of \"face\", but ends after 5: it is cut off");
    check_refused(file("cut.ply", binary_ply().substr(0, binary_ply().size() - 1)),
                  "it should hold 6 of \"face\", but ends after 5: it is cut off");

    check_refused(file("text.3mf", "Dear reader,\nthis is a letter.\n"), "it is no ZIP archive");
    check_refused(files.package_of({{"3D/3dmodel.model", "<model/>"}}), "it has no _rels/.rels");
    check_refused(files.package_of({{"_rels/.rels", relationships({"/3D/3dmodel.model"})}}),
                  "it has no 3D/3dmodel.model");
    check_refused(files.package_of({{"_rels/.rels", relationships({})}, {"3D/3dmodel.model", "<model/>"}}),
                  "it names 0 models to start with");
    check_refused(files.package_of({{"_rels/.rels", relationships({"/a.model", "/b.model"})}}),
                  "it names 2 models to start with");
    check_refused(files.package(model_xml(object_xml(1, ""), "")), "it has no triangles");
    check_refused(files.package(model_xml("", R"(<item objectid="1"/>)")), "it has no triangles");
    check_refused(files.package("<html></html>"), "it has no model");
    check_refused(files.package(model_xml(object_xml(1, ""), "").substr(0, 400)), "line 2: ");
    check_refused(files.package(replaced(model_xml(object_xml(1, ""), R"(<item objectid="1"/>)"), "v2=\"2\"",
                                         "v2=\"88\"")),
                  "a corner that is not there");
    check_refused(files.package(model_xml(object_xml(1, ""), R"(<item objectid="1" p:path="/3D/a.model"/>)")),
                  "in parts of their own");
}

TEST_CASE("what the reading library cannot stand does no harm here")
{
    Files files;
    // An object that is a part of itself.
    check_refused(
        files.package(model_xml(object_xml(1, "", R"(<components><component objectid="1"/></components>)"),
                                R"(<item objectid="1"/>)")),
        "damaged");
    const auto try_all = [&](const char *name, const std::string &whole, std::size_t step) {
        std::size_t refused = 0;
        for (std::size_t size = step; size < whole.size(); size += step) {
            const auto models = read(files.write(name, whole.substr(0, size)));
            if (!models)
                CHECK_FALSE(models.error().empty());
            refused += models ? 0 : 1;
        }
        return refused;
    };
    CHECK(try_all("cut.ply", binary_ply(), 41) == (binary_ply().size() - 1) / 41);
    try_all("cut.obj", obj_vertices() + obj_faces(), 61);
    const std::filesystem::path package =
        files.package(model_xml(object_xml(1, ""), R"(<item objectid="1"/>)"));
    std::ifstream stream(package, std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(stream), {}};
    CHECK(try_all("cut.3mf", whole, 97) == (whole.size() - 1) / 97);
    // One wrong bit of the packed model: the checksum tells.
    std::string flipped = whole;
    flipped[whole.size() / 2] = static_cast<char>(flipped[whole.size() / 2] ^ 4);
    check_refused(files.write("flipped.3mf", flipped), "damaged");
}

TEST_CASE("a missing importer is told, and STL does without it")
{
    Files files;
    const auto models = read_models(files.write("box.ply", text_ply()), files.folder() / "none");
    REQUIRE_FALSE(models);
    CHECK(models.error() ==
          "the program that reads such files cannot be started (No such file or directory)");
    CHECK(read_models(SAMPLE_MODEL, files.folder() / "none"));
}

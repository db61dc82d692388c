#include "fit_sentences.hpp"

#include <doctest/doctest.h>
#include <memory>
#include <set>
#include <string>

using namespace mmf;
using namespace mmf::ui;
using publish::Way;

namespace {

const publish::DraftFile Big{"50% %s & big.stl", 2'200'000, 110'000'084};

std::string text(const wxString &said)
{
    return said.utf8_string();
}

publish::FittedMesh made(publish::MeshFormat format, double deviation)
{
    auto mesh = std::make_shared<model::IndexedMesh>();
    mesh->triangles.resize(3 * 1'234);
    return {std::move(mesh), format, deviation};
}

} // namespace

TEST_CASE("fit sentences: what is too large is named as it is")
{
    CHECK(text(too_large_question(Big)) ==
          "“50% %s & big.stl” has 110.0 MB. MyMiniFactory takes files below 100 MB.");
}

TEST_CASE("fit sentences: each way says its size and its price")
{
    CHECK(text(label_of({Way::FileForEach, 3, 2'200'000, 60'000'084}, Big)) ==
          "One file for each o&bject: 3 files, the largest of 60.0 MB");
    CHECK(text(label_of({Way::Reduce, 1, 1'989'998, 99'499'984}, Big)) ==
          "&Reduce to fit: 1,989,998 of 2,200,000 triangles, 99.5 MB");
    CHECK(text(label_of({Way::Ply, 1, 2'200'000, 41'800'300}, Big)) ==
          "Binary &PLY with shared vertices: about 41.8 MB");
    CHECK(text(leave_label(Big)) == "&Leave it as it is: 110.0 MB");
    CHECK(text(price_of(Way::Ply)).find("PLY is accepted, but only STL is verified by the site today.") !=
          std::string::npos);
    const std::set<std::string> prices = {text(price_of(Way::FileForEach)), text(price_of(Way::Reduce)),
                                          text(price_of(Way::Ply)), text(leave_price())};
    CHECK(prices.size() == 4);
    CHECK(prices.count("") == 0);
}

TEST_CASE("fit sentences: what came of it")
{
    CHECK(text(fitted_text(Big, made(publish::MeshFormat::Stl, 0.01234))) ==
          "“50% %s & big.stl” is reduced from 2,200,000 to 1,234 triangles. Its surface moves by at most "
          "about 0.012 mm.");
    CHECK(text(fitted_text(Big, made(publish::MeshFormat::Ply, 0))) ==
          "“50% %s & big.stl” goes as PLY. PLY is accepted, but only STL is verified by the site today.");
    CHECK(text(format_deviation(0)) == "0.001 mm, or less");
    CHECK(text(format_deviation(12.3456)) == "12.346 mm");
}

TEST_CASE("fit sentences: what did not work")
{
    std::set<std::string> said;
    for (const Way way : {Way::Reduce, Way::Ply}) {
        CHECK_FALSE(while_fitting(way).empty());
        said.insert(text(fit_failed(way, {ErrorKind::TooLarge, "detail", 0})));
        CHECK(text(fit_failed(way, {ErrorKind::BadMesh, "“Vase”: vertex 3", 0})).find("damaged") !=
              std::string::npos);
    }
    CHECK(said.size() == 2);
    for (const std::string &sentence : said) {
        CHECK(sentence.find("Nothing was changed.") != std::string::npos);
    }
}

#include "publish/upload_list.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf::publish;
using Names = std::vector<std::string>;

namespace {

UploadRow row(const char *id, const char *name)
{
    UploadRow made;
    made.job.id = id;
    made.job.name = name;
    return made;
}

Names shown(const UploadList &list)
{
    Names names;
    for (std::size_t i = 0; i < list.size(); ++i) {
        names.push_back(list.at(i).job.name);
    }
    return names;
}

UploadList vases()
{
    UploadList list;
    list.set({row("c", "Twisted Vase"), row("b", "Äpfel"), row("a", "vase, small")});
    return list;
}

} // namespace

TEST_CASE("upload list: what is searched for")
{
    UploadList list = vases();
    struct Case
    {
        const char *text;
        Names found;
    };
    const std::vector<Case> cases = {
        {"", {"Twisted Vase", "Äpfel", "vase, small"}},
        {"vase", {"Twisted Vase", "vase, small"}},
        {"VASE", {"Twisted Vase", "vase, small"}},
        {"äP", {"Äpfel"}},
        {"vase,", {"vase, small"}},
        {"d V", {"Twisted Vase"}},
        {"*", {}},
        {"vases", {}},
    };
    for (const Case &c : cases) {
        CAPTURE(std::string(c.text));
        list.search(c.text);
        CHECK(shown(list) == c.found);
        CHECK(list.total() == 3);
    }
}

TEST_CASE("upload list: what is searched for stays when the rows are told anew")
{
    UploadList list = vases();
    list.search("vase");
    list.set({row("d", "New vase"), row("e", "Cup"), row("a", "vase, small")});
    CHECK(shown(list) == Names{"New vase", "vase, small"});
    CHECK(list.total() == 3);
    CHECK(list.place_of("a") == 1);
    CHECK(list.place_of("d") == 0);
    CHECK_FALSE(list.place_of("e"));
    CHECK_FALSE(list.place_of("c"));
    REQUIRE(list.find("e") != nullptr);
    CHECK(list.find("e")->job.name == "Cup");
    CHECK(list.find("c") == nullptr);
}

TEST_CASE("upload list: one goes on, whether it is shown or not")
{
    UploadList list = vases();
    list.search("vase");
    CHECK(list.set_under_way("b"));
    CHECK(list.set_under_way("a"));
    CHECK_FALSE(list.set_under_way("z"));
    CHECK(list.find("b")->standing == Standing::UnderWay);
    CHECK(list.at(1).standing == Standing::UnderWay);
    CHECK(list.at(0).standing == Standing::Done);
}

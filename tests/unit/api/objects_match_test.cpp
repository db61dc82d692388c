#include "api/objects.hpp"

#include <cstddef>
#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::api;

TEST_CASE("objects: which slot is whose")
{
    using Names = std::vector<std::string>;
    using Slots = std::vector<UploadSlot>;
    struct Case
    {
        std::string what;
        Names names;
        Slots slots;
        std::vector<std::string> ids; // empty: refused
    };
    for (const Case &c : std::vector<Case>{
             {"in order", {"a.stl", "b.stl"}, {{"1", "a.stl"}, {"2", "b.stl"}}, {"1", "2"}},
             {"in another order", {"a.stl", "b.stl"}, {{"2", "b.stl"}, {"1", "a.stl"}}, {"1", "2"}},
             {"more than asked for", {"a.stl"}, {{"0", "x.stl"}, {"1", "a.stl"}}, {"1"}},
             {"renamed: by position", {"a b.stl", "b.stl"}, {{"1", "a_b.stl"}, {"2", "b.stl"}}, {"1", "2"}},
             {"without names: by position", {"a.stl", "b.stl"}, {{"1", ""}, {"2", ""}}, {"1", "2"}},
             {"doubled names: by position", {"a.stl", "b.stl"}, {{"1", "a.stl"}, {"2", "a.stl"}}, {"1", "2"}},
             {"fewer", {"a.stl", "b.stl"}, {{"1", "a.stl"}}, {}},
             {"none", {"a.stl"}, {}, {}},
             {"more and renamed", {"a.stl"}, {{"1", "x"}, {"2", "y"}}, {}},
             {"more and doubled", {"a.stl"}, {{"1", "a.stl"}, {"2", "a.stl"}}, {}},
             {"no id", {"a.stl", "b.stl"}, {{"1", "a.stl"}, {"", "b.stl"}}, {}},
             {"one id for two", {"a.stl", "b.stl"}, {{"1", "a.stl"}, {"1", "b.stl"}}, {}},
             {"another case of letters: by position", {"A.stl"}, {{"1", "a.stl"}}, {"1"}},
         }) {
        CAPTURE(c.what);
        const auto matched = match_slots(c.names, c.slots);
        REQUIRE(matched.has_value() == !c.ids.empty());
        if (!matched) {
            CHECK(matched.error().kind == ErrorKind::BadAnswer);
            continue;
        }
        REQUIRE(matched->size() == c.ids.size());
        for (std::size_t i = 0; i < c.ids.size(); ++i) {
            CHECK((*matched)[i].upload_id == c.ids[i]);
            CHECK((*matched)[i].filename == c.names[i]); // ours goes into a header, not theirs
        }
    }
}

TEST_CASE("objects: which status is whose")
{
    UploadStatus status;
    status.files = {{{"3", "c.stl"}, FileStatus::Failed},
                    {{"1", "other name"}, FileStatus::Complete},
                    {{"", "b.stl"}, FileStatus::Complete},
                    {{"1", ""}, FileStatus::Failed}};
    const std::vector<FileStatus> expected = {FileStatus::Complete, FileStatus::Unknown, FileStatus::Failed};
    CHECK(match_statuses({{"1", "a.stl"}, {"2", "b.stl"}, {"3", "c.stl"}}, status.files) == expected);
    CHECK(match_statuses({}, status.files).empty());
}

#include "print_check_sentences.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace mmf;
using namespace mmf::ui;
using model::PrintCheck;
using model::PrintFinding;
using model::PrintProblem;

namespace {

std::string text(const wxString &said)
{
    return said.utf8_string();
}

PrintCheck cube(double side)
{
    PrintCheck check;
    check.objects = 1;
    check.triangles = 12;
    check.size = {side, side, side};
    check.volume = side * side * side;
    return check;
}

} // namespace

TEST_CASE("print check sentences: measures are told as finely as they matter")
{
    CHECK(text(measures_text(cube(20))) == "20 × 20 × 20 mm, 8 cm³");
    CHECK(text(measures_text(cube(5.5))) == "5.5 × 5.5 × 5.5 mm, 166.4 mm³");
    PrintCheck open = cube(20.004);
    open.size.y = 12.346;
    open.volume.reset();
    CHECK(text(measures_text(open)) == "20 × 12.35 × 20 mm");
}

TEST_CASE("print check sentences: the summary says whether there is something to look at")
{
    PrintCheck check = cube(20);
    CHECK(text(summary_text(check)) ==
          "20 × 20 × 20 mm, 8 cm³. Nothing was found that would keep it from being printed.");
    check.findings = {{PrintProblem::Specks, 7}};
    CHECK(text(summary_text(check)) == "20 × 20 × 20 mm, 8 cm³. 1 thing may keep it from being printed.");
    check.findings.push_back({PrintProblem::LargerThanBed, 1});
    CHECK(text(summary_text(check)) == "20 × 20 × 20 mm, 8 cm³. 2 things may keep it from being printed.");
}

TEST_CASE("print check sentences: each finding says what was found, and what to do")
{
    struct Case
    {
        PrintFinding finding;
        std::uint64_t objects;
        std::string expected;
    };
    const std::vector<Case> cases = {
        {{PrintProblem::OpenEdges, 1},
         1,
         "1 edge is open: there is a hole, or a wall without thickness. Repair the model in the slicer or in "
         "a mesh "
         "editor."},
        {{PrintProblem::OpenEdges, 3},
         2,
         "3 edges are open: there is a hole, or a wall without thickness. Repair the model in the slicer or "
         "in a mesh "
         "editor."},
        {{PrintProblem::TurnedEdges, 3},
         1,
         "At 3 edges the surface turns from outside to inside. Let a mesh editor make all normals point "
         "outwards."},
        {{PrintProblem::InsideOutShells, 1},
         1,
         "1 part is inside out. Flip its normals in a mesh editor, or it may be printed as a hole."},
        {{PrintProblem::FlatTriangles, 2},
         1,
         "2 triangles have no area. Slicers pass over that; a repair removes it."},
        {{PrintProblem::Specks, 2},
         1,
         "2 parts are smaller than 0.5 mm, too small to be printed. Delete what was left over from "
         "modelling."},
        {{PrintProblem::LargerThanBed, 1},
         1,
         "It is larger than the bed of a common printer. Cut or scale it to 256 mm, or say in the "
         "description what "
         "it needs."},
        {{PrintProblem::LargerThanBed, 1},
         3,
         "1 object is larger than the bed of a common printer. Cut or scale it to 256 mm, or say in the "
         "description "
         "what it needs."},
        {{PrintProblem::MuchTooSmall, 1},
         1,
         "It is less than 5 mm long. If it was drawn in inches or metres, scale it by 25.4 or by 1000 "
         "first."},
        {{PrintProblem::MuchTooSmall, 2},
         3,
         "2 objects are less than 5 mm long. If it was drawn in inches or metres, scale it by 25.4 or by "
         "1000 first."},
        {{PrintProblem::MuchTooLarge, 1},
         1,
         "It is at least 1,000 mm long. If its unit was mistaken, scale it down by 25.4 or by 1000 first."},
    };
    for (const Case &c : cases) {
        CHECK(text(sentence(c.finding, c.objects)) == c.expected);
    }
}

TEST_CASE("print check sentences: what was not looked at is no fault of the model")
{
    CHECK(text(not_checked_text({ErrorKind::TooLarge, "4000001 triangles", 0})) ==
          "It is too large to be looked at for whether it can be printed.");
    CHECK(text(not_checked_text({ErrorKind::Disk, "/tmp/x: gone", 0})) ==
          "Whether it can be printed could not be found out.");
}

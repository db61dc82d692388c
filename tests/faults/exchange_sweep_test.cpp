// The n-th exchange of a whole publish fails, for every n, in every way, once and from then on; then it goes
// on to its end. Whatever happens, there is at most one object, every byte of it right, and what is not there
// was told.
#include "publish_story.hpp"
#include "sweep.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;

namespace {

constexpr const char *Kinds[] = {
    // the connection
    "drop-before", "drop-mid", "drop-after", "stop-reading", "truncated", "slow:600",
    // what a proxy says
    "html-403", "html-502", "html-503", "502-after", "redirect:http://127.0.0.1:9/elsewhere",
    // what the service says; not "401-after", which denies that the create it carried out was allowed: it is
    // believed, and sent again
    "400", "401", "403", "404", "409", "413", "422", "429", "429:0", "500", "500-after", "503", "503:0",
    // what nobody understands
    "garbage", "empty-json", "wrong-types",
    // the end of a link
    "expire-tokens", "forget-tokens",
    // the status of files
    "status-failed", "status-pending", "status-odd"};

std::vector<std::string> complaints_of(Start start, const std::string &fault, bool restarts, EndCount &ends)
{
    PublishStory story(start);
    ends.add(story.with_fault(fault, restarts));
    return story.explained_complaints();
}

} // namespace

TEST_CASE("whichever exchange fails, and however: at most one object, and the rest is told")
{
    std::vector<SweepCase> cases;
    EndCount ends;
    for (const Start start : Starts) {
        const std::size_t requests = PublishStory(start).undisturbed_requests();
        REQUIRE(requests >= 6); // a create, three files, a status, the visibility
        for (std::size_t n = 1; n <= requests; ++n) {
            for (const std::string kind : Kinds) {
                for (const char *until : {"", "+"}) {
                    const std::string fault = "#" + std::to_string(n) + until + ":" + kind;
                    const bool restarts = cases.size() % 2 == 1;
                    cases.push_back(
                        {std::string(name_of(start)) + " " + fault, [start, fault, restarts, &ends] {
                             return complaints_of(start, "* /*" + fault, restarts, ends);
                         }});
                }
            }
        }
    }
    CHECK(cases.size() >= 1000);
    for (const std::string &complaint : run_sweep(cases)) {
        FAIL_CHECK(complaint);
    }
    ends.check({StoryEnd::OneObject, StoryEnd::UnknownCreate, StoryEnd::Refused, StoryEnd::FileRefused});
}

// The line breaks at every byte of a publish where something could hang on it, either way, on each of its
// connections; then it goes on.
#include "publish_story.hpp"
#include "sweep.hpp"

#include <doctest/doctest.h>

using namespace mmf;
using namespace mmf::test;

namespace {

std::vector<Mesh> two_small_and_a_big_one()
{
    std::vector<Mesh> meshes = numbered_meshes(2);
    meshes.push_back(folded_mesh(4000)); // more than the sockets on the way hold at once
    return meshes;
}

// Beginning and end byte by byte, every line's end, and powers of two.
std::set<std::uint64_t> interesting_offsets(const std::string &passed)
{
    constexpr std::uint64_t Edge = 64;
    std::set<std::uint64_t> offsets;
    for (std::uint64_t i = 0; i <= std::min<std::uint64_t>(Edge, passed.size()); ++i) {
        offsets.insert(i);
        offsets.insert(passed.size() - i);
    }
    for (std::size_t at = passed.find("\r\n"); at != std::string::npos; at = passed.find("\r\n", at + 1)) {
        offsets.insert({at, at + 1, at + 2});
    }
    for (std::uint64_t power = 1; power < passed.size(); power *= 2) {
        offsets.insert(power);
    }
    return offsets;
}

// Mostly what costs no time to be noticed.
Cut::Kind kind_of(std::size_t number)
{
    if (number % 8 == 7) {
        return Cut::Kind::Hold;
    }
    return number % 2 == 0 ? Cut::Kind::End : Cut::Kind::Reset;
}

std::string name_of(const Cut &cut)
{
    const char *kinds[] = {"end", "reset", "hold"};
    return std::to_string(cut.connection) + (cut.direction == Direction::Up ? " up " : " down ") +
           std::to_string(cut.after) + " " + kinds[static_cast<std::size_t>(cut.kind)];
}

std::vector<Cut> cuts_of(const std::vector<Relay::Passed> &connections)
{
    std::vector<Cut> cuts;
    for (std::size_t connection = 0; connection < connections.size(); ++connection) {
        for (const Direction direction : {Direction::Up, Direction::Down}) {
            const auto way = static_cast<std::size_t>(direction);
            for (const std::uint64_t offset : interesting_offsets(connections[connection][way])) {
                cuts.push_back({connection, direction, offset, kind_of(cuts.size())});
            }
        }
    }
    return cuts;
}

} // namespace

TEST_CASE("wherever the line breaks: at most one object, and the rest is told")
{
    const auto connections = PublishStory(Start::Linked, two_small_and_a_big_one()).undisturbed_bytes();
    std::vector<SweepCase> cases;
    std::atomic<std::size_t> has_cut = 0;
    EndCount ends;
    for (const Cut &cut : cuts_of(connections)) {
        const bool restarts = cases.size() % 4 == 0;
        cases.push_back({name_of(cut), [cut, restarts, &has_cut, &ends] {
                             PublishStory story(Start::Linked, two_small_and_a_big_one());
                             ends.add(story.with_cut(cut, restarts));
                             has_cut += story.has_been_cut() ? 1 : 0;
                             return story.explained_complaints();
                         }});
    }
    for (const std::string &complaint : run_sweep(cases)) {
        FAIL_CHECK(complaint);
    }
    MESSAGE(cases.size(), " cuts");
    CHECK((has_cut * 10 > cases.size() * 8 || !is_whole_sweep())); // how many connections there are varies
    ends.check({StoryEnd::OneObject, StoryEnd::UnknownCreate});
}

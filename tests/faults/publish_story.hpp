// One publish as a person lives it: pressed once, gone on with while it can go on, and what is at the service
// in the end. What the sweeps vary is what goes wrong on the way.
#pragma once

#include "support/engine_fixture.hpp"
#include "support/relay.hpp"

#include <array>
#include <atomic>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::test {

// How the account is linked when Publish is pressed; each makes other requests.
enum class Start
{
    Linked,   // with a token that is good
    Expired,  // with one that must be renewed first
    Unlinked, // the person signs in, a code is exchanged
    Implicit, // the person signs in, no code and no renewal
};

constexpr Start Starts[] = {Start::Linked, Start::Expired, Start::Unlinked, Start::Implicit};

const char *name_of(Start start);

// What the promise allows as an end.
enum class StoryEnd
{
    OneObject,     // with every byte right
    UnknownCreate, // told, and left to the person
    Refused,       // definitely, with nothing at the service
    FileRefused,   // definitely, and told with the object that remains
    Broken,        // the promise; see `complaints`
};

const char *name_of(StoryEnd end);

// How many stories came to which end. `add` is thread-safe.
class EndCount
{
public:
    void add(StoryEnd end) { ++m_counts[static_cast<std::size_t>(end)]; }
    // Each of them came, or the sweep does not sweep what it is for.
    void check(std::initializer_list<StoryEnd> ends) const;

private:
    std::array<std::atomic<int>, 5> m_counts = {};
};

class PublishStory
{
public:
    explicit PublishStory(Start start, std::vector<Mesh> meshes = numbered_meshes(3));

    // How many requests it takes where nothing goes wrong.
    std::size_t undisturbed_requests();
    // With these faults ("METHOD PATH#NTH:KIND"), which end with the first attempt. `restarts`: each further
    // attempt is made by a new engine, as after a new start of the slicer.
    StoryEnd with_fault(const std::string &fault, bool restarts);
    // With a line that breaks once, for an account that is linked.
    StoryEnd with_cut(const Cut &cut, bool restarts);
    bool has_been_cut() const { return m_relay && m_relay->has_cut(); }
    // What goes over the line where nothing goes wrong.
    std::vector<Relay::Passed> undisturbed_bytes();

    // What is not as it was promised, with the requests for a person who looks for the cause; empty: all is.
    std::vector<std::string> explained_complaints() const;

private:
    void speak_through(const Cut &cut);
    publish::JobEnded go_on_to_end(publish::JobEnded ended, bool restarts);
    publish::JobEnded go_on(const publish::JobEnded &ended, bool restarts);
    publish::JobEnded end_of(const std::string &job);
    StoryEnd judge(const publish::JobEnded &ended);
    void check_done(const publish::JobEnded &ended);
    void check_unknown_create(const publish::JobEnded &ended);
    StoryEnd check_refused(const publish::JobEnded &ended);
    bool a_file_was_refused() const;
    void require(bool holds, std::string_view complaint);
    void check_requests();
    std::string protocol() const;

    std::unique_ptr<Relay> m_relay;
    EngineFixture m_fixture;
    TestPlate m_plate;
    std::vector<std::string> m_complaints;
};

} // namespace mmf::test

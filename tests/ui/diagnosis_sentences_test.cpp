#include "diagnosis_sentences.hpp"

#include <doctest/doctest.h>
#include <set>
#include <string>

using namespace mmf;
using namespace mmf::ui;
using diagnosis::Check;
using diagnosis::Finding;
using diagnosis::State;
using diagnosis::What;

namespace {

void check_is_clear(const std::string &said)
{
    CAPTURE(said);
    REQUIRE(said.size() > 8);
    CHECK(said.ends_with('.'));
    CHECK(said.find("  ") == std::string::npos);
    CHECK(said.find("..") == std::string::npos);
    CHECK(said.find('%') == std::string::npos);
}

What what_of(Finding finding)
{
    struct Range
    {
        Finding last;
        What what;
    };
    for (const Range &range :
         {Range{Finding::ClientIsMissing, What::Client}, Range{Finding::NameUnknown, What::Name},
          Range{Finding::Broken, What::Connection}, Range{Finding::ClockUnknown, What::Clock},
          Range{Finding::ApiOdd, What::Api}, Range{Finding::NoPage, What::SignInPage},
          Range{Finding::NoSecretNeeded, What::ClientSecret}, Range{Finding::FrameRefused, What::Framing},
          Range{Finding::WebKitMissing, What::WebKit}, Range{Finding::NoPort, What::BrowserPort},
          Range{Finding::LinkFileFailed, What::Keyring}}) {
        if (finding <= range.last) {
            return range.what;
        }
    }
    return What::Link;
}

} // namespace

TEST_CASE("sentences: every finding has one of its own")
{
    std::set<std::string> all;
    constexpr int Last = static_cast<int>(Finding::LinkUnknown);
    for (int i = 0; i <= Last; ++i) {
        const auto finding = static_cast<Finding>(i);
        const auto said =
            sentence(Check{what_of(finding), State::Failed, finding, "DETAIL", 503}).utf8_string();
        check_is_clear(said);
        all.insert(said);
    }
    CHECK(all.size() == Last + 1);
}

TEST_CASE("sentences: every thing and every state has a name")
{
    std::set<std::string> names;
    for (int i = 0; i <= static_cast<int>(What::Link); ++i) {
        names.insert(name_of(static_cast<What>(i)).utf8_string());
    }
    CHECK(names.size() == static_cast<std::size_t>(What::Link) + 1);
    for (int i = 0; i <= static_cast<int>(State::Skipped); ++i) {
        names.insert(word_for(static_cast<State>(i)).utf8_string());
    }
    CHECK(names.size() ==
          static_cast<std::size_t>(What::Link) + static_cast<std::size_t>(State::Skipped) + 2);
}

TEST_CASE("sentences: the summary is about what matters most")
{
    const Check good{What::Clock, State::Ok, Finding::ClockIsRight};
    const Check skipped{What::Link, State::Skipped, Finding::NoLink};
    const Check slow{What::Clock, State::Warning, Finding::ClockIsOff, {}, -12};
    const Check locked{What::Keyring, State::Warning, Finding::KeyringIsLocked};
    const Check refused{What::SignInPage, State::Failed, Finding::PageRefused, "Invalid client ID", 400};
    const Check unknown{What::Name, State::Failed, Finding::NameUnknown, "www.example.com"};
    const auto said = [](const std::vector<Check> &checks) { return summary(checks).utf8_string(); };

    CHECK(said({good, skipped}) == "Everything works.");
    CHECK(said({good, locked, slow})
              .starts_with("Publishing works. This computer's clock is 12 minutes slow."));
    CHECK(
        said({locked, refused, good}).starts_with("Publishing does not work yet. The sign-in page refuses"));
    CHECK(said({refused, unknown}).starts_with("MyMiniFactory cannot be reached. The name www.example.com"));
    CHECK(test_summary({good}) == "The connection works.");
    CHECK(test_summary({refused}).utf8_string().find("“Invalid client ID”") != std::string::npos);
    CHECK(test_summary({unknown}) == summary({unknown}));
    CHECK(worst_of({good, skipped}) == State::Ok);
    CHECK(worst_of({good, slow, skipped}) == State::Warning);
    CHECK(worst_of({refused, slow}) == State::Failed);
    CHECK(sentence(Check{What::Clock, State::Warning, Finding::ClockIsOff, {}, 1})
              .utf8_string()
              .starts_with("This computer's clock is 1 minute fast."));
}

TEST_CASE("sentences: what is wrong with an entry")
{
    using auth::ClientField;
    using auth::ClientProblem;
    for (const auth::ClientFinding &finding : {auth::ClientFinding{ClientField::Id, ClientProblem::Missing},
                                               {ClientField::Id, ClientProblem::NotPlain},
                                               {ClientField::Id, ClientProblem::TooLong},
                                               {ClientField::Secret, ClientProblem::NotPlain},
                                               {ClientField::Secret, ClientProblem::TooLong},
                                               {ClientField::Port, ClientProblem::NotAPort}}) {
        check_is_clear(sentence(finding).utf8_string());
    }
}

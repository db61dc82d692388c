#include "entry/unfinished_offer.hpp"

#include "entry/app.hpp"
#include "slicer_sdk/lifecycle.h"
#include "slicer_sdk/offer.h"
#include "spool/spool_mark.hpp"
#include "support/environment.hpp"
#include "support/temp_folder.hpp"

#include <cstring>
#include <doctest/doctest.h>
#include <filesystem>
#include <string>
#include <vector>

using namespace mmf;
using mmf::test::EnvironmentVariable;
using mmf::test::TempFolder;

namespace {

// Notes what it is offered.
struct OfferHost
{
    OfferHost()
    {
        host.host_data = this;
        host.get_extension = [](const slicer_host *asked, const char *id) -> const void * {
            const OfferHost &self = *static_cast<OfferHost *>(asked->host_data);
            if (std::strcmp(id, SLICER_EXT_OFFER) == 0) {
                return self.has_offers ? &self.offers : nullptr;
            }
            if (std::strcmp(id, SLICER_EXT_OFFER_2) == 0) {
                return self.can_withdraw ? &self.offers_2 : nullptr;
            }
            return std::strcmp(id, SLICER_EXT_LIFECYCLE) == 0 && self.has_lifecycle ? &self.lifecycle
                                                                                    : nullptr;
        };
    }
    OfferHost(const OfferHost &) = delete;
    OfferHost &operator=(const OfferHost &) = delete;

    static OfferHost &self(const slicer_host *host) { return *static_cast<OfferHost *>(host->host_data); }

    const slicer_host_offer offers = {[](const slicer_host *asked, const slicer_offer *offer) {
        self(asked).shown.push_back(std::string(offer->action_id) + ": " + offer->message + " [" +
                                    offer->button + "]");
    }};
    const slicer_host_offer_2 offers_2 = {offers.show,
                                          [](const slicer_host *asked, const char *action) {
                                              CHECK(std::string(action) == "mmf.resume");
                                              return self(asked).is_shown;
                                          },
                                          [](const slicer_host *asked, const char *action) {
                                              self(asked).shown.push_back(std::string(action) + " withdrawn");
                                          }};
    const slicer_host_lifecycle lifecycle = {
        [](const slicer_host *asked) { return self(asked).is_attended; }};
    slicer_host host{};
    bool has_offers = true;
    bool has_lifecycle = true;
    bool is_attended = true;
    bool can_withdraw = true;
    bool is_shown = true; // what was offered
    std::vector<std::string> shown;
};

} // namespace

TEST_CASE("unfinished uploads: one and several")
{
    CHECK(unfinished_sentence(1, Catalogue()) == "1 upload to MyMiniFactory was not finished.");
    CHECK(unfinished_sentence(2, Catalogue()) == "2 uploads to MyMiniFactory were not finished.");
    CHECK(unfinished_sentence(21, Catalogue()) == "21 uploads to MyMiniFactory were not finished.");
}

TEST_CASE("unfinished uploads: are offered where there is somebody to see it, and a host that can show it")
{
    struct Case
    {
        bool has_offers;
        bool has_lifecycle;
        bool is_attended;
        bool expected;
    };
    OfferHost host;
    for (const Case &c : {Case{true, true, true, true}, Case{true, true, false, false},
                          Case{true, false, false, true}, Case{false, true, true, false}}) {
        CAPTURE(c.has_offers);
        CAPTURE(c.has_lifecycle);
        CAPTURE(c.is_attended);
        host.has_offers = c.has_offers;
        host.has_lifecycle = c.has_lifecycle;
        host.is_attended = c.is_attended;
        CHECK(can_offer(host.host) == c.expected);
    }
}

TEST_CASE("unfinished uploads: the offer says how many, and is made only if there are any")
{
    const TempFolder state;
    const EnvironmentVariable state_home("XDG_STATE_HOME", state.path().c_str());
    const std::filesystem::path spool = state / "mmf-publish" / "spool";
    OfferHost host;
    offer_unfinished(host.host, Catalogue());
    CHECK(host.shown.empty());
    CHECK(std::filesystem::is_empty(state.path())); // the look has made nothing

    std::filesystem::create_directories(spool / "job");
    offer_unfinished(host.host, Catalogue());
    CHECK(host.shown.empty());

    REQUIRE(set_mark(spool / "job", SpoolMark::Unfinished));
    offer_unfinished(host.host, Catalogue());
    CHECK(host.shown ==
          std::vector<std::string>{"mmf.resume: 1 upload to MyMiniFactory was not finished. [&Go on]"});
}

TEST_CASE("unfinished uploads: an offer that is still shown says how many are left, or goes")
{
    const TempFolder state;
    const EnvironmentVariable state_home("XDG_STATE_HOME", state.path().c_str());
    const std::filesystem::path spool = state / "mmf-publish" / "spool";
    for (const char *job : {"one", "two"}) {
        std::filesystem::create_directories(spool / job);
        REQUIRE(set_mark(spool / job, SpoolMark::Unfinished));
    }
    OfferHost host;
    SUBCASE("some are left, then none")
    {
        std::filesystem::remove_all(spool / "one");
        renew_offer(host.host, Catalogue());
        std::filesystem::remove_all(spool / "two");
        renew_offer(host.host, Catalogue());
        CHECK(host.shown ==
              std::vector<std::string>{"mmf.resume: 1 upload to MyMiniFactory was not finished. [&Go on]",
                                       "mmf.resume withdrawn"});
    }
    SUBCASE("one that was answered or dismissed does not come back")
    {
        host.is_shown = false;
        renew_offer(host.host, Catalogue());
        CHECK(host.shown.empty());
    }
    SUBCASE("a host that cannot take offers away is left alone")
    {
        host.can_withdraw = false;
        std::filesystem::remove_all(spool);
        renew_offer(host.host, Catalogue());
        CHECK(host.shown.empty());
    }
}

#include "entry/host_check.hpp"

#include "slicer_sdk/notify.h"
#include "slicer_sdk/plate.h"
#include "slicer_sdk/plate_file.h"
#include "slicer_sdk/window.h"

#include <doctest/doctest.h>
#include <map>
#include <string>

using namespace mmf;

namespace {

constexpr RequiredWx Required = {"3.2.2", "build A"};

// A host that offers what is left in `offers`.
struct FakeHost
{
    FakeHost()
    {
        host.host_data = this;
        host.get_extension = [](const slicer_host *asked, const char *id) -> const void * {
            const auto &offered = self(asked).offers;
            const auto found = offered.find(id);
            return found == offered.end() ? nullptr : found->second;
        };
    }
    FakeHost(const FakeHost &) = delete;
    FakeHost &operator=(const FakeHost &) = delete;

    static FakeHost &self(const slicer_host *host) { return *static_cast<FakeHost *>(host->host_data); }

    const slicer_host_plate plate = {
        [](const slicer_host *asked) { return self(asked).is_plate_empty; },
        [](const slicer_host *) -> const slicer_plate * { return nullptr; },
    };
    const slicer_host_plate_file plate_file = {
        [](const slicer_host *asked) { return self(asked).is_plate_file_empty; },
        [](const slicer_host *, char *, std::size_t) {},
        [](const slicer_host *, const char *, char *, std::size_t) { return false; },
    };
    const slicer_host_notify notify{};
    const slicer_host_window window = {
        [](const slicer_host *) -> void * { return nullptr; },
        [](const slicer_host *asked) { return self(asked).wx_version; },
        [](const slicer_host *asked) { return self(asked).wx_build; },
    };

    bool is_plate_empty = false;
    bool is_plate_file_empty = false;
    const char *wx_version = "3.2.8";
    const char *wx_build = "build A";
    std::map<std::string, const void *> offers = {{SLICER_EXT_PLATE, &plate},
                                                  {SLICER_EXT_PLATE_FILE, &plate_file},
                                                  {SLICER_EXT_NOTIFY, &notify},
                                                  {SLICER_EXT_WINDOW, &window}};
    slicer_host host{};
};

} // namespace

TEST_CASE("host check: meshes or an exporter, either will do")
{
    FakeHost fake;
    CHECK(why_not(fake.host, Required).empty());
    fake.offers.erase(SLICER_EXT_PLATE);
    CHECK(why_not(fake.host, Required).empty());
    fake.offers[SLICER_EXT_PLATE] = &fake.plate;
    fake.offers.erase(SLICER_EXT_PLATE_FILE);
    CHECK(why_not(fake.host, Required).empty());
    fake.offers.erase(SLICER_EXT_PLATE);
    CHECK(why_not(fake.host, Required) == "This slicer does not tell plugins what is on the plate.");
}

TEST_CASE("host check: what else is needed is said in a sentence")
{
    FakeHost fake;
    SUBCASE("no outcomes")
    {
        fake.offers.erase(SLICER_EXT_NOTIFY);
    }
    SUBCASE("no windows")
    {
        fake.offers.erase(SLICER_EXT_WINDOW);
    }
    SUBCASE("no wxWidgets")
    {
        fake.wx_version = "";
    }
    SUBCASE("another series of wxWidgets")
    {
        fake.wx_version = "3.3.0";
    }
    SUBCASE("another build of wxWidgets")
    {
        fake.wx_build = "build B";
    }
    const std::string reason = why_not(fake.host, Required);
    CHECK(reason.starts_with("This slicer "));
    CHECK(reason.ends_with("."));
}

TEST_CASE("host check: the plate is what the meshes say, else what the exporter says")
{
    for (const bool meshes : {false, true}) {
        for (const bool file : {false, true}) {
            FakeHost fake;
            fake.is_plate_empty = meshes;
            fake.is_plate_file_empty = file;
            CHECK(plate_is_empty(fake.host) == meshes);
            fake.offers.erase(SLICER_EXT_PLATE);
            CHECK(plate_is_empty(fake.host) == file);
            fake.offers.erase(SLICER_EXT_PLATE_FILE);
            CHECK(plate_is_empty(fake.host));
        }
    }
}

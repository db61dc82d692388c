#include "publish/print_settings.hpp"

#include "publish/draft.hpp"

#include <cstring>
#include <doctest/doctest.h>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using namespace mmf::publish;

namespace {

using Limits = std::numeric_limits<double>;

constexpr slicer_print_settings Unknown{0, "", 0, SLICER_SUPPORTS_UNKNOWN};

// Nothing but a layer height, a material, a print time, supports.
PrintingHints of_height(double millimetres)
{
    return hints_of(slicer_print_settings{millimetres, "", 0, SLICER_SUPPORTS_UNKNOWN});
}

PrintingHints of_material(const char *name)
{
    return hints_of(slicer_print_settings{0, name, 0, SLICER_SUPPORTS_UNKNOWN});
}

PrintingHints of_time(double seconds)
{
    return hints_of(slicer_print_settings{0, "", seconds, SLICER_SUPPORTS_UNKNOWN});
}

PrintingHints of_supports(std::int32_t supports)
{
    return hints_of(slicer_print_settings{0, "", 0, supports});
}

std::string repeated(std::size_t times, const std::string &text)
{
    std::string whole;
    for (std::size_t i = 0; i < times; ++i) {
        whole += text;
    }
    return whole;
}

struct FakeHost
{
    FakeHost()
    {
        host.get_extension = [](const slicer_host *asked, const char *id) -> const void * {
            const auto &self = *static_cast<const FakeHost *>(asked->host_data);
            return self.has_extension && std::strcmp(id, SLICER_EXT_SETTINGS_OF_PRINT) == 0 ? &self.table
                                                                                            : nullptr;
        };
        host.host_data = this;
    }
    FakeHost(const FakeHost &) = delete;
    FakeHost &operator=(const FakeHost &) = delete;
    ~FakeHost() = default;

    slicer_host host{};
    bool has_extension = true;
    bool knows = true;
    bool writes = true;
    slicer_host_settings_of_print table{[](const slicer_host *asked, slicer_print_settings *settings) {
        const auto &self = *static_cast<const FakeHost *>(asked->host_data);
        if (self.writes) {
            *settings = {0.2, "PLA", 0, SLICER_SUPPORTS_NEEDED};
        }
        return self.knows;
    }};
};

} // namespace

TEST_CASE("print settings: nothing known says nothing")
{
    CHECK(is_empty(hints_of(Unknown)));
}

TEST_CASE("print settings: all of them at once")
{
    const PrintingHints hints = hints_of(slicer_print_settings{0.15, "PETG", 12'240, SLICER_SUPPORTS_NONE});
    PrintingHints expected;
    expected.layer_height = "0.15";
    expected.material = "PETG";
    expected.hours_from = "3";
    expected.hours_to = "4";
    expected.is_support_free = true;
    CHECK(hints == expected);
}

TEST_CASE("print settings: layer heights")
{
    const std::vector<std::pair<double, std::string>> table = {
        {0.2, "0.2"},
        {static_cast<double>(0.2F), "0.2"},
        {0.075, "0.075"},
        {1, "1"},
        {100, "100"},
        {0.0004, ""}, // would be none
        {0, ""},
        {-0.2, ""},
        {100.01, ""},
        {Limits::max(), ""},
        {Limits::min(), ""},
        {Limits::infinity(), ""},
        {-Limits::infinity(), ""},
        {Limits::quiet_NaN(), ""},
    };
    for (const auto &[height, text] : table) {
        CAPTURE(height);
        PrintingHints expected;
        expected.layer_height = text;
        CHECK(of_height(height) == expected);
    }
}

TEST_CASE("print settings: materials")
{
    const std::string long_name = repeated(MaxHintLength, "é");
    const std::vector<std::pair<std::string, std::string>> table = {
        {"PLA", "PLA"},
        {"  Prusament PETG\n", "Prusament PETG"},
        {"ナイロン", "ナイロン"},
        {"PLA\x1b[31m", "PLA[31m"},
        {"\t \n", ""},
        {"PLA\xff", ""},              // no text
        {"\xc0\xaf", ""},             // overlong
        {"\xed\xa0\x80", ""},         // a surrogate
        {long_name, long_name},       // as long as a hint may be
        {long_name + "x", ""},        // a character more
        {repeated(1 << 20, "x"), ""}, // a book
    };
    for (const auto &[name, text] : table) {
        CAPTURE(name.substr(0, 40));
        PrintingHints expected;
        expected.material = text;
        CHECK(of_material(name.c_str()) == expected);
    }
    CHECK(is_empty(of_material(nullptr)));
}

TEST_CASE("print settings: no more of a material is read than a hint may have")
{
    // Without an end, as far as it may be looked at: AddressSanitizer sees a step too far.
    const std::vector<char> endless(4 * MaxHintLength + 1, 'x');
    CHECK(is_empty(of_material(endless.data())));
}

TEST_CASE("print settings: print times are the whole hours around them")
{
    const std::vector<std::pair<double, std::pair<std::string, std::string>>> table = {
        {1, {"0", "1"}},
        {3600, {"1", "1"}},
        {3601, {"1", "2"}},
        {9999.0 * 3600, {"9999", "9999"}},
        {9999.0 * 3600 + 1, {}},
        {0, {}},
        {-1, {}},
        {Limits::max(), {}},
        {Limits::infinity(), {}},
        {Limits::quiet_NaN(), {}},
    };
    for (const auto &[seconds, range] : table) {
        CAPTURE(seconds);
        PrintingHints expected;
        expected.hours_from = range.first;
        expected.hours_to = range.second;
        CHECK(of_time(seconds) == expected);
    }
}

TEST_CASE("print settings: supports")
{
    CHECK(of_supports(SLICER_SUPPORTS_NONE).is_support_free == true);
    CHECK(of_supports(SLICER_SUPPORTS_NEEDED).is_support_free == false);
    for (const std::int32_t other :
         {0, 3, -1, std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()}) {
        CAPTURE(other);
        CHECK(is_empty(of_supports(other)));
    }
}

TEST_CASE("print settings: what comes of them can be sent")
{
    for (const double number : {0.001, 0.2, 99.9999, 100.0, 35'996'400.0, 1e-300, 1e300}) {
        CAPTURE(number);
        Draft draft;
        draft.name = "Vase";
        draft.files = {{"vase.stl", 1, 134}};
        draft.hints = hints_of(slicer_print_settings{number, "a\u202Eb", number, 7});
        CHECK(check(draft, mmf::Policy{}).empty());
    }
}

TEST_CASE("print settings: a host is asked, if it knows")
{
    FakeHost fake;
    CHECK(hints_of(fake.host) == hints_of(slicer_print_settings{0.2, "PLA", 0, SLICER_SUPPORTS_NEEDED}));
    SUBCASE("it says that it knows nothing")
    {
        fake.knows = false;
    }
    SUBCASE("it says that it knows, and writes nothing")
    {
        fake.writes = false;
    }
    SUBCASE("it has no such extension")
    {
        fake.has_extension = false;
    }
    if (!fake.knows || !fake.writes || !fake.has_extension) {
        CHECK(is_empty(hints_of(fake.host)));
    }
}

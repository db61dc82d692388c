#include "diagnosis/report.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace mmf;
using namespace mmf::diagnosis;

namespace {

auth::Profile profile(const std::string &id, std::string_view secret)
{
    auth::Profile made = auth::public_service();
    made.client_id = id;
    made.client_secret = Secret(secret);
    return made;
}

} // namespace

TEST_CASE("report: what is the person's own is taken out, wherever it stands")
{
    const auto mine = profile("abcdef-client", "abcdef-client-secret");
    CHECK(redacted("id abcdef-client, again abcdef-client", mine, "") == "id abcd…, again abcd…");
    CHECK(redacted("“abcdef-client-secret”", mine, "") == "“[secret]”");
    CHECK(redacted("/home/dora/.config/x and /home/dora", mine, "/home/dora") == "~/.config/x and ~");
    CHECK(redacted("a/b", mine, "/") == "a/b");
    CHECK(redacted("nothing", mine, "") == "nothing");
    // Nothing beyond its beginning.
    CHECK(redacted("abcd", profile("abcd", ""), "") == "abcd");
    CHECK(redacted("abcde", profile("abcde", ""), "") == "abcd…");
    CHECK(redacted("nobody is set", profile("", ""), "") == "nobody is set");
}

TEST_CASE("report: its text")
{
    const auto text =
        report("Everything works.", {{"Slicer", "Shim/1"}, {"System", "/home/dora/linux"}},
               {{"Good", "Clock", "It is right."}, {"Failed", "API", "“abcdef-client” is unknown."}},
               profile("abcdef-client", "s3cret"), "/home/dora");
    CHECK(text == "Everything works.\n\nSlicer: Shim/1\nSystem: ~/linux\n\n[Good] Clock: It is right.\n"
                  "[Failed] API: “abcd…” is unknown.\n");
}

// From Cancel to the job's end, at every stage that a publish can be in.
#define DOCTEST_CONFIG_IMPLEMENT // the fixture's checks
#include "bench_mesh.hpp"
#include "benches.hpp"

#include "support/engine_fixture.hpp"
#include "support/reserved_port.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <stdexcept>
#include <thread>

namespace mmf::bench {

namespace {

using publish::JobProgress;
using publish::Phase;
using test::EngineFixture;
using test::TestPlate;

constexpr double Milliseconds = 1000;

void throw_failure(const doctest::AssertData &check)
{
    if (check.m_failed) {
        throw std::runtime_error(std::string("it does not hold: ") + check.m_expr);
    }
}

double time_of_cancel(EngineFixture &fixture, const std::string &job)
{
    return time_of([&] {
        fixture.engine().cancel(job, false);
        (void)fixture.end_of(job);
    });
}

template <typename Fits>
void wait_for_progress(EngineFixture &fixture, Fits fits)
{
    REQUIRE(fixture.events.wait_for<JobProgress>(fits));
}

double cancel_spooling(const TestPlate &plate, double part)
{
    EngineFixture fixture;
    const std::string job = fixture.publish(plate);
    wait_for_progress(fixture, [&](const JobProgress &progress) {
        return progress.phase == Phase::Spooling && progress.done > 0 &&
               static_cast<double>(progress.done) >= part * static_cast<double>(progress.total);
    });
    return time_of_cancel(fixture, job);
}

// All is written, and the disk is told to keep it.
double cancel_syncing(const TestPlate &plate)
{
    constexpr milliseconds Begun{5};
    EngineFixture fixture;
    const std::string job = fixture.publish(plate);
    wait_for_progress(fixture, [&](const JobProgress &progress) {
        return progress.phase == Phase::Spooling && progress.done > 0 && progress.done == progress.total;
    });
    std::this_thread::sleep_for(Begun);
    return time_of_cancel(fixture, job);
}

double cancel_uploading(const TestPlate &plate)
{
    EngineFixture fixture;
    fixture.link();
    const std::string job = fixture.publish(plate);
    wait_for_progress(fixture, [&](const JobProgress &progress) {
        return progress.phase == Phase::Uploading && progress.done > 0;
    });
    return time_of_cancel(fixture, job);
}

// While the service does not answer this request.
double cancel_waiting_for(const TestPlate &plate, const std::string &method, const std::string &path,
                          bool is_linked)
{
    EngineFixture fixture;
    if (is_linked) {
        fixture.link();
    }
    fixture.sandbox.add_fault(method + " " + path + "#*:slow:60000");
    const std::string job = fixture.publish(plate);
    REQUIRE(fixture.sandbox.wait_for_requests(method, path, 1, test::Patience));
    const double took = time_of_cancel(fixture, job);
    fixture.sandbox.clear_faults();
    return took;
}

double cancel_offline(const TestPlate &plate)
{
    const test::ReservedPort nobody;
    test::Setup setup;
    setup.policy.offline_timeout = seconds(600);
    setup.policy.first_backoff = seconds(60);
    setup.policy.max_backoff = seconds(60);
    EngineFixture fixture(setup);
    fixture.speak_to(nobody.base_url());
    const std::string job = fixture.publish(plate);
    wait_for_progress(fixture, [](const JobProgress &progress) { return progress.next_try.has_value(); });
    return time_of_cancel(fixture, job);
}

double cancel_back_off(const TestPlate &plate)
{
    test::Setup setup;
    setup.policy.first_backoff = seconds(60);
    setup.policy.max_backoff = seconds(60);
    EngineFixture fixture(setup);
    fixture.link();
    fixture.sandbox.add_fault("POST /api/v2/file#1:500");
    const std::string job = fixture.publish(plate);
    REQUIRE(fixture.log.wait_for_line("file: ", 1, test::Patience));
    return time_of_cancel(fixture, job);
}

} // namespace

void measure_cancel(const Effort &effort)
{
    doctest::Context context;
    context.setAsDefaultForAssertsOutOfTestCases();
    context.setAssertHandler(&throw_failure);

    const TestPlate large({torus(LargeMesh / effort.divisor)});
    const TestPlate small({test::tetrahedron()});
    struct Stage
    {
        std::string name;
        std::function<double()> cancel;
    };
    std::vector<Stage> stages;
    for (const int percent : {0, 25, 50, 75, 99}) {
        stages.push_back({"spooling_" + std::to_string(percent),
                          [&, percent] { return cancel_spooling(large, percent / 100.0); }});
    }
    stages.push_back({"syncing", [&] { return cancel_syncing(large); }});
    stages.push_back({"token", [&] { return cancel_waiting_for(small, "POST", "/v1/oauth/tokens", false); }});
    stages.push_back({"creating", [&] { return cancel_waiting_for(small, "POST", "/api/v2/object", true); }});
    stages.push_back({"uploading", [&] { return cancel_uploading(large); }});
    stages.push_back({"verifying", [&] {
                          return cancel_waiting_for(small, "GET", "/api/v2/object/{id}/upload_status", true);
                      }});
    stages.push_back({"offline", [&] { return cancel_offline(small); }});
    stages.push_back({"back_off", [&] { return cancel_back_off(small); }});

    double worst = 0;
    for (const Stage &stage : stages) {
        std::vector<double> times;
        for (int run = 0; run < effort.runs; ++run) {
            times.push_back(Milliseconds * stage.cancel());
        }
        const double typical = median(std::move(times));
        print_figure("cancel_" + stage.name + "_ms", typical, "ms");
        worst = std::max(worst, typical);
    }
    print_figure("cancel_ms", worst, "ms");
}

} // namespace mmf::bench

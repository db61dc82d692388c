// How the time of a publish grows with the model.
#include "benches.hpp"
#include "new_plates.hpp"
#include "publish_world.hpp"

#include <array>
#include <cmath>
#include <vector>

namespace mmf::bench {

namespace {

constexpr std::array<std::size_t, 3> Sizes = {500'000, 1'000'000, LargeMesh};

// Of the straight line that fits best.
double slope(const std::vector<double> &x, const std::vector<double> &y)
{
    const auto mean = [](const std::vector<double> &values) {
        double sum = 0;
        for (const double value : values) {
            sum += value;
        }
        return sum / static_cast<double>(values.size());
    };
    const double mean_x = mean(x);
    const double mean_y = mean(y);
    double over = 0;
    double under = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        over += (x[i] - mean_x) * (y[i] - mean_y);
        under += (x[i] - mean_x) * (x[i] - mean_x);
    }
    return over / under;
}

} // namespace

void measure_growth(const Effort &effort)
{
    Policy policy;
    policy.requests_per_second = 0; // one publish right after the other would wait for it
    PublishWorld world(policy);
    std::array<NewPlates, Sizes.size()> plates{NewPlates(Sizes[0] / effort.divisor),
                                               NewPlates(Sizes[1] / effort.divisor),
                                               NewPlates(Sizes[2] / effort.divisor)};
    std::vector<double> slopes;
    std::array<std::vector<double>, Sizes.size()> seconds_of;
    for (int run = 0; run < effort.runs; ++run) {
        std::vector<double> sizes;
        std::vector<double> times;
        for (std::size_t i = 0; i < Sizes.size(); ++i) {
            const test::TestPlate plate = plates.at(i).next();
            sizes.push_back(std::log(static_cast<double>(plate.meshes()[0].object().triangle_count)));
            const double took = world.publish(plate);
            seconds_of.at(i).push_back(took);
            times.push_back(std::log(took));
        }
        slopes.push_back(slope(sizes, times));
    }
    for (std::size_t i = 0; i < Sizes.size(); ++i) {
        print_figure("publish_" + std::to_string(Sizes.at(i) / 1000) + "k_seconds", median(seconds_of.at(i)),
                     "s");
    }
    print_figure("growth_exponent", median(std::move(slopes)), "slope");
}

} // namespace mmf::bench

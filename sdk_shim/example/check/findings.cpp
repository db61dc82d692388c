#include "example/check/findings.hpp"

#include <iomanip>
#include <iostream>

namespace sdk_check {

namespace {

void write_line(std::string_view verdict, std::string_view rule, std::string_view sentence)
{
    constexpr int VerdictWidth = 9;
    constexpr int RuleWidth = 12;
    std::cout << std::left << std::setw(VerdictWidth) << verdict << std::setw(RuleWidth) << rule << sentence
              << std::endl; // NOLINT(performance-avoid-endl): the next line may never come
}

} // namespace

void Findings::ok(std::string_view rule, std::string_view sentence)
{
    ++m_held;
    write_line("ok", rule, sentence);
}

void Findings::warn(std::string_view rule, std::string_view sentence)
{
    ++m_warnings;
    write_line("warning", rule, sentence);
}

void Findings::fail(std::string_view rule, std::string_view sentence)
{
    ++m_failures;
    write_line("failed", rule, sentence);
}

void Findings::note(std::string_view what, std::string_view sentence)
{
    write_line("", what, sentence);
}

} // namespace sdk_check

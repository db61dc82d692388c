/**
 * What was found: one line a rule on standard output, written at once, since the plugin may end the process
 * at any time. [main-thread]
 */
#pragma once

#include <string_view>

namespace sdk_check {

class Findings
{
public:
    /** The rule holds. */
    void ok(std::string_view rule, std::string_view sentence);

    /** It works, but somebody will be annoyed. */
    void warn(std::string_view rule, std::string_view sentence);

    /** The SDK's contract is broken. */
    void fail(std::string_view rule, std::string_view sentence);

    /** What there is to know, without a verdict. */
    static void note(std::string_view what, std::string_view sentence);

    int held() const { return m_held; }
    int warnings() const { return m_warnings; }
    int failures() const { return m_failures; }

private:
    int m_held = 0;
    int m_warnings = 0;
    int m_failures = 0;
};

} // namespace sdk_check

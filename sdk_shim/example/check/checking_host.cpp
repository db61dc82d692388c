#include "example/check/checking_host.hpp"

#include "example/check/utf8.hpp"

#include <utility>

namespace sdk_check {

const char *CheckingHost::version() const
{
    return SLICER_SDK_CHECK_VERSION;
}

void CheckingHost::post_to_main_thread(std::function<void()> task)
{
    const std::lock_guard lock(m_mutex);
    m_posted.push_back(std::move(task));
}

void CheckingHost::run_posted()
{
    std::vector<std::function<void()>> tasks;
    {
        const std::lock_guard lock(m_mutex);
        tasks.swap(m_posted);
    }
    for (const auto &task : tasks)
        task();
}

void CheckingHost::finish()
{
    const std::lock_guard lock(m_mutex);
    if (m_lent_plates != 0)
        m_breaches.insert("It did not give every snapshot of the plate back exactly once.");
}

std::set<std::string> CheckingHost::breaches() const
{
    const std::lock_guard lock(m_mutex);
    return m_breaches;
}

void CheckingHost::breach(const std::string &sentence)
{
    const std::lock_guard lock(m_mutex);
    m_breaches.insert(sentence);
}

void CheckingHost::expect_main_thread(const std::string &function)
{
    if (!is_main_thread())
        breach("It called " + function + ", a [main-thread] function, from another thread.");
}

void CheckingHost::expect_text(const std::string &what, const char *text)
{
    if (text == nullptr)
        breach("It passed null as " + what + ".");
    else if (!is_utf8(text))
        breach("It passed text that is no UTF-8 as " + what + ".");
}

const slicer_plate *CheckingHost::lend_plate()
{
    static constexpr float Corners[] = {0, 0, 0, 10, 0, 0, 0, 10, 0, 0, 0, 10};
    static constexpr std::uint32_t Sides[] = {0, 2, 1, 0, 1, 3, 1, 2, 3, 0, 3, 2};
    static constexpr slicer_plate_object Tetrahedron{
        "Tetrahedron", Corners, 4, Sides, 4, {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}};
    {
        const std::lock_guard lock(m_mutex);
        ++m_lent_plates;
    }
    return new slicer_plate{this, "Checked plate", &Tetrahedron, 1, [](const slicer_plate *plate) {
                                static_cast<CheckingHost *>(plate->plate_data)->take_plate_back();
                                delete plate;
                            }};
}

void CheckingHost::take_plate_back()
{
    const std::lock_guard lock(m_mutex);
    --m_lent_plates;
}

} // namespace sdk_check

// Draws the cover for the publish form on a thread of its own, the newest wish first: a large model takes a
// good part of a second, and the main thread must not wait. [main-thread]; owned by what shows it.
#pragma once

#include "publish/cover.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <wx/event.h>

namespace mmf::ui {

class CoverPainter final : public wxEvtHandler
{
public:
    // `on_drawn` is called for the latest wish; for an earlier one it may be.
    explicit CoverPainter(std::function<void(const Result<picture::Image> &)> on_drawn);
    // Ends what is under way, which looks up every few milliseconds.
    ~CoverPainter() override;

    // What is drawn from now on.
    void set_source(publish::Source source);
    // In place of a wish that waits. Nothing is drawn before there is a source.
    void draw(picture::View view, picture::Extent size);

private:
    struct Wish
    {
        picture::View view;
        picture::Extent size;
    };
    struct Work
    {
        std::optional<publish::Source> source; // a new one
        Wish wish;
    };

    void run(const std::stop_token &stop);
    std::optional<Work> next(const std::stop_token &stop);

    std::function<void(const Result<picture::Image> &)> m_on_drawn;
    std::mutex m_mutex; // guards the three below
    std::condition_variable_any m_has_work;
    std::optional<publish::Source> m_new_source;
    std::optional<Wish> m_wish;
    std::jthread m_thread;
};

} // namespace mmf::ui

#include "cover_painter.hpp"

#include "base/give_way.hpp"

#include <exception>
#include <utility>

namespace mmf::ui {

namespace {

// A model that takes more memory than there is ends no slicer.
template <typename Make>
auto made_safely(const Make &make) -> decltype(make())
{
    try {
        return make();
    } catch (const std::exception &problem) {
        return fail(ErrorKind::Internal, problem.what());
    }
}

} // namespace

CoverPainter::CoverPainter(std::function<void(const Result<picture::Image> &)> on_drawn)
    : m_on_drawn(std::move(on_drawn)), m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

CoverPainter::~CoverPainter()
{
    m_thread = {}; // before anything that it uses, and what it has posted goes with this
}

void CoverPainter::set_source(publish::Source source)
{
    const std::lock_guard lock(m_mutex);
    m_new_source = std::move(source);
}

void CoverPainter::draw(picture::View view, picture::Extent size)
{
    {
        const std::lock_guard lock(m_mutex);
        m_wish = Wish{view, size};
    }
    m_has_work.notify_one();
}

std::optional<CoverPainter::Work> CoverPainter::next(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    if (!m_has_work.wait(lock, stop, [this] { return m_wish.has_value(); })) {
        return std::nullopt;
    }
    Work work{std::move(m_new_source), *m_wish};
    m_new_source.reset();
    m_wish.reset();
    return work;
}

void CoverPainter::run(const std::stop_token &stop)
{
    give_way_to_others();
    Result<publish::SourceMeshes> meshes = fail(ErrorKind::EmptyPlate);
    while (auto work = next(stop)) {
        if (work->source) {
            meshes = made_safely([&] { return publish::SourceMeshes::of(std::move(*work->source), stop); });
        }
        auto drawn = made_safely([&] {
            return meshes.and_then([&](const publish::SourceMeshes &known) {
                return known.draw(work->wish.view, work->wish.size, stop);
            });
        });
        CallAfter([this, drawn = std::move(drawn)] { m_on_drawn(drawn); });
    }
}

} // namespace mmf::ui

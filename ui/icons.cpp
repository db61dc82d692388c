#include "icons.hpp"

#include <string>

namespace mmf::ui {

namespace {

// What is between the tags of an SVG of 16 by 16.
const char *curves_of(Icon icon)
{
    switch (icon) {
    case Icon::Good:
        return "<circle cx='8' cy='8' r='7' fill='#2a9d5c'/>"
               "<path d='M4.7 8.4 7 10.7 11.4 5.6' fill='none' stroke='#fff' stroke-width='1.7' "
               "stroke-linecap='round' stroke-linejoin='round'/>";
    case Icon::Information:
        return "<circle cx='8' cy='8' r='7' fill='#2f7bd6'/><circle cx='8' cy='4.9' r='1.1' fill='#fff'/>"
               "<path d='M8 7.6V11.4' stroke='#fff' stroke-width='1.8' stroke-linecap='round'/>";
    case Icon::Question:
        return "<circle cx='8' cy='8' r='7' fill='#2f7bd6'/><circle cx='8' cy='11.9' r='1.05' fill='#fff'/>"
               "<path d='M5.8 6.1C5.8 4.8 6.8 4 8 4 9.2 4 10.2 4.8 10.2 6 10.2 7.6 8 7.7 8 9.4' fill='none' "
               "stroke='#fff' stroke-width='1.6' stroke-linecap='round'/>";
    case Icon::Warning:
        return "<path d='M8 2.2 14.3 13.6H1.7Z' fill='#f0b429' stroke='#f0b429' stroke-width='1.6' "
               "stroke-linejoin='round'/><circle cx='8' cy='11.9' r='1' fill='#2e2a1c'/>"
               "<path d='M8 5.9V9.2' stroke='#2e2a1c' stroke-width='1.7' stroke-linecap='round'/>";
    case Icon::Failed:
        return "<circle cx='8' cy='8' r='7' fill='#d64545'/>"
               "<path d='M5.5 5.5 10.5 10.5M10.5 5.5 5.5 10.5' stroke='#fff' stroke-width='1.7' "
               "stroke-linecap='round'/>";
    case Icon::Skipped:
        break;
    }
    return "<path d='M4 8H12' stroke='#8f8f8f' stroke-width='2' stroke-linecap='round'/>";
}

} // namespace

wxBitmapBundle bitmap_of(Icon icon, int size)
{
    const std::string svg = std::string("<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16' "
                                        "viewBox='0 0 16 16'>") +
                            curves_of(icon) + "</svg>";
    return wxBitmapBundle::FromSVG(svg.c_str(), wxSize(size, size));
}

Icon icon_of(diagnosis::State state)
{
    switch (state) {
    case diagnosis::State::Ok:
        return Icon::Good;
    case diagnosis::State::Warning:
        return Icon::Warning;
    case diagnosis::State::Failed:
        return Icon::Failed;
    default:
        return Icon::Skipped;
    }
}

} // namespace mmf::ui

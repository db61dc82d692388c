#include "model/plate.hpp"

#include "base/utf8.hpp"

namespace mmf::model {

namespace {

std::string clean_text(const char *text)
{
    return text != nullptr ? clean_line(text) : std::string();
}

} // namespace

std::span<const slicer_plate_object> Plate::objects() const
{
    if (!m_plate || m_plate->objects == nullptr) {
        return {};
    }
    return {m_plate->objects, m_plate->object_count};
}

std::string Plate::name() const
{
    return m_plate ? clean_text(m_plate->name) : std::string();
}

std::string object_name(const slicer_plate_object &object)
{
    return clean_text(object.name);
}

} // namespace mmf::model

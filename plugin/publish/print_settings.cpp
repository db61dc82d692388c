#include "publish/print_settings.hpp"

#include "base/utf8.hpp"
#include "publish/draft.hpp"

#include <cmath>
#include <cstring>
#include <string_view>

namespace mmf::publish {

namespace {

constexpr std::size_t MaxBytesPerCharacter = 4;
constexpr double SecondsPerHour = 3600;

// It is a stranger's pointer: no more of it is read than a hint can have.
std::string material_of(const char *name)
{
    constexpr std::size_t MaxBytes = MaxHintLength * MaxBytesPerCharacter;
    const std::string_view text(name, name == nullptr ? 0 : ::strnlen(name, MaxBytes + 1));
    if (text.size() > MaxBytes || !is_valid_utf8(text)) {
        return {};
    }
    std::string line = clean_line(text);
    return utf8_length(line) <= MaxHintLength ? line : std::string();
}

void set_print_time(PrintingHints &hints, double seconds)
{
    if (!(seconds > 0 && seconds <= MaxHours * SecondsPerHour)) {
        return;
    }
    const double hours = seconds / SecondsPerHour;
    hints.hours_from = std::to_string(static_cast<unsigned>(std::floor(hours)));
    hints.hours_to = std::to_string(static_cast<unsigned>(std::ceil(hours)));
}

std::optional<bool> is_support_free(std::int32_t supports)
{
    switch (supports) {
    case SLICER_SUPPORTS_NONE:
        return true;
    case SLICER_SUPPORTS_NEEDED:
        return false;
    default:
        return std::nullopt;
    }
}

} // namespace

PrintingHints hints_of(const slicer_print_settings &settings)
{
    PrintingHints hints;
    hints.layer_height = layer_height_text(settings.layer_height);
    hints.material = material_of(settings.material);
    set_print_time(hints, settings.estimated_time);
    hints.is_support_free = is_support_free(settings.supports);
    return hints;
}

PrintingHints hints_of(const slicer_host &host)
{
    const auto *extension = static_cast<const slicer_host_settings_of_print *>(
        host.get_extension(&host, SLICER_EXT_SETTINGS_OF_PRINT));
    slicer_print_settings settings{};
    return extension != nullptr && extension->get(&host, &settings) ? hints_of(settings) : PrintingHints();
}

} // namespace mmf::publish

#include "prusaslicer/host_settings.hpp"

#include <fstream>
#include <iterator>

namespace prusaslicer {

namespace {

constexpr std::streamsize MaxSettingsSize = 1024 * 1024;

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

} // namespace

std::filesystem::path data_folder(const std::vector<std::string> &arguments,
                                  const wx_host::Environment &environment, const std::string &program)
{
    constexpr std::string_view Option = "--datadir";
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        if (argument == Option && i + 1 < arguments.size())
            return arguments[i + 1];
        if (argument.starts_with(Option) && argument.substr(Option.size()).starts_with('='))
            return argument.substr(Option.size() + 1);
    }
    std::filesystem::path folder = wx_host::value_of(environment, "XDG_CONFIG_HOME");
    if (folder.empty())
        folder = std::filesystem::path(wx_host::value_of(environment, "HOME")) / ".config";
    return folder / program;
}

std::string ini_value(std::string_view ini, std::string_view key)
{
    while (!ini.empty()) {
        const std::string_view line = trimmed(ini.substr(0, ini.find('\n')));
        ini.remove_prefix(
            std::min(ini.size(), ini.find('\n') == std::string_view::npos ? ini.size() : ini.find('\n') + 1));
        if (line.starts_with('['))
            break;
        const auto equals = line.find('=');
        if (equals != std::string_view::npos && trimmed(line.substr(0, equals)) == key)
            return std::string(trimmed(line.substr(equals + 1)));
    }
    return {};
}

std::optional<std::filesystem::path> last_export_folder(const std::filesystem::path &data_folder,
                                                        const std::string &program)
{
    std::ifstream file(data_folder / (program + ".ini"), std::ios::binary);
    std::string text(static_cast<std::size_t>(MaxSettingsSize), '\0');
    file.read(text.data(), MaxSettingsSize);
    text.resize(static_cast<std::size_t>(file.gcount()));
    const std::string folder = ini_value(text, "last_output_path");
    if (folder.empty())
        return std::nullopt;
    return folder;
}

std::string version_in_title(std::string_view title, std::string_view program)
{
    const auto at = title.rfind(std::string(program) + "-");
    if (at == std::string_view::npos)
        return {};
    const std::string_view rest = title.substr(at + program.size() + 1);
    return std::string(rest.substr(0, rest.find_first_not_of("0123456789.")));
}

} // namespace prusaslicer

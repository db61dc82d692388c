#include "publish/pictures.hpp"

namespace mmf::publish {

std::vector<std::string> Pictures::filenames() const
{
    std::vector<std::string> names;
    if (cover) {
        names.emplace_back("cover.jpg");
    }
    for (std::size_t i = 1; i <= added.size(); ++i) {
        names.push_back("picture-" + std::to_string(i) + ".jpg");
    }
    return names;
}

} // namespace mmf::publish

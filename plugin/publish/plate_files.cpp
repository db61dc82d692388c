#include "publish/plate_files.hpp"

#include "base/utf8.hpp"
#include "model/box.hpp"
#include "model/stl.hpp"
#include "publish/file_names.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace mmf::publish {

PlateFiles::PlateFiles(std::string_view model, std::vector<PlatePart> parts)
    : m_offered_one(stl_file_name(model)), m_one(m_offered_one)
{
    std::vector<std::string> names;
    names.reserve(parts.size());
    for (const PlatePart &part : parts) {
        names.push_back(stl_file_name(part.name));
    }
    names = unique_file_names(std::move(names));
    m_parts.reserve(parts.size());
    std::map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t occurrence = seen[parts[i].name]++;
        m_parts.push_back({std::move(parts[i]), occurrence, names[i], names[i], false});
    }
}

std::vector<std::string> PlateFiles::object_names() const
{
    std::vector<std::string> names;
    for (const Part &part : m_parts) {
        names.push_back(part.what.name);
    }
    return names;
}

std::uint64_t PlateFiles::triangles() const
{
    std::uint64_t triangles = 0;
    for (const Part &part : m_parts) {
        triangles += part.what.facts.triangles;
    }
    return triangles;
}

std::vector<PlateFile> PlateFiles::files() const
{
    const auto parts = kept();
    if (arrangement() == Arrangement::OneFile) {
        return {file_of(m_one, parts)};
    }
    std::vector<PlateFile> files;
    files.reserve(parts.size());
    for (const std::size_t part : parts) {
        files.push_back(file_of(m_parts[part].filename, {part}));
    }
    return files;
}

void PlateFiles::remove(std::size_t file)
{
    if (can_remove()) {
        m_parts[kept().at(file)].is_removed = true;
    }
}

void PlateFiles::put_back()
{
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i].is_removed) {
            m_parts[i].filename = free_name(m_parts[i].filename, i);
            m_parts[i].is_removed = false;
        }
    }
}

std::string PlateFiles::rename(std::size_t file, std::string_view name)
{
    const bool is_none = trimmed(name).empty();
    if (arrangement() == Arrangement::OneFile) {
        m_one = is_none ? m_offered_one : stl_file_name(name);
        return m_one;
    }
    const std::size_t part = kept().at(file);
    m_parts[part].filename = free_name(is_none ? m_parts[part].offered : stl_file_name(name), part);
    return m_parts[part].filename;
}

FileChanges PlateFiles::changes() const
{
    FileChanges changes;
    changes.arrangement = m_arrangement;
    if (m_one != m_offered_one) {
        changes.one_filename = m_one;
    }
    for (const Part &part : m_parts) {
        const bool is_renamed = part.filename != part.offered;
        if (is_renamed || part.is_removed) {
            changes.parts.push_back({part.what.name, part.occurrence,
                                     is_renamed ? part.filename : std::string(), part.is_removed});
        }
    }
    return changes;
}

void PlateFiles::apply(const FileChanges &changes)
{
    std::map<std::pair<std::string, std::size_t>, const FileChanges::Part *> wanted;
    for (const FileChanges::Part &part : changes.parts) {
        wanted[{part.object, part.occurrence}] = &part;
    }
    std::vector<std::string> names;
    for (Part &part : m_parts) {
        const auto found = wanted.find({part.what.name, part.occurrence});
        part.is_removed = found != wanted.end() && found->second->is_removed;
        names.push_back(found == wanted.end() || found->second->filename.empty()
                            ? part.offered
                            : stl_file_name(found->second->filename));
    }
    if (kept_count() == 0) {
        for (Part &part : m_parts) {
            part.is_removed = false;
        }
    }
    // All at once: two files may have changed their names with each other.
    std::vector<std::string> kept_names;
    for (const std::size_t part : kept()) {
        kept_names.push_back(names[part]);
    }
    kept_names = unique_file_names(std::move(kept_names));
    auto next = kept_names.begin();
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        m_parts[i].filename = m_parts[i].is_removed ? names[i] : *next++;
    }
    m_arrangement = changes.arrangement;
    m_one = changes.one_filename.empty() ? m_offered_one : stl_file_name(changes.one_filename);
}

std::size_t PlateFiles::kept_count() const
{
    return static_cast<std::size_t>(
        std::count_if(m_parts.begin(), m_parts.end(), [](const Part &part) { return !part.is_removed; }));
}

std::vector<std::size_t> PlateFiles::kept() const
{
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (!m_parts[i].is_removed) {
            kept.push_back(i);
        }
    }
    return kept;
}

std::string PlateFiles::free_name(const std::string &filename, std::size_t of_part) const
{
    std::vector<std::string> names;
    for (const std::size_t part : kept()) {
        if (part != of_part) {
            names.push_back(m_parts[part].filename);
        }
    }
    names.push_back(filename); // the last one gives way
    return unique_file_names(std::move(names)).back();
}

PlateFile PlateFiles::file_of(const std::string &filename, const std::vector<std::size_t> &parts) const
{
    PlateFile made;
    made.file.filename = filename;
    model::Box box;
    bool is_measured = true;
    for (const std::size_t i : parts) {
        const PlatePart &part = m_parts[i].what;
        made.file.triangles += part.facts.triangles;
        made.objects.push_back(part.object);
        box.add(part.facts.min);
        box.add(part.facts.max);
        is_measured = is_measured && part.is_measured;
    }
    made.file.bytes = model::stl_size(made.file.triangles);
    if (is_measured) {
        made.size = model::MeshFacts{made.file.triangles, box.min, box.max}.size();
    }
    return made;
}

} // namespace mmf::publish

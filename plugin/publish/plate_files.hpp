// How what is on a plate becomes files: one for each object or one with everything, which objects are left
// out, and what the files are called. A value; pure.
#pragma once

#include "model/mesh.hpp"
#include "publish/draft.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mmf::publish {

enum class Arrangement
{
    FileForEach,
    OneFile,
};

// An object that has triangles.
struct PlatePart
{
    std::size_t object = 0; // its index on the plate
    std::string name;       // as clean text
    model::MeshFacts facts;
    bool is_measured = true; // the facts have its corners
};

struct PlateFile
{
    DraftFile file;
    std::optional<model::Size> size;  // nullopt: not measured
    std::vector<std::size_t> objects; // by their index on the plate
};

// What a person has changed about the files, in terms that outlive the plate.
struct FileChanges
{
    struct Part
    {
        std::string object;         // its name
        std::size_t occurrence = 0; // among the objects of that name
        std::string filename;       // empty: as offered
        bool is_removed = false;

        bool operator==(const Part &) const = default;
    };

    Arrangement arrangement = Arrangement::FileForEach;
    std::string one_filename; // of the file with everything; empty: as offered
    std::vector<Part> parts;  // those that were changed

    bool operator==(const FileChanges &) const = default;
};

class PlateFiles
{
public:
    PlateFiles() = default;
    // The file with everything is called as the model is, the others as their objects are.
    PlateFiles(std::string_view model, std::vector<PlatePart> parts);

    // Of the whole plate, whatever is left out.
    std::vector<std::string> object_names() const;
    std::uint64_t triangles() const;

    // Whether there are several objects to arrange.
    bool has_choice() const { return m_parts.size() > 1; }
    Arrangement arrangement() const { return has_choice() ? m_arrangement : Arrangement::FileForEach; }
    void arrange(Arrangement arrangement) { m_arrangement = arrangement; }

    // What would be published now; an index below is one of these. Their names are unique without regard to
    // case.
    std::vector<PlateFile> files() const;

    // The last file stays, and objects cannot be taken out of the file with everything.
    bool can_remove() const { return arrangement() == Arrangement::FileForEach && kept_count() > 1; }
    void remove(std::size_t file);
    std::size_t removed_count() const { return m_parts.size() - kept_count(); }
    // All that was removed, with the names they had, as far as these are still free.
    void put_back();
    // Returns what became of the name: a valid one that no other file has. Without any, it is the offered
    // one.
    std::string rename(std::size_t file, std::string_view name);

    FileChanges changes() const;
    // Those of objects that are not there any more are passed over, and removals that would leave nothing.
    void apply(const FileChanges &changes);

private:
    struct Part
    {
        PlatePart what;
        std::size_t occurrence = 0; // among the objects of that name
        std::string offered;        // its file's name
        std::string filename;
        bool is_removed = false;
    };

    std::size_t kept_count() const;
    std::vector<std::size_t> kept() const; // indices of m_parts
    std::string free_name(const std::string &filename, std::size_t of_part) const;
    PlateFile file_of(const std::string &filename, const std::vector<std::size_t> &parts) const;

    std::vector<Part> m_parts;
    Arrangement m_arrangement = Arrangement::FileForEach;
    std::string m_offered_one;
    std::string m_one; // the name of the file with everything
};

} // namespace mmf::publish

// The first draft for what is on a plate: its name, and its files. Pure, but for reading a host's file.
#pragma once

#include "base/policy.hpp"
#include "model/mesh.hpp"
#include "model/plate.hpp"
#include "publish/draft.hpp"
#include "publish/fit.hpp"
#include "publish/fitted_mesh.hpp"
#include "publish/picture_choice.hpp"
#include "publish/plate_files.hpp"
#include "publish/source.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace mmf::publish {

// The plate as a file, for hosts that have no meshes to give.
struct HostFile
{
    std::shared_ptr<const IncomingFile> file; // written
    std::string name;                         // as the host tells it; empty if untitled
};

using OnPlate = std::variant<std::shared_ptr<const model::Plate>, HostFile>;

// How much of a host's file is read. Header and size take no time, and tell all but how large the model is
// and whether every coordinate is a number; the latter is found when it is spooled, at the latest.
enum class Reading
{
    Header,
    Whole, // but the header alone of a file that is too large to be published
};

struct PlateDraft
{
    Draft draft;      // with the files of `sent_files`
    Source source;    // of the draft's files
    PlateFiles files; // what may be changed about them; `update_files` then
    // What is sent in place of a file with these objects, by their index on the plate; `update_files` after a
    // change. It stays while the file is not among `files`.
    std::map<std::vector<std::size_t>, FittedMesh> fitted;
    std::variant<std::shared_ptr<const model::Plate>, FileSource> original; // what was on the plate
    std::size_t left_out = 0;                                               // objects without triangles
    // Of the files, each; empty: not measured, or too many. The draft's, unless it says other ones.
    std::string measured_dimensions;
    // What the slicer's print settings say; the draft's hints, unless it says others.
    PrintingHints print_settings;
    PictureChoice pictures;

    // Those of `files`, as they are sent.
    std::vector<PlateFile> sent_files() const;
    // What stands for one of `files`; null: the file itself.
    const FittedMesh *fitted_for(const PlateFile &file) const;
    FileOrigin origin_of(const PlateFile &file) const;

    void update_files();
    // The draft says what the print settings do where it says nothing.
    void offer(PrintingHints settings);

private:
    void update_dimensions();
};

// A file for each object; those without triangles are left out. Errors: EmptyPlate if there are no others;
// BadMesh.
Result<PlateDraft> draft_of(std::shared_ptr<const model::Plate> plate);

// One file. Errors: those of model::StlReader; Disk.
Result<PlateDraft> draft_of(HostFile host_file, Reading reading, const Policy &policy);

Result<PlateDraft> draft_of(OnPlate plate, Reading reading, const Policy &policy);

} // namespace mmf::publish

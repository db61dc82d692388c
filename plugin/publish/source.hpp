// What is published: meshes, or a file that the host wrote. Values; the job owns one until its spool is
// whole.
#pragma once

#include "base/policy.hpp"
#include "base/result.hpp"
#include "model/plate.hpp"
#include "publish/draft.hpp"
#include "publish/fitted_mesh.hpp"
#include "publish/incoming.hpp"
#include "publish/spool.hpp"

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace mmf::publish {

// The objects that go into one file. Their numbers belong to the plate, or to what was made to fit.
struct MeshFile
{
    std::vector<slicer_plate_object> objects;
    std::optional<FittedMesh> fitted; // then `objects` is that mesh alone
    bool may_be_several = false;      // objects of the plate, which are one mesh now
};

struct MeshSource
{
    std::shared_ptr<const model::Plate> plate; // none, if every file was made to fit
    std::vector<MeshFile> files;
};

// One file, with all that is on the plate.
struct FileSource
{
    std::shared_ptr<const IncomingFile> file;
};

using Source = std::variant<MeshSource, FileSource>;

// What is to be written for the draft's files; refers to the source. Errors: those of model::inspect;
// TooLarge; Disk, if the host's file is gone or is not the one that the draft was made for.
Result<std::vector<SpoolItem>> spool_items(const Source &source, const std::vector<DraftFile> &files,
                                           const Policy &policy);

// Whether both stand for the same meshes, without a look at these: what is found of one, and drawn of it, is
// the other's too. Both have to be there, since what ended may have been where another one is now.
bool are_same_meshes(const Source &a, const Source &b);

} // namespace mmf::publish

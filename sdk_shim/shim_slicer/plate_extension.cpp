#include "shim_slicer/plate_extension.hpp"

#include <algorithm>
#include <vector>

namespace shim {

namespace {

struct Loan
{
    std::shared_ptr<const PlateSnapshot> snapshot;
    std::vector<slicer_plate_object> objects;
    slicer_plate plate;
};

void release(const slicer_plate *plate)
{
    delete static_cast<Loan *>(plate->plate_data);
}

} // namespace

const slicer_plate *lend(std::shared_ptr<const PlateSnapshot> snapshot)
{
    if (!snapshot || snapshot->objects.empty())
        return nullptr;
    auto loan = std::make_unique<Loan>();
    for (const PlacedObject &object : snapshot->objects) {
        const Mesh &mesh = *object.mesh;
        slicer_plate_object lent{object.name.c_str(),   mesh.vertices.data(),  mesh.vertex_count(),
                                 mesh.triangles.data(), mesh.triangle_count(), {}};
        std::copy(object.transform.begin(), object.transform.end(), lent.transform);
        loan->objects.push_back(lent);
    }
    loan->plate = {loan.get(), snapshot->name.c_str(), loan->objects.data(),
                   static_cast<std::uint32_t>(loan->objects.size()), &release};
    loan->snapshot = std::move(snapshot);
    return &loan.release()->plate;
}

} // namespace shim

#include "fit_sentences.hpp"

#include "numbers.hpp"
#include "sentences.hpp"
#include "translate.hpp"

namespace mmf::ui {

namespace {

wxString only_stl_is_verified()
{
    return tr("PLY is accepted, but only STL is verified by the site today.");
}

} // namespace

wxString too_large_question(const publish::DraftFile &file)
{
    return wxString::Format(tr("“%s” has %s. MyMiniFactory takes files below 100 MB."),
                            wxString::FromUTF8(file.filename), format_bytes(file.bytes));
}

wxString label_of(const publish::WayToFit &way, const publish::DraftFile &whole)
{
    switch (way.way) {
    case publish::Way::FileForEach:
        return wxString::Format(tr("One file for each o&bject: %s files, the largest of %s"),
                                format_count(way.files), format_bytes(way.bytes));
    case publish::Way::Reduce:
        return wxString::Format(tr("&Reduce to fit: %s of %s triangles, %s"), format_count(way.triangles),
                                format_count(whole.triangles), format_bytes(way.bytes));
    case publish::Way::Ply:
        return wxString::Format(tr("Binary &PLY with shared vertices: about %s"), format_bytes(way.bytes));
    }
    return {};
}

wxString price_of(publish::Way way)
{
    switch (way) {
    case publish::Way::FileForEach:
        return tr("Nothing is lost.");
    case publish::Way::Reduce:
        return tr("The surface changes a little; by how much is told before anything is sent.");
    case publish::Way::Ply:
        return tr("Nothing is lost.") + " " + only_stl_is_verified();
    }
    return {};
}

wxString leave_label(const publish::DraftFile &whole)
{
    return wxString::Format(tr("&Leave it as it is: %s"), format_bytes(whole.bytes));
}

wxString leave_price()
{
    return tr("It cannot be published then.");
}

wxString while_fitting(publish::Way way)
{
    return way == publish::Way::Ply ? tr("Looking for vertices to share…")
                                    : tr("Reducing. A large model takes some seconds…");
}

wxString fit_failed(publish::Way way, const Error &error)
{
    if (error.kind != ErrorKind::TooLarge) {
        return sentence(error);
    }
    return way == publish::Way::Ply
               ? tr("It is too large as PLY, too: its triangles share few vertices. Nothing was changed.")
               : tr("It cannot be reduced so far without being torn. Nothing was changed. Simplify it in the "
                    "slicer, or leave something out.");
}

wxString fitted_text(const publish::DraftFile &whole, const publish::FittedMesh &made)
{
    const wxString filename = wxString::FromUTF8(whole.filename);
    if (made.format == publish::MeshFormat::Ply) {
        return wxString::Format(tr("“%s” goes as PLY."), filename) + " " + only_stl_is_verified();
    }
    return wxString::Format(
        tr("“%s” is reduced from %s to %s triangles. Its surface moves by at most about %s."), filename,
        format_count(whole.triangles), format_count(made.mesh->triangle_count()),
        format_deviation(made.deviation));
}

wxString format_deviation(double millimetres)
{
    constexpr int Decimals = 3;
    constexpr double Least = 0.001;
    return millimetres < Least ? wxString::Format(tr("%s mm, or less"), format_decimal(Least, Decimals))
                               : wxString::Format(tr("%s mm"), format_decimal(millimetres, Decimals));
}

} // namespace mmf::ui

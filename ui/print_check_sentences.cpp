#include "print_check_sentences.hpp"

#include "numbers.hpp"
#include "sentences.hpp"
#include "translate.hpp"

#include <algorithm>
#include <limits>

namespace mmf::ui {

namespace {

// For the choice of a plural.
unsigned plural_of(std::uint64_t count)
{
    constexpr std::uint64_t Most = std::numeric_limits<unsigned>::max();
    return static_cast<unsigned>(std::min(count, Most));
}

// Both have one %s, for the count.
wxString with_count(const char *singular, const char *plural, std::uint64_t count)
{
    return wxString::Format(tr(singular, plural, plural_of(count)), format_count(count));
}

wxString volume_text(double cubic_millimetres)
{
    const double cubic_centimetres = cubic_millimetres / 1000;
    return cubic_centimetres < 1 ? format_short(cubic_millimetres, 1) + wxString::FromUTF8(" mm³")
                                 : format_short(cubic_centimetres, 1) + wxString::FromUTF8(" cm³");
}

// Of a size: what is so, and of what.
wxString with_objects(const wxString &of_the_model, const char *singular, const char *plural,
                      const model::PrintFinding &finding, std::uint64_t objects)
{
    return objects == 1 ? of_the_model : with_count(singular, plural, finding.count);
}

} // namespace

wxString measures_text(const model::PrintCheck &check)
{
    // Finer than any printer.
    constexpr int Decimals = 2;
    wxString text =
        wxString::Format(wxString::FromUTF8("%s × %s × %s mm"), format_short(check.size.x, Decimals),
                         format_short(check.size.y, Decimals), format_short(check.size.z, Decimals));
    if (check.volume) {
        text += ", " + volume_text(*check.volume);
    }
    return text;
}

wxString summary_text(const model::PrintCheck &check)
{
    const wxString found =
        check.findings.empty()
            ? tr("Nothing was found that would keep it from being printed.")
            : with_count("%s thing may keep it from being printed.",
                         "%s things may keep it from being printed.", check.findings.size());
    return measures_text(check) + ". " + found;
}

wxString not_checked_text(const Error &error)
{
    return error.kind == ErrorKind::TooLarge
               ? tr("It is too large to be looked at for whether it can be printed.")
               : tr("Whether it can be printed could not be found out.");
}

wxString sentence(const model::PrintFinding &finding, std::uint64_t objects)
{
    using model::PrintProblem;
    switch (finding.problem) {
    case PrintProblem::OpenEdges:
        return with_count("%s edge is open: there is a hole, or a wall without thickness.",
                          "%s edges are open: there is a hole, or a wall without thickness.", finding.count) +
               " " + tr("Repair the model in the slicer or in a mesh editor.");
    case PrintProblem::TurnedEdges:
        return with_count("At %s edge the surface turns from outside to inside.",
                          "At %s edges the surface turns from outside to inside.", finding.count) +
               " " + tr("Let a mesh editor make all normals point outwards.");
    case PrintProblem::InsideOutShells:
        return with_count("%s part is inside out.", "%s parts are inside out.", finding.count) + " " +
               tr("Flip its normals in a mesh editor, or it may be printed as a hole.");
    case PrintProblem::FlatTriangles:
        return with_count("%s triangle has no area.", "%s triangles have no area.", finding.count) + " " +
               tr("Slicers pass over that; a repair removes it.");
    case PrintProblem::Specks:
        return wxString::Format(tr("%s part is smaller than %s mm, too small to be printed.",
                                   "%s parts are smaller than %s mm, too small to be printed.",
                                   plural_of(finding.count)),
                                format_count(finding.count), format_short(model::Speck, 1)) +
               " " + tr("Delete what was left over from modelling.");
    case PrintProblem::LargerThanBed:
        return with_objects(tr("It is larger than the bed of a common printer."),
                            "%s object is larger than the bed of a common printer.",
                            "%s objects are larger than the bed of a common printer.", finding, objects) +
               " " +
               wxString::Format(tr("Cut or scale it to %s mm, or say in the description what it needs."),
                                format_short(model::CommonBed, 0));
    case PrintProblem::MuchTooSmall:
        return wxString::Format(with_objects(tr("It is less than %s mm long."),
                                             "%s object is less than %%s mm long.",
                                             "%s objects are less than %%s mm long.", finding, objects),
                                format_short(model::SmallestLikely, 0)) +
               " " + tr("If it was drawn in inches or metres, scale it by 25.4 or by 1000 first.");
    case PrintProblem::MuchTooLarge:
        break;
    }
    return wxString::Format(with_objects(tr("It is at least %s mm long."),
                                         "%s object is at least %%s mm long.",
                                         "%s objects are at least %%s mm long.", finding, objects),
                            format_short(model::LargestLikely, 0)) +
           " " + tr("If its unit was mistaken, scale it down by 25.4 or by 1000 first.");
}

} // namespace mmf::ui

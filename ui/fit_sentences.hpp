// What is said where a file is too large: the ways to make it fit, each with its size, and what came of the
// one that was chosen. Pure; [main-thread], since they are translated.
#pragma once

#include "base/result.hpp"
#include "publish/fit.hpp"

#include <string>
#include <wx/string.h>

namespace mmf::ui {

// "“big.stl” has 105.0 MB. MyMiniFactory takes files below 100 MB."
wxString too_large_question(const publish::DraftFile &file);

// With a mnemonic and the size; `whole` is the file as it is.
wxString label_of(const publish::WayToFit &way, const publish::DraftFile &whole);
// What it costs.
wxString price_of(publish::Way way);
// The way back, once another one was taken.
wxString leave_label(const publish::DraftFile &whole);
wxString leave_price();

wxString while_fitting(publish::Way way);
wxString fit_failed(publish::Way way, const Error &error);
// Beside the form: what is sent in place of `whole`.
wxString fitted_text(const publish::DraftFile &whole, const publish::FittedMesh &made);

// "0.012 mm".
wxString format_deviation(double millimetres);

} // namespace mmf::ui

// What the app module is built with. Only wxWidgets' version macros are used: linking this links no
// wxWidgets.

#include "entry/app.hpp"

#include <wx/defs.h> // the signature is made of what it defines

#include <wx/build.h>
#include <wx/version.h>

namespace mmf {

const RequiredWx AppRequiredWx = {wxVERSION_NUM_DOT_STRING, WX_BUILD_OPTIONS_SIGNATURE};

} // namespace mmf

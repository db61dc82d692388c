// The control of the uploads window that shows the rows. [main-thread]; owned by its parent window.
#pragma once

class wxDataViewCtrl;
class wxWindow;

namespace mmf::ui {

class UploadsModel;

constexpr int UploadsTableWidth = 720; // at least; in device-independent pixels
constexpr int UploadsTableHeight = 380;

// What is over its least width goes to the names. It refers to the model as long as it lives.
wxDataViewCtrl *make_uploads_table(wxWindow &parent, UploadsModel &model);

} // namespace mmf::ui

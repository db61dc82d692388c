// Every sentence for people about what happened: what it was, what was kept, what to do. Pure; [main-thread],
// since they are translated.
#pragma once

#include "auth/browser_pages.hpp"
#include "auth/pasted_redirect.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "host.hpp"
#include "numbers.hpp"
#include "publish/draft.hpp"
#include "publish/engine.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>
#include <wx/string.h>

namespace mmf::ui {

// Why something did not happen.
wxString sentence(const Error &error);

// The list of uploads was damaged; where it is now.
wxString journal_set_aside(const std::filesystem::path &aside);

// How a publish ended, in one or two sentences.
wxString sentence(const publish::JobEnded &ended);
// Before another attempt that is made by itself.
wxString why_waiting(const Error &error);
// Of one that ended as UnknownCreate, for who is asked about it.
wxString why_undecided(const publish::JobEnded &ended);

// What is wrong in the form.
wxString sentence(const publish::DraftFinding &finding);

wxString field_name(publish::DraftField field);

// "3 files, 1,234 triangles, 61.8 kB".
wxString files_total(const std::vector<publish::DraftFile> &files);
// How many objects are left out, by the person and because they are empty; empty if there are none.
wxString not_published_text(std::size_t removed, std::size_t without_triangles);

// The object is not shown as it was asked for, but so.
wxString visibility_differs(api::Visibility shown);
// "3 May 2026, 17:30".
wxString moment_text(WallTime when);
// "You published this on 3 May 2026."
wxString published_on(WallTime when);

// What the host is told of it.
ActionOutcome outcome_of(const publish::JobEnded &ended);

// What the desktop's keyring did; whether an error is of that kind.
bool is_keyring_trouble(const Error &error);
wxString keyring_trouble(const Error &error);
// The client secret could not be kept in the keyring; the choice that is left.
wxString secret_not_kept(const Error &error);

wxString account_text(const publish::AccountChanged &account);
// The same in two: who is linked, and for how long; the second is empty where nobody is.
wxString linked_as(const publish::AccountChanged &account);
wxString link_life(const publish::AccountChanged &account);

// Whether the link works, whose it is and until when.
wxString link_text(const publish::LinkChecked &checked);

// Why one way to sign in cannot be used, where the other one is offered instead.
wxString browser_cannot_be_used(const Error &error);
wxString window_cannot_be_shown();
wxString cannot_be_used(auth::PasteFault fault, const std::string &redirect_uri);
// What the browser's last page says.
auth::BrowserTexts browser_texts(const std::string &service_name);

} // namespace mmf::ui

#include "print_check_line.hpp"

#include "base/give_way.hpp"
#include "dialog_parts.hpp"
#include "icons.hpp"
#include "print_check_sentences.hpp"
#include "publish/source_check.hpp"
#include "translate.hpp"

#include <exception>
#include <utility>
#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>

namespace mmf::ui {

namespace {

constexpr int Gap = 8;

wxString details_text(const model::PrintCheck &check)
{
    wxString text;
    for (const model::PrintFinding &finding : check.findings) {
        text += (text.empty() ? "" : "\n") + wxString::FromUTF8("• ") + sentence(finding, check.objects);
    }
    return text;
}

} // namespace

PrintCheckLine::PrintCheckLine(wxWindow *parent, const Policy &policy, std::function<void()> on_resize,
                               std::function<void()> on_unfold)
    : wxPanel(parent),
      m_policy(policy),
      m_on_resize(std::move(on_resize)),
      m_icon(new wxStaticBitmap(this, wxID_ANY, wxBitmapBundle())),
      m_summary(new wxStaticText(this, wxID_ANY, wxString())),
      m_toggle(new wxButton(this, wxID_ANY, wxString())),
      m_details(new wxStaticText(this, wxID_ANY, wxString())),
      m_summary_text(tr("Looking whether it can be printed…"))
{
    auto *line = new wxBoxSizer(wxHORIZONTAL);
    line->Add(m_icon, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(Gap)));
    line->Add(m_summary, wxSizerFlags(1).CentreVertical());
    line->Add(m_toggle, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(Gap)));
    auto *column = new wxBoxSizer(wxVERTICAL);
    column->Add(line, wxSizerFlags().Expand());
    column->Add(m_details, wxSizerFlags().Expand().Border(wxTOP, FromDIP(Gap / 2)));
    SetSizer(column);
    m_icon->Hide();
    m_toggle->Hide();
    m_details->Hide();
    m_toggle->Bind(wxEVT_BUTTON, [this, on_unfold = std::move(on_unfold)](wxCommandEvent &) {
        show_details(!m_details->IsShown());
        on_unfold();
    });
}

PrintCheckLine::~PrintCheckLine() = default;

void PrintCheckLine::check(const publish::Source &source)
{
    if (m_source && publish::are_same_meshes(*m_source, source)) {
        return;
    }
    m_source = source;
    const unsigned run = ++m_run;
    m_thread = {}; // ended before the next one takes memory of its own
    try {
        m_thread =
            std::jthread([this, run, source](const std::stop_token &stop) { look(source, run, stop); });
    } catch (const std::exception &problem) {
        show(fail(ErrorKind::Internal, problem.what()));
    }
}

// Joined before this ends, and what it has posted goes with this. A model that takes more memory than there
// is ends no slicer.
void PrintCheckLine::look(const publish::Source &source, unsigned run, const std::stop_token &stop) noexcept
{
    give_way_to_others();
    try {
        show_later(run, publish::check_source(source, m_policy, stop));
    } catch (const std::exception &problem) {
        try {
            show_later(run, fail(ErrorKind::Internal, problem.what()));
        } catch (const std::exception &) {
            return; // there is no memory for one more event; the line goes on saying that it is looked at
        }
    }
}

void PrintCheckLine::show_later(unsigned run, Result<model::PrintCheck> check)
{
    CallAfter([this, run, check = std::move(check)] {
        if (run == m_run) {
            show(check);
        }
    });
}

void PrintCheckLine::show(const Result<model::PrintCheck> &check)
{
    const bool has_findings = check && !check->findings.empty();
    m_icon->SetBitmap(bitmap_of(!check         ? Icon::Skipped
                                : has_findings ? Icon::Warning
                                               : Icon::Good,
                                SmallIcon));
    m_icon->Show();
    m_summary_text = check ? summary_text(*check) : not_checked_text(check.error());
    m_details_text = has_findings ? details_text(*check) : wxString();
    m_toggle->Show(has_findings);
    show_details(has_findings && m_details->IsShown());
    m_on_resize();
}

void PrintCheckLine::show_details(bool are_shown)
{
    m_details->Show(are_shown);
    m_toggle->SetLabel(are_shown ? tr("&Hide details") : tr("Sho&w details"));
}

void PrintCheckLine::wrap(int width)
{
    const int icon = m_icon->IsShown() ? m_icon->GetBestSize().x + FromDIP(Gap) : 0;
    const int toggle = m_toggle->IsShown() ? m_toggle->GetBestSize().x + FromDIP(Gap) : 0;
    wrap_text(*m_summary, m_summary_text, width - icon - toggle);
    wrap_text(*m_details, m_details_text, width);
    GetSizer()->Layout();
    InvalidateBestSize();
}

} // namespace mmf::ui

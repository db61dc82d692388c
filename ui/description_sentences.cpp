#include "description_sentences.hpp"

#include "base/utf8.hpp"
#include "numbers.hpp"
#include "publish/draft.hpp"
#include "publish/links.hpp"
#include "translate.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace mmf::ui {

namespace {

constexpr std::size_t MostHosts = 3;
constexpr std::size_t LongestShown = 40;

wxString shown(const std::string &text)
{
    const wxString whole = wxString::FromUTF8(clean_line(text));
    return whole.length() <= LongestShown ? whole : whole.Left(LongestShown) + wxString::FromUTF8("…");
}

wxString length_text(std::string_view description)
{
    // translators: how much of the room for a description is used, as in 12 of 65,536 characters
    return wxString::Format(tr("%s of %s characters."), format_count(utf8_length(description)),
                            format_count(publish::MaxDescriptionLength));
}

// Each host once; the first of them are enough.
wxString hosts_text(const std::vector<publish::Link> &links)
{
    std::set<std::string> known;
    wxString hosts;
    for (const publish::Link &link : links) {
        if (!link.host.empty() && known.insert(link.host).second) {
            if (known.size() > MostHosts) {
                return hosts + wxString::FromUTF8(", …");
            }
            hosts += (hosts.empty() ? "" : ", ") + shown(link.host);
        }
    }
    return hosts;
}

} // namespace

wxString description_facts(std::string_view description)
{
    wxString text = length_text(description);
    const auto links = publish::find_links(description);
    const auto leads_nowhere = [](const publish::Link &link) { return link.host.empty(); };
    const auto count = static_cast<unsigned>(
        links.size() - static_cast<std::size_t>(std::count_if(links.begin(), links.end(), leads_nowhere)));
    if (count > 0) {
        // translators: the links in a description, and the hosts they lead to
        text += " " + wxString::Format(tr("%u link: %s.", "%u links: %s.", count), count, hosts_text(links));
    }
    const auto bad = std::find_if(links.begin(), links.end(), leads_nowhere);
    if (bad != links.end()) {
        text += wxString::FromUTF8(" ⚠ ") +
                wxString::Format(tr("“%s” leads to no web page."), shown(bad->address));
    }
    return text;
}

wxString too_much_was_pasted()
{
    return wxString::FromUTF8("⚠ ") +
           wxString::Format(
               tr("What you put in was left out: it is too long. There is room for %s characters."),
               format_count(publish::MaxDescriptionLength));
}

} // namespace mmf::ui
